"""Refunds promised or agreed, and money kept on a site: sums and days at their edges."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import pytest

from refundcli.judge.assess import assess
from tests.support import ORDER, facts_of

AGREED: Final[Mapping[str, object]] = {
    **ORDER,
    "scenario": "refund_refused",
    "facts.refund_ground": "merchant_agreed",
    "facts.agreed_text": "给您退",
    "facts.agreed_state": "dated",
    "facts.agreed_on": "2026-11-03",
}
PROMISED: Final[Mapping[str, object]] = {
    **ORDER,
    "scenario": "refund_refused",
    "facts.refund_ground": "other_promise",
    "facts.refund_terms": "未使用可退",
    "facts.refund_conditions": "met",
    "facts.refund_use": "unused",
}
KEPT: Final[Mapping[str, object]] = {
    **ORDER,
    "scenario": "balance_only",
    "order.amount": "100.00",
    "facts.offer": "frozen",
    "facts.frozen_reason": "silent",
    "facts.frozen_amount": "60.00",
}


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2026-11-23", "agreed_running"),
        ("2026-11-22", "agreed_running"),
        ("2026-11-21", "overdue"),
        ("2026-11-07", "overdue"),
        ("2026-11-06", "overdue_long"),
    ],
)
def test_an_agreed_day_runs_to_its_end(day: str, rule: str) -> None:
    """On the day itself it is too early; fifteen days later it is not yet more than fifteen."""
    found = assess(facts_of({**AGREED, "facts.agreed_until": day}))
    assert found.findings[0].rule == f"refund_refused.{rule}"


@pytest.mark.parametrize(
    ("within", "asked", "late"),
    [
        ("7天", "2026-11-08", False),
        ("7天", "2026-11-09", True),
        ("1小时", "2026-11-01", False),
        ("1小时", "2026-11-02", True),
        ("12小时", "2026-11-02", False),
    ],
)
def test_a_promised_period_counts_to_the_end_of_its_day(
    within: str, asked: str, late: bool
) -> None:
    """Paid on the 1st at 14:01; the first day on which the refund was asked for decides."""
    told = {**PROMISED, "facts.refund_within": within, "facts.contacted_on": f"{asked}、2026-11-20"}
    assert facts_of(told).get("computed.refund_asked_late") is late


@pytest.mark.parametrize(
    ("told", "owed"),
    [
        ({}, "98.50"),
        ({"facts.agreed_sum": "60.00"}, "60.00"),
        ({"facts.agreed_sum": "60.00", "facts.returned": "20.00"}, "40.00"),
        ({"facts.agreed_sum": "60.00", "facts.returned": "60.00"}, None),
        ({"facts.agreed_sum": "120.00", "facts.returned": "98.50"}, "21.50"),
        ({"facts.refund_conditions": "met_fee", "facts.refund_fee": "5.00"}, "93.50"),
        ({"facts.refund_conditions": "met_fee"}, None),
        ({"facts.refund_conditions": "met_fee", "facts.refund_fee": "98.50"}, None),
    ],
)
def test_what_is_still_owed(told: Mapping[str, object], owed: str | None) -> None:
    """The sum agreed on before the price; a fee only where the promise names it."""
    base = PROMISED if "facts.refund_conditions" in told else AGREED
    expected = Decimal(owed) if owed else None
    assert facts_of({**base, **told}).get("computed.refund_due") == expected


def test_a_sum_left_over_from_another_ground_does_not_count() -> None:
    """An agreed sum is nothing to a promise made before the purchase."""
    facts = facts_of({**PROMISED, "facts.agreed_sum": "10.00"})
    assert facts.get("computed.refund_due") == Decimal("98.50")


@pytest.mark.parametrize(
    ("told", "own", "least"),
    [
        ({"facts.bonus_amount": "/"}, "60.00", "60.00"),
        ({"facts.bonus_amount": "?"}, None, None),
        ({"facts.bonus_amount": "20.00"}, "50.00", "40.00"),
        ({"facts.bonus_amount": "50.00"}, "40.00", "10.00"),
        ({"facts.bonus_amount": "60.00"}, "37.50", None),
        ({"facts.bonus_amount": "/", "facts.frozen_amount": "300.00"}, "100.00", "100.00"),
        ({"facts.bonus_amount": "20.00", "facts.returned": "50.00"}, None, None),
    ],
)
def test_only_the_buyers_own_money(
    told: Mapping[str, object], own: str | None, least: str | None
) -> None:
    """Money paid to money and bonus, never more than was paid, less what has come back."""
    facts = facts_of({**KEPT, **told})
    assert facts.get("computed.own_balance") == (Decimal(own) if own else None)
    assert facts.get("computed.own_balance_least") == (Decimal(least) if least else None)


def test_more_agreed_than_paid_is_not_settled_by_the_price() -> None:
    """The gate for a refund in full looks at the sum agreed on."""
    told = {**AGREED, "facts.agreed_sum": "120.00", "facts.returned": "98.50"}
    assert facts_of(told).get("computed.settled") is False
