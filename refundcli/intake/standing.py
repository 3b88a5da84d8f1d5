"""What one row says happened, by its own words alone: paid, closed, refunded, or not payment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from refundcli.case.text import ValueProblem
from refundcli.intake.cells import amount_of
from refundcli.intake.layout import Table
from refundcli.intake.row import Direction
from refundcli.intake.sheets import halved, text_of
from refundcli.knowledge.bills import Bills, Field, Service, Status

# Money went out, whatever came back since.
MOVED: Final = ("paid", "refunded", "partly_refunded")
_MINUTE: Final = 60


class Told(msgspec.Struct, frozen=True):
    """What a row says of itself; the refunds that other rows tell of come later."""

    direction: Direction
    status: Status
    refunded: Decimal | None = None


def told(cells: Mapping[Field, object], table: Table, bills: Bills) -> Told:
    """The direction and the standing of a row."""
    service = bills.services[table.layout.service]
    direction = _direction(text_of(cells.get("direction")), bills)
    stated = halved(text_of(cells.get("status")))
    amount = amount_of(cells["amount"])
    if _is_refund(stated, text_of(cells.get("kind")), direction, service):
        return Told(direction, "refund")
    back = _back(stated, amount, cells, service)
    if back is not None and direction != "in":
        return Told(direction, "refunded" if back >= amount else "partly_refunded", back)
    return Told(direction, _status(stated, direction, _has_paid(cells, table, bills), service))


def minutes_between(one: datetime | date, other: datetime | date) -> float | None:
    """How far apart two moments are; None where one of them is a day without a clock."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs((one - other).total_seconds()) / _MINUTE
    return None


def _direction(text: str, bills: Bills) -> Direction:
    if text in bills.money_out:
        return "out"
    if text in bills.money_in:
        return "in"
    return "neutral" if text in bills.money_still else "unknown"


def _is_refund(stated: str, kind: str, direction: Direction, service: Service) -> bool:
    by_kind = bool(service.refund_kind) and re.search(service.refund_kind, kind) is not None
    return stated in service.refund or (by_kind and direction != "out")


def _back(
    stated: str, amount: Decimal, cells: Mapping[Field, object], service: Service
) -> Decimal | None:
    """What the payment's own row says came back; None where it says nothing of it."""
    if stated in service.refunded_all:
        return amount
    part = re.search(service.refunded_part, stated) if service.refunded_part else None
    if part is not None:
        return amount_of(part["amount"]) or None
    if "refunded" not in cells:
        return None
    try:
        return amount_of(cells["refunded"]) or None
    except ValueProblem:
        return None


def _has_paid(cells: Mapping[Field, object], table: Table, bills: Bills) -> bool:
    """Whether the row tells by what, or when, it was paid."""
    means: Field = "paid" if "paid" in table.places else "method"
    return text_of(cells.get(means)) not in ("", *bills.nothing)


def _status(stated: str, direction: Direction, has_paid: bool, service: Service) -> Status:  # noqa: FBT001 - one of four things that a row says
    if direction == "in":
        return "received"
    if stated in service.unpaid or (stated in service.closed and not has_paid):
        return "closed"
    if stated in service.closed:
        # Paid and given back, or never paid: the rows of refunds tell which.
        return "unclear"
    if direction == "neutral":
        return "neutral"
    return "paid" if direction == "out" and stated in service.paid else "unclear"
