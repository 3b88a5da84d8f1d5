"""Days are counted as the rule counts them: working days, last days, years not yet published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from refundcli.judge.calendar import add
from refundcli.knowledge.periods import LastDay, Unit

DAY: Final = timedelta(days=1)
# The State Council's notices: the days off of each holiday, first and last, and the days worked.
OFF: Final = [
    ("2025-01-01", "2025-01-01"),  # 元旦
    ("2025-01-28", "2025-02-04"),  # 春节
    ("2025-04-04", "2025-04-06"),  # 清明节
    ("2025-05-01", "2025-05-05"),  # 劳动节
    ("2025-05-31", "2025-06-02"),  # 端午节
    ("2025-10-01", "2025-10-08"),  # 国庆节、中秋节
    ("2026-01-01", "2026-01-03"),  # 元旦
    ("2026-02-15", "2026-02-23"),  # 春节
    ("2026-04-04", "2026-04-06"),  # 清明节
    ("2026-05-01", "2026-05-05"),  # 劳动节
    ("2026-06-19", "2026-06-21"),  # 端午节
    ("2026-09-25", "2026-09-27"),  # 中秋节
    ("2026-10-01", "2026-10-07"),  # 国庆节
]
WORKED: Final = {
    *(date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27)),
    *(date(2025, 9, 28), date(2025, 10, 11)),
    *(date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28)),
    *(date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)),
}
UNITS: Final[list[Unit]] = ["working_day", "day", "month", "year"]
LAST_DAYS: Final[list[LastDay]] = ["as_it_falls", "past_festival", "past_rest_day"]


def days(first: str, last: str) -> list[date]:
    """Every day from one to another, both included."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + DAY * number for number in range((end - start).days + 1)]


FESTIVALS: Final = {day for first, last in OFF for day in days(first, last)}


def ends(start: str, length: int, unit: Unit, last_day: LastDay = "as_it_falls") -> str:
    """The last day, with a `?` where it is estimated."""
    due, estimated = add(date.fromisoformat(start), length, unit, last_day)
    return f"{due}{'?' * estimated}"


def works(day: date) -> bool:
    """Whether a day counts as a working day."""
    return add(day - DAY, 1, "working_day", "as_it_falls") == (day, False)


def test_working_days_are_those_of_the_notices() -> None:
    """Every day of the two years: weekends rest, holidays rest, days worked in exchange count."""
    every = days("2025-01-01", "2026-12-31")
    weekdays = {day for day in every if day.weekday() < 5}
    assert {day for day in every if works(day)} == (weekdays - FESTIVALS) | WORKED


def test_working_days_are_those_of_another_library() -> None:
    """Every day of three years, worked out by somebody else."""
    other = country_holidays("CN", years=[2024, 2025, 2026])
    every = days("2024-01-01", "2026-12-31")
    assert [day for day in every if works(day) != other.is_working_day(day)] == []


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        # By hand: 12 13 14 (Saturday, worked) | 24 25 26 27 28 (Saturday, worked) | 2 March.
        ("2026-02-11", 9, "2026-03-02"),
        # 29 30 September | 8 9 10 (Saturday, worked) | 12 13.
        ("2026-09-28", 7, "2026-10-13"),
        # The year before: 29 30 | 9 10 11 (Saturday, worked) | 13 14.
        ("2025-09-28", 7, "2025-10-14"),
        # 26 January (Sunday, worked) 27 | 5 6 7 8 (Saturday, worked) | 10.
        ("2025-01-25", 7, "2025-02-10"),
        # 端午 takes away Friday 19 June.
        ("2026-06-15", 7, "2026-06-25"),
        ("2026-07-20", 7, "2026-07-29"),
        ("2026-08-24", 7, "2026-09-02"),
        # Begun on a day of rest: the first day counted is the next that is worked.
        ("2026-10-03", 1, "2026-10-08"),
    ],
)
def test_working_days_across_holidays(start: str, length: int, due: str) -> None:
    """Day zero is not counted, nor is any day off; a Saturday worked in exchange is."""
    assert ends(start, length, "working_day") == due


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        ("2026-06-11", 15, "day", "2026-06-26"),
        ("2026-08-20", 15, "day", "2026-09-04"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2026-10-31", 5, "month", "2027-03-31"),
        ("2026-11-30", 3, "month", "2027-02-28"),
        ("2026-12-15", 12, "month", "2027-12-15"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("2026-06-11", 3, "year", "2029-06-11"),
    ],
)
def test_natural_days_months_and_years(start: str, length: int, unit: Unit, due: str) -> None:
    """The same day of the last month, or its last day where it has none."""
    assert ends(start, length, unit) == due


