"""Blocks as plain text, for a pipe or a file: no colour, no border, no width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refundcli.cli.screens import Block, Rows, Text, Title


def to_text(blocks: Sequence[Block]) -> str:
    """All blocks as lines; the cells of a table row are separated by a wide bar."""
    return "\n".join(line for block in blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"【{text}】"
        case Text(text):
            yield text
        case Rows(_, rows):
            for row in rows:
                # A cell of several lines stays in the line of its row, which can be searched for.
                yield " ｜ ".join(
                    cell.replace("。\n", "。").replace("\n", "；") for cell in row if cell
                )
