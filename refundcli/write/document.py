"""A document is a list of sentences with provenance; text, Markdown, short form are its views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final, Literal

import msgspec

# Joins the cells of one table row inside a sentence; private-use, so no answer can contain it.
CELL: Final = "\ue002"
_PART: Final = 10
_LEADS_ON: Final = "："
Place = Literal["body", "margin", "end"]
_MARKDOWN = re.compile(r"([\\`*_<\[|])")


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: the facts it read, the evidence and articles it cites, how dearly it is kept.

    `priority` 0 is never dropped; otherwise the highest number goes first, and of equals what a
    problem of a higher `turn` says. `brief` is the place in the short form, None when it does not
    belong there.
    """

    id: str
    text: str
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    rules: tuple[str, ...]
    priority: int
    brief: int | None
    turn: int = 0
    """0 for the deciding problem and for what is said of none, then 1, 2 ..."""
    after: tuple[str | int, ...] = ()
    """Ids (`*` for any letters) and parts: without any such sentence it would point at nothing."""

    @property
    def part(self) -> int | None:
        """The part of the letter it belongs to, as the tens of `brief` number them."""
        return None if self.brief is None else self.brief // _PART

    @property
    def leads_on(self) -> bool:
        """Whether it only introduces what follows it."""
        return self.text.endswith(_LEADS_ON)

    def points_at(self, other: Sentence) -> bool:
        """Whether the other one is among those that it speaks of."""
        return self.id != other.id and any(
            other.part == name if isinstance(name, int) else fnmatchcase(other.id, name)
            for name in self.after
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row; a plain sentence has one."""
        return tuple(self.text.split(CELL))


class Heading(msgspec.Struct, frozen=True):
    """A section's title; it vanishes with its section. An empty one only ends a section."""

    text: str


class Paragraph(msgspec.Struct, frozen=True):
    """Sentences in a row; numbered ones count up within their section.

    On paper an addressee stands at the margin, a signature and its date at the end of the line.
    """

    sentences: tuple[Sentence, ...]
    numbered: bool = False
    place: Place = "body"


class Table(msgspec.Struct, frozen=True):
    """Rows of cells under a header."""

    header: tuple[str, ...]
    rows: tuple[Sentence, ...]


class Signatures(msgspec.Struct, frozen=True):
    """What is filled in by hand, a line each: on paper alone."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Table | Signatures


class Document(msgspec.Struct, frozen=True):
    """Blocks in order; a section with no sentence left has no heading either."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    headed: bool = False
    """Its title stands on top in plain text too: it is printed and handed in."""

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in the order of reading."""
        return tuple(sentence for block in self.blocks for sentence in _sentences(block))

    def without(self, dropped: frozenset[str]) -> Document:
        """The same document less some sentences, with emptied paragraphs and headings gone."""
        kept: list[Block] = []
        for block in self.blocks:
            match block:
                case Heading() | Signatures():
                    while kept and isinstance(kept[-1], Heading):
                        kept.pop()
                    kept.append(block)
                case Paragraph(sentences):
                    left = tuple(sentence for sentence in sentences if sentence.id not in dropped)
                    kept.extend([msgspec.structs.replace(block, sentences=left)] if left else [])
                case Table(_, rows):
                    left = tuple(row for row in rows if row.id not in dropped)
                    kept.extend([msgspec.structs.replace(block, rows=left)] if left else [])
        while kept and isinstance(kept[-1], Heading):
            kept.pop()
        return msgspec.structs.replace(self, blocks=tuple(kept))


def to_text(document: Document) -> str:
    """Plain text, ready to copy: no border, headings as they would be typed."""
    return "\n".join(line for line, _ in to_lines(document)) + "\n"


def to_lines(document: Document) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """The lines of the plain text, each with the sentences that stand in it: none in furniture."""
    title = ((document.title, ()), ("", ())) if document.headed else ()
    return (*title, *_text_lines(document))


def to_markdown(document: Document) -> str:
    """Markdown with the title on top; characters that Markdown would read are escaped."""
    lines = [f"# {document.title}", ""]
    for block, number in numbered(document):
        if not number and lines[-1]:
            lines.append("")
        match block:
            case Heading(text):
                lines += [f"## {text}", ""] if text else []
            case Paragraph(sentences):
                prefix = f"{number}. " if number else ""
                lines += [prefix + _escaped("".join(sentence.text for sentence in sentences))]
                lines += [] if number else [""]
            case Table(header, rows):
                lines += ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
                lines += ["| " + " | ".join(map(_escaped, row.cells)) + " |" for row in rows]
                lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def brief(document: Document) -> str:
    """The short form for a form field: the sentences that belong there, on one line.

    Tens are its parts (order, events, history, arguments ...); within a part one problem speaks
    after the other, as in the letter.
    """
    chosen = [sentence for sentence in document.sentences() if sentence.brief is not None]
    return "".join(
        sentence.text for sentence in sorted(chosen, key=lambda sentence: sentence.part or 0)
    )


def length(text: str) -> int:
    """Characters as a form counts them: each one, line breaks included, the last one not.

    Web forms and apps count in the units of their own strings, in which an emoji or a rare
    character is two; whoever counts it as one has room to spare.
    """
    return len(text.rstrip("\n").encode("utf-16-le", "surrogatepass")) // 2


def numbered(document: Document) -> Iterator[tuple[Block, int]]:
    """Each block with its number in its list, 0 where it has none."""
    count = 0
    for block in document.blocks:
        numbered = isinstance(block, Paragraph) and block.numbered
        count = count + 1 if numbered else 0
        yield block, count


def _sentences(block: Block) -> tuple[Sentence, ...]:
    match block:
        case Paragraph(sentences):
            return sentences
        case Table(_, rows):
            return rows
        case Heading() | Signatures():
            return ()


def _text_lines(document: Document) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    first = True
    for block, number in numbered(document):
        match block:
            case Heading(text):
                yield from () if first else (("", ()),)
                yield from ((text, ()),) if text else ()
            case Paragraph(sentences):
                text = "".join(sentence.text for sentence in sentences)
                yield (f"{number}. {text}" if number else text), sentences
            case Table(header, rows):
                for row in rows:
                    yield from ((line, (row,)) for line in _row_lines(header, row))
        first = False


def _row_lines(header: tuple[str, ...], row: Sentence) -> Iterator[str]:
    number, name, *rest = row.cells
    yield f"{number}　{name}"
    yield from (f"　　{label}：{cell}" for label, cell in zip(header[2:], rest, strict=True))


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
