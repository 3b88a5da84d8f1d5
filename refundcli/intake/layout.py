"""Which layout a sheet has: its header is looked for, never assumed to stand on some line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from refundcli.errors import InvalidInputError
from refundcli.intake.sheets import Sheet, expected, halved, text_of
from refundcli.knowledge.bills import Bills, Field, Layout

_RULE: Final = "-----"
# A header that has fewer of a layout's columns is none of that layout.
_RESEMBLES: Final = 0.5


class Table(msgspec.Struct, frozen=True):
    """A sheet whose layout is known."""

    sheet: Sheet
    layout: Layout
    header: int
    """The number of the header's row."""
    places: dict[Field, int]
    named: int
    """How many columns have a name."""
    full: int
    """How many cells the header has: a trailing comma makes one more."""


class Record(msgspec.Struct, frozen=True):
    """A row by the fields of its layout; `fault` says why it cannot be read."""

    line: int
    cells: dict[Field, object]
    fault: str = ""


def tables(sheets: Sequence[Sheet], path: Path, bills: Bills) -> list[Table]:
    """Every sheet that has a layout we know; raises where there is none."""
    found = [table for sheet in sheets if (table := _table(sheet, bills)) is not None]
    if not found:
        raise InvalidInputError(f"{path} {_unknown(sheets, bills)}")
    return found


def records(table: Table) -> Iterator[Record]:
    """The rows under the header, to the footer or the end; blank ones left out."""
    for line, cells in table.sheet.rows(table.header, range(table.named, table.full + 1)):
        if text_of(cells[0] if cells else "").startswith(_RULE):
            return
        if not any(text_of(cell) for cell in cells):
            continue
        yield _record(line, cells, table)


def is_whole(table: Table) -> bool:
    """Whether the file has the end that its layout has."""
    if table.sheet.cut:
        return False
    if not table.layout.ends:
        return True
    rows = table.sheet.rows(table.header, range(0))
    return any(cells and text_of(cells[0]).startswith(_RULE) for _, cells in rows)


def _record(line: int, cells: list[object], table: Table) -> Record:
    # Where the file breaks off, what looks like a whole number may be half of one.
    least = table.full if line == table.sheet.open_line else table.named
    if len(cells) < least:
        fault = f"只有 {len(cells)} 格，应当有 {least} 格，可能没有下载完整"
        return Record(line, {}, fault)
    if any(text_of(cell) for cell in cells[table.named :]):
        return Record(line, {}, "格子比表头多，可能是名称里的逗号没有加引号")
    return Record(line, {name: cells[place] for name, place in table.places.items()})


def _table(sheet: Sheet, bills: Bills) -> Table | None:
    for number, cells in sheet.head(bills.header_within):
        names = [halved(text_of(cell)) for cell in cells]
        fitting = [
            layout
            for layout in bills.layouts
            if all(halved(name) in names for name in layout.columns.values())
        ]
        if fitting:
            layout = max(fitting, key=lambda one: len(one.columns))
            wanted = {**layout.optional, **layout.columns}
            compared = {field: halved(name) for field, name in wanted.items()}
            places = {f: names.index(name) for f, name in compared.items() if name in names}
            named = max(place for place, name in enumerate(names, start=1) if name)
            return Table(sheet, layout, number, places, named, min(len(names), named + 1))
    return None


def _unknown(sheets: Sequence[Sheet], bills: Bills) -> str:
    """Whose export it is, which column is missing, or what would have been right."""
    heads = [
        {halved(text_of(cell)) for cell in cells}
        for sheet in sheets
        for _, cells in sheet.head(bills.header_within)
    ]
    for foreign in bills.foreign:
        if any(head.issuperset(map(halved, foreign.columns)) for head in heads):
            return f"是{foreign.title}导出的账单，这种格式还不会读。{expected(bills)}"
    layout, head = max(
        ((layout, head) for layout in bills.layouts for head in heads),
        key=lambda pair: _share(*pair),
        default=(None, set[str]()),
    )
    if layout is None or _share(layout, head) < _RESEMBLES:
        return f"里没有找到认得的表头，不知道是哪里导出的账单。{expected(bills)}"
    lost = "、".join(f"“{name}”" for name in layout.columns.values() if halved(name) not in head)
    return f"像是{layout.title}，但表头里没有{lost}这一列；请用没有改动过的原文件"


def _share(layout: Layout, head: set[str]) -> float:
    names = [halved(name) for name in layout.columns.values()]
    return sum(name in head for name in names) / len(names)
