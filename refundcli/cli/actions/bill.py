"""`import bill`: a payment of an export goes into a case, each value seen by the buyer before."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.log import Entry
from refundcli.case.store import Saved
from refundcli.cli import bills
from refundcli.cli.actions.log import opened
from refundcli.cli.diagnostics import note
from refundcli.cli.imported import NOBODY, Done, Import, tell, tell_list
from refundcli.cli.logbook import append
from refundcli.cli.payment import (
    Agreed,
    Decider,
    Options,
    Wanted,
    checked,
    looked_for,
    numbered,
)
from refundcli.cli.porch import open_porch
from refundcli.errors import WrongCallError
from refundcli.intake.bill import read_bill
from refundcli.intake.proposal import KEYS, LEGAL_NAME, Proposal, Reading, held_against


def bill(wanted: Wanted, agreed: Agreed, today: str | None, *, as_json: bool) -> None:
    """List the payments of a bill, or fill the one that is meant into a case."""
    _check(wanted, agreed)
    porch = open_porch(today)
    known = porch.knowledge.bills
    read = read_bill(Path(wanted.file), known)
    found = opened(porch, wanted.case) if wanted.case is not None else None
    rows = looked_for(wanted, read, found.case if found else NOBODY, known)
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    asked = terminal and found is not None
    job = Import(
        porch=porch, bill=read, rows=tuple(rows), found=found, asked=asked, as_json=as_json
    )
    if found is None and wanted.row is None:
        tell_list(job)
    else:
        _fill(job, _decider(Options(wanted, agreed, porch.knowledge), job))


def _check(wanted: Wanted, agreed: Agreed) -> None:
    if agreed.replace and agreed.keep:
        raise WrongCallError("--replace 和 --keep 只能写一个")
    if wanted.case is None and agreed != Agreed():
        raise WrongCallError("要填进案件才用得上这些选项，请在文件后面写明案件编号")


def _decider(options: Options, job: Import) -> Decider:
    """The buyer, where there is one to ask; else what the call says."""
    if not job.asked:
        return options
    from refundcli.cli.wizard.payment import Buyer  # noqa: PLC0415 - prompts are for a terminal

    return Buyer(options)


def _fill(job: Import, decider: Decider) -> None:
    """Pick, hold against the case, decide, save, tell."""
    known = job.porch.knowledge.bills
    row = checked(numbered(decider.pick(job.shown), job.bill), known)
    if job.found is None:
        tell(job, Done(row, held_against(row, job.case, known)))
        return
    if row.status == "unclear":
        decider.paid(row)
    payee = decider.payee(row, job.case.text(LEGAL_NAME))
    reading = held_against(row, job.case, known, payee=payee)
    fills = _fills(reading, decider)
    if not decider.confirms(fills):
        note("没有改动")
        return
    after = _saved(job, fills, job.found)
    tell(job, _logged(job, Done(row, reading, fills), after, decider))


def _fills(reading: Reading, decider: Decider) -> tuple[Proposal, ...]:
    """The values that go in: those the case lacks, and the bill's where it is to prevail."""
    if not reading.contradictions or decider.keeps(reading.contradictions):
        return reading.proposals
    instead = (Proposal(one.key, one.bill, one.from_) for one in reading.contradictions)
    return tuple(sorted((*reading.proposals, *instead), key=lambda one: KEYS.index(one.key)))


def _saved(job: Import, fills: tuple[Proposal, ...], found: Saved) -> Saved:
    changes = [Change(one.key, storable(one.value)) for one in fills]
    return job.porch.store.edit(found, changes, job.porch.today) if changes else found


def _logged(job: Import, done: Done, after: Saved, decider: Decider) -> Done:
    """Refunds with a day go into the log if the buyer agrees."""
    dated = tuple(one for one in done.reading.refunds if one.time)
    if not dated or not decider.refunds(dated):
        return done
    names = []
    for refund in dated:
        entry = Entry(kind="refunded", at=refund.time, amount=str(refund.amount))
        after, event = append(job.porch, after, entry)
        names.append(event.id)
        note(f"{bills.told_of_refund(refund)}，已记进案件（{event.id}）")
    left = tuple(one for one in done.reading.refunds if one not in dated)
    reading = msgspec.structs.replace(done.reading, refunds=left)
    return msgspec.structs.replace(done, reading=reading, logged=tuple(names))