@pytest.mark.parametrize(
    ("start", "length", "last_day", "due"),
    [
        # 60 days end on 4 October, within the National Day block.
        ("2026-08-05", 60, "as_it_falls", "2026-10-04"),
        ("2026-08-05", 60, "past_festival", "2026-10-08"),
        ("2026-08-05", 60, "past_rest_day", "2026-10-08"),
        # On 16 February, 春节; the first day after the block is a Tuesday.
        ("2025-12-18", 60, "past_festival", "2026-02-24"),
        # On a day off given in exchange, within the block: Friday 20 February.
        ("2025-12-22", 60, "past_festival", "2026-02-24"),
        # On Saturday 21 February: a weekend within the block is off by the notice.
        ("2025-12-23", 60, "past_festival", "2026-02-24"),
        # The day after the block is a Sunday that is worked (4 January).
        ("2025-11-03", 60, "past_festival", "2026-01-04"),
        # On a plain Saturday: no holiday, but a day of rest.
        ("2026-05-12", 60, "past_festival", "2026-07-11"),
        ("2026-05-12", 60, "past_rest_day", "2026-07-13"),
        # On a Saturday worked in exchange (9 May): no day of rest.
        ("2026-03-10", 60, "past_festival", "2026-05-09"),
        ("2026-03-10", 60, "past_rest_day", "2026-05-09"),
        # 劳动节 ends on Tuesday.
        ("2026-03-03", 60, "past_festival", "2026-05-06"),
        # The block ends on Sunday 27 September; Monday is worked.
        ("2026-07-27", 60, "past_rest_day", "2026-09-28"),
    ],
)
def test_each_norm_has_its_own_last_day(
    start: str, length: int, last_day: LastDay, due: str
) -> None:
    """One moves past a named holiday alone, the other past weekends too, none past a day worked."""
    assert ends(start, length, "day", last_day) == due


@pytest.mark.parametrize(
    ("start", "length", "unit", "last_day", "due"),
    [
        # 28 to 31 December, then Monday to Friday for want of a notice.
        ("2026-12-25", 4, "working_day", "as_it_falls", "2026-12-31"),
        ("2026-12-25", 7, "working_day", "as_it_falls", "2027-01-05?"),
        ("2026-11-20", 60, "day", "as_it_falls", "2027-01-19"),
        ("2026-11-20", 60, "day", "past_festival", "2027-01-19?"),
        ("2026-06-12", 3, "year", "past_rest_day", "2029-06-12?"),
        ("2026-06-12", 3, "year", "as_it_falls", "2029-06-12"),
        # What only ends in it may be moved by its weekends all the same.
        ("2026-10-10", 3, "month", "past_rest_day", "2027-01-11?"),
        ("2026-09-30", 3, "month", "past_rest_day", "2026-12-30"),
    ],
)
def test_only_what_an_unpublished_year_could_change_is_estimated(
    start: str, length: int, unit: Unit, last_day: LastDay, due: str
) -> None:
    """Working days counted in it, or a last day in it that may move; a plain span is certain."""
    assert ends(start, length, unit, last_day) == due


starts = st.dates(date(2005, 1, 1), date(2026, 12, 31))


@given(starts, st.integers(0, 90), st.sampled_from(UNITS), st.sampled_from(LAST_DAYS))
def test_a_period_never_ends_before_it_begins(
    start: date, length: int, unit: Unit, last_day: LastDay
) -> None:
    """And one day longer never ends earlier."""
    due, _ = add(start, length, unit, last_day)
    later, _ = add(start, length + 1, unit, last_day)
    assert start <= due <= later


@given(starts, st.integers(1, 60), st.sampled_from(UNITS), st.sampled_from(LAST_DAYS))
def test_who_begins_later_never_ends_earlier(
    start: date, length: int, unit: Unit, last_day: LastDay
) -> None:
    """Waiting a day never shortens the time of the other side."""
    due, _ = add(start, length, unit, last_day)
    later, _ = add(start + DAY, length, unit, last_day)
    assert due <= later


@given(starts, st.integers(1, 60))
def test_the_rules_for_the_last_day_only_put_it_off(start: date, length: int) -> None:
    """Past any day of rest is never earlier than past a holiday, nor that than as it falls."""
    due = [add(start, length, "day", last_day)[0] for last_day in LAST_DAYS]
    assert due == sorted(due)
