"""Charges: what the bills took, what the order cost, what has come back of the difference.

`order.amount` is what was paid in total, all payments of the order together, and the order's own
price is asked for; the extra is the difference, so that a letter can show the sum it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from refundcli.judge.computed.view import Compute, View


def _difference(view: View) -> Decimal | None:
    """What was paid less what was owed; below zero where a part is still unpaid."""
    paid, price = view.get("order.amount"), view.get("facts.order_price")
    if not isinstance(paid, Decimal) or not isinstance(price, Decimal):
        return None
    return paid - price


def _returned(view: View) -> Decimal:
    """What came back: what the bill showed when it was looked at, and what was recorded since."""
    shown, recorded = view.get("facts.returned_amount"), view.get("computed.refunded")
    return sum((part for part in (shown, recorded) if isinstance(part, Decimal)), Decimal(0))


def _rest(total: Decimal | None, view: View) -> Decimal | None:
    """What is left of a sum after all that came back; None when nothing is."""
    rest = total - _returned(view) if total is not None else None
    return rest if rest is not None and rest > 0 else None


def _overcharged(view: View) -> bool | None:
    difference = _difference(view)
    return None if difference is None else difference > 0


def _overpaid(view: View) -> Decimal | None:
    """All that was taken too much, come back or not."""
    difference = _difference(view)
    return difference if difference is not None and difference > 0 else None


def _overcharge(view: View) -> Decimal | None:
    """What was taken too much and has not come back."""
    return _rest(_difference(view), view)


def _charge_left(view: View) -> Decimal | None:
    """What has not come back of a payment that belongs to no order at all."""
    paid = view.get("order.amount")
    return _rest(paid, view) if isinstance(paid, Decimal) else None


def _settled(view: View) -> bool | None:
    """Whether the extra has come back; open while nothing tells of money that did."""
    return _covered(_overpaid(view), view)


def _charge_settled(view: View) -> bool | None:
    """Whether a payment that belongs to no order has come back."""
    paid = view.get("order.amount")
    return _covered(paid if isinstance(paid, Decimal) else None, view)


def _covered(total: Decimal | None, view: View) -> bool | None:
    returned = _returned(view)
    return None if total is None or not returned else returned >= total


KEYS: Mapping[str, Compute] = {
    "computed.overcharged": _overcharged,
    "computed.overpaid": _overpaid,
    "computed.overcharge": _overcharge,
    "computed.overcharge_settled": _settled,
    "computed.charge_left": _charge_left,
    "computed.charge_settled": _charge_settled,
}
