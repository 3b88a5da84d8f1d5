"""A file as sheets of cells: its bytes, its encoding, its lines; what it is not is said plainly."""

from __future__ import annotations

import codecs
import csv
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

from refundcli.case.disk import on_disk, reason
from refundcli.case.text import clean
from refundcli.errors import InvalidInputError
from refundcli.intake.workbook import ZIP, open_workbook
from refundcli.knowledge.bills import Bills

_MEGABYTE: Final = 1024 * 1024
# A quoted cell may hold line breaks, but no more than a remark has.
_MOST_LINES: Final = 6
_ENCODINGS: Final = ("utf-8", "gb18030")


class Sheet(Protocol):
    """Rows of cells, each with the number it has in the file."""

    cut: bool
    """Whether the last character of the file is broken off."""
    open_line: int
    """The number of a last line that no line break ends; 0 where there is none."""

    def head(self, most: int) -> Iterator[tuple[int, list[object]]]:
        """The first rows, to look for the header in."""

    def rows(self, after: int, cells: range) -> Iterator[tuple[int, list[object]]]:
        """Rows after a numbered one; `cells` is how many a whole row may have."""


class TextSheet:
    """Comma-separated lines; a stray quotation mark swallows no more than its own row."""

    def __init__(self, text: str, *, cut: bool = False) -> None:
        self._lines = re.split(r"\r\n|\n|\r", text)
        self.cut = cut
        self.open_line = len(self._lines) if self._lines[-1] else 0

    def head(self, most: int) -> Iterator[tuple[int, list[object]]]:
        """The first lines, each by itself."""
        for number, line in enumerate(self._lines[:most], start=1):
            yield number, [*_cells(line)]

    def rows(self, after: int, cells: range) -> Iterator[tuple[int, list[object]]]:
        """Lines after a numbered one; those that belong to one quoted cell are put together."""
        place = after
        while place < len(self._lines):
            used, found = self._row(place, cells)
            yield place + 1, [*found]
            place += used

    def _row(self, place: int, cells: range) -> tuple[int, list[str]]:
        """How many lines a row takes, and its cells."""
        longest = _MOST_LINES if self._lines[place].count('"') % 2 else 1
        for used in range(2, longest + 1):
            joined = "\n".join(self._lines[place : place + used])
            found = _cells(joined)
            if len(found) in cells and not joined.count('"') % 2:
                return used, found
        return 1, _cells(self._lines[place])


class CellSheet:
    """A worksheet of a workbook."""

    cut = False
    open_line = 0

    def __init__(self, rows: Sequence[Sequence[object]]) -> None:
        self._rows = rows

    def head(self, most: int) -> Iterator[tuple[int, list[object]]]:
        """The first rows."""
        for number, row in enumerate(self._rows[:most], start=1):
            yield number, [*row]

    def rows(self, after: int, cells: range) -> Iterator[tuple[int, list[object]]]:
        """Rows after a numbered one."""
        del cells  # a row of a worksheet is whole
        for number, row in enumerate(self._rows[after:], start=after + 1):
            yield number, [*row]


def read_sheets(path: Path, bills: Bills) -> list[Sheet]:
    """The sheets of a file; raises on a file that holds none."""
    data = _bytes(path, bills.most_mb)
    if not data.strip():
        raise InvalidInputError(f"{path} 是空的，请重新导出或重新下载账单")
    if data.startswith(ZIP):
        return [CellSheet(rows) for rows in open_workbook(data, path, bills)]
    start, whole = data[:64].lstrip().lower(), data.lower()
    for impostor in bills.impostors:
        begins = start.startswith(bytes.fromhex(impostor.starts).lower())
        if begins and bytes.fromhex(impostor.holds).lower() in whole:
            raise InvalidInputError(f"{path}：{impostor.told}。{expected(bills)}")
    return [_decoded(data, path, bills)]


def expected(bills: Bills) -> str:
    """What would have been right, in a sentence."""
    titles = "、".join(layout.title for layout in bills.layouts)
    return f"能读的是：{titles}（csv 或 xlsx）"


def text_of(cell: object) -> str:
    """A cell as text on one line: no padding, no tabs, a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1 / sys.float_info.epsilon:
        cell = int(cell)
    # Most cells are padded: stripped first, they need no cleaning.
    return " ".join(clean(str(cell).strip()).split()) if cell is not None else ""


def halved(text: str) -> str:
    """A name as it is compared: half-width brackets and signs, without blanks."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).split())


def _bytes(path: Path, most_mb: int) -> bytes:
    most = most_mb * _MEGABYTE
    try:
        with on_disk(path).open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise InvalidInputError(f"读不到 {path}：{reason(error)}") from error
    if len(data) > most:
        raise InvalidInputError(
            f"{path} 超过 {most_mb} MB，不像是一份账单；请按月导出，或者检查是否选错了文件"
        )
    return data


def _decoded(data: bytes, path: Path, bills: Bills) -> TextSheet:
    """UTF-8 first: read as GB18030 it would pass as other words; never anything else."""
    data = data.removeprefix(codecs.BOM_UTF8)
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError:
            continue
        # A download that broke off may have done so within a character.
        return TextSheet(text, cut=bool(decoder.getstate()[0]))
    raise InvalidInputError(
        f"{path} 不是 UTF-8 也不是 GB18030 编码的文字，可能损坏了。{expected(bills)}"
    )


def _cells(text: str) -> list[str]:
    """The cells of a row; one that no reader of tables would take is one cell."""
    try:
        return next(csv.reader([text.replace("\n", " ")]), [])
    except csv.Error:
        return [text]
