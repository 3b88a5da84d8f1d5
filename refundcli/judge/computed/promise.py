"""What was promised and when it ran out: times told, chosen or written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from refundcli.case.model import CHINA, Value
from refundcli.judge.computed.view import Compute, View


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


def _deadline_end(view: View) -> datetime | None:
    """The last moment of the day that the buyer set for delivery."""
    day = view.get("facts.deadline_given")
    if not isinstance(day, date):
        return None
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=CHINA)


def _took(view: View) -> timedelta | None:
    paid, arrived = view.get("order.paid_at"), view.get("facts.arrived_at")
    if isinstance(paid, datetime) and isinstance(arrived, datetime):
        # To the minute, as the letter writes both: 20:00 to 20:20 is twenty minutes.
        return arrived.replace(second=0, microsecond=0) - paid.replace(second=0, microsecond=0)
    return None


KEYS: Mapping[str, Compute] = {
    "computed.promise_due": _promise_due,
    "computed.promised": _promised,
    "computed.promised_within": _promised_within,
    "computed.deadline_end": _deadline_end,
    "computed.took": _took,
}
