"""What a picked payment would fill in, what it contradicts, and which refunds the case lacks.

Nothing is changed here. The payee is a lead: the name that the bill shows may be the shop's own
name in the register or only a company that collects for it, and the buyer says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from refundcli.case.model import Case, Event, Value
from refundcli.intake.row import Refund, Row
from refundcli.intake.standing import minutes_between
from refundcli.knowledge.bills import Bills, Field

PAYEE: Final = "facts.payee"
LEGAL_NAME: Final = "merchant.legal_name"
_PAID_AT: Final = "order.paid_at"
_PAYMENT: Final = "order.payment"
# Filled from the field of the same column, in the order in which they are told.
_FIELDS: Final[tuple[tuple[str, Field], ...]] = (
    ("order.amount", "amount"),
    (_PAID_AT, "time"),
    (_PAYMENT, "kind"),
    ("order.payment_number", "number"),
    ("order.merchant_payment_number", "merchant_number"),
    (PAYEE, "payee"),
)
KEYS: Final = (*(key for key, _ in _FIELDS), LEGAL_NAME)


class Proposal(msgspec.Struct, frozen=True):
    """A value for a key, and the column of the bill that it comes from."""

    key: str
    value: Value
    from_: str


class Contradiction(msgspec.Struct, frozen=True):
    """The case says one thing, the bill another."""

    key: str
    case: Value
    bill: Value
    from_: str


class Reading(msgspec.Struct, frozen=True):
    """A payment held against a case."""

    proposals: tuple[Proposal, ...]
    contradictions: tuple[Contradiction, ...]
    remarks: tuple[Contradiction, ...]
    """What differs a little and stays as the buyer told it: another minute of the same day."""
    refunds: tuple[Refund, ...]
    """Refunds in the bill that the case does not tell of."""
    unsized: tuple[Event, ...] = ()
    """Refunds that the case tells of without their sum, which the bill shows."""
    told_back: Decimal | None = None
    """What came back as the case tells it, where the bill shows another sum."""


def held_against(row: Row, case: Case, bills: Bills, *, payee: bool = False) -> Reading:
    """What the payment says of the case; with `payee` its name as the register's name too."""
    proposals: list[Proposal] = []
    differing: dict[bool, list[Contradiction]] = {True: [], False: []}
    for found in _values(row, bills, payee=payee):
        before = case.get(found.key)
        if before is None or _finer(found.key, before, found.value):
            proposals.append(found)
        elif before != found.value:
            slight = _compatible(found.key, before, found.value, row, bills)
            if not (slight and _alike(before, found.value, bills)):
                told = Contradiction(found.key, before, found.value, found.from_)
                differing[slight].append(told)
    refunds, unsized, told_back = unrecorded(row, case, bills)
    return Reading(
        tuple(proposals),
        tuple(differing[False]),
        tuple(differing[True]),
        refunds,
        unsized,
        told_back,
    )


def is_a_name(row: Row) -> bool:
    """Whether the payee may be a name in a register: not where letters are hidden."""
    return bool(row.payee) and "*" not in row.payee


def is_either(row: Row, bills: Bills) -> bool:
    """Whether a person may have been paid as well as a shop: the bill does not tell."""
    pattern = bills.services[row.service].either
    return bool(pattern) and re.search(pattern, row.kind) is not None


def _values(row: Row, bills: Bills, *, payee: bool) -> Iterator[Proposal]:
    service = bills.services[row.service]
    layout = next(one for one in bills.layouts if one.title == row.layout)
    names: dict[Field, str] = {**layout.optional, **layout.columns}
    sent = re.search(service.transfers, row.kind) is not None
    payment = service.transfer if sent else service.payment
    values: dict[str, Value | None] = {
        "order.amount": row.amount or None,
        _PAID_AT: row.paid_at,
        _PAYMENT: None if is_either(row, bills) else payment,
        "order.payment_number": row.number or None,
        "order.merchant_payment_number": row.merchant_number or None,
        PAYEE: row.payee or None,
    }
    for key, field in _FIELDS:
        if (value := values[key]) is not None:
            column = names.get("paid", names["time"]) if key == _PAID_AT else names[field]
            own = service.title if key == _PAYMENT and not sent else column
            yield Proposal(key, value, own)
    if payee and is_a_name(row):
        yield Proposal(LEGAL_NAME, row.payee, names["payee"])


def _finer(key: str, before: Value, value: Value) -> bool:
    """The day was known, and the bill has its clock."""
    if key != _PAID_AT or not isinstance(value, datetime) or not isinstance(before, date):
        return False
    return not isinstance(before, datetime) and before == value.date()


def _compatible(key: str, before: Value, value: Value, row: Row, bills: Bills) -> bool:
    """Whether both may be true: a transfer by the same service, another hour of the same day."""
    if key == _PAYMENT:
        return before in bills.services[row.service].compatible
    if isinstance(before, date) and isinstance(value, date):
        return _day(before) == _day(value) or _alike(before, value, bills)
    return False


def _alike(before: Value, value: Value, bills: Bills) -> bool:
    """Whether the difference is not worth a word."""
    if not isinstance(before, date) or not isinstance(value, date):
        return True
    minutes = minutes_between(before, value)
    return _day(before) == _day(value) if minutes is None else minutes <= bills.clock_minutes


Unrecorded = tuple[tuple[Refund, ...], tuple[Event, ...], Decimal | None]


def unrecorded(row: Row, case: Case, bills: Bills) -> Unrecorded:
    """Refunds that the case lacks, those it has no sum of, and its own sum where that differs.

    A refund is offered only beside what the bill confirms: added to another sum it would be
    counted twice. Where more came back than was paid, nothing is taken from it.
    """
    if row.refunded is not None and row.refunded > row.amount:
        return (), (), None
    answers = [found for key in bills.returned if isinstance(found := case.get(key), Decimal)]
    logged = [event for event in case.events if event.kind == "refunded"]
    told = sum((event.amount for event in logged if event.amount), sum(answers, Decimal(0)))
    missing: list[Refund] = []
    unsized: list[Event] = []
    for refund in row.refunds:
        known = next((event for event in logged if _tells_of(event, refund, bills)), None)
        if known is None:
            missing.append(refund)
            continue
        logged.remove(known)
        unsized += [known] if known.amount is None else []
    if told == (row.refunded or 0):
        return (), tuple(unsized), None
    if answers or any(event.amount for event in logged):
        return (), tuple(unsized), told
    return tuple(missing), tuple(unsized), None


def _tells_of(event: Event, refund: Refund, bills: Bills) -> bool:
    if event.amount not in (None, refund.amount):
        return False
    if event.day is None or refund.time is None:
        return True
    return abs((event.day - _day(refund.time)).days) <= bills.day_slack


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
