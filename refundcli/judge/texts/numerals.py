"""Numerals as people write them: 1,299.00, 3.2万, 1千5百, 两千六百, 一百零五, 一二八."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

_FIGURES = re.compile(r"\d{1,15}(?:\.\d{1,8})?|\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,8})?", re.ASCII)
_PIECE = re.compile(r"[\d.,]+|.", re.ASCII | re.DOTALL)
_TEN = 10
_PAIR = 2
Signs = Mapping[str, int]
Pieces = list[Decimal | int]
"""Figures as Decimal, signs as int."""


def value(text: str, signs: Signs, *, short: bool = False) -> Decimal | None:
    """What the whole text is as a number; `short`: 一千八 is 1800, else it is 1008."""
    pieces = _pieces(text.lower(), signs)
    if not pieces:
        return None
    ones = [piece for piece in pieces if isinstance(piece, int) and piece < _TEN]
    if len(ones) == len(pieces):
        return Decimal("".join(map(str, ones)))
    return _read(pieces, short=short)


def ends(text: str, signs: Signs) -> tuple[Decimal, Decimal] | None:
    """The first and the last number meant by 两三, 三四百, 十五六."""
    for place, (one, other) in enumerate(pairwise(text)):
        if 0 < signs.get(one, 0) < signs.get(other, 0) < _TEN:
            rest = text[:place], text[place + _PAIR :]
            first, last = (value(sign.join(rest), signs) for sign in (one, other))
            alone = not any(signs.get(sign, _TEN) < _TEN for sign in (rest[0][-1:], rest[1][:1]))
            return (first, last) if first and last and alone else None
    return None


def _pieces(text: str, signs: Signs) -> Pieces:
    """The text in pieces, none at all where one of them belongs to no numeral."""
    found: Pieces = []
    for piece in _PIECE.findall(text):
        if _FIGURES.fullmatch(piece):
            found.append(Decimal(piece.replace(",", "")))
        elif piece in signs:
            sign = signs[piece]
            found += [sign] if sign < _TEN or _is_power(sign) else [sign // _TEN, _TEN]
        else:
            return []
    return found


def _is_power(sign: int) -> bool:
    return str(sign).strip("0") == "1"


def _read(pieces: Pieces, *, short: bool, below: int = 10**16) -> Decimal | None:
    """What stands before the greatest power, times that, and what stands behind it."""
    powers = [piece for piece in pieces if isinstance(piece, int) and piece >= _TEN]
    if not powers:
        return _one(pieces, below)
    power = max(powers)
    place = pieces.index(power)
    before, behind = pieces[:place], pieces[place + 1 :]
    times = _times(before, power)
    rest = _rest(behind, power, short=short)
    if times is None or rest is None or (times % 1 and behind):
        return None
    found = times * power + rest
    return found if found < below else None


def _one(pieces: Pieces, below: int) -> Decimal | None:
    found = Decimal(pieces[0]) if len(pieces) == 1 else None
    return found if found is not None and found < below else None


def _times(before: Pieces, power: int) -> Decimal | None:
    """How many times a power: 十 alone is once; in words nothing before it is as great as it."""
    if not before:
        return Decimal(1) if power == _TEN else None
    if isinstance(before[0], Decimal) and len(before) == 1:
        return before[0] or None
    most = _TEN if power < 10**4 else 10**4
    return _read(before, short=False, below=most) or None


def _rest(behind: Pieces, power: int, *, short: bool) -> Decimal | None:
    """What comes to a power: 零五, 五十, the 八 of 一千八."""
    if not behind:
        return Decimal(0)
    if behind[0] == 0 and isinstance(behind[0], int):
        return _read(behind[1:], short=False, below=power // _TEN) if behind[1:] else None
    found = _read(behind, short=short, below=power)
    if short and len(behind) == 1 and found is not None and found < _TEN:
        return found * power / _TEN
    return found
