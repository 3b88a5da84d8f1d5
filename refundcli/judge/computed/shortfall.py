"""Less came than the page said: the part of the price that fell on what is lacking."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from refundcli.judge.computed.share import settled, share, still_due
from refundcli.judge.computed.view import Compute, View


def _value_short(view: View) -> Decimal | None:
    """How much face value is lacking."""
    stated, received = view.get("facts.stated_value"), view.get("facts.received_value")
    if not isinstance(stated, Decimal) or not isinstance(received, Decimal):
        return None
    return stated - received if stated > received else None


def _count_short(view: View) -> int | None:
    """How many points, pieces, uses or days are lacking."""
    stated, received = view.get("facts.stated_count"), view.get("facts.received_count")
    if not isinstance(stated, int) or not isinstance(received, int):
        return None
    return stated - received if stated > received else None


def _shortfall_share(view: View) -> Decimal | None:
    """The part of the price that fell on it, by what the buyer says is short: value or number."""
    kind = view.get("facts.mismatch")
    short = {"value": _value_short, "count": _count_short}.get(str(kind))
    lacking, stated = short(view) if short else None, view.get(f"facts.stated_{kind}")
    if not isinstance(lacking, Decimal | int) or not isinstance(stated, Decimal | int):
        return None
    return share(view, lacking, stated)


def _shortfall_refund(view: View) -> Decimal | None:
    return still_due(view, _shortfall_share(view))


def _shortfall_settled(view: View) -> bool | None:
    return settled(view, _shortfall_share(view))


def _price_cut(view: View) -> Decimal | None:
    """A sum that the buyer names, where none can be worked out; more than is due is not carried."""
    named, most = view.get("demand.amount"), view.get("computed.refund_amount")
    if not isinstance(named, Decimal) or not isinstance(most, Decimal):
        return None
    return min(named, most)


KEYS: Mapping[str, Compute] = {
    "computed.value_short": _value_short,
    "computed.count_short": _count_short,
    "computed.shortfall_share": _shortfall_share,
    "computed.shortfall_refund": _shortfall_refund,
    "computed.shortfall_settled": _shortfall_settled,
    "computed.price_cut": _price_cut,
}
