"""The first days after payment, within which a prepaid sum can be asked back without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from refundcli.judge.computed.view import Compute, View

_KEY = "computed.first_days_over"


def _last_day(view: View) -> date | None:
    """The last of the days; the day of payment does not count."""
    paid = view.get("order.paid_at")
    if not isinstance(paid, date):
        return None
    day = paid.date() if isinstance(paid, datetime) else paid
    return day + timedelta(days=int(view.param(_KEY, "days")))


def _over(view: View) -> bool | None:
    last = _last_day(view)
    return None if last is None else view.today > last


def _asked_in_time(view: View) -> bool | None:
    """Asked back on one of these days, as told or as recorded, or there is still time to."""
    last = _last_day(view)
    if last is None:
        return None
    told = (view.get("facts.asked_back_on"), view.get("computed.first_asked"))
    asked = [day for day in told if isinstance(day, date)]
    in_time = view.today <= last or any(day <= last for day in asked)
    return in_time if asked or in_time else None


KEYS: Mapping[str, Compute] = {_KEY: _over, "computed.asked_in_time": _asked_in_time}
