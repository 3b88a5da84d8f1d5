"""What is still owed by a seller who took the money and is gone, or wants more of it first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from refundcli.case.model import Value
from refundcli.judge.computed.view import Compute, View

_NOTHING_OWED: Final = Decimal(0)
_ASKED: Final = "pay_more"


def _outstanding(view: View) -> Decimal | None:
    """What was paid and not delivered, and what was paid on top; None while it is not known."""
    match view.get("facts.received"):
        case "nothing":
            owed = view.get("computed.refund_amount")
        case "part" | "balance":
            owed = _no_more(view.get("facts.owed"), view.get("computed.refund_amount"))
        case "all":
            owed = _NOTHING_OWED
        case _:
            owed = None
    return owed + _extra(view) or None if isinstance(owed, Decimal) else None


def _extra(view: View) -> Decimal:
    """What was paid on top; an answer left over from one changed since does not count."""
    gone, paid = view.get("facts.gone"), view.get("facts.more_paid")
    asked = isinstance(gone, tuple) and _ASKED in gone
    return paid if asked and isinstance(paid, Decimal) else _NOTHING_OWED


def _no_more(owed: Value | None, paid: Value | None) -> Decimal | None:
    """A balance swollen by gifts is not money paid: no more than the order itself cost."""
    if not isinstance(owed, Decimal):
        return None
    return min(owed, paid) if isinstance(paid, Decimal) else owed


KEYS: Mapping[str, Compute] = {"computed.outstanding": _outstanding}
