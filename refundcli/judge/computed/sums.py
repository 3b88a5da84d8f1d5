"""Money: what was paid for the pieces that fail, what came back, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from refundcli.judge.computed.view import Compute, View

_CENT: Final = Decimal("0.01")


def _due(view: View) -> Decimal | None:
    """What was paid, or the share of it that fell on the pieces that fail, to the cent."""
    amount = view.get("order.amount")
    if not isinstance(amount, Decimal):
        return None
    quantity, affected = view.get("order.quantity"), view.get("order.affected")
    if isinstance(quantity, int) and isinstance(affected, int):
        return (amount * affected / quantity).quantize(_CENT, ROUND_HALF_UP)
    # Of several pieces it must be known how many fail.
    several = isinstance(affected, int) or (isinstance(quantity, int) and quantity > 1)
    return None if several else amount


def _refunded(view: View) -> Decimal | None:
    """What has come back so far: by the events, else as answered."""
    sums = [event.amount for event in view.case.events if event.kind == "refunded" and event.amount]
    answered = view.get("facts.returned")
    if sums or not isinstance(answered, Decimal):
        return sum(sums, Decimal(0)) if sums else None
    return answered


def _refund_amount(view: View) -> Decimal | None:
    """What is still to be paid back; None when nothing is."""
    due = _due(view)
    rest = due - (_refunded(view) or 0) if due is not None else None
    return rest if rest and rest > 0 else None


def _settled(view: View) -> bool | None:
    """Whether all of it has come back; open when nothing tells of a refund.

    Where charges beside the price are disputed, or more than the price was agreed on, the largest
    of the sums must have come back.
    """
    due, refunded = _due(view), _refunded(view)
    if due is None or refunded is None:
        return None
    others = (view.get(key) for key in ("facts.charged_total", "facts.agreed_sum"))
    return refunded >= max([due, *(other for other in others if isinstance(other, Decimal))])


def _triple(view: View) -> Decimal | None:
    """The added damages for fraud: a multiple of the price, and no less than a floor."""
    price = _due(view)
    if price is None:
        return None
    key = "computed.triple"
    return max(price * view.param(key, "factor"), view.param(key, "least")).quantize(_CENT)


def _court_fee(view: View) -> Decimal | None:
    """The fee of a property case by the sum claimed, as far as its first two bands reach."""
    claimed = view.get("demand.amount") or _refund_amount(view)
    if not isinstance(claimed, Decimal):
        return None
    first, top, flat, rate = (
        view.param("computed.court_fee", name) for name in ("first", "top", "flat", "rate")
    )
    if claimed > top:
        return None
    return (flat + max(claimed - first, Decimal(0)) * rate).quantize(_CENT, ROUND_HALF_UP)


def _court_fee_half(view: View) -> Decimal | None:
    """The same in the simplified procedure, which takes half."""
    fee = _court_fee(view)
    return (fee / 2).quantize(_CENT, ROUND_HALF_UP) if fee is not None else None


KEYS: Mapping[str, Compute] = {
    "computed.affected_price": _due,
    "computed.triple": _triple,
    "computed.court_fee": _court_fee,
    "computed.court_fee_half": _court_fee_half,
    "computed.refunded": _refunded,
    "computed.refund_amount": _refund_amount,
    "computed.settled": _settled,
}
