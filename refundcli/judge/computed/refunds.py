"""A refund that was promised or agreed: what of it is still owed, and whether its time had come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from refundcli.judge.computed.view import Compute, View


def _agreed_sum(view: View) -> Decimal | None:
    """The sum agreed on; left over from another ground named before, it does not count."""
    agreed = str(view.get("facts.refund_ground") or "").endswith("_agreed")
    value = view.get("facts.agreed_sum")
    return value if agreed and isinstance(value, Decimal) else None


def _refund_due(view: View) -> Decimal | None:
    """What the promise or the agreement still owes: the sum agreed on, else the price less a fee.

    A fee counts only where the promise itself names one.
    """
    agreed, refunded = _agreed_sum(view), view.get("computed.refunded")
    if agreed is not None:
        rest = agreed - (refunded if isinstance(refunded, Decimal) else 0)
        return rest if rest > 0 else None
    price = view.get("computed.refund_amount")
    if view.get("facts.refund_conditions") != "met_fee" or not isinstance(price, Decimal):
        return price if isinstance(price, Decimal) else None
    fee = view.get("facts.refund_fee")
    return price - fee if isinstance(fee, Decimal) and fee < price else None


def _agreed_settled(view: View) -> bool | None:
    """Whether the sum agreed on has come back."""
    agreed, refunded = _agreed_sum(view), view.get("computed.refunded")
    if agreed is None or not isinstance(refunded, Decimal):
        return None
    return refunded >= agreed


def _asked_late(view: View) -> bool | None:
    """Whether the refund was first asked for on a day after the promised period had run out."""
    asked, paid, within = view.get("computed.first_asked"), _paid(view), _within(view)
    if not isinstance(asked, date) or paid is None or within is None:
        return None
    end = paid + within
    return asked > (end.date() if isinstance(end, datetime) else end)


def _paid(view: View) -> date | None:
    paid = view.get("order.paid_at")
    return paid if isinstance(paid, date) else None


def _within(view: View) -> timedelta | None:
    """The promised period: as told, or that of the promise which is known by its number of days."""
    if view.get("facts.refund_ground") == "seven_days":
        return timedelta(days=int(view.param("computed.refund_asked_late", "seven_days")))
    told = view.get("facts.refund_within")
    return told if isinstance(told, timedelta) else None


def _agreed_overdue(view: View) -> int | None:
    """Days gone by since the day by which the money was to be back; on that day itself none."""
    until = view.get("facts.agreed_until")
    return (view.today - until).days if isinstance(until, date) else None


def _agreed_days(view: View) -> int | None:
    """Full days gone by since the agreement to refund."""
    agreed = view.get("facts.agreed_on")
    return (view.today - agreed).days if isinstance(agreed, date) else None


KEYS: Mapping[str, Compute] = {
    "computed.refund_due": _refund_due,
    "computed.agreed_settled": _agreed_settled,
    "computed.refund_asked_late": _asked_late,
    "computed.agreed_overdue": _agreed_overdue,
    "computed.agreed_days": _agreed_days,
}
