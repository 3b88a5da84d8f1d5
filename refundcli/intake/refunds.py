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


class Payments:
    """The payments of a bill by what a refund may name them by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_number: dict[str, list[Row]] = {}
        self.by_shop_number: dict[str, list[Row]] = {}
        self.by_payee: dict[str, list[Row]] = {}
        for row in rows:
            if row.status in _CANDIDATES and row.direction != "in":
                self.by_number.setdefault(row.number or "", []).append(row)
                self.by_shop_number.setdefault(row.merchant_number or "", []).append(row)
                self.by_payee.setdefault(row.payee, []).append(row)


def joined(rows: Sequence[Row], bills: Bills) -> list[Row]:
    """The rows with each refund at its payment, and each payment with what came back of it."""
    payments = Payments(rows)
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
    refund: Row, payments: Payments, told: dict[int, list[Row]], service: Service
) -> Row | None:
    """The one payment that is meant: by its number, by the shop's number, by its own words."""
    number, certain = _number(refund, service)
    named = re.search(service.refund_kind, refund.kind) if service.refund_kind else None
    names = dict.fromkeys((refund.payee, named["payee"] if named else ""))
    like = [row for name in names if name for row in payments.by_payee.get(name, ())]
    for possible in (
        payments.by_number.get(number, ()) if number else (),
        payments.by_shop_number.get(refund.merchant_number or "", ())
        if refund.merchant_number
        else (),
        [row for row in like if _tells_of(row, refund, told)],
    ):
        fitting = [row for row in possible if _may_be(row, refund)]
        found = _narrowed(fitting, refund, service)
        if found or certain:
            return found[0] if len(found) == 1 else None
    return None


def _may_be(row: Row, refund: Row) -> bool:
    """A refund is no larger and no older than its payment."""
    older = sort_key(row.time) <= sort_key(refund.time)
    return row.service == refund.service and older and row.amount >= refund.amount


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


def _tells_of(row: Row, refund: Row, told: dict[int, list[Row]]) -> bool:
    """Whether the payment's own row says that as much came back, and not of another refund."""
    so_far = sum((one.amount for one in told.get(row.row, ())), Decimal(0))
    return row.refunded is not None and so_far + refund.amount <= row.refunded


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


def _number(refund: Row, service: Service) -> tuple[str, bool]:
    """The number of its payment, and whether the refund says itself that it is that."""
    text = refund.number or ""
    found = re.search(service.refund_number, text) if service.refund_number else None
    return (found["number"], True) if found else (text, False)


def _product(refund: Row, service: Service) -> str:
    found = re.search(service.refund_product, refund.product) if service.refund_product else None
    return found["product"] if found else refund.product
