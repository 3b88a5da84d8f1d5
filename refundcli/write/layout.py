"""From a rendered template to blocks: what stands around the sentences.

A blank line ends a paragraph. `# ` begins a section and `#` alone ends one; `- ` begins a numbered
line; `|| a | b` is the header of a table and `| ` begins its rows. On paper `< ` stands at the
margin (an addressee), `> ` at the end of the line (who signs, and when), and `_ a | b` leaves room
to fill in by hand, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refundcli.errors import KnowledgeError
from refundcli.write.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Place,
    Sentence,
    Signatures,
    Table,
)

BREAK: Final = "\ue003"
"""Where a paragraph ends: the blank lines a macro leaves must not."""
MARK: Final = "\ue000{}\ue001"
"""Stands for the sentence of this number; private-use, so no answer can contain it."""
_FOUND: Final = re.compile(MARK.format(r"(\d+)"))
_PLACES: Final[Mapping[str, Place]] = {"-": "body", "<": "margin", ">": "end"}


def laid_out(text: str, sentences: tuple[Sentence, ...], template: str) -> tuple[Block, ...]:
    """The blocks of a rendered template; what stands outside a sentence is refused."""
    blocks: list[Block] = []
    for chunk in text.split(BREAK):
        running: list[Sentence] = []
        for line in filter(None, map(str.strip, chunk.splitlines())):
            found = [sentences[int(mark)] for mark in _FOUND.findall(line)]
            rest = _FOUND.sub("", line).strip()
            furniture = _furniture(line)
            if furniture is not None:
                blocks.append(furniture)
            elif rest == "|" and isinstance(blocks[-1], Table):
                blocks[-1] = Table(blocks[-1].header, (*blocks[-1].rows, *found))
            elif rest in _PLACES:
                placed = Paragraph(tuple(found), numbered=rest == "-", place=_PLACES[rest])
                blocks.extend([placed] if found else [])
            elif rest:
                raise KnowledgeError(f"模板 {template}：“{rest[:30]}”不在 say 块里，没有出处")
            else:
                running.extend(found)
        if running:
            blocks.append(Paragraph(tuple(running)))
    document = Document("", "", tuple(blocks))
    return document.without(frozenset()).blocks


def _furniture(line: str) -> Block | None:
    """What a line makes that holds no sentence: a heading, a table's header, room to sign."""
    mark, _, rest = line.partition(" ")
    cells = tuple(cell.strip() for cell in rest.split("|"))
    match mark:
        case "#":
            return Heading(rest)
        case "||":
            return Table(cells, ())
        case "_":
            return Signatures(cells)
        case _:
            return None
