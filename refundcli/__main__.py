"""Entry point: the version without heavy imports; failures become lines and exit codes."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    code = _run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        from refundcli import __version__  # noqa: PLC0415 - nothing heavy before this

        sys.stdout.write(f"refundcli {__version__}\n")
        return 0
    # A command lives for a fraction of a second; collecting cycles would take a tenth of it, and
    # a tenth again at exit but for the freeze.
    gc.disable()
    from refundcli.cli import diagnostics  # noqa: PLC0415 - after the version
    from refundcli.errors import RefundError  # noqa: PLC0415 - after the version

    diagnostics.prepare_streams()
    try:
        from refundcli.cli.app import run  # noqa: PLC0415 - after the version

        return run(arguments)
    except RefundError as error:
        return diagnostics.report(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        diagnostics.note("已中断。")
        return diagnostics.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a person is never shown a traceback
        return diagnostics.crashed(error)


if __name__ == "__main__":
    main()
