"""Which refund belongs to which payment: only where a single payment can be meant.

A payment's own words about what came back (`已退款(￥30.00)`, 成功退款) tell the sum, the refund's
own row tells the day. What cannot be joined with certainty stays a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from refundcli.case.model import sort_key
from refundcli.intake.row import Refund, Row
from refundcli.intake.standing import MOVED
from refundcli.knowledge.bills import Bills, Service, Status

_REFUND: Final = "refund"
_CANDIDATES: Final = (*MOVED, "unclear")


def joined(rows: Sequence[Row], bills: Bills) -> list[Row]:
    """The rows with each refund at its payment, and each payment with what came back of it."""
    payments = [row for row in rows if row.status in _CANDIDATES and row.direction != "in"]
    target: dict[int, int] = {}
    told: dict[int, list[Row]] = {}
    for refund in sorted(rows, key=lambda row: sort_key(row.time)):
        if refund.status != _REFUND:
            continue
        payment = _payment(refund, payments, told, bills.services[refund.service])
        if payment is not None:
            target[refund.row] = payment.row
            told.setdefault(payment.row, []).append(refund)
    return [
        msgspec.structs.replace(row, refund_of=target[row.row])
        if row.row in target
        else _with_refunds(row, told.get(row.row, ()))
        for row in rows
    ]


def _payment(
    refund: Row, payments: Sequence[Row], told: dict[int, list[Row]], service: Service
) -> Row | None:
    """The one payment that is meant: by its number, by the shop's number, by its own words."""
    known = [
        row
        for row in payments
        if row.service == refund.service
        and row.amount >= refund.amount
        and sort_key(row.time) <= sort_key(refund.time)
    ]
    number = _number(refund, service)
    for fits in (
        lambda row: bool(number) and row.number == number,
        lambda row: bool(refund.merchant_number) and row.merchant_number == refund.merchant_number,
        lambda row: _tells_of(row, refund, told, service),
    ):
        found = _narrowed([row for row in known if fits(row)], refund, service)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _narrowed(rows: list[Row], refund: Row, service: Service) -> list[Row]:
    """Of several the one with the product and the payee of the refund, as far as that helps."""
    product = _product(refund, service)
    tests: tuple[Callable[[Row], bool], ...] = (
        lambda row: row.payee == refund.payee,
        lambda row: row.product == product,
    )
    for test in tests:
        rows = list(filter(test, rows)) or rows
    return rows


def _tells_of(row: Row, refund: Row, told: dict[int, list[Row]], service: Service) -> bool:
    """Whether the payment's own row says that as much came back from the same payee."""
    if row.refunded is None:
        return False
    named = re.search(service.refund_kind, refund.kind) if service.refund_kind else None
    names = {refund.payee, named["payee"] if named else ""} - {""}
    so_far = sum((one.amount for one in told.get(row.row, ())), Decimal(0))
    return row.payee in names and so_far + refund.amount <= row.refunded


def _with_refunds(row: Row, rows: Iterable[Row]) -> Row:
    """The payment with its refunds; what its own words tell beyond them has no day."""
    # One refund may be listed twice, as money coming in and as none.
    distinct: dict[object, Row] = {}
    for one in rows:
        distinct.setdefault((one.number, one.amount, one.time), one)
    found = [Refund(one.amount, one.time, one.row) for one in distinct.values()]
    known = sum((one.amount for one in found), Decimal(0))
    stated = row.refunded or Decimal(0)
    if not known and not stated:
        return row
    if stated > known:
        found.append(Refund(stated - known))
    back = max(stated, known)
    status: Status = "refunded" if back >= row.amount else "partly_refunded"
    if back > row.amount:
        # More than was paid: something is not as it looks.
        status = "unclear"
    return msgspec.structs.replace(row, status=status, refunded=back, refunds=tuple(found))


def _number(refund: Row, service: Service) -> str:
    text = refund.number or ""
    found = re.search(service.refund_number, text) if service.refund_number else None
    return found["number"] if found else text


def _product(refund: Row, service: Service) -> str:
    found = re.search(service.refund_product, refund.product) if service.refund_product else None
    return found["product"] if found else refund.product
