"""Workbooks (xlsx): looked at before they are opened, and read without a word of the library's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from refundcli.errors import InvalidInputError, RefundError
from refundcli.knowledge.bills import Bills

ZIP: Final = b"PK\x03\x04"
_WORKBOOK: Final = "xl/workbook.xml"
_ENCRYPTED: Final = 0x1
_MEGABYTE: Final = 1024 * 1024
# Where a row or a cell of a worksheet stands: r="7", r="XFD1048576".
_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,9})[\"']")
_LETTERS: Final = 26

Cells = Sequence[Sequence[object]]


def open_workbook(data: bytes, path: Path, bills: Bills) -> list[Cells]:
    """The cells of every worksheet; raises on an archive that is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, path, bills)
        return _sheets(data)
    except RefundError:
        raise
    except Exception as error:  # a broken archive makes its readers raise a dozen kinds of error
        raise InvalidInputError(
            f"{path} 打不开，可能没有下载完整；请重新下载，或用 Excel、WPS 另存为 xlsx"
        ) from error


def _check(archive: zipfile.ZipFile, path: Path, bills: Bills) -> None:
    """Nothing is unpacked that is no workbook, is locked, or would fill the memory."""
    members = archive.infolist()
    if _WORKBOOK not in archive.namelist():
        raise InvalidInputError(
            f"{path} 是压缩包：先用微信或支付宝发给你的解压密码解压，再读里面的 csv 或 xlsx"
        )
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InvalidInputError(f"{path} 加了密码；请先用密码打开，另存为不加密的 xlsx")
    small = sum(member.file_size for member in members) <= bills.most_unpacked_mb * _MEGABYTE
    if not small or any(_extent(archive.read(member)) > bills.most_cells for member in members):
        raise InvalidInputError(f"{path} 展开后太大，不像是一份账单；请检查是否选错了文件")


def _extent(part: bytes) -> int:
    """How many cells lie between the first and the last of a worksheet: all are held at once."""
    if b"sheetData" not in part:
        return 0
    places = _PLACE.findall(part)
    rows = [int(digits) for _, digits in places] or [0]
    columns = [_column(letters.upper()) for letters, _ in places if letters] or [0]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _sheets(data: bytes) -> list[Cells]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - a csv needs none

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
