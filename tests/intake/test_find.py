"""A payment is found by what a buyer remembers: the sum, about the day, part of a name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from refundcli.intake.find import by_case, find, likeness
from refundcli.intake.row import Row
from tests.intake.exports import read, wechat
from tests.support import KNOWLEDGE, case_of

COMMON: Final = KNOWLEDGE.bills.common


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Row, ...]:
    """Four payments."""
    return read(
        tmp_path,
        wechat(
            {},
            {"payee": "演示卡盟", "amount": "45.00", "time": "2026-11-02 00:10:00"},
            {"payee": "卖家*", "product": "Q币", "number": "TEST-3", "time": "2026-11-09 10:00:00"},
            {"payee": "别家餐厅", "product": "午饭", "amount": "98.51", "note": "备注甲"},
        ),
    ).rows


def numbers(found: list[Row]) -> list[int]:
    """Which rows they are."""
    return [row.row for row in found]


def test_everything_fits_when_nothing_is_asked(rows: tuple[Row, ...]) -> None:
    assert numbers(find(rows)) == [1, 2, 3, 4]


def test_sums_are_exact(rows: tuple[Row, ...]) -> None:
    assert numbers(find(rows, amount=Decimal("98.5"))) == [1, 3]


def test_a_day_is_give_or_take_one_and_the_nearest_comes_first(rows: tuple[Row, ...]) -> None:
    assert numbers(find(rows, day=date(2026, 11, 2))) == [2, 1, 4]
    assert numbers(find(rows, day=date(2026, 11, 3))) == [2]
    assert find(rows, day=date(2026, 11, 4)) == []


def test_what_is_asked_together_must_all_fit(rows: tuple[Row, ...]) -> None:
    assert numbers(find(rows, amount=Decimal("98.50"), day=date(2026, 11, 1))) == [1]
    assert find(rows, amount=Decimal(45), merchant="别家餐厅", common=COMMON) == []


def test_a_text_is_looked_for_everywhere(rows: tuple[Row, ...]) -> None:
    """Product, remark, and a number as a whole: its digits alone say nothing."""
    for text, found in (("q币", [3]), ("备注甲", [4]), ("2026110122", [1, 2, 4])):
        assert numbers(find(rows, text=text, common=COMMON)) == found
    assert find(rows, text="110120261101", common=COMMON) == []


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ("演示数卡", "演示数卡网络科技有限公司"),
        ("演示数卡专营店", "演示数卡"),
        ("苏演易购旗舰店", "苏演易购官方旗舰店"),
        ("QQ会员", "演示ｑｑ会员充值"),
        ("飞鸟数吗", "飞鸟数码店"),
        ("某记(示例路店)", "某记（示例路店）"),
        ("张三", "*三"),
        ("卖家甲", "卖家*"),
    ],
)
def test_names_that_are_alike(told: str, stands: str) -> None:
    assert likeness(told, stands, COMMON) >= 0.6


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ("演示数卡有限公司", "别家餐饮有限公司"),
        ("飞鸟数卡", "飞鱼数卡"),
        ("星辰卡盟", "月光卡盟"),
        ("李四", "*三"),
        ("演示店铺", ""),
        ("", "演示店铺"),
    ],
)
def test_names_that_are_not(told: str, stands: str) -> None:
    """What every company is called makes none like another."""
    assert likeness(told, stands, COMMON) < 0.6


def test_the_case_puts_its_own_payment_first(rows: tuple[Row, ...]) -> None:
    """By sum, day and name; the payment's number decides alone. Nothing is left out."""
    told = {"order.amount": "45", "order.paid_at": "2026-11-02", "merchant.name": "演示卡盟店"}
    assert numbers(by_case(rows, case_of(told), COMMON)) == [2, 1, 4, 3]
    numbered = {**told, "order.payment_number": "TEST-3"}
    assert numbers(by_case(rows, case_of(numbered), COMMON)) == [3, 2, 1, 4]
