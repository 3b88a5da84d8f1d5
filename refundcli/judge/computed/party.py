"""The other side, and how long ago it all was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from refundcli.case.model import State
from refundcli.judge.computed.view import Compute, View


def _respondent_lacking(view: View) -> bool:
    return _respondent_known(view) is not True


def _respondent_known(view: View) -> bool | None:
    """Name and address of the seller: both known, one not to be had, or not asked yet (None)."""
    keys = ("merchant.legal_name", "merchant.address")
    if all(view.get(key) is not None for key in keys):
        return True
    return (
        False
        if any(view.case.state(key) in (State.UNKNOWN, State.UNAVAILABLE) for key in keys)
        else None
    )


def _years_since_paid(view: View) -> int | None:
    """Full years gone by before today: on the third anniversary two, for it is not yet past."""
    paid = view.get("order.paid_at")
    if not isinstance(paid, date):
        return None
    not_past = (view.today.month, view.today.day) <= (paid.month, paid.day)
    return view.today.year - paid.year - not_past


KEYS: Mapping[str, Compute] = {
    "computed.respondent_lacking": _respondent_lacking,
    "computed.respondent_known": _respondent_known,
    "computed.years_since_paid": _years_since_paid,
}
