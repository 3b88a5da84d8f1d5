"""Owns stderr and the exit codes: each failure becomes one or two Chinese lines and one number.

With `--json` the same failure is one object on stdout, `{"error": {code, kind, message, keys}}`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

from refundcli.cli.streams import legible
from refundcli.errors import (
    DocumentClosedError,
    DoesNotFitError,
    InvalidInputError,
    KnowledgeError,
    MissingFactsError,
    RefundError,
    WrongCallError,
)

UNFORESEEN: Final = 1
INTERRUPTED: Final = 130
FAULTY: Final = 6
EXIT_CODES: Final[dict[type[RefundError], int]] = {
    WrongCallError: 2,
    MissingFactsError: 3,
    InvalidInputError: 4,
    KnowledgeError: 4,
    DocumentClosedError: 5,
    DoesNotFitError: FAULTY,
}


def exit_code(error: RefundError) -> int:
    """The number of the nearest class in the table."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def report(error: RefundError, *, as_json: bool) -> int:
    """Tell the failure and return its exit code."""
    code = exit_code(error)
    # What is missing is told with examples of the base, and nothing of the buyer's.
    told_examples = isinstance(error, MissingFactsError)
    message = error.message if told_examples else private(error.message)
    if as_json:
        from refundcli.cli.output import emit_json  # noqa: PLC0415 - a failure without --json needs no encoder

        emit_json(
            {
                "error": {
                    "code": code,
                    "kind": error.kind,
                    "message": message,
                    "keys": [private(key) for key in error.keys],
                }
            }
        )
    else:
        note(message)
    return code


def private(text: str) -> str:
    """An error as it may be copied into a report: no number that looks like anybody's."""
    from refundcli.case.masking import without_looks  # noqa: PLC0415 - only a failure pays for it

    return without_looks(text)


def crashed(error: Exception) -> int:
    """An error nobody foresaw: one line for the person, the traceback on request."""
    if os.environ.get("REFUNDCLI_DEBUG"):
        import traceback  # noqa: PLC0415 - only for whoever mends the tool

        note(_without_quotes("".join(traceback.format_exception(error)).rstrip(), error))
    note(
        f"程序自己出错了（{type(error).__name__}: {_without_quotes(str(error), error)}）。"
        "已经回答的都保存着，可以用 refundcli resume 接着填；"
        "请把这一行告诉维护者。"
    )
    return UNFORESEEN


def _without_quotes(text: str, error: BaseException | None) -> str:
    """A crash without what it stumbled over: its message, and those of what led to it."""
    from refundcli.case.text import unquoted  # noqa: PLC0415 - only a crash pays for it

    while error is not None:
        quoted = str(error)
        text = text.replace(quoted, unquoted(quoted)) if quoted else text
        error = error.__cause__ or error.__context__
    return private(text)


def note(text: str) -> None:
    """One note, warning or error line for the person at the terminal."""
    with suppress(OSError):  # where stderr itself is full or closed, there is nobody to tell
        sys.stderr.write(f"{legible(text)}\n")
        sys.stderr.flush()
