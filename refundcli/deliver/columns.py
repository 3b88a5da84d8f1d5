"""How wide the columns of a table are: short ones as they need, the others share what is left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

# What stands on one line: a name of four characters, a number.
_SHORT: Final = 8.0
_LEAST: Final = 5.0
# A longer text makes a column higher, not wider; a longer number is broken.
_MOST: Final = 30.0
_WIDEST_WORD: Final = 10.0
_MARGINS: Final = 1.0
_NARROW: Final = 0.55
# What a word processor puts between Chinese characters and digits.
_GAP: Final = 0.25
# What is read in one piece.
_WORD: Final = re.compile(r"\d+年\d+月\d+日|[!-~]+")


def widths(rows: Sequence[Sequence[str]], total: float) -> tuple[float, ...]:
    """The width of each column in characters; together they are `total`."""
    columns = list(zip(*rows, strict=True))
    needs = [_MARGINS + max(map(ems, column)) for column in columns]
    least = [
        need if need <= _SHORT + _MARGINS else _MARGINS + max(map(_least, column))
        for need, column in zip(needs, columns, strict=True)
    ]
    spare = total - sum(least)
    if spare < 0:
        return tuple(total * width / sum(least) for width in least)
    # Each has the least it can be read in; by its length it has more.
    more = [max(0.0, min(need, _MOST) - width) for need, width in zip(needs, least, strict=True)]
    if not any(more):
        more = needs
    return tuple(
        width + spare * share / sum(more) for width, share in zip(least, more, strict=True)
    )


def ems(text: str) -> float:
    """The width of a text on one line, in Chinese characters."""
    wide = [unicodedata.east_asian_width(ch) in "WFA" for ch in text]
    gaps = sum(left != right for left, right in pairwise(wide))
    return sum(1.0 if each else _NARROW for each in wide) + _GAP * gaps


def _least(text: str) -> float:
    """Four characters, and a date or a number in one piece unless it is very long."""
    return max([_LEAST, *(min(ems(word), _WIDEST_WORD) for word in _WORD.findall(text))])
