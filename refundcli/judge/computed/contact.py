"""Who wrote to whom and when: from the events, else as the buyer answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from refundcli.judge.computed.view import Compute, View, days_of

_CONTACTS: Final = ("asked", "reminded")
_REFUSALS: Final = ("refused",)
_AUTHORITIES: Final = ("market_12315", "consumer_association", "telecom", "court")


def _contact_dates(view: View) -> tuple[date, ...] | None:
    """Days on which the buyer wrote to the merchant: from the events, else as answered."""
    days = days_of(view, "buyer", _CONTACTS)
    if days:
        return days
    answered = view.get("facts.contacted_on")
    return (
        tuple(day for day in answered if isinstance(day, date))
        if isinstance(answered, tuple)
        else None
    )


def _contact_count(view: View) -> int | None:
    days = _contact_dates(view)
    return len(days) if days else None


def _contacted(view: View) -> bool:
    """Whether anything shows that the merchant was spoken to."""
    shown = ("has.chat_log", "has.contact_attempts", "has.refund_application")
    return bool(_contact_count(view)) or any(view.get(key) is True for key in shown)


def _refused_on(view: View) -> tuple[date, ...] | None:
    return days_of(view, "merchant", _REFUSALS) or None


def _refusal_text(view: View) -> str | None:
    return _said(view, "merchant", "refused")


def _promise_of_refund(view: View) -> str | None:
    return _said(view, "merchant", "promised")


def _promised_on(view: View) -> tuple[date, ...] | None:
    return days_of(view, "merchant", ("promised",)) or None


def _said(view: View, by: str, kind: str) -> str | None:
    """The merchant's or platform's last words of a kind."""
    texts = [event.text for event in view.case.events if event.by == by and event.kind == kind]
    return next((text for text in reversed(texts) if text), None)


def _platform_refused(view: View) -> bool:
    """Whether the platform was asked in vain."""
    answered = view.get("facts.platform_answer") in ("no_reply", "told_self", "refused")
    return answered or any(
        event.by == "platform" and event.kind in ("refused", "stalled")
        for event in view.case.events
    )


def _filed(view: View) -> bool | None:
    """Whether an authority, the association or a court deals or dealt with it."""
    filed = any(
        event.channel in _AUTHORITIES and event.kind in ("filed", "accepted", "mediation_ended")
        for event in view.case.events
    )
    answered = view.get("facts.filed_elsewhere")
    return True if filed else answered if isinstance(answered, bool) else None


KEYS: Mapping[str, Compute] = {
    "computed.contact_dates": _contact_dates,
    "computed.contact_count": _contact_count,
    "computed.contact_recorded": _contacted,
    "computed.refused_on": _refused_on,
    "computed.refusal_text": _refusal_text,
    "computed.promised_refund": _promise_of_refund,
    "computed.promised_on": _promised_on,
    "computed.platform_refusal_recorded": _platform_refused,
    "computed.filed": _filed,
}
