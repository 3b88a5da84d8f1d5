"""Days as a rule counts them: working days of the State Council's calendar, and last days.

The day from which a period runs is never counted. A year whose holidays are not published has only
weekends to go by: Monday to Friday count as working, and what rests on that is `estimated`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from refundcli.knowledge.periods import LastDay, Unit

_SATURDAY = 5
_YEAR = 12
_DAY = timedelta(days=1)


class _Day(msgspec.Struct, frozen=True):
    """What a day is: `festival` within a holiday the State Council named, `known` if published."""

    rest: bool
    festival: bool
    known: bool


def add(start: date, length: int, unit: Unit, last_day: LastDay) -> tuple[date, bool]:
    """The day a period ends, and whether holidays not yet published could still change it."""
    if unit == "working_day":
        return _working(start, length)
    if unit == "day":
        return _moved(start + timedelta(days=length), last_day)
    return _moved(_months(start, length * (_YEAR if unit == "year" else 1)), last_day)


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday, whatever the calendar makes of it."""
    return day.weekday() >= _SATURDAY


def _working(start: date, length: int) -> tuple[date, bool]:
    """The last of so many working days."""
    day, estimated = start, False
    while length > 0:
        day += _DAY
        found = _look_up(day)
        estimated |= not found.known
        length -= not found.rest
    return day, estimated


def _months(start: date, length: int) -> date:
    """The same day of a later month; where it has none, its last day."""
    years, month = divmod(start.month - 1 + length, _YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _moved(day: date, last_day: LastDay) -> tuple[date, bool]:
    """The last day, put off while it falls on a day on which that rule does not let it end."""
    estimated = False
    while last_day != "as_it_falls":
        found = _look_up(day)
        estimated |= not found.known
        if not (found.festival if last_day == "past_festival" else found.rest):
            break
        day += _DAY
    return day, estimated


def _look_up(day: date) -> _Day:
    from chinese_calendar import get_holiday_detail  # noqa: PLC0415 - start-up

    try:
        rest, name = get_holiday_detail(day)
    except NotImplementedError:
        return _Day(rest=is_weekend(day), festival=False, known=False)
    return _Day(rest=rest, festival=rest and name is not None, known=True)
