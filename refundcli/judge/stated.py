"""What a buyer's account states: sums, days, numbers, names. It counts once it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import msgspec

from refundcli.case.model import CHINA
from refundcli.judge.narrative import Narrative
from refundcli.judge.said import Span
from refundcli.knowledge.stories import Stories, Sums

_DATES = (
    # A clock time may follow without a space.
    r"(?<!\d)(?P<year>20\d\d)[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})(?!\d(?!\d?:))",
    r"(?<![\d年./-])(?P<month>\d{1,2})月(?P<day>\d{1,2})(?:[日号]|(?!\d))",
    r"(?<![\d./-])(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})(?![\d/])",
)
_CLOCK = r"[日号T]?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
_AMOUNT, _PAID_AT = "order.amount", "order.paid_at"
_LEAP = 8
"""Years back in which a 29 February is found."""


class Stated(msgspec.Struct, frozen=True):
    """A value that the text may state for a key, and the words that say so."""

    key: str
    value: str
    words: str


class Sum(msgspec.Struct, frozen=True):
    """A sum of yuan; `about`: the text does not give it exactly; `paid`: as what was paid."""

    amount: Decimal
    about: bool
    paid: bool
    words: str


class Day(msgspec.Struct, frozen=True):
    """A day, or a moment where a clock time stands behind it; `bought`: that of the purchase."""

    at: date
    bought: bool
    words: str


def stated(narrative: Narrative, data: Stories, today: date) -> tuple[Stated, ...]:
    """What may be taken into the case, at most one value a key."""
    found: dict[str, Stated] = {}
    for one in (*_quoted(narrative, data), *_named(narrative, data)):
        found.setdefault(one.key, one)
    paid = [one for one in sums(narrative, data.sums) if one.paid and not one.about]
    if paid and len({one.amount for one in paid}) == 1:
        found[_AMOUNT] = Stated(_AMOUNT, f"{paid[0].amount:f}", paid[0].words)
    bought = [one for one in days(narrative, data, today) if one.bought]
    if bought:
        found[_PAID_AT] = Stated(_PAID_AT, bought[0].at.isoformat(), bought[0].words)
    return tuple(found.values())


def _named(narrative: Narrative, data: Stories) -> Iterator[Stated]:
    for named in data.named:
        for source in named.says:
            for match in narrative.pattern(source).finditer(narrative.plain.text):
                if narrative.counts(match.span()):
                    yield Stated(named.key, named.value, _words(narrative, match.span()))


def _quoted(narrative: Narrative, data: Stories) -> Iterator[Stated]:
    for quoted in data.quoted:
        for source in quoted.says:
            for match in narrative.pattern(source).finditer(narrative.plain.text):
                yield Stated(quoted.key, match[1], _words(narrative, match.span()))


def _words(narrative: Narrative, span: Span) -> str:
    return narrative.plain.as_written(*span)


def sums(narrative: Narrative, data: Sums) -> tuple[Sum, ...]:
    """Every sum of yuan, in the order of the text."""
    found: dict[int, Sum] = {}
    for source in data.yuan:
        for match in narrative.pattern(source).finditer(narrative.plain.text):
            amount = _amount(match, data)
            if amount and match.start("number") not in found:
                found[match.start("number")] = _sum(narrative, match, amount, data)
    return tuple(found[place] for place in sorted(found))


def _sum(narrative: Narrative, match: re.Match[str], amount: Decimal, data: Sums) -> Sum:
    clause = narrative.text_of(narrative.touched(*match.span())[0])
    other = narrative.pattern(data.not_paid).search(clause)
    paid = narrative.pattern(data.paid).search(clause) is not None and other is None
    about = bool(match.groupdict().get("about"))
    return Sum(amount, about, paid, _words(narrative, match.span()))


def _amount(match: re.Match[str], data: Sums) -> Decimal:
    """The sum in yuan, zero for what is no number."""
    text = match["number"].replace(",", "")
    if text[0].isdigit():
        return Decimal(text) * (data.powers.get(match.groupdict().get("power") or "", 1))
    return Decimal(_in_words(text, data))


def _in_words(text: str, data: Sums) -> int:
    """A numeral in words: 两千六百; 一千八 is 1800."""
    total, section, digit, last = 0, 0, 0, 1
    for char in text:
        power = data.powers.get(char)
        if power is None:
            digit, last = data.numerals.get(char, 0), 1 if char == "零" else last
        elif power >= max(data.powers.values()):
            total, section, digit, last = (total + section + digit) * power, 0, 0, power
        else:
            section, digit, last = section + (digit or 1) * power, 0, power
    tail = digit * last // 10 if last > 10 else digit  # noqa: PLR2004 - 一千八, 三百五
    return total + section + tail


def days(narrative: Narrative, data: Stories, today: date) -> tuple[Day, ...]:
    """Every day that is named, in the order of the text; none that has not come yet."""
    text = narrative.plain.text
    found: dict[int, tuple[Span, date]] = {}
    for source in _DATES:
        for match in re.finditer(source, text):
            day = _day(match, today)
            if day and not any(first <= match.start() < end for (first, end), _ in found.values()):
                found[match.start()] = match.span(), _moment(day, text, match.end())
    for word, back in data.days.relative.items():
        for match in re.finditer(re.escape(word), text):
            found.setdefault(match.start(), (match.span(), today - timedelta(days=back)))
    return tuple(_placed(narrative, *found[place], data) for place in sorted(found))


def _placed(narrative: Narrative, span: Span, day: date, data: Stories) -> Day:
    clause = narrative.text_of(narrative.touched(*span)[0])
    other = narrative.pattern(data.days.not_bought).search(clause)
    bought = narrative.pattern(data.days.bought).search(clause) is not None and other is None
    return Day(day, bought, _words(narrative, span))


def _day(match: re.Match[str], today: date) -> date | None:
    """The day; without a year the last such day that has been."""
    year = match.groupdict().get("year")
    years = [int(year)] if year else range(today.year, today.year - _LEAP, -1)
    for one in years:
        try:
            day = date(one, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day <= today:
            return day
    return None


def _moment(day: date, text: str, end: int) -> date:
    clock = re.compile(_CLOCK).match(text, end)
    if clock is None:
        return day
    at = time(int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0), tzinfo=CHINA)
    return datetime.combine(day, at)
