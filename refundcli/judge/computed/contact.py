"""Who wrote to whom and when: from the events, else as the buyer answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from refundcli.case.events import counterpart, with_whom
from refundcli.case.model import Event
from refundcli.judge.computed.view import Compute, View, days_of

_CONTACTS: Final = ("asked", "reminded")
_REFUSALS: Final = ("refused",)
_ANSWERS: Final = ("refused", "stalled", "replied")
_OTHERS: Final = ("merchant", "platform")
_COURSE: Final = ("filed", "accepted", "rejected", "mediation_ended", "withdrawn")
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


def _contact_times(view: View) -> int | None:
    """How often the buyer wrote; not known where only days were told, or where a day is not."""
    lines = with_whom(view.case.events, "merchant")
    days = [event.day for event in lines if event.by == "buyer" and event.kind in _CONTACTS]
    return len(days) or None if all(days) else None


def _contacted(view: View) -> bool:
    """Whether anything shows that the merchant was spoken to."""
    shown = ("has.chat_log", "has.contact_attempts", "has.refund_application")
    return bool(_contact_count(view)) or any(view.get(key) is True for key in shown)


def _refused_on(view: View) -> tuple[date, ...] | None:
    return days_of(view, "merchant", _REFUSALS) or None


def _answered_on(view: View) -> tuple[date, ...] | None:
    """Days on which the merchant said what a rebuttal answers: a no, or an offer that is one."""
    lines = [e for e in view.case.events if e.by == "merchant" and e.kind in _ANSWERS]
    said = (e for e in lines if e.kind in _REFUSALS or view.refusals_in(e.text or ""))
    return tuple(dict.fromkeys(event.day for event in said if event.day)) or None


def _refusal_text(view: View) -> str | None:
    return _said(view, "merchant", "refused")


def _promise_of_refund(view: View) -> str | None:
    return _said(view, "merchant", "promised")


def _promised_on(view: View) -> tuple[date, ...] | None:
    return days_of(view, "merchant", ("promised",)) or None


def _filed_on(view: View) -> date | None:
    """The day a complaint was handed in to the market authority: it chooses the procedure."""
    filed = (e for e in with_whom(view.case.events, "market_12315") if e.kind == "filed")
    return next((event.day for event in reversed(list(filed)) if event.day), None)


def _conduct_on(view: View) -> date | None:
    """The day on which the other side last did something about it."""
    return next((e.at for e in reversed(view.case.events) if e.by in _OTHERS and e.at), None)


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
    """Whether an authority, the association or a court deals or dealt with it.

    What is logged of a complaint tells more than the answer that there is one.
    """
    lines = [with_whom(view.case.events, channel) for channel in _AUTHORITIES]
    if any(event.kind in _COURSE for events in lines for event in events):
        return any(_taken_up(events) for events in lines)
    answered = view.get("facts.filed_elsewhere")
    return answered if isinstance(answered, bool) else None


def _taken_up(events: list[Event]) -> bool:
    """Handed in and neither turned down nor taken back before it was accepted."""
    kinds = [event.kind for event in events if event.kind in _COURSE]
    if not kinds or kinds[-1] == "rejected":
        return False
    return kinds[-1] != "withdrawn" or "accepted" in kinds


def _platform_words(view: View) -> str | None:
    """The platform's last words, however it put the buyer off."""
    kinds = ("refused", "stalled", "replied", "platform_decided")
    texts = [e.text for e in view.case.events if e.by == "platform" and e.kind in kinds]
    return next((text for text in reversed(texts) if text), None)


def _platform_decision(view: View) -> str | None:
    """How the platform decided: `for` the buyer, `part`, `against`, or `unclear` from its words."""
    decided = [event for event in view.case.events if event.kind == "platform_decided"]
    if not decided:
        return None
    due, sum_ = view.get("computed.refund_amount"), decided[-1].amount
    if sum_:
        return "part" if isinstance(due, Decimal) and sum_ < due else "for"
    return view.named("decisions", decided[-1].text or "") or "unclear"


