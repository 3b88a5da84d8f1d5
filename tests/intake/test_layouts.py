"""Every layout people get is read, with all its quirks: one promise a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.model import CHINA
from refundcli.intake.bill import read_bill
from refundcli.intake.row import Row
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.intake.exports import (
    ROW,
    alipay_2021,
    alipay_2023,
    alipay_web,
    read,
    wechat,
    wechat_cells,
    workbook,
)

Builder = Callable[..., bytes]

ALIPAY: Final = {"2021": alipay_2021, "2023": alipay_2023, "web": alipay_web}
EVERY: Final[dict[str, Builder]] = {
    **ALIPAY,
    "wechat": wechat,
    "xlsx": lambda *rows: workbook(wechat_cells(*rows)),
}
MOMENT: Final = datetime(2026, 11, 1, 14, 1, 7, tzinfo=CHINA)


def only(folder: Path, data: bytes) -> Row:
    """The one row of a bill."""
    (row,) = read(folder, data).rows
    return row


@pytest.mark.parametrize("build", EVERY.values(), ids=EVERY)
def test_a_payment_is_read_in_every_layout(build: Builder, tmp_path: Path) -> None:
    """Sums exact, times of China, numbers as text and without padding, whatever the layout."""
    bill = read(tmp_path, build({}))
    (row,) = bill.rows
    assert (row.row, row.time, row.paid_at) == (1, MOMENT, MOMENT)
    assert (row.amount, row.direction, row.status) == (Decimal("98.50"), "out", "paid")
    assert (row.payee, row.product) == (ROW["payee"], ROW["product"])
    assert (row.number, row.merchant_number) == (ROW["number"], ROW["merchant_number"])
    assert row.service == ("alipay" if build in ALIPAY.values() else "wechat")
    assert (bill.unread, bill.whole) == ((), True)


@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_with_and_without_a_mark_of_its_encoding(bom: bool, end: str, tmp_path: Path) -> None:
    assert only(tmp_path, wechat({}, bom=bom, end=end)).payee == ROW["payee"]


def test_the_name_of_the_file_decides_nothing(tmp_path: Path) -> None:
    """A workbook called .csv and a text called .xlsx are what they are."""
    assert read(tmp_path, workbook(wechat_cells({})), "a.csv").rows
    assert read(tmp_path, wechat({}), "a.xlsx").rows


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    """Thirty digits, a tab inside or outside the quotation marks, padding: text to the last."""
    digits = "000123456789012345678901234567890"
    for data in (wechat({"number": digits}), alipay_2023({"number": f"{digits} "})):
        assert only(tmp_path, data).number == digits


@pytest.mark.parametrize("spoilt", ["4.20000E+27", 4.2000030242026084e27])
def test_a_number_that_a_spreadsheet_has_spoilt_is_none(spoilt: object, tmp_path: Path) -> None:
    """Digits that are gone are not made up; the rest of the row is read."""
    row = only(tmp_path, workbook(wechat_cells({"number": spoilt})))
    assert (row.number, row.amount) == (None, Decimal("98.50"))
    if isinstance(spoilt, str):
        assert only(tmp_path, wechat({"number": spoilt})).number is None


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("98.5", "98.50"),
        ("98", "98.00"),
        ("¥98.50", "98.50"),
        ("￥98.50 ", "98.50"),
        ("1,234.50", "1234.50"),
        ("98.50元", "98.50"),
        ("0.00", "0.00"),
    ],
)
def test_sums_in_every_spelling(written: str, amount: str, tmp_path: Path) -> None:
    quoted = f'"{written}"' if "," in written else written
    assert only(tmp_path, alipay_2023({"amount": quoted})).amount == Decimal(amount)


@pytest.mark.parametrize("written", ["", "免费", "98.505", "-98.50", "1e3", "nan", "98,50"])
def test_a_sum_that_cannot_be_read_is_said_and_not_guessed(written: str, tmp_path: Path) -> None:
    """The row is left out and named; the others are read."""
    bill = read(tmp_path, wechat({"amount": written}, {"product": "演示会员"}))
    assert [row.product for row in bill.rows] == ["演示会员"]
    (unread,) = bill.unread
    assert "金额" in unread.why
    assert unread.line == 9  # six lines of preamble, dashes, header


def test_number_cells_and_moments_of_a_workbook(tmp_path: Path) -> None:
    """98.5 is 98.50, and a real moment is to the second what it says."""
    moment = datetime(2026, 11, 1, 14, 1, 7)  # noqa: DTZ001 - a worksheet knows no zone
    for given in (moment, "2026-11-01 14:01:07"):
        row = only(tmp_path, workbook(wechat_cells({"time": given, "amount": 98.5})))
        assert (row.time, row.amount) == (MOMENT, Decimal("98.50"))


def test_two_sheets_with_the_same_rows_are_read_once(tmp_path: Path) -> None:
    """Some workbooks hold the text and the numbers: no payment is doubled by that."""
    text: list[list[object]] = [
        ["Column1", "Column2"],
        *wechat_cells({"amount": "¥98.50"}, {"product": "演示会员"}),
    ]
    numbers = wechat_cells({"amount": 98.5}, {"product": "演示会员"}, {"product": "演示话费"})
    bill = read(tmp_path, workbook(text, numbers, [["别的"]]))
    assert [row.product for row in bill.rows] == ["演示点卡1000点", "演示会员", "演示话费"]
    assert [row.row for row in bill.rows] == [1, 2, 3]


def test_the_same_payment_twice_in_one_sheet_is_two_payments(tmp_path: Path) -> None:
    assert len(read(tmp_path, wechat({}, {})).rows) == 2


def test_half_and_full_width_names_are_the_same_column(tmp_path: Path) -> None:
    """金额(元), 金额（元）, blanks around a name."""
    text = wechat({}).decode("utf-8-sig").replace("金额(元)", " 金额（元） ")
    assert only(tmp_path, text.encode()).amount == Decimal("98.50")


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    """Another order of the columns reads the same."""
    lines = wechat({}).decode("utf-8-sig").replace('"', "").split("\r\n")
    turned = [",".join(reversed(line.split(","))) for line in lines]
    assert only(tmp_path, "\n".join(turned).encode()).number == ROW["number"]


def test_what_follows_the_rows_is_no_row(tmp_path: Path) -> None:
    for build in (alipay_2021, alipay_web):
        assert read(tmp_path, build({})).unread == ()


def test_a_comma_and_quotes_inside_a_product(tmp_path: Path) -> None:
    """Quoted as the service does it, they are part of the name."""
    row = only(tmp_path, wechat({"product": '会员"超值",12个月'}))
    assert row.product == '会员"超值",12个月'
    assert only(tmp_path, alipay_2023({"product": '"会员,12个月"'})).product == "会员,12个月"


def test_a_comma_without_quotes_is_not_guessed_at(tmp_path: Path) -> None:
    """The columns have moved: the line is named, the others are read."""
    bill = read(tmp_path, alipay_2023({"product": "会员,12个月"}, {}))
    assert (len(bill.rows), len(bill.unread)) == (1, 1)


def test_a_remark_of_two_lines_is_one_row(tmp_path: Path) -> None:
    row = only(tmp_path, wechat({"note": "第一行\n第二行"}))
    assert row.note == "第一行 第二行"


def test_a_stray_quotation_mark_spoils_no_other_row(tmp_path: Path) -> None:
    """Whatever becomes of its own row, those that follow are read."""
    bill = read(tmp_path, alipay_2023({"product": '"会员'}, *[{}] * 9))
    assert [row.product for row in bill.rows][-9:] == [ROW["product"]] * 9


def test_what_says_nothing_is_empty(tmp_path: Path) -> None:
    row = only(tmp_path, wechat({"product": "/", "merchant_number": "/", "payee": "/"}))
    assert (row.product, row.merchant_number, row.payee) == ("", "", "")


def test_an_account_is_masked_as_the_export_does_it_or_here(tmp_path: Path) -> None:
    """What the export masks stays, what it does not mask is never kept whole."""
    assert only(tmp_path, alipay_2023({})).account == ROW["account"]
    whole = "demo-account@demo.example"
    assert whole not in repr(read(tmp_path, alipay_2023({"account": whole})))


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    row = only(tmp_path, wechat({"payee": "演示\x1b[31m店\u202e铺\x00"}))
    assert row.payee == "演示店铺"


MADE_UP: Final = """
[services.demopay]
title = "演示支付"
payment = "other"
transfers = '^演示转账$'
transfer = "personal_transfer"
paid = ["演示付了"]
[[layouts]]
service = "demopay"
title = "演示支付的账单"
source = { title = "演示", url = "https://demo.example" }
columns = { time = "何时", kind = "何事", payee = "给谁", product = "何物", direction = "收/支", amount = "多少", method = "用何", status = "如何", number = "编号", merchant_number = "店号" }
optional = {}
"""  # noqa: E501 - an inline table of TOML is one line


def test_a_layout_is_added_by_the_file_alone(tmp_path: Path) -> None:
    """A service and its columns in bills.toml, and its exports are read."""
    shutil.copytree(PACKAGE_DATA, tmp_path / "knowledge")
    before, mark, after = (
        (tmp_path / "knowledge" / "bills.toml").read_text("utf-8").partition("# ── what else")
    )
    (tmp_path / "knowledge" / "bills.toml").write_text(
        f"{before}{MADE_UP}{mark}{after}", encoding="utf-8"
    )
    path = tmp_path / "bill.csv"
    path.write_text(
        "何时,何事,给谁,何物,收/支,多少,用何,如何,编号,店号\n"
        "2026-11-01 14:01:07,买,演示店铺,演示帽子,支出,98.50,卡,演示付了,1,2\n",
        encoding="utf-8",
    )
    bill = read_bill(path, Knowledge(tmp_path / "knowledge").bills)
    assert (bill.title, bill.rows[0].status, bill.rows[0].service) == (
        "演示支付的账单",
        "paid",
        "demopay",
    )
