"""What is told of a bill that was read: the list, what was filled in, and what belongs beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.case.store import Saved
from refundcli.cli import bills
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json
from refundcli.cli.payment import covered
from refundcli.cli.porch import Porch
from refundcli.cli.show import show
from refundcli.intake.proposal import (
    LEGAL_NAME,
    PAYEE,
    Contradiction,
    Proposal,
    Reading,
    is_a_name,
    is_either,
)
from refundcli.intake.row import Bill, Row

NOBODY = Case({})


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """One call: the bill, what fits, the case if one was named."""

    porch: Porch
    bill: Bill
    rows: tuple[Row, ...]
    found: Saved | None
    asked: bool
    """Whether the buyer sits at a terminal and sees each value before it goes in."""
    as_json: bool

    @property
    def case(self) -> Case:
        """The case, empty where none was named."""
        return self.found.case if self.found else NOBODY

    @property
    def shown(self) -> list[Row]:
        """The rows as they may be seen."""
        return [covered(row, self.case, self.porch.knowledge) for row in self.rows]


def tell_list(job: Import) -> None:
    """The payments that fit."""
    if job.as_json:
        emit_json(_shape(job))
        return
    shown = job.shown
    show(bills.listed(shown, job.porch.knowledge))
    if not shown:
        note("没有符合的付款；放宽条件再试")
    statuses = job.porch.knowledge.bills.statuses
    _tell_beside(job, shown, sum(not statuses[row.status].listed for row in job.bill.rows))


class Done(msgspec.Struct, frozen=True):
    """What became of a payment: what it says of the case, what went in, what was logged."""

    row: Row
    reading: Reading
    fills: tuple[Proposal, ...] = ()
    logged: tuple[str, ...] = ()


def tell(job: Import, done: Done) -> None:
    """What was filled in on stdout; what belongs beside it on stderr."""
    if job.as_json:
        emit_json(_shape(job, done))
        return
    knowledge, number = job.porch.knowledge, done.row.row
    if job.found is None:
        show(bills.filled(done.reading.proposals, f"账单第 {number} 笔可以填的", knowledge))
    elif not done.fills:
        note(f"账单第 {number} 笔没有要补填的")
    elif job.asked:
        note(f"已填入案件 {job.found.id}")
    else:
        show(
            bills.filled(done.fills, f"已填入案件 {job.found.id}（账单第 {number} 笔）", knowledge)
        )
    row = covered(done.row, job.case, knowledge)
    for line in (*bills.about(row, confirmed=job.found is not None), *_beside_case(job, row, done)):
        note(line)
    _tell_beside(job, [row])


def _beside_case(job: Import, row: Row, done: Done) -> Iterator[str]:
    """What differs, what came back, and whose name the payee's may be."""
    knowledge, reading = job.porch.knowledge, done.reading
    if is_either(row, knowledge.bills) and not job.case.get("order.payment"):
        yield bills.paid_to_whom(row, knowledge)
    filled = {one.key for one in done.fills}
    for one in (*reading.contradictions, *reading.remarks):
        if one.key not in filled:
            yield f"{bills.contradiction(one, knowledge).strip()}：没有改"
    for refund in reading.refunds:
        yield bills.unrecorded(refund, job.found.id if job.found else None)
    for event in reading.unsized:
        yield f"{event.id} 记了退款，没有写多少；账单上一共退回{row.refunded}元"
    if reading.told_back is not None:
        yield bills.difference(reading.told_back, row)
    yield from _payee(job, row, filled)


def _payee(job: Import, row: Row, filled: set[str]) -> Iterator[str]:
    """The payee's name as a lead, or as another than the case has."""
    stated = job.case.text(LEGAL_NAME)
    if not is_a_name(row) or LEGAL_NAME in filled:
        return
    if stated and stated != row.payee:
        yield f"收款方“{row.payee}”和案件里商家登记的名称“{stated}”不一样，可能只是代收款的公司"
    elif not stated and not job.asked:
        yield bills.lead(row) + ("（核对过的，加 --payee 一并填入）" if job.found else "")


def _tell_beside(job: Import, shown: Sequence[Row], hidden: int = 0) -> None:
    for line in bills.beside(job.bill, shown, hidden):
        note(line)


def _shape(job: Import, done: Done | None = None) -> dict[str, Any]:
    """The call's result as scripts read it."""
    told = done.reading if done else Reading((), (), (), ())
    return {
        "rows": [bills.as_json(one) for one in job.shown],
        "picked": done.row.row if done else None,
        "proposals": [_without_numbers(one, job) for one in told.proposals],
        "contradictions": [_without_numbers(one, job) for one in told.contradictions],
        "remarks": told.remarks,
        "refunds": told.refunds,
        "filled": [one.key for one in done.fills] if done else [],
        "logged": done.logged if done else [],
        "unread": job.bill.unread,
        "whole": job.bill.whole,
        "id": job.found.id if job.found else None,
    }


def _without_numbers(one: Proposal | Contradiction, job: Import) -> dict[str, Any]:
    """The names in it without a phone number that somebody took for a name."""
    found = msgspec.structs.asdict(one)
    if one.key in (PAYEE, LEGAL_NAME):
        knowledge = job.porch.knowledge
        names = {name: text for name, text in found.items() if name in ("value", "case", "bill")}
        found |= {n: without_numbers(str(t), job.case, knowledge) for n, t in names.items()}
    return found
