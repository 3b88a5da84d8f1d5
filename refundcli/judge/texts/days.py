"""Days in a text: 2026年11月3日, 去年12月3日, 十一月三号, 12/31, 昨天."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from refundcli.case.model import CHINA
from refundcli.judge.texts.numerals import Signs, value
from refundcli.judge.texts.written import Written
from refundcli.knowledge.figures import Figures

_LEAP = 8
"""Years back in which a 29 February is found."""


class Found(msgspec.Struct, frozen=True):
    """A day that is named, or a moment; `at` is None where the calendar has no such day.

    Without a year it is the last such day that has been.
    """

    at: date | None
    year: bool
    span: tuple[int, int]


def days(text: str, sources: Iterable[str], written: Written, today: date) -> list[Found]:
    """Every day of the calendar that one of the patterns finds, in the order of the text."""
    found: dict[int, Found] = {}
    for source in sources:
        for match in written.pattern(source).finditer(text):
            day, year = _day(match, written.data, today)
            at = day and _moment(day, text, match.end(), written)
            found.setdefault(match.start(), Found(at, year, match.span()))
    return _apart(found)


def relative(text: str, written: Written, today: date) -> Iterator[Found]:
    """Days named from today, the longer word first."""
    back = written.data.days.relative
    names = "|".join(sorted(back, key=len, reverse=True))
    for match in written.pattern(names).finditer(text):
        day = today - timedelta(days=back[match[0]])
        at = _moment(day, text, match.end(), written)
        yield Found(at, year=True, span=match.span())


def _apart(found: Mapping[int, Found]) -> list[Found]:
    """Those that do not lie in one before them."""
    kept: list[Found] = []
    for place in sorted(found):
        if not kept or kept[-1].span[1] <= place:
            kept.append(found[place])
    return kept


def _day(match: re.Match[str], figures: Figures, today: date) -> tuple[date | None, bool]:
    """The day, and whether its year is named."""
    said = match.groupdict()
    month, day = (_number(match[part], figures.signs) for part in ("month", "day"))
    year, ago = said.get("year"), said.get("ago")
    if year or ago:
        named = _number(year, figures.signs) if year else today.year - figures.days.years[ago or ""]
        return _on(named, month, day), True
    years = range(today.year, today.year - _LEAP, -1)
    been = (_on(one, month, day) for one in years)
    return next((one for one in been if one is not None and one <= today), None), False


def _number(text: str, signs: Signs) -> int:
    return int(value(text, signs) or 0)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _moment(day: date, text: str, end: int, written: Written) -> date:
    found = written.pattern(written.data.days.clock).match(text, end)
    if found is None:
        return day
    at = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), tzinfo=CHINA)
    return datetime.combine(day, at)
