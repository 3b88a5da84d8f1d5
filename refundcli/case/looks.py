"""What looks like a private number in a text: mobile and ID numbers, bank cards, e-mails.

A number counts by its shape alone, whosever it is. Full-width digits and the usual separators hide
nothing; what is covered already does not match again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

Span = tuple[int, int]

_GAP: Final = r"[ \-.\u2010-\u2015\u00b7]?"
_CARD_LENGTHS: Final = range(16, 20)
_NINE: Final = 9
_SHAPES: Final = {
    "mobile": rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)",
    "id_number": (
        rf"(?<!\d)\d{{6}}{_GAP}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        rf"{_GAP}\d{{3}}[\dXx](?![0-9A-Za-z])"
    ),
    # The first digit says whose card it is: no card of a bank begins with 0, 1, 2, 7 or 8.
    "bank_card": rf"(?<!\d)[3-69](?:{_GAP}\d){{15,18}}(?!\d)",
    "email": r"[A-Za-z0-9][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}",
}
EVERY: Final = tuple(_SHAPES)
NUMBERS: Final = ("mobile", "id_number", "bank_card")


def plain(text: str) -> str:
    """The text with each full-width character as its usual one; every place stays the same."""
    if text.isascii():
        return text
    narrow = (unicodedata.normalize("NFKC", one) for one in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, narrow, strict=True))


def found(looks: str, text: str) -> Iterator[Span]:
    """Where something of this look stands in a plain text."""
    for match in re.finditer(_SHAPES[looks], text, re.ASCII):
        if looks != "bank_card" or _is_card(match[0]):
            yield match.span()


def _is_card(text: str) -> bool:
    """The check digit that every bank card has: a long order number rarely fits."""
    digits = [int(one) for one in text if one.isdigit()]
    if len(digits) not in _CARD_LENGTHS:
        return False
    doubled = (
        digit if place % 2 == 0 else digit * 2 - (_NINE if digit * 2 > _NINE else 0)
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def replaced(text: str, spans: Iterator[Span], cover: Callable[[str], str]) -> str:
    """The text with each of these places covered."""
    out, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            out += [text[last:start], cover(text[start:end])]
            last = end
    return "".join([*out, text[last:]])
