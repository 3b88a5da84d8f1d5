"""Text as it is typed or pasted: cleaned, cut for a message, and what is said of a bad value."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SHORT: Final = 30

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


def shorten(text: str, limit: int = _SHORT) -> str:
    """Enough of a value to recognise it in an error message, made harmless for a terminal."""
    text = clean(text).replace("\n", " ")
    return text if len(text) <= limit else f"{text[:limit]}…"
