"""Days counted and sums shared out: what is asked back is never more than what was not had."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.judge.facts import Facts
from tests.support import facts_of

BOUGHT: Final = {"order.amount": "198.00", "order.paid_at": "2026-03-01 10:00"}
YEAR: Final = {**BOUGHT, "facts.period_length": "12m"}


def stopped(day: str, **told: object) -> Facts:
    """A year's membership that stopped on a day."""
    return facts_of({**YEAR, "scenario": "stopped_working", "facts.stopped_at": day, **told})


@pytest.mark.parametrize(
    ("paid", "length", "last", "days"),
    [
        ("2026-03-01", "1m", "2026-03-31", 31),
        ("2026-01-31", "1m", "2026-02-27", 28),
        ("2026-02-28", "3m", "2026-05-27", 89),
        ("2025-11-30", "3m", "2026-02-27", 90),
        ("2026-03-01", "12m", "2027-02-28", 365),
        ("2023-06-01", "12m", "2024-05-31", 366),
    ],
)
def test_months_are_the_calendar_s(paid: str, length: str, last: str, days: int) -> None:
    """A month ends the day before the same day of the next one, or that month's last day."""
    facts = facts_of({**YEAR, "order.paid_at": paid, "facts.period_length": length})
    assert str(facts.get("computed.period_last")) == last
    assert facts.get("computed.period_days") == days


@pytest.mark.parametrize(
    ("day", "used", "refund"),
    [
        ("2026-03-01 23:00", 1, "197.46"),
        ("2026-03-02", 2, "196.92"),
        ("2026-11-10", 255, "59.67"),
        ("2026-11-22", 267, "53.16"),
    ],
)
def test_the_first_day_and_the_day_it_stopped_count_as_used(
    day: str, used: int, refund: str
) -> None:
    """Neither is asked back."""
    facts = stopped(day)
    assert facts.get("computed.used_days") == used
    assert facts.get("computed.unused_refund") == Decimal(refund)


def test_nothing_is_left_on_the_last_day() -> None:
    """Stopped on the last day, or after it: no unused day, no sum."""
    for day in ("2026-09-30", "2026-11-20"):
        facts = stopped(day, **{"order.paid_at": "2026-09-01", "facts.period_length": "1m"})
        assert facts.get("computed.unused_days") == 0
        assert facts.get("computed.unused_refund") is None


def test_only_the_pieces_that_fail_and_only_what_has_not_come_back() -> None:
    """Two of three pieces, and part of the sum returned."""
    pieces: dict[str, Any] = {"order.quantity": 3, "order.affected": 2}
    back = {"events.e1.by": "merchant", "events.e1.kind": "refunded", "events.e1.amount": "30.00"}
    facts = stopped("2026-11-10", **pieces, **back)
    assert facts.get("computed.affected_price") == Decimal("132.00")
    assert facts.get("computed.unused_share") == Decimal("39.78")
    assert facts.get("computed.unused_refund") == Decimal("9.78")
    assert facts.get("computed.unused_settled") is False


@pytest.mark.parametrize("gone", ["facts.period_length", "facts.stopped_at", "order.amount"])
def test_what_is_not_known_is_not_worked_out(gone: str) -> None:
    """Unknown is not zero."""
    facts = stopped("2026-11-10", **{gone: "?"})
    assert facts.get("computed.unused_refund") is None
    assert facts.get("computed.unused_settled") is None


@given(
    paid=st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    length=st.sampled_from(["1m", "3m", "6m", "12m"]),
    cents=st.integers(1, 10_000_000),
    ran=st.integers(0, 170),
)
def test_a_share_is_a_part_of_the_price(paid: date, length: str, cents: int, ran: int) -> None:
    """Whatever the dates: between nothing and the price, used and unused days make up the whole."""
    amount = Decimal(cents) / 100
    stop = paid + timedelta(days=ran)
    facts = stopped(
        str(stop),
        **{"order.paid_at": str(paid), "facts.period_length": length, "order.amount": str(amount)},
    )
    used, unused = facts.get("computed.used_days"), facts.get("computed.unused_days")
    assert isinstance(used, int)
    assert isinstance(unused, int)
    assert used >= 1
    assert unused >= 0
    assert used + unused == facts.get("computed.period_days")
    share = facts.get("computed.unused_share")
    assert share is None or (isinstance(share, Decimal) and 0 <= share <= amount)


SHORT: Final = {**BOUGHT, "scenario": "not_as_described"}


@pytest.mark.parametrize(
    ("told", "refund"),
    [
        ({"mismatch": "value", "stated_value": "100.00", "received_value": "80.00"}, "39.60"),
        ({"mismatch": "count", "stated_count": 3, "received_count": 2}, "66.00"),
        ({"mismatch": "count", "stated_count": 3, "received_count": 3}, None),
        ({"mismatch": "value", "stated_count": 3, "received_count": 2}, None),
        ({"mismatch": "kind", "stated_value": "100.00", "received_value": "80.00"}, None),
    ],
)
def test_what_is_lacking_is_paid_back_in_proportion(
    told: dict[str, object], refund: str | None
) -> None:
    """By the measure the buyer named, and by no other."""
    facts = facts_of({**SHORT, **{f"facts.{key}": value for key, value in told.items()}})
    wanted = Decimal(refund) if refund else None
    assert facts.get("computed.shortfall_refund") == wanted
