"""What a buyer's account states: sums, days, numbers, names. It counts once it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import msgspec

from refundcli.judge.texts.days import days, relative
from refundcli.judge.texts.narrative import Narrative
from refundcli.judge.texts.said import Span
from refundcli.judge.texts.sums import sums
from refundcli.judge.texts.written import written
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.stories import Stories

Meaning = tuple[str, str]
"""Regular expressions: what a clause must say, and what it may not say beside it."""
_YUAN = "CNY"
_AMOUNT, _PAID_AT = "order.amount", "order.paid_at"


class Stated(msgspec.Struct, frozen=True):
    """A value that the text may state for a key, and the words that say so."""

    key: str
    value: str
    words: str


class Sum(msgspec.Struct, frozen=True):
    """A sum; `about`: the text does not give it exactly; `paid`: as what was paid, in yuan."""

    amount: Decimal
    currency: str
    about: bool
    paid: bool
    words: str


class Day(msgspec.Struct, frozen=True):
    """A day, or a moment where a clock time stands behind it; `bought`: that of the purchase."""

    at: date
    bought: bool
    words: str


class Statements(msgspec.Struct, frozen=True):
    """All that one account states."""

    facts: tuple[Stated, ...]
    """What may be taken into the case, at most one value a key."""
    amounts: tuple[Sum, ...]
    """Every sum: those of yuan, then of other currencies, each in the order of the text."""
    dates: tuple[Day, ...]
    """Every day that is named, in the order of the text; none that has not come yet."""


class _Clauses:
    """What the clauses of an account make of a sum or a day in them; each is looked at once."""

    def __init__(self, narrative: Narrative, told: Meaning) -> None:
        self._narrative = narrative
        self._told = told
        self._meant: dict[int, bool] = {}
        self._words: dict[tuple[int, int], str] = {}

    def mean(self, span: Span) -> bool:
        """Whether the clause is about the purchase, and the words count."""
        number = self._narrative.plain.clause_at(span[0])
        if number not in self._meant:
            text = self._narrative.text_of(self._narrative.plain.clauses[number])
            says, unless = (self._narrative.pattern(one).search(text) for one in self._told)
            self._meant[number] = says is not None and unless is None
        return self._meant[number] and self._narrative.counts(span)

    def words(self, span: Span) -> str:
        """The clauses that a stretch touches, as they were written."""
        plain = self._narrative.plain
        place = plain.clause_at(span[0]), plain.clause_at(span[1] - 1)
        if place not in self._words:
            self._words[place] = plain.as_written(*span)
        return self._words[place]


def statements(narrative: Narrative, knowledge: Knowledge, today: date) -> Statements:
    """Read them."""
    amounts = tuple(_sums(narrative, knowledge))
    dates = tuple(_days(narrative, knowledge, today))
    found: dict[str, Stated] = {}
    for one in (*_quoted(narrative, knowledge.stories), *_named(narrative, knowledge.stories)):
        found.setdefault(one.key, one)
    for one in filter(None, (_amount(amounts), _paid_at(dates))):
        found[one.key] = one
    return Statements(tuple(found.values()), amounts, dates)


def _amount(amounts: tuple[Sum, ...]) -> Stated | None:
    """What was paid, where the text names one sum only."""
    paid = [one for one in amounts if one.paid and not one.about]
    if len({one.amount for one in paid}) != 1:
        return None
    return Stated(_AMOUNT, f"{paid[0].amount:f}", paid[0].words)


def _paid_at(dates: tuple[Day, ...]) -> Stated | None:
    """The day of the purchase, where the text names one only; the moment, where it names one."""
    bought = [one for one in dates if one.bought]
    if len({_day(one.at) for one in bought}) != 1:
        return None
    moments = [one for one in bought if isinstance(one.at, datetime)]
    best = moments[0] if moments else bought[0]
    at = best.at if len({one.at for one in moments}) <= 1 else _day(best.at)
    return Stated(_PAID_AT, at.isoformat(), best.words)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _named(narrative: Narrative, data: Stories) -> Iterator[Stated]:
    for named in data.named:
        for source in named.says:
            for match in narrative.pattern(source).finditer(narrative.plain.text):
                if narrative.counts(match.span()):
                    words = narrative.plain.as_written(*match.span())
                    yield Stated(named.key, named.value, words)


def _quoted(narrative: Narrative, data: Stories) -> Iterator[Stated]:
    for quoted in data.quoted:
        for source in quoted.says:
            for match in narrative.pattern(source).finditer(narrative.plain.text):
                yield Stated(quoted.key, match[1], narrative.plain.as_written(*match.span()))


def _sums(narrative: Narrative, knowledge: Knowledge) -> Iterator[Sum]:
    data, meant = knowledge.stories.sums, written(knowledge)
    clauses = _Clauses(narrative, (data.paid, data.not_paid))
    sources = (*meant.data.sums.yuan, *meant.data.sums.bare)
    text = narrative.plain.text
    for one in sums(text, sources, meant):
        paid, words = clauses.mean(one.number), clauses.words(one.span)
        yield Sum(one.amount, _YUAN, about=one.about, paid=paid, words=words)
    if not meant.pattern(meant.data.sums.abroad).search(text):
        return
    for currency, foreign in meant.data.sums.foreign.items():
        for one in sums(text, foreign, meant):
            words = clauses.words(one.span)
            yield Sum(one.amount, currency, about=one.about, paid=False, words=words)


def _days(narrative: Narrative, knowledge: Knowledge, today: date) -> Iterator[Day]:
    data, meant = knowledge.stories.days, written(knowledge)
    clauses = _Clauses(narrative, (data.bought, data.not_bought))
    text, sources = narrative.plain.text, (*meant.data.days.dates, *meant.data.days.slashed)
    found = (*days(text, sources, meant, today), *relative(text, meant, today))
    for one in sorted(found, key=lambda one: one.span):
        if one.at is not None and _day(one.at) <= today:
            yield Day(one.at, clauses.mean(one.span), clauses.words(one.span))
