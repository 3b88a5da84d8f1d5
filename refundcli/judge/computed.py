"""The `computed.*` keys: what follows from the answers and the events by arithmetic alone.

Each is declared in questions.toml with the keys it comes from, so that a sentence that reads one
names the buyer's own answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol

from refundcli.case.model import CHINA, Case, State, Value

_CENT: Final = Decimal("0.01")
_CONTACTS: Final = ("asked", "reminded")
_REFUSALS: Final = ("refused",)
_AUTHORITIES: Final = ("market_12315", "consumer_association", "telecom", "court")


class View(Protocol):
    """What a computed key may look at."""

    case: Case
    today: date

    def get(self, key: str) -> Value | None:
        """The value of another key."""


def _promise_due(view: View) -> Value | None:
    stated = view.get("facts.promised_by")
    if stated is not None and _in_own_words(view):
        return stated
    paid, within = view.get("order.paid_at"), _promised_within(view)
    if not isinstance(paid, date) or not isinstance(within, timedelta):
        return None
    if isinstance(paid, datetime):
        return paid + within
    # Only the day of payment is known: the promise ran out on the last day it may have run out.
    return paid + timedelta(days=-(-within // timedelta(days=1)) if within else 0)


def _contact_dates(view: View) -> tuple[date, ...] | None:
    """Days on which the buyer wrote to the merchant: from the events, else as answered."""
    days = _days_of(view, "buyer", _CONTACTS)
    if days:
        return days
    answered = view.get("facts.contacted_on")
    return (
        tuple(day for day in answered if isinstance(day, date))
        if isinstance(answered, tuple)
        else None
    )


def _promised(view: View) -> bool | None:
    """Whether a time was promised at all."""
    answer = view.get("facts.promise")
    if answer is not None:
        return answer != "none"
    stated = (view.get("facts.promised_by"), view.get("facts.promised_within"))
    return True if any(value is not None for value in stated) else None


def _in_own_words(view: View) -> bool:
    """Whether a time written out counts; left over from an answer changed since, it does not."""
    return view.get("facts.promise") in (None, "other")


def _promised_within(view: View) -> timedelta | None:
    """The promised time: as written down, else the choice, whose ids are durations (`24h`)."""
    stated = view.get("facts.promised_within")
    if isinstance(stated, timedelta) and _in_own_words(view):
        return stated
    hours = re.fullmatch(r"(\d+)(m|h)", str(view.get("facts.promise") or ""))
    return timedelta(**{{"m": "minutes", "h": "hours"}[hours[2]]: int(hours[1])}) if hours else None


def _refused_on(view: View) -> tuple[date, ...] | None:
    return _days_of(view, "merchant", _REFUSALS) or None


def _days_of(view: View, by: str, kinds: tuple[str, ...]) -> tuple[date, ...]:
    """Days of the events between buyer and merchant of some kinds, each day once."""
    days = [
        event.at.date() if isinstance(event.at, datetime) else event.at
        for event in view.case.events
        if event.by == by
        and event.channel in ("merchant", None)
        and event.kind in kinds
        and event.at is not None
    ]
    return tuple(dict.fromkeys(days))


def _contact_count(view: View) -> int | None:
    days = _contact_dates(view)
    return len(days) if days else None


def _due(view: View) -> Decimal | None:
    """What was paid, or the share of it that fell on the pieces that fail, to the cent."""
    amount = view.get("order.amount")
    if not isinstance(amount, Decimal):
        return None
    quantity, affected = view.get("order.quantity"), view.get("order.affected")
    if isinstance(quantity, int) and isinstance(affected, int):
        return (amount * affected / quantity).quantize(_CENT, ROUND_HALF_UP)
    # Of several pieces it must be known how many fail.
    several = isinstance(affected, int) or (isinstance(quantity, int) and quantity > 1)
    return None if several else amount


def _deadline_end(view: View) -> datetime | None:
    """The last moment of the day that the buyer set for delivery."""
    day = view.get("facts.deadline_given")
    if not isinstance(day, date):
        return None
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=CHINA)


def _refunded(view: View) -> Decimal | None:
    """What has come back so far, by the events."""
    sums = [event.amount for event in view.case.events if event.kind == "refunded" and event.amount]
    return sum(sums, Decimal(0)) if sums else None


def _refund_amount(view: View) -> Decimal | None:
    """What is still to be paid back; None when nothing is."""
    due = _due(view)
    rest = due - (_refunded(view) or 0) if due is not None else None
    return rest if rest and rest > 0 else None


def _settled(view: View) -> bool | None:
    """Whether all of it has come back; open when nothing tells of a refund."""
    due, refunded = _due(view), _refunded(view)
    return None if due is None or refunded is None else refunded >= due


def _contacted(view: View) -> bool:
    """Whether anything shows that the merchant was spoken to."""
    shown = ("has.chat_log", "has.contact_attempts", "has.refund_application")
    return bool(_contact_count(view)) or any(view.get(key) is True for key in shown)


def _filed(view: View) -> bool | None:
    """Whether an authority, the association or a court deals or dealt with it."""
    filed = any(
        event.channel in _AUTHORITIES and event.kind in ("filed", "accepted", "mediation_ended")
        for event in view.case.events
    )
    answered = view.get("facts.filed_elsewhere")
    return True if filed else answered if isinstance(answered, bool) else None


def _said(view: View, by: str, kind: str) -> str | None:
    """The merchant's or platform's last words of a kind."""
    texts = [event.text for event in view.case.events if event.by == by and event.kind == kind]
    return next((text for text in reversed(texts) if text), None)


def _refusal_text(view: View) -> str | None:
    return _said(view, "merchant", "refused")


def _promise_of_refund(view: View) -> str | None:
    return _said(view, "merchant", "promised")


def _promised_on(view: View) -> tuple[date, ...] | None:
    return _days_of(view, "merchant", ("promised",)) or None


def _platform_refused(view: View) -> bool:
    """Whether the platform was asked in vain."""
    answered = view.get("facts.platform_answer") in ("no_reply", "told_self", "refused")
    return answered or any(
        event.by == "platform" and event.kind in ("refused", "stalled")
        for event in view.case.events
    )


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


def _took(view: View) -> timedelta | None:
    paid, arrived = view.get("order.paid_at"), view.get("facts.arrived_at")
    if isinstance(paid, datetime) and isinstance(arrived, datetime):
        # To the minute, as the letter writes both: 20:00 to 20:20 is twenty minutes.
        return arrived.replace(second=0, microsecond=0) - paid.replace(second=0, microsecond=0)
    return None


COMPUTE: Mapping[str, Callable[[View], Value | None]] = {
    "computed.promise_due": _promise_due,
    "computed.promised": _promised,
    "computed.promised_within": _promised_within,
    "computed.contact_dates": _contact_dates,
    "computed.refused_on": _refused_on,
    "computed.respondent_known": _respondent_known,
    "computed.years_since_paid": _years_since_paid,
    "computed.contact_count": _contact_count,
    "computed.refund_amount": _refund_amount,
    "computed.took": _took,
    "computed.deadline_end": _deadline_end,
    "computed.refunded": _refunded,
    "computed.settled": _settled,
    "computed.contact_recorded": _contacted,
    "computed.filed": _filed,
    "computed.refusal_text": _refusal_text,
    "computed.promised_refund": _promise_of_refund,
    "computed.promised_on": _promised_on,
    "computed.platform_refusal_recorded": _platform_refused,
    "computed.respondent_lacking": _respondent_lacking,
}
