"""What happened, by the bill's own words: paid, never paid, come back, or no payment at all."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.model import CHINA
from refundcli.intake.row import Refund, Row
from tests.intake.exports import Given, alipay_2021, alipay_2023, alipay_web, read, wechat

BACK: Final[Given] = {
    "time": "2026-11-03 09:00:00",
    "kind": "退款",
    "product": "退款-演示点卡1000点",
    "direction": "不计收支",
    "status": "退款成功",
    "number": "2026110122000000000000000001_2026110300",
}
BACK_AT: Final = datetime(2026, 11, 3, 9, 0, tzinfo=CHINA)
CLOSED: Final[Given] = {"status": "交易关闭"}


def rows(folder: Path, data: bytes) -> tuple[Row, ...]:
    """The rows of a bill without a line that could not be read."""
    bill = read(folder, data)
    assert bill.unread == ()
    return bill.rows


@pytest.mark.parametrize("direction", ["不计收支", "其他", "收入", ""])
def test_a_refund_of_alipay_is_joined_to_its_payment(direction: str, tmp_path: Path) -> None:
    """By the number in front of the underscore; the payment tells the sum and the day."""
    back = {**BACK, "direction": direction, "amount": "40.00"}
    refund, payment = rows(tmp_path, alipay_2023(back, {}))
    assert (refund.status, refund.refund_of) == ("refund", 2)
    assert (payment.status, payment.refunded) == ("partly_refunded", Decimal("40.00"))
    assert payment.refunds == (Refund(Decimal("40.00"), BACK_AT, 1),)


def test_several_refunds_of_one_payment_are_added_up(tmp_path: Path) -> None:
    later = {**BACK, "time": "2026-11-04 09:00:00", "number": f"{BACK['number']}9"}
    *_, payment = rows(
        tmp_path, alipay_2023({**later, "amount": "58.50"}, {**BACK, "amount": "40.00"}, {})
    )
    assert (payment.status, payment.refunded, len(payment.refunds)) == (
        "refunded",
        Decimal("98.50"),
        2,
    )


def test_a_refund_listed_twice_counts_once(tmp_path: Path) -> None:
    """As money coming in and as none: the same number, sum and second."""
    twice = ({**BACK, "amount": "40.00"}, {**BACK, "amount": "40.00", "direction": "收入"})
    *_, payment = rows(tmp_path, alipay_2021(*twice, {}))
    assert payment.refunded == Decimal("40.00")


def test_closed_and_refunded_was_paid(tmp_path: Path) -> None:
    _, payment = rows(tmp_path, alipay_2023(BACK, CLOSED))
    assert (payment.status, payment.stated) == ("refunded", "交易关闭")


def test_closed_without_means_of_payment_was_never_paid(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, alipay_2023({**CLOSED, "direction": "不计收支", "method": ""}))
    assert row.status == "closed"


@pytest.mark.parametrize("direction", ["支出", "不计收支"])
def test_closed_with_means_of_payment_is_left_open(direction: str, tmp_path: Path) -> None:
    """Paid and given back, or never paid: without the refund nobody can tell."""
    (row,) = rows(tmp_path, alipay_2023({**CLOSED, "direction": direction}))
    assert (row.status, row.refunded) == ("unclear", None)


def test_the_time_of_payment_is_told_apart_from_that_of_the_order(tmp_path: Path) -> None:
    given = {"time": "2026-11-01 13:00:00", "paid": "2026-11-01 14:01:07"}
    (row,) = rows(tmp_path, alipay_web(given))
    assert row.paid_at == row.time == datetime(2026, 11, 1, 14, 1, 7, tzinfo=CHINA)
    (closed,) = rows(tmp_path, alipay_web({**CLOSED, **given, "paid": ""}))
    assert (closed.status, closed.paid_at) == ("closed", None)


def test_the_column_of_refunds_tells_what_no_row_tells(tmp_path: Path) -> None:
    """The refund lies outside the period: the sum is known, the day is not."""
    (row,) = rows(tmp_path, alipay_web({"refunded": "40.00"}))
    assert (row.status, row.refunds) == ("partly_refunded", (Refund(Decimal("40.00")),))
    back = {**BACK, "amount": "30.00", "paid": "", "direction": ""}
    *_, row = rows(tmp_path, alipay_web(back, {"refunded": "40.00"}))
    assert row.refunds == (Refund(Decimal("30.00"), BACK_AT, 1), Refund(Decimal("10.00")))


@pytest.mark.parametrize(
    "stated", ["已退款(￥40.00)", "已退款（¥40.00）", "已退款￥40.00", "已退款(40)"]
)
def test_wechat_says_the_sum_in_the_status(stated: str, tmp_path: Path) -> None:
    (row,) = rows(tmp_path, wechat({"status": stated}))
    assert (row.status, row.refunded) == ("partly_refunded", Decimal("40.00"))
    assert row.refunds == (Refund(Decimal("40.00")),)


def test_wechat_full_refund(tmp_path: Path) -> None:
    for stated in ("已全额退款", "对方已退还"):
        (row,) = rows(tmp_path, wechat({"status": stated}))
        assert (row.status, row.refunded) == ("refunded", Decimal("98.50"))


WECHAT_BACK: Final[Given] = {
    "time": "2026-11-03 09:00:00",
    "kind": "演示数卡有限公司-退款",
    "direction": "收入",
    "amount": "40.00",
    "status": "已退款",
    "number": "5000000000000000000000000009",
    "merchant_number": "/",
}


def test_a_refund_of_wechat_is_joined_by_payee_and_sum(tmp_path: Path) -> None:
    payment, refund = rows(tmp_path, wechat({"status": "已退款(￥40.00)"}, WECHAT_BACK))
    assert (refund.status, refund.refund_of) == ("refund", 1)
    assert payment.refunds == (Refund(Decimal("40.00"), BACK_AT, 2),)


def test_a_refund_that_fits_two_payments_is_joined_to_none(tmp_path: Path) -> None:
    """Both say what came back; the day is nobody's."""
    paid = {"status": "已退款(￥40.00)"}
    one, two, refund = rows(tmp_path, wechat(paid, {**paid, "number": "7"}, WECHAT_BACK))
    assert refund.refund_of is None
    assert one.refunds == two.refunds == (Refund(Decimal("40.00")),)


