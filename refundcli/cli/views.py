"""Blocks on a terminal: the only room that knows rich. Answers are never markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from refundcli.cli.screens import Block, Rows, Text, Title

# In fewer columns a table is unreadable, so that each row becomes a few lines.
NARROW = 60


def show(blocks: Sequence[Block], console: Console | None = None) -> None:
    """Print blocks on the terminal; width, colour and NO_COLOR are rich's business."""
    console = console or Console(highlight=False, markup=False, emoji=False)
    for block in blocks:
        match block:
            case Title(text):
                console.print()
                console.print(Styled(text, style="bold"))
            case Text(text):
                console.print(Styled(text))
            case Rows() if console.width < NARROW:
                _stacked(block, console)
            case Rows():
                console.print(_table(block))


def _table(rows: Rows) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, cells in zip(rows.header, zip(*rows.rows, strict=True), strict=True):
        # An id that is broken in two cannot be copied.
        whole = all(cell.isascii() and " " not in cell for cell in cells)
        table.add_column(Styled(name), overflow="fold", no_wrap=whole, min_width=8)
    for row in rows.rows:
        table.add_row(*(Styled(cell) for cell in row))
    return table


def _stacked(rows: Rows, console: Console) -> None:
    for row in rows.rows:
        console.print(Styled(row[0], style="bold"))
        for name, cell in zip(rows.header[1:], row[1:], strict=True):
            if cell:
                console.print(Styled(f"  {name}：{cell}"))
