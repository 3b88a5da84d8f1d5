"""A service bought for a time: how long it was, how much of it was left when it stopped, or today.

Days are counted whole. The day on which the period begins is its first day; the day on which the
service stopped counts as used, and so does today where it still runs on terms that the buyer does
not accept. So what is asked back is never more than the days that certainly were not had: price x
unused days / all days, to the cent.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from refundcli.judge.computed.share import settled, share, still_due
from refundcli.judge.computed.view import Compute, View


def _period_first(view: View) -> date | None:
    """The day it began: the day of payment, unless the buyer gives the days themselves."""
    if _length(view) == "until":
        return min(_told(view), default=None)
    return _day(view, "order.paid_at")


def _length(view: View) -> str:
    return str(view.get("facts.period_length") or "")


def _told(view: View) -> tuple[date, ...]:
    days = view.get("facts.period_dates")
    return tuple(day for day in days if isinstance(day, date)) if isinstance(days, tuple) else ()


def _day(view: View, key: str) -> date | None:
    moment = view.get(key)
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def _period_last(view: View) -> date | None:
    """The last day of the period: months by the calendar, else the day as the buyer read it."""
    if _length(view) == "until":
        return max(_told(view), default=None)
    first, months = _period_first(view), re.fullmatch(r"(\d+)m", _length(view))
    return _after(first, int(months[1])) - timedelta(days=1) if first and months else None


def _after(day: date, months: int) -> date:
    """The same day some months later; where that month has no such day, its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _period_days(view: View) -> int | None:
    first, last = _period_first(view), _period_last(view)
    return (last - first).days + 1 if first and last else None


def _used_until(view: View, day: date | None) -> int | None:
    """Days had up to a day, the first and that one included; at most the whole period."""
    first, days = _period_first(view), _period_days(view)
    if first is None or days is None or day is None:
        return None
    return min(max((day - first).days + 1, 0), days)


def _rest(view: View, used: int | None) -> int | None:
    days = _period_days(view)
    return None if days is None or used is None else days - used


def _used_days(view: View) -> int | None:
    return _used_until(view, _day(view, "facts.stopped_at"))


def _unused_days(view: View) -> int | None:
    return _rest(view, _used_days(view))


def _run_days(view: View) -> int | None:
    return _used_until(view, view.today)


def _left_days(view: View) -> int | None:
    return _rest(view, _run_days(view))


def _part(view: View, days: int | None) -> Decimal | None:
    """The part of the price that falls on some of its days."""
    return share(view, days or 0, _period_days(view) or 0)


def _unused_share(view: View) -> Decimal | None:
    return _part(view, _unused_days(view))


def _unused_refund(view: View) -> Decimal | None:
    return still_due(view, _unused_share(view))


def _unused_settled(view: View) -> bool | None:
    return settled(view, _unused_share(view))


def _left_share(view: View) -> Decimal | None:
    return _part(view, _left_days(view))


def _left_refund(view: View) -> Decimal | None:
    return still_due(view, _left_share(view))


KEYS: Mapping[str, Compute] = {
    "computed.period_first": _period_first,
    "computed.period_last": _period_last,
    "computed.period_days": _period_days,
    "computed.used_days": _used_days,
    "computed.unused_days": _unused_days,
    "computed.unused_share": _unused_share,
    "computed.unused_refund": _unused_refund,
    "computed.unused_settled": _unused_settled,
    "computed.run_days": _run_days,
    "computed.left_days": _left_days,
    "computed.left_share": _left_share,
    "computed.left_refund": _left_refund,
}
