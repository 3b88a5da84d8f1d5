"""A document as a Word file: the list of sentences on Chinese paper.

Every sentence is a run of its own, in the order of the list; nothing else is said but the title,
the headings, the room to sign and the number of the page. python-docx takes longer to load than a
letter takes to write: whoever needs this module imports it where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from docx.oxml import parse_xml

from refundcli.deliver.columns import widths
from refundcli.deliver.sheets import Node, Sheets, node, words
from refundcli.deliver.typography import BORDERS, CELL_TWIPS, TEXT_TWIPS
from refundcli.knowledge.load import Knowledge
from refundcli.write.compose import Letter
from refundcli.write.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Signatures,
    Table,
    length,
    numbered,
)

_STYLES: Final = {"body": "BodyText", "margin": "Salutation", "end": "Signature"}
_INTRODUCES: Final = "："
# A number that cannot be broken goes on the next line, and would stretch what it leaves behind.
_JUSTIFIED: Final = {"BodyText", "ListNumber"}
_LONG: Final = re.compile(r"[!-~]{9,}")
# In the narrow column of a table the clock stands below the day.
_MOMENT: Final = re.compile(r"(\d+年\d+月\d+日)(\d+:\d+)")
# Above a paragraph, in twentieths of a point: where one signs; beside a table, after a section.
_TO_SIGN: Final = 480
_APART: Final = 240


def paper(letter: Letter, knowledge: Knowledge) -> bytes:
    """The letter as a Word file; the same letter gives the same bytes.

    A short form stands on a page of its own at the end: it is pasted, not filed.
    """
    phrases = knowledge.words.phrases
    title = knowledge.documents.documents[letter.kind].paper or letter.document.title
    sheets = Sheets(title)
    sheets.add(_paragraph("Title", [title]))
    for element in _laid_out(letter.document, sheets):
        sheets.add(element)
    # No field counts the pages of a section in every word processor: where not all of them are
    # filed, each only says which it is.
    sheets.number_pages(phrases["page_alone" if letter.short_text else "page_number"])
    if letter.short_text:
        sheets.begin_section()
        head = phrases["short_page"].format(count=length(letter.short_text))
        sheets.add(_paragraph("Heading1", [head]))
        sheets.add(_paragraph("BodyText", [letter.short_text]))
    return sheets.pressed()


def _laid_out(document: Document, sheets: Sheets) -> Iterator[Node]:
    before: Block | None = None
    blocks = [*numbered(document), (None, 0)]
    counted = 0
    for (block, number), (after, _) in pairwise(blocks):
        keep, space = _stays(block, after), _space(before, block, after)
        match block:
            case Heading(text) if text:
                yield _paragraph("Heading1", [text], space=space)
            case Paragraph(sentences, place=place):
                counted = sheets.new_list() if number == 1 else counted
                style, listed = ("ListNumber", counted) if number else (_STYLES[place], 0)
                texts = [sentence.text for sentence in sentences]
                yield _paragraph(style, texts, keep=keep, space=space, listed=listed)
            case Table(header, rows):
                yield _table([header, *(row.cells for row in rows)], keep=keep)
            case Signatures((first, *others)):
                yield _paragraph("SignHere", [first], space=space)
                yield from (_paragraph("SignHere", [label]) for label in others)
        before = block
    if isinstance(before, Table):
        # A file may not end with a table.
        yield _paragraph("TableText", [])


def _signs(block: Block | None) -> bool:
    """Whether it is where one signs."""
    return isinstance(block, Signatures) or (isinstance(block, Paragraph) and block.place == "end")


def _ends(block: Block | None) -> bool:
    """Whether it ends a section without beginning one: what follows closes the letter."""
    return isinstance(block, Heading) and not block.text


def _stays(block: Block | None, after: Block | None) -> bool:
    """Whether it stays on the page of what follows: a name on a page of its own signs nothing."""
    if isinstance(after, Paragraph) and after.place == "margin":
        return True
    introduces = isinstance(block, Paragraph) and block.sentences[-1].text.endswith(_INTRODUCES)
    return _signs(after) or _ends(after) or (introduces and after is not None)


def _space(before: Block | None, block: Block | None, after: Block | None) -> dict[str, int]:
    """What it has above and below itself beyond its style."""
    space = {"after": _APART // 2} if isinstance(after, Table) else {}
    if _signs(block) and not _signs(before):
        return space | {"before": _TO_SIGN}
    return space | ({"before": _APART} if isinstance(before, Table) or _ends(before) else {})


def _paragraph(
    style: str,
    texts: Iterable[str],
    *,
    keep: bool = False,
    space: Mapping[str, int] | None = None,
    listed: int = 0,
) -> Node:
    texts = tuple(texts)
    shape = [node("pStyle", val=style)]
    if keep:
        shape.append(node("keepNext"))
    if listed:
        shape.append(node("numPr", node("ilvl", val=0), node("numId", val=listed)))
    if space:
        shape.append(node("spacing", **space))
    if style in _JUSTIFIED and _LONG.search("".join(texts)):
        shape.append(node("jc", val="left"))
    return node("p", node("pPr", *shape), *map(_run, texts))


def _run(text: str) -> Node:
    # Quotation marks and dashes are Chinese ones and as wide, which no font can know by itself.
    shape = node("rPr", node("rFonts", hint="eastAsia"))
    day = _MOMENT.fullmatch(text)
    if day is None:
        return node("r", shape, words(text))
    return node("r", shape, words(day[1]), node("br"), words(day[2]))


def _table(rows: list[tuple[str, ...]], *, keep: bool) -> Node:
    total = TEXT_TWIPS / CELL_TWIPS
    shown = [[_MOMENT.sub(r"\1", cell) for cell in row] for row in rows]
    columns = [round(width * CELL_TWIPS) for width in widths(shown, total)]
    shape = node(
        "tblPr",
        node("tblW", w=sum(columns), type="dxa"),
        parse_xml(BORDERS),
        node("tblLayout", type="fixed"),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in columns))
    header, *others = rows
    body = (_row(row, columns, keep=keep and row is others[-1]) for row in others)
    return node("tbl", shape, grid, _row(header, columns, head=True), *body)


def _row(
    cells: tuple[str, ...], columns: list[int], *, head: bool = False, keep: bool = False
) -> Node:
    style = "TableHead" if head else "TableText"
    shape = node("trPr", node("cantSplit"), *([node("tblHeader")] if head else []))
    made = (
        node(
            "tc",
            node("tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center")),
            _paragraph(style, [cell], keep=keep),
        )
        for cell, width in zip(cells, columns, strict=True)
    )
    return node("tr", shape, *made)
