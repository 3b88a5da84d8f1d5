"""What is no bill we know is refused in a line or two that say what was expected instead."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.errors import InvalidInputError, RefundError
from refundcli.intake.bill import read_bill
from refundcli.intake.row import Row
from tests.intake.exports import (
    alipay_2021,
    alipay_2023,
    alipay_web,
    read,
    wechat,
    wechat_cells,
    workbook,
    zipped,
)
from tests.support import KNOWLEDGE

JD: Final = (
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
)
MEITUAN: Final = "交易创建时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号"
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(folder: Path, data: bytes) -> str:
    """Why it is refused: never more than two lines."""
    with pytest.raises(InvalidInputError) as caught:
        read(folder, data)
    message = caught.value.message
    assert message.count("\n") < 2
    assert "bill.csv" in message
    return message.replace(str(folder), "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b" \r\n\t\n", "是空的"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "图片"),
        (b"\xff\xd8\xff\xe0 JFIF", "图片"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c00", "7z"),
        (OLE + b"\x00" * 64, "xls"),
        (OLE + b"\x00" * 64 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"  <!DOCTYPE html><html></html>", "网页"),
        ("账单".encode("utf-16"), "UTF-16"),
        (b"\x80\xff\x80\xff", "GB18030"),
        ("随便写的一段话\n没有表头".encode(), "没有找到认得的表头"),
        (JD.encode(), "京东"),
        (MEITUAN.encode("utf-8-sig"), "美团"),
        (zipped({"bill.csv": "a"}), "解压密码"),
        (zipped({"xl/workbook.xml": "<workbook/>"})[:60], "没有下载完整"),
        (workbook([["别的", "表格"]]), "没有找到认得的表头"),
        (wechat(), "一笔交易也没有"),
        (workbook(wechat_cells()), "一笔交易也没有"),
    ],
)
def test_what_it_is_and_what_was_expected(data: bytes, said: str, tmp_path: Path) -> None:
    assert said in refused(tmp_path, data)


def test_other_exports_are_told_what_can_be_read(tmp_path: Path) -> None:
    message = refused(tmp_path, b"a,b,c")
    assert [each.title for each in KNOWLEDGE.bills.layouts if each.title not in message] == []


@pytest.mark.parametrize("name", ["交易单号", "金额(元)", "当前状态"])
def test_a_missing_column_is_named(name: str, tmp_path: Path) -> None:
    text = wechat({}).decode("utf-8-sig").replace(name, "某列")
    assert f"“{name}”" in refused(tmp_path, text.encode())


def locked(data: bytes) -> bytes:
    """The same archive, its members marked as encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(mark, start + 4)
    return bytes(changed)


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    assert "解压密码" in refused(tmp_path, locked(zipped({"bill.csv": "a"})))
    assert "密码" in refused(tmp_path, locked(workbook(wechat_cells({}))))


