"""A text held against its case: numbers, sums, days and words that the case does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from refundcli.case.model import CHINA, Value
from refundcli.judge.facts import Facts
from refundcli.judge.texts.days import Found as Day
from refundcli.judge.texts.days import days
from refundcli.judge.texts.sums import Found as Sum
from refundcli.judge.texts.sums import sums
from refundcli.judge.texts.written import written
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
        self.written = written(setting.knowledge)

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
        stated = self.facts.get("order.amount")
        for one in self._named_sums(self.reader.plain):
            if one.amount in self._sums or self.reader.silent(one.span):
                continue
            paid = self.reader.before(self.data.paid, one.number[0])
            code = "case_paid" if paid and stated is not None else "case_amount"
            yield self._say(code, one.span, value=f"{one.amount:f}", known=stated)

    def _named_sums(self, text: str) -> Iterator[Sum]:
        """The sums that a text gives exactly."""
        found = sums(text, self.written.data.sums.yuan, self.written)
        return (one for one in found if not one.about)

    @cached_property
    def _sums(self) -> frozenset[Decimal]:
        """Sums that were told, that follow, and that stand in what was written."""
        told = (value for value in self._values if isinstance(value, Decimal))
        said = (one.amount for text in self.setting.strings for one in self._named_sums(text))
        return frozenset((*told, *said))

    @cached_property
    def _values(self) -> tuple[Value, ...]:
        computed = map(self.facts.get, self.setting.knowledge.common.computed)
        values = (*self.facts.case.answers.values(), *computed)
        return tuple(value for value in values if value is not None)

    def _dates(self) -> Iterator[Problem]:
        stated = self.facts.get("order.paid_at") or self.facts.get("order.ordered_at")
        for one in self._named_days(self.reader.plain):
            bought = self._bought(one.span)
            words = self.reader.plain[slice(*one.span)]
            if self.reader.silent(one.span):
                continue
            if one.at is None:
                yield self._say("no_such_day", one.span, value=words)
            elif not self._known(one, _day(one.at), bought=bought):
                code = "case_bought" if bought and stated is not None else "case_date"
                yield self._say(code, one.span, value=words, known=_shown(stated))

    def _named_days(self, text: str) -> list[Day]:
        today = self.setting.today
        return days(text, self.written.data.days.dates, self.written, today)

    def _bought(self, span: Span) -> bool:
        """Whether the purchase stands beside a day."""
        behind = self.reader.pattern(self.data.bought).match(self.reader.plain, span[1])
        return behind is not None or self.reader.before(self.data.bought_on, span[0])

    def _known(self, one: Day, day: date, *, bought: bool) -> bool:
        """Whether the case holds a day; what lies ahead is asked for, and no fact yet.

        Without a year that of the purchase has been; any other may be of any year.
        """
        if one.year or bought:
            return day > self.setting.today or day in self._days
        held = any((day.month, day.day) == (other.month, other.day) for other in self._days)
        return held or (day.month, day.day) > (self.setting.today.month, self.setting.today.day)

    @cached_property
    def _days(self) -> frozenset[date]:
        """Days that were told, that follow, and that stand in what was written."""
        known = {self.setting.today}
        for value in self._values:
            several = value if isinstance(value, tuple) else (value,)
            known |= {_day(one) for one in several if isinstance(one, date)}
        for text in self.setting.strings:
            known |= {_day(one.at) for one in self._named_days(text) if one.at is not None}
        return frozenset(known)

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


def _day(moment: date) -> date:
    return moment.astimezone(CHINA).date() if isinstance(moment, datetime) else moment


def _shown(stated: Value | None) -> str:
    return f"{_day(stated):%Y-%m-%d}" if isinstance(stated, date) else ""


def _letters(text: str) -> str:
    """A text without its marks, which are written in many ways."""
    return "".join(filter(str.isalnum, text))
