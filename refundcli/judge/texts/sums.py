"""Sums of yuan in a text: each numeral is read whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from refundcli.judge.texts.numerals import Signs, ends, value
from refundcli.judge.texts.written import Written

_CENT = Decimal("0.01")


class Found(msgspec.Struct, frozen=True):
    """A sum, whether the text does not give it exactly, and the places of its number and of all."""

    amount: Decimal
    about: bool
    number: tuple[int, int]
    span: tuple[int, int]


def sums(text: str, sources: Iterable[str], written: Written) -> Iterator[Found]:
    """Every sum that one of the patterns finds, in the order of the text."""
    found: dict[int, Found] = {}
    for source in sources:
        for match in written.pattern(source).finditer(text):
            one = _sum(match, written.data.signs)
            if one is not None:
                found.setdefault(match.start("number"), one)
    return (found[place] for place in sorted(found))


def _sum(match: re.Match[str], signs: Signs) -> Found | None:
    said = match.groupdict()
    amount = value(match["number"], signs, short=True)
    pair = ends(match["number"], signs)
    if pair is not None:
        amount = pair[1]
    if amount is None:
        return None
    for part, times in (("tenths", 10), ("tenth", 10), ("hundredths", 100)):
        if said.get(part):
            amount += (value(said[part], signs) or Decimal(0)) / times
    about = pair is not None or any(map(said.get, ("low", "about", "around")))
    rounded = plain(amount)
    if not rounded or rounded != amount:
        return None
    return Found(rounded, about, match.span("number"), match.span())


def plain(amount: Decimal) -> Decimal:
    """To the cent, without zeros behind the point."""
    cents = amount.quantize(_CENT).normalize()
    return cents.quantize(Decimal(1)) if cents == cents.to_integral() else cents