def _rejection(view: View) -> str | None:
    """Why 12315 did not accept the complaint; `unclear` where its words do not tell."""
    lines = with_whom(view.case.events, "market_12315")
    words = [event.text or "" for event in lines if event.kind == "rejected"]
    return (view.named("rejections", words[-1]) or "unclear") if words else None


def _refusals(view: View) -> tuple[str, ...] | None:
    """What merchant or platform said no with: as ticked, else as their words on record tell."""
    return _said_no_with(view, _OTHERS)


def _said_no_with(view: View, parties: tuple[str, ...]) -> tuple[str, ...] | None:
    ticked = view.get("facts.refusals")
    if isinstance(ticked, tuple):
        return tuple(str(name) for name in ticked)
    texts = [event.text for event in view.case.events if event.by in parties and event.text]
    found = (name for text in texts for name in view.refusals_in(text))
    return tuple(dict.fromkeys(found)) or None


def _refused(view: View) -> bool:
    """Whether the merchant has said no, or put the buyer off, on record."""
    told = any(
        event.by == "merchant" and event.kind in ("refused", "stalled")
        for event in view.case.events
    )
    return told or _refusal_named(view)


def _refusal_named(view: View) -> bool:
    """Whether what the merchant said no with is known, so that it can be answered."""
    return bool(_said_no_with(view, ("merchant",)))


def _asked_on(view: View) -> tuple[date, ...] | None:
    """The days on which the buyer asked the merchant for a solution.

    A line that only enquires what has become of the order is contact, no request.
    """
    lines = [event for event in view.case.events if event.kind in (*_CONTACTS, "applied")]
    to_seller = [e for e in lines if e.kind == "applied" or counterpart(e) == "merchant"]
    asked = (e.day for e in to_seller if e.day and (e.text is None or view.asks(e.text)))
    days = tuple(asked) or (() if to_seller else _contact_dates(view))
    return tuple(sorted(set(days or ()))) or None


def _first_asked(view: View) -> date | None:
    """The first of them."""
    days = _asked_on(view)
    return days[0] if days else None


def _days_since_asked(view: View) -> int | None:
    """Full days since then; the day itself is not counted."""
    first = _first_asked(view)
    return (view.today - first).days if first else None


def _stage(view: View) -> str:
    """How far the dispute has come: first request, persisting, partly resolved."""
    if any(event.kind == "refunded" for event in view.case.events):
        return "partly"
    return "persisting" if _contact_count(view) else "first"


def _last_word_theirs(view: View) -> bool:
    """Whether the merchant has answered what was last written to it."""
    lines = [event for event in with_whom(view.case.events, "merchant") if event.kind]
    return bool(lines) and lines[-1].by == "merchant"


def _over(view: View) -> bool:
    """Whether every problem is recorded as resolved or no longer pursued."""
    return view.problems.over


KEYS: Mapping[str, Compute] = {
    "computed.platform_decision": _platform_decision,
    "computed.rejection": _rejection,
    "computed.last_word_theirs": _last_word_theirs,
    "computed.over": _over,
    "computed.platform_words": _platform_words,
    "computed.refusals": _refusals,
    "computed.refusal_named": _refusal_named,
    "computed.refusal_recorded": _refused,
    "computed.asked_on": _asked_on,
    "computed.first_asked": _first_asked,
    "computed.days_since_asked": _days_since_asked,
    "computed.round": _stage,
    "computed.contact_dates": _contact_dates,
    "computed.contact_count": _contact_count,
    "computed.contact_times": _contact_times,
    "computed.contact_recorded": _contacted,
    "computed.refused_on": _refused_on,
    "computed.answered_on": _answered_on,
    "computed.refusal_text": _refusal_text,
    "computed.promised_refund": _promise_of_refund,
    "computed.promised_on": _promised_on,
    "computed.platform_refusal_recorded": _platform_refused,
    "computed.conduct_on": _conduct_on,
    "computed.filed": _filed,
    "computed.filed_on": _filed_on,
}
