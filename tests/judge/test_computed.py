"""Sums and days that the law sets, each at its edge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from refundcli.case.model import Value
from tests.support import CARD, facts_of


def worked_out(key: str, **answers: object) -> Value | None:
    """A computed key of a card case with further answers (`order_amount` for `order.amount`)."""
    named = {name.replace("_", ".", 1): value for name, value in answers.items()}
    return facts_of({**CARD, **named}).get(f"computed.{key}")


@pytest.mark.parametrize(
    ("amount", "added"),
    [("0.01", "500.00"), ("166.66", "500.00"), ("166.67", "500.01"), ("1000", "3000.00")],
)
def test_three_times_the_price_and_no_less_than_the_floor(amount: str, added: str) -> None:
    """消费者权益保护法 55: three times the price; 500 yuan where that is less."""
    assert worked_out("triple", order_amount=amount) == Decimal(added)


@pytest.mark.parametrize(
    ("amount", "fee", "half"),
    [
        ("98.50", "50.00", "25.00"),
        ("10000", "50.00", "25.00"),
        ("10001", "50.03", "25.02"),
        ("20000", "300.00", "150.00"),
        ("100000", "2300.00", "1150.00"),
    ],
)
def test_court_fee_in_its_first_two_bands(amount: str, fee: str, half: str) -> None:
    """诉讼费用交纳办法 13 and 16: 50 yuan, then 2.5 % of what exceeds 10,000 yuan."""
    assert worked_out("court_fee", order_amount=amount) == Decimal(fee)
    assert worked_out("court_fee_half", order_amount=amount) == Decimal(half)


def test_a_fee_beyond_the_bands_is_not_guessed() -> None:
    """Above 100,000 yuan another table applies: no figure."""
    assert worked_out("court_fee", order_amount="100000.01") is None


def test_the_carrier_has_fifteen_days() -> None:
    """Asked on the 6th: the 21st is the fifteenth day, from the 22nd silence opens the appeal."""
    asked = {"facts_carrier_asked_on": "2026-11-06", "facts_carrier_answer": "no_reply"}
    assert worked_out("carrier_from", **asked) == date(2026, 11, 22)
    assert worked_out("carrier_exhausted", **asked) is True
    asked["facts_carrier_asked_on"] = "2026-11-07"
    assert worked_out("carrier_exhausted", **asked) is False


@pytest.mark.parametrize(
    ("contacts", "days"), [("2026-11-22", 0), ("2026-11-07", 15), ("2026-11-06、2026-11-20", 16)]
)
def test_days_since_the_first_request(contacts: str, days: int) -> None:
    """The day itself is not counted, and later reminders do not start it anew."""
    assert worked_out("days_since_asked", facts_contacted_on=contacts) == days
