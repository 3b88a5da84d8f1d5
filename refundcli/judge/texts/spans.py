"""Lengths and days as people write them: 三天内, 48小时内, 1-3个工作日, 明天, 6月20日前.

The words stand in deadlines.toml. Of a range the last value counts; what could be meant in two ways
is not read at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import msgspec

from refundcli.judge.calendar import add
from refundcli.judge.texts.numerals import ends, value
from refundcli.knowledge.periods import SpanUnit, SpanWords

_CLOCK = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
_DAY = timedelta(days=1)
_HALF_A_YEAR = timedelta(days=183)


class Span(msgspec.Struct, frozen=True):
    """A length of time: `words` are those of the text, `start` and `end` its place there."""

    length: int
    unit: SpanUnit
    words: str
    start: int
    end: int

    def ends(self, begin: date, *, early: bool = False) -> tuple[date, bool]:
        """The day on which it ends, and whether a calendar not yet published may change that.

        Of a beginning without a clock time, the last day on which it may end; the first if `early`.
        """
        day = begin.date() if isinstance(begin, datetime) else begin
        match self.unit:
            case "minute" | "hour":
                length = _CLOCK[self.unit] * self.length
            case unit:
                return add(day, self.length, unit, "as_it_falls")
        if isinstance(begin, datetime):
            return (begin + length).date(), False
        return day + (length // _DAY if early else -(-length // _DAY)) * _DAY, False


def plain(text: str) -> str:
    """The text with full-width digits and signs as plain ones, as the patterns expect it."""
    return unicodedata.normalize("NFKC", text)


def spans(text: str, words: SpanWords) -> Iterator[Span]:
    """Every length of time in a plain text."""
    for found in re.finditer(_pattern(words), text):
        for place, known in enumerate(words.units):
            sign = found[f"u{place}"]
            length = _number(found["number"], words) * known.each if sign else 0
            if length:
                yield Span(length, known.unit, found[0], found.start(), found.end())
        for place, fixed in enumerate(words.fixed):
            if found[f"f{place}"]:
                yield Span(fixed.length, fixed.unit, found[0], found.start(), found.end())


def _pattern(words: SpanWords) -> str:
    number = f"(?:{words.number})"
    either = "|".join(unit.words for unit in words.units)
    named = "|".join(f"(?P<u{place}>{unit.words})" for place, unit in enumerate(words.units))
    fixed = "|".join(f"(?P<f{place}>{fixed.words})" for place, fixed in enumerate(words.fixed))
    # The unit may stand behind both ends of a range.
    low = rf"(?:{number}\s*(?:{either})?\s*(?:{words.to})\s*)?"
    return rf"(?<!{words.not_after})(?:{low}(?P<number>{number})\s*(?:{named})|{fixed})"


def _number(text: str, words: SpanWords) -> int:
    """A numeral, of 两三 the last; zero for anything else."""
    pair = ends(text, words.signs)
    return int(pair[1] if pair else value(text, words.signs) or 0)


def dates(text: str, said: date, words: SpanWords) -> Iterator[tuple[date, str]]:
    """Days that a plain text names by the calendar or from the day it was said: 20号前, 明天."""
    for word in words.days:
        for found in re.finditer(word.words, text):
            if re.match(words.day_goes_on, text[found.end() :]):
                yield said + word.add * _DAY, found[0]
    for pattern in words.dates:
        for found in re.finditer(pattern, text):
            if re.match(words.date_goes_on, text[found.end() :]):
                month = found.groupdict().get("month")
                yield from ((day, found[0]) for day in _next(month, int(found["day"]), said))


def _next(month: str | None, day: int, said: date) -> list[date]:
    """The next such day, unless it is so far off that a day gone by must be meant."""
    ahead = (said + number * _DAY for number in range(_HALF_A_YEAR // _DAY))
    fitting = (one for one in ahead if one.day == day and int(month or one.month) == one.month)
    return list(islice(fitting, 1))
