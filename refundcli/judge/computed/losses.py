"""What is still owed by a seller who took the money and is gone, or wants more of it first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from refundcli.judge.computed.view import Compute, View

_IN_PART: Final = ("part", "balance")


def _outstanding(view: View) -> Decimal | None:
    """What was paid and not delivered, and what was paid on top; None while it is not known."""
    in_part = view.get("facts.received") in _IN_PART
    owed = view.get("facts.owed" if in_part else "computed.refund_amount")
    extra = view.get("facts.more_paid")
    if not isinstance(owed, Decimal):
        return None
    return owed + (extra if isinstance(extra, Decimal) else 0)


KEYS: Mapping[str, Compute] = {"computed.outstanding": _outstanding}
