"""The other side, and how long ago it all was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

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
    """Full years gone by before today: on the third anniversary two, for it is not yet past.

    Of a disputed renewal the charge counts, not the day on which the service was first paid for.
    """
    paid = view.get("computed.charged_at") or view.get("order.paid_at")
    if not isinstance(paid, date):
        return None
    not_past = (view.today.month, view.today.day) <= (paid.month, paid.day)
    return view.today.year - paid.year - not_past


def _minor(view: View) -> bool:
    """Whether a child is the buyer of record, so that the guardian speaks."""
    return view.get("facts.operated_by") == "child"


def _carrier(view: View) -> bool:
    """Whether the seller is known to be a carrier: only then is there an appeal."""
    return view.get("facts.seller_is_carrier") is True


def _carrier_from(view: View) -> date | None:
    """The first day on which silence of the carrier opens the appeal."""
    asked = view.get("facts.carrier_asked_on")
    if not isinstance(asked, date):
        return None
    return asked + timedelta(days=int(view.param("computed.carrier_from", "days")) + 1)


def _carrier_exhausted(view: View) -> bool:
    """Whether the carrier's answer does not satisfy, or its time to answer has run out."""
    answer, earliest = view.get("facts.carrier_answer"), _carrier_from(view)
    silent = answer == "no_reply" and earliest is not None and view.today >= earliest
    return answer == "unsatisfied" or silent


def _defendant_known(view: View) -> bool | None:
    """Name and address of the merchant, or of the site that sells itself."""
    if _named(view, "merchant"):
        return True
    own = view.get("order.platform_kind") == "self_operated"
    if own and _named(view, "platform"):
        return True
    return _respondent_known(view)


def _named(view: View, party: str) -> bool:
    return all(view.get(f"{party}.{field}") is not None for field in ("legal_name", "address"))


KEYS: Mapping[str, Compute] = {
    "computed.carrier": _carrier,
    "computed.carrier_from": _carrier_from,
    "computed.carrier_exhausted": _carrier_exhausted,
    "computed.defendant_known": _defendant_known,
    "computed.minor": _minor,
    "computed.respondent_lacking": _respondent_lacking,
    "computed.respondent_known": _respondent_known,
    "computed.years_since_paid": _years_since_paid,
}