def test_a_refund_is_no_older_and_no_larger_than_its_payment(tmp_path: Path) -> None:
    early = {**BACK, "time": "2026-10-03 09:00:00"}
    large = {**BACK, "amount": "98.51"}
    for back in (early, large):
        refund, payment = rows(tmp_path, alipay_2023(back, {}))
        assert (refund.refund_of, payment.status) == (None, "paid")


def test_a_refund_of_a_payment_outside_the_file_is_nobody_elses(tmp_path: Path) -> None:
    """Its number names a payment that is not there; the shop's number is that of another try."""
    back = {**BACK, "number": "2026101122000000000000000099_2026110300"}
    refund, payment = rows(tmp_path, alipay_2023(back, {}))
    assert (refund.refund_of, payment.status) == (None, "paid")
    unnamed = {**BACK, "number": "TEST-REFUND"}
    refund, payment = rows(tmp_path, alipay_2023(unnamed, {}))
    assert (refund.refund_of, payment.status) == (2, "refunded")


def test_more_back_than_was_paid_is_left_open(tmp_path: Path) -> None:
    later = {**BACK, "number": f"{BACK['number']}9"}
    *_, payment = rows(tmp_path, alipay_2023(later, BACK, {}))
    assert payment.status == "unclear"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"direction": "收入", "status": "已存入零钱", "kind": "微信红包"}, "received"),
        ({"direction": "/", "status": "提现已到账", "kind": "零钱提现"}, "neutral"),
        ({"direction": "中性交易", "status": "支付成功"}, "neutral"),
        ({"direction": "支出", "status": "对方已收钱"}, "paid"),
        ({"direction": "支出", "status": "没见过的状态"}, "unclear"),
        ({"direction": "没见过的方向"}, "unclear"),
        ({"direction": "支出", "status": "支付失败"}, "closed"),
    ],
)
def test_what_else_a_row_may_be(given: Given, status: str, tmp_path: Path) -> None:
    """Money coming in, moved, sent; words nobody knows are never taken for a payment."""
    (row,) = rows(tmp_path, wechat(given))
    assert row.status == status


def test_the_same_sum_to_the_same_payee_within_minutes_is_pointed_out(tmp_path: Path) -> None:
    """And nothing else: not another payee or sum, not hours later, not what was never paid."""
    near, far = {"time": "2026-11-01 14:20:00"}, {"time": "2026-11-01 19:00:00"}
    others = ({**near, "payee": "演示别家"}, {**near, "amount": "98.51"}, far)
    found = rows(tmp_path, wechat({}, near, *others, {**near, "status": "支付失败"}))
    assert [row.alike for row in found] == [(2,), (1,), (), (), (), ()]
