"""A part of the price: rounded to the cent, less what has come back of it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from refundcli.judge.computed.view import View

_CENT: Final = Decimal("0.01")


def share(view: View, part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """The part of the price of the pieces that fail; None for no part of it."""
    price = view.get("computed.affected_price")
    if not isinstance(price, Decimal) or not part or not whole:
        return None
    return (price * part / whole).quantize(_CENT, ROUND_HALF_UP)


def still_due(view: View, due: Decimal | None) -> Decimal | None:
    """What of a sum has not come back; None when nothing is left to ask for."""
    rest = due - (_refunded(view) or 0) if due is not None else None
    return rest if rest and rest > 0 else None


def settled(view: View, due: Decimal | None) -> bool | None:
    """Whether a sum has come back; open when nothing tells of a refund."""
    back = _refunded(view)
    return None if due is None or back is None else back >= due


def _refunded(view: View) -> Decimal | None:
    back = view.get("computed.refunded")
    return back if isinstance(back, Decimal) else None
