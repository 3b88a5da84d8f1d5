"""Entry point: the version without heavy imports; failures become lines and exit codes."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    _open_streams()
    code = _run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    # A command lives for a fraction of a second; collecting cycles would take a tenth of it, and
    # a tenth again at exit but for the freeze.
    gc.disable()
    try:
        if arguments == ["--version"]:
            return _version()
        return _command(arguments)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to tell it.
        _discard_output()
        return 0
    except OSError as error:
        return _refused(error, arguments)


def _version() -> int:
    from refundcli import __version__  # noqa: PLC0415 - nothing heavy before this

    sys.stdout.write(f"refundcli {__version__}\n")
    sys.stdout.flush()
    return 0


def _command(arguments: list[str]) -> int:
    from refundcli.cli import diagnostics  # noqa: PLC0415 - after the version
    from refundcli.cli.streams import prepare_streams  # noqa: PLC0415 - after the version
    from refundcli.errors import RefundError  # noqa: PLC0415 - after the version

    prepare_streams()
    try:
        decoded = [_decoded(argument) for argument in arguments]
        from refundcli.cli.app import run  # noqa: PLC0415 - after the version

        return run(decoded)
    except RefundError as error:
        return diagnostics.report(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        diagnostics.note("已中断。")
        return diagnostics.INTERRUPTED
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the last resort: a person is never shown a traceback
        return diagnostics.crashed(error)


def _decoded(argument: str) -> str:
    """An argument as UTF-8, also where the locale knows no Chinese and left bytes in its place."""
    if argument.isascii() or not any("\ud800" <= ch <= "\udfff" for ch in argument):
        return argument
    from refundcli.errors import InvalidInputError  # noqa: PLC0415 - after the version

    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError as error:
        raise InvalidInputError(
            "命令行里有不是 UTF-8 编码的文字；请把终端的编码改成 UTF-8 后再试，"
            "文件名是乱码的先给文件改个名字"
        ) from error


def _open_streams() -> None:
    """A stream that the shell closed (`>&-`) reads as empty and swallows what is written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as the process
            setattr(sys, name, stream)


def _refused(error: OSError, arguments: list[str]) -> int:
    """The system refused a read or a write that nobody foresaw: told, and never a traceback."""
    from refundcli.case.disk import reason  # noqa: PLC0415 - only a failure pays for it
    from refundcli.cli import diagnostics  # noqa: PLC0415 - only a failure pays for it
    from refundcli.errors import InvalidInputError  # noqa: PLC0415 - only a failure pays for it

    name = f" {error.filename}" if error.filename else ""
    failure = InvalidInputError(f"读写{name}没有成功：{reason(error)}")
    try:
        sys.stdout.flush()
        return diagnostics.report(failure, as_json="--json" in arguments)
    except OSError:
        _discard_output()
        return diagnostics.report(failure, as_json=False)


def _discard_output() -> None:
    """Nothing more can be written to stdout; what is left in it must not fail again at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    main()
