"""A text held against its case: numbers, sums, days and words that the case does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from refundcli.case.model import CHINA, Value
from refundcli.judge.facts import Facts
from refundcli.write.checking.problem import Problem
from refundcli.write.checking.reader import Reader, Span
from refundcli.write.checking.setting import Setting


class Against:
    """One text beside its case; what the buyer said anywhere counts as held."""

    def __init__(self, reader: Reader, setting: Setting, facts: Facts) -> None:
        self.reader = reader
        self.setting = setting
        self.facts = facts
        self.data = reader.lint.case

    def problems(self) -> Iterator[Problem]:
        """All that contradicts the case or is not in it."""
        yield from self._numbers()
        yield from self._amounts()
        yield from self._dates()
        yield from self._exhibits()
        yield from self._quotes()

    def _say(self, code: str, span: Span, **words: object) -> Problem:
        return self.reader.problem(code, self.reader.lint.remarks[code], span, words)

    def _numbers(self) -> Iterator[Problem]:
        every = self.reader.pattern(self.data.every)
        held = {
            number.casefold() for text in self.setting.strings for number in every.findall(text)
        }
        for match in self.reader.found(self.data.numbers):
            if "*" not in match["value"] and match["value"].casefold() not in held:
                yield self._say("case_number", match.span("value"), value=match["value"])

    def _amounts(self) -> Iterator[Problem]:
        paid = {match.span("value") for match in self.reader.own(self.data.paid)}
        stated = self.facts.get("order.amount")
        for match in self.reader.own(self.data.amounts):
            group = "value" if match["value"] else "before"
            if _sum(match[group]) in self._sums:
                continue
            contradicts = match.span(group) in paid and stated is not None
            code = "case_paid" if contradicts else "case_amount"
            yield self._say(code, match.span(), value=match[group], known=stated)

    @cached_property
    def _sums(self) -> frozenset[Decimal]:
        """Sums that were told, that follow, and that stand in what was written."""
        told = (value for value in self._values if isinstance(value, Decimal))
        pattern = self.reader.pattern(self.data.amounts)
        written = (
            _sum(match["value"] or match["before"])
            for text in self.setting.strings
            for match in pattern.finditer(text)
        )
        return frozenset((*told, *written))

    @cached_property
    def _values(self) -> tuple[Value, ...]:
        computed = map(self.facts.get, self.setting.knowledge.common.computed)
        values = (*self.facts.case.answers.values(), *computed)
        return tuple(value for value in values if value is not None)

    def _dates(self) -> Iterator[Problem]:
        bought = self.reader.pattern(self.data.bought)
        stated = self.facts.get("order.paid_at") or self.facts.get("order.ordered_at")
        for match in self.reader.own(self.data.dates):
            if self._ahead(match) or self._known(match):
                continue
            behind = bought.match(self.reader.plain, match.end())
            code = "case_bought" if behind and stated is not None else "case_date"
            yield self._say(code, match.span(), value=match[0], known=_shown(stated))

    def _ahead(self, match: re.Match[str]) -> bool:
        """What lies ahead is asked for, and no fact yet."""
        today = self.setting.today
        return any(day > today for day in _named(match, today.year))

    def _known(self, match: re.Match[str]) -> bool:
        month, day = int(match["month"]), int(match["day"])
        year = match["year"]
        return any(
            (one.month, one.day) == (month, day) and year in (None, str(one.year))
            for one in self._days
        )

    @cached_property
    def _days(self) -> frozenset[date]:
        """Days that were told, that follow, and that stand in what was written."""
        days = {self.setting.today}
        for value in self._values:
            several = value if isinstance(value, tuple) else (value,)
            days |= {_day(one) for one in several if isinstance(one, date)}
        pattern = self.reader.pattern(self.data.dates)
        for text in self.setting.strings:
            for match in pattern.finditer(text):
                days |= _named(match, self.setting.today.year)
        return frozenset(days)

    def _exhibits(self) -> Iterator[Problem]:
        held = {item.number for item in self.facts.case.evidence}
        number = self.reader.pattern(self.data.exhibit)
        for match in self.reader.found(self.data.exhibits):
            for one in number.finditer(self.reader.plain, *match.span()):
                if int(one["value"]) not in held:
                    yield self._say("case_exhibit", one.span(), value=one["value"])

    def _quotes(self) -> Iterator[Problem]:
        held = _letters("".join(self.setting.strings))
        for match in self.reader.found(self.data.quotes):
            if _letters(match["value"]) not in held:
                yield self._say("case_quote", match.span("value"))


def _sum(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _day(moment: date) -> date:
    return moment.astimezone(CHINA).date() if isinstance(moment, datetime) else moment


def _shown(stated: Value | None) -> str:
    return f"{_day(stated):%Y-%m-%d}" if isinstance(stated, date) else ""


def _named(match: re.Match[str], year: int) -> set[date]:
    """The day that was written; without a year, that of this year."""
    try:
        return {date(int(match["year"] or year), int(match["month"]), int(match["day"]))}
    except ValueError:
        return set()


def _letters(text: str) -> str:
    """A text without its marks, which are written in many ways."""
    return "".join(filter(str.isalnum, text))
