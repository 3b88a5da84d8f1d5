"""Text as it is typed or pasted: cleaned, cut for a message, and what is said of a bad value."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SHORT: Final = 30

# Letters and digits in a row, as codes and numbers are written; dates are no secret.
_HEAD: Final = 2
_RUN: Final = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){6,}")
_DATE: Final = re.compile(r"(?:19|20)\d\d(?:-\d{1,2}|\d{2}(?!\d{3}))")

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")


class ValueProblem(ValueError):  # noqa: N818 - ends nothing: it becomes one line of an InvalidInputError
    """The value is not valid; the message is Chinese and says what would be."""


def clean(text: str) -> str:
    """Drop terminal escapes, control, bidi, private-use characters; keep line breaks and tabs."""
    if text.isprintable():
        return text
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    return "".join(
        ch
        for ch in text
        if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cf", "Co", "Cs")
    )


def echoed(text: str) -> str:
    """Enough of what was typed to recognise it in an error message, but no number of anybody's.

    Whoever mistakes the key types a card code or a phone number where a sum is asked for.
    """
    return unquoted(shorten(text))


def unquoted(text: str) -> str:
    """A text without what is written like a code or a number; dates stay."""
    return _RUN.sub(lambda run: f"{run[0][:_HEAD]}****" if _is_number(run[0]) else run[0], text)


def _is_number(run: str) -> bool:
    return any(map(str.isdigit, run)) and _DATE.match(run) is None


def shorten(text: str, limit: int = _SHORT) -> str:
    """Enough of a value to recognise it in an error message, made harmless for a terminal."""
    text = clean(text).replace("\n", " ")
    return text if len(text) <= limit else f"{text[:limit]}…"
