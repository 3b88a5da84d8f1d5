"""Payment exports of Alipay and WeChat Pay: a file in, rows out; nothing in them is guessed.

sheets.py    bytes, encodings, workbooks   layout.py   the header and what each column holds
standing.py  what a row says happened      refunds.py  which refund belongs to which payment
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from refundcli.case.masking import masked
from refundcli.case.text import ValueProblem
from refundcli.errors import InvalidInputError
from refundcli.intake import layout, refunds, standing
from refundcli.intake.cells import amount_of, moment_of, number_of
from refundcli.intake.row import Bill, Row, Unread
from refundcli.intake.sheets import read_sheets, text_of
from refundcli.knowledge.bills import Bills, Field


def read_bill(path: Path, bills: Bills) -> Bill:
    """Read an export; raises one `InvalidInputError` that says what was expected instead."""
    tables = layout.tables(read_sheets(path, bills), path, bills)
    found: list[Row] = []
    unread: list[Unread] = []
    for table in tables:
        # A workbook may hold the same rows in two forms, one sheet each.
        before = {_identity(row) for row in found}
        for item in _read(table, bills):
            if isinstance(item, Unread):
                unread.append(item)
            elif _identity(item) not in before:
                found.append(msgspec.structs.replace(item, row=len(found) + 1))
    title = tables[0].layout.title
    if not found:
        raise InvalidInputError(_nothing(path, title, unread))
    joined = refunds.joined(found, bills)
    whole = all(layout.is_whole(table) for table in tables)
    return Bill(title, tuple(_with_alike(joined, bills)), tuple(unread), whole)


def _nothing(path: Path, title: str, unread: list[Unread]) -> str:
    if unread:
        return f"{path} 像是{title}，但没有一行读得懂：第 {unread[0].line} 行{unread[0].why}"
    return f"{path} 是{title}，里面一笔交易也没有；请核对导出时选的时间段"


def _read(table: layout.Table, bills: Bills) -> Iterator[Row | Unread]:
    for record in layout.records(table):
        if record.fault:
            yield Unread(record.line, record.fault)
            continue
        try:
            yield _row(record.cells, table, bills)
        except ValueProblem as problem:
            yield Unread(record.line, str(problem))


def _row(cells: dict[Field, object], table: layout.Table, bills: Bills) -> Row:
    """A row by itself; raises `ValueProblem` for a sum or a moment that cannot be read."""

    def said(name: Field) -> str:
        text = text_of(cells.get(name))
        return "" if text in bills.nothing else text

    told = standing.told(cells, table, bills)
    time = moment_of(cells["time"])
    paid_at = time if "paid" not in table.places else None
    if said("paid"):
        time = paid_at = moment_of(cells["paid"])
    numbers = {name: number_of(said(name)) for name in ("number", "merchant_number")}
    return Row(
        row=0,
        service=table.layout.service,
        time=time,
        paid_at=paid_at,
        payee=said("payee"),
        account=_account(said("account")),
        product=said("product"),
        kind=said("kind"),
        amount=amount_of(cells["amount"]),
        direction=told.direction,
        status=told.status,
        stated=said("status"),
        refunded=told.refunded,
        number=numbers["number"],
        merchant_number=numbers["merchant_number"],
        method=said("method"),
        note=said("note"),
        layout=table.layout.title,
    )


def _account(text: str) -> str:
    """An account as the export shows it; one that it does not mask is masked here."""
    return masked("number", text) if text and "*" not in text else text


def _identity(row: Row) -> Row:
    """What makes a row the same in another sheet: everything but its number."""
    return msgspec.structs.replace(row, row=0)


def _with_alike(rows: Iterable[Row], bills: Bills) -> Iterator[Row]:
    """Rows that name the payments like them, of the same sum to the same payee, close in time."""
    every = list(rows)
    alike: dict[tuple[str, object], list[Row]] = {}
    for row in every:
        if row.status in standing.MOVED and row.payee and row.amount:
            alike.setdefault((row.payee, row.amount), []).append(row)
    for row in every:
        others = alike.get((row.payee, row.amount), [])
        near = (one.row for one in others if one.row != row.row and _close(one, row, bills))
        within = row.status in standing.MOVED
        yield msgspec.structs.replace(row, alike=tuple(near)) if within else row


def _close(one: Row, other: Row, bills: Bills) -> bool:
    minutes = standing.minutes_between(one.time, other.time)
    return minutes is not None and minutes <= bills.alike_minutes
