"""Money kept on a site: which part of the balance is the buyer's own, bonus left aside."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from refundcli.case.model import State
from refundcli.judge.computed.view import Compute, View

_CENT: Final = Decimal("0.01")


def _bonus(view: View) -> Decimal | None:
    """The credit given on top, zero where the buyer says there was none."""
    value = view.get("facts.bonus_amount")
    if isinstance(value, Decimal):
        return value
    none = view.case.state("facts.bonus_amount") is State.UNAVAILABLE
    return Decimal(0) if none else None


def _own_balance(view: View) -> Decimal | None:
    """The balance at the rate of money paid to money and bonus: not the buyer's doing."""
    paid, balance, bonus = _sums(view)
    if paid is None or balance is None or bonus is None:
        return None
    return _rest(min(balance * paid / (paid + bonus), paid), view)


def _own_balance_least(view: View) -> Decimal | None:
    """The balance less all of the bonus: the buyer's own wish to have it back."""
    paid, balance, bonus = _sums(view)
    if paid is None or balance is None or bonus is None:
        return None
    return _rest(min(balance - bonus, paid), view)


def _sums(view: View) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    paid, balance = view.get("order.amount"), view.get("facts.frozen_amount")
    return (
        paid if isinstance(paid, Decimal) else None,
        balance if isinstance(balance, Decimal) else None,
        _bonus(view),
    )


def _rest(own: Decimal, view: View) -> Decimal | None:
    """To the cent, less what has come back; None when nothing is left."""
    refunded = view.get("computed.refunded")
    rest = own - (refunded if isinstance(refunded, Decimal) else 0)
    return rest.quantize(_CENT, ROUND_HALF_UP) if rest > 0 else None


KEYS: Mapping[str, Compute] = {
    "computed.own_balance": _own_balance,
    "computed.own_balance_least": _own_balance_least,
}