def test_a_file_that_would_fill_the_memory(tmp_path: Path) -> None:
    """Too long, too long once unpacked, or one cell a million rows away: said, never tried."""
    bills = KNOWLEDGE.bills
    path = tmp_path / "bill.csv"
    path.write_bytes(wechat({}) + b" " * bills.most_mb * 1024 * 1024)
    with pytest.raises(InvalidInputError, match=f"超过 {bills.most_mb} MB"):
        read_bill(path, bills)
    far = "</row><row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row>"
    spread = changed(workbook(wechat_cells({})), "sheet1.xml", "</row></sheetData>", far)
    assert "展开后太大" in refused(tmp_path, spread)
    path.write_bytes(workbook(wechat_cells({})))
    with pytest.raises(InvalidInputError, match="展开后太大"):
        read_bill(path, msgspec.structs.replace(bills, most_unpacked_mb=0))


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """A workbook with a piece of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    (name,) = (name for name in parts if name.endswith(member))
    assert old in parts[name]
    end = "</sheetData>" if old.endswith("</sheetData>") else ""
    return zipped({**parts, name: parts[name].replace(old, f"{new}{end}", 1)})


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(InvalidInputError, match="读不到"):
            read_bill(path, KNOWLEDGE.bills)


def test_a_row_with_too_few_cells_is_named(tmp_path: Path) -> None:
    """With its line and how many there should be; the others are read."""
    lines = wechat({}, {}).decode("utf-8-sig").split("\r\n")
    lines[8] = "2026-11-01 14:01:07,商户消费,演示数卡"
    bill = read(tmp_path, "\n".join(lines).encode())
    assert len(bill.rows) == 1
    assert (bill.unread[0].line, "3 格" in bill.unread[0].why) == (9, True)
    alone = "\n".join([*lines[:9], ""]).encode()
    assert "第 9 行只有 3 格" in refused(tmp_path, alone)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(wechat({}, {}), "utf-8"), (alipay_2021({}, {}, ends=False), "gb18030")],
)
def test_a_number_or_a_time_is_never_half_of_one(
    data: bytes, encoding: str, tmp_path: Path
) -> None:
    """Wherever the file breaks off, every row that is read says what it said."""
    whole = read(tmp_path, data).rows
    for gone in range(1, 40):
        text = data.decode(encoding)[:-gone]
        rows = read(tmp_path, text.encode(encoding)).rows
        assert [row.row for row in rows] in ([1], [1, 2])
        for row in rows:
            told = (row.number, row.merchant_number, row.time, row.amount)
            assert told == (
                whole[0].number,
                whole[0].merchant_number,
                whole[0].time,
                whole[0].amount,
            )


@pytest.mark.parametrize("build", [alipay_2021, alipay_web])
def test_a_file_without_its_end_is_not_whole(build: object, tmp_path: Path) -> None:
    """The layouts that end in a line of dashes are seen to be cut off without it."""
    assert callable(build)
    data = build({}, {})
    assert read(tmp_path, data).whole
    text = data.decode("gb18030").rpartition("-" * 60)[0]
    assert not read(tmp_path, text.encode("gb18030")).whole


@pytest.mark.parametrize("data", [wechat({}, {}), alipay_2023({}, {})])
def test_a_file_that_breaks_off_within_a_character(data: bytes, tmp_path: Path) -> None:
    """Still the same encoding, and said to be cut off."""
    last = data.rstrip(b"\r\n").rfind(
        "演".encode("utf-8" if b"\xef\xbb" in data[:2] else "gb18030")
    )
    bill = read(tmp_path, data[: last + 1])
    assert (len(bill.rows), bill.whole) == (1, False)


HEADERS: Final = st.sampled_from([wechat(), alipay_2021(ends=False), alipay_2023(), alipay_web()])


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_are_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Never a crash, never a line of another language."""
    check_any(tmp_path_factory.getbasetemp() / "any.csv", data)


@given(HEADERS, st.one_of(st.binary(), st.text().map(lambda text: text.encode("gb18030"))))
def test_any_bytes_under_a_header_are_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, data: bytes
) -> None:
    check_any(tmp_path_factory.getbasetemp() / "any.csv", head + b"\n" + data)


@given(st.lists(st.lists(st.text(), min_size=10, max_size=12)))
def test_any_cells_under_a_header_are_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    lines = "\n".join(",".join(cells) for cells in rows)
    data = wechat() + lines.encode("utf-8", "replace")
    check_any(tmp_path_factory.getbasetemp() / "any.csv", data)


@given(st.randoms(use_true_random=False))
def test_a_broken_workbook_is_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    """Bytes overwritten anywhere, the end cut off."""
    data = bytearray(workbook(wechat_cells({}, {"amount": 98.5})))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    cut = chance.choice((len(data), chance.randrange(len(data))))
    check_any(tmp_path_factory.getbasetemp() / "any.xlsx", bytes(data[:cut]))


def check_any(path: Path, data: bytes) -> None:
    """Rows whose sums are sums, or an error in Chinese."""
    path.write_bytes(data)
    told, rows = "", tuple[Row, ...]()
    try:
        rows = read_bill(path, KNOWLEDGE.bills).rows
    except RefundError as error:
        told = error.message
    assert bool(rows) != any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert all(row.amount >= 0 for row in rows)
    assert [row.row for row in rows] == [*range(1, len(rows) + 1)]
