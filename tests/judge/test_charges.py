"""What was taken too much, and the first days after payment: at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from refundcli.case.model import Value
from refundcli.errors import InvalidInputError
from refundcli.judge import money
from refundcli.judge.assess import assess
from tests.support import facts_of

PAID = {"scenario": "duplicate_payment", "order.amount": "197.00", "facts.order_price": "98.50"}


def refunded(amount: str) -> dict[str, object]:
    """A refund on record."""
    return {
        "events.e1.kind": "refunded",
        "events.e1.by": "merchant",
        "events.e1.at": "2026-11-10",
        "events.e1.amount": amount,
    }


def found(answers: dict[str, object], key: str) -> Value | None:
    """A computed key of the paid order with further answers."""
    return facts_of({**PAID, **answers}).get(f"computed.{key}")


@pytest.mark.parametrize(
    ("answers", "overpaid", "rest", "settled"),
    [
        ({}, "98.50", "98.50", None),
        ({"order.amount": "98.50"}, None, None, None),
        ({"order.amount": "98.49"}, None, None, None),
        ({"order.amount": "98.51"}, "0.01", "0.01", None),
        ({"facts.returned_amount": "40.00"}, "98.50", "58.50", False),
        ({"facts.returned_amount": "98.50"}, "98.50", None, True),
        (refunded("98.49"), "98.50", "0.01", False),
        ({"facts.returned_amount": "40.00", **refunded("58.50")}, "98.50", None, True),
        ({"order.amount": "?"}, None, None, None),
    ],
)
def test_the_extra_is_what_was_paid_less_the_price_and_what_came_back(
    answers: dict[str, object], overpaid: str | None, rest: str | None, settled: bool | None
) -> None:
    """Never more than the difference, never what has come back, nothing while a sum is open."""
    assert found(answers, "overpaid") == (overpaid and Decimal(overpaid))
    assert found(answers, "overcharge") == (rest and Decimal(rest))
    assert found(answers, "overcharge_settled") is settled


def test_a_payment_without_an_order_goes_back_whole() -> None:
    """No price is set against it, only what came back."""
    assert found({"facts.order_price": "?"}, "charge_left") == Decimal("197.00")
    assert found(refunded("197.00"), "charge_left") is None
    assert found(refunded("197.00"), "charge_settled") is True
    assert found({}, "charge_settled") is None


@pytest.mark.parametrize(
    ("paid", "today", "asked", "over", "in_time"),
    [
        ("2026-11-01 23:59", date(2026, 11, 8), None, False, True),
        ("2026-11-01 00:01", date(2026, 11, 9), None, True, None),
        ("2026-11-01", date(2026, 11, 9), "2026-11-08", True, True),
        ("2026-11-01", date(2026, 11, 22), "2026-11-09", True, False),
        (None, date(2026, 11, 9), "2026-11-08", None, None),
    ],
)
def test_the_day_of_payment_is_not_one_of_the_first_days(
    paid: str | None, today: date, asked: str | None, over: bool | None, in_time: bool | None
) -> None:
    """The seventh day is still in time, the eighth is not; unanswered is open."""
    told = {"scenario": "wrong_purchase", "order.paid_at": paid, "facts.asked_back_on": asked}
    facts = facts_of({key: value for key, value in told.items() if value is not None}, today)
    assert facts.get("computed.first_days_over") is over
    assert facts.get("computed.asked_in_time") is in_time


def test_a_recorded_request_counts_like_a_told_one() -> None:
    """What was logged on the day need not be told again."""
    answers = {
        "scenario": "wrong_purchase",
        "order.paid_at": "2026-11-01",
        "events.e1.kind": "asked",
        "events.e1.by": "buyer",
        "events.e1.at": "2026-11-05",
    }
    assert facts_of(answers).get("computed.asked_in_time") is True


def test_a_refund_not_yet_worked_out_is_never_more_than_what_was_paid() -> None:
    """The buyer's own sum counts up to the price, where the case itself names none."""
    told = {**PAID, "facts.charge_kind": "twice", "facts.bill_state": "refunding"}
    most = facts_of({**told, "demand.amount": "197.00"})
    assert [demand.amount for demand in money.demands(most, assess(most))] == [Decimal("197.00")]
    more = facts_of({**told, "demand.amount": "197.01"})
    with pytest.raises(InvalidInputError):
        money.demands(more, assess(more))
