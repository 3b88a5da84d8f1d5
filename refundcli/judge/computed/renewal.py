"""Automatic charges: which are disputed, which came after cancelling, what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from refundcli.case.model import State
from refundcli.judge.computed.share import settled, still_due
from refundcli.judge.computed.view import Compute, View

Days = tuple[date, ...]


def _charged(view: View) -> Days | None:
    """The charges the buyer objects to; empty when the answer was that there are none."""
    answered = view.get("facts.charged_on")
    if isinstance(answered, tuple):
        return tuple(day for day in answered if isinstance(day, date))
    return () if view.case.state("facts.charged_on") is State.UNAVAILABLE else None


def _disputed(view: View) -> bool | None:
    charged = _charged(view)
    return None if charged is None else bool(charged)


def _cancelled(view: View) -> bool | None:
    """Whether the renewal was switched off, by the day of it or by the answer that it was not."""
    if view.get("facts.cancelled_on") is not None:
        return True
    return False if view.case.state("facts.cancelled_on") is State.UNAVAILABLE else None


def _parted(view: View) -> tuple[Days, Days] | None:
    """The disputed charges up to the cancelling, and those after it.

    A charge on the very day of cancelling may have come first, so it counts as before.
    """
    charged, cancelled = _charged(view), _cancelled(view)
    if charged is None or cancelled is None:
        return None
    off = view.get("facts.cancelled_on")
    after = tuple(day for day in charged if isinstance(off, date) and day > off)
    return tuple(day for day in charged if day not in after), after


def _before_on(view: View) -> Days | None:
    parted = _parted(view)
    return (parted[0] or None) if parted else None


def _after_on(view: View) -> Days | None:
    parted = _parted(view)
    return (parted[1] or None) if parted else None


def _any_before(view: View) -> bool | None:
    parted = _parted(view)
    return bool(parted[0]) if parted else None


def _any_after(view: View) -> bool | None:
    parted = _parted(view)
    return bool(parted[1]) if parted else None


def _count(view: View) -> int | None:
    return len(_charged(view) or ()) or None


def _charged_at(view: View) -> date | None:
    """The earliest disputed charge: the law is chosen by the day of a charge."""
    return min(_charged(view) or (), default=None)


def _total(view: View) -> Decimal | None:
    total = view.get("facts.charged_total")
    return total if isinstance(total, Decimal) else None


def _refund(view: View) -> Decimal | None:
    """What the disputed charges add up to, less what has come back; None when nothing is left."""
    return still_due(view, _total(view))


def _settled(view: View) -> bool | None:
    """Whether the disputed charges have come back in full."""
    return settled(view, _total(view))


KEYS: Mapping[str, Compute] = {
    "computed.charges_disputed": _disputed,
    "computed.cancelled": _cancelled,
    "computed.charged_before_cancelling": _any_before,
    "computed.charged_after_cancelling": _any_after,
    "computed.before_cancelling_on": _before_on,
    "computed.after_cancelling_on": _after_on,
    "computed.charge_count": _count,
    "computed.charged_at": _charged_at,
    "computed.renewal_refund": _refund,
    "computed.renewal_settled": _settled,
}
