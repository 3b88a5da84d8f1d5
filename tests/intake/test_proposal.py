"""What a payment says of a case: it fills gaps, names contradictions, and decides nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli.case.model import CHINA
from refundcli.intake.proposal import Reading, held_against, is_a_name
from refundcli.intake.row import Row
from tests.intake.exports import ROW, Given, alipay_2023, alipay_web, read, wechat
from tests.support import KNOWLEDGE, case_of

MOMENT: Final = datetime(2026, 11, 1, 14, 1, 7, tzinfo=CHINA)
SAME: Final[Given] = {
    "order.amount": "98.50",
    "order.paid_at": "2026-11-01 14:01",
    "order.payment": "wechat",
    "order.payment_number": ROW["number"],
    "order.merchant_payment_number": ROW["merchant_number"],
    "facts.payee": ROW["payee"],
}
PART: Final[Given] = {"status": "已退款(￥40.00)"}
BACK: Final[Given] = {
    "time": "2026-11-03 09:00:00",
    "kind": f"{ROW['payee']}-退款",
    "direction": "收入",
    "amount": "40.00",
    "status": "已退款",
    "number": "5000000000000000000000000009",
    "merchant_number": "/",
}
EVENT: Final[Given] = {"events.e1.kind": "refunded", "events.e1.by": "merchant"}


def first(folder: Path, data: bytes) -> Row:
    """The first row of a bill."""
    return read(folder, data).rows[0]


def against(row: Row, told: Given, *, payee: bool = False) -> Reading:
    """The row held against a case."""
    return held_against(row, case_of(told), KNOWLEDGE.bills, payee=payee)


def filled(reading: Reading) -> dict[str, Any]:
    """What is proposed."""
    return {one.key: one.value for one in reading.proposals}


def test_an_empty_case_is_filled(tmp_path: Path) -> None:
    reading = against(first(tmp_path, wechat({})), {})
    assert filled(reading) == {
        "order.amount": Decimal("98.50"),
        "order.paid_at": MOMENT,
        "order.payment": "wechat",
        "order.payment_number": ROW["number"],
        "order.merchant_payment_number": ROW["merchant_number"],
        "facts.payee": ROW["payee"],
    }
    assert {one.key: one.from_ for one in reading.proposals}["order.paid_at"] == "交易时间"


def test_the_column_of_a_value_is_named_as_the_bill_does(tmp_path: Path) -> None:
    reading = against(first(tmp_path, alipay_web({})), {})
    named = {one.key: one.from_ for one in reading.proposals}
    assert (named["order.paid_at"], named["order.payment_number"]) == ("付款时间", "交易号")


def test_the_register_name_is_filled_only_when_the_buyer_says_so(tmp_path: Path) -> None:
    row = first(tmp_path, wechat({}))
    assert "merchant.legal_name" not in filled(against(row, {}))
    assert filled(against(row, {}, payee=True))["merchant.legal_name"] == ROW["payee"]


@pytest.mark.parametrize("payee", ["*三", "卖家*", "/"])
def test_a_name_with_hidden_letters_is_never_a_register_name(payee: str, tmp_path: Path) -> None:
    row = first(tmp_path, wechat({"payee": payee}))
    assert not is_a_name(row)
    assert "merchant.legal_name" not in filled(against(row, {}, payee=True))


def test_what_the_case_says_already_is_not_proposed_again(tmp_path: Path) -> None:
    reading = against(first(tmp_path, wechat({})), SAME)
    assert reading == Reading((), (), (), ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("order.amount", "98.00"),
        ("order.paid_at", "2026-11-03 14:01"),
        ("order.paid_at", "2026-11-02"),
        ("order.payment", "alipay"),
        ("order.payment_number", "TEST-OTHER"),
        ("order.merchant_payment_number", "TEST-OTHER"),
        ("facts.payee", "演示别家"),
    ],
)
def test_another_value_is_a_contradiction(key: str, value: str, tmp_path: Path) -> None:
    """Named with both sides, and never among what is filled in."""
    reading = against(first(tmp_path, wechat({})), {**SAME, key: value})
    (found,) = reading.contradictions
    assert found.key == key
    assert found.case != found.bill
    assert filled(reading) == {}


def test_the_clock_is_added_to_a_known_day(tmp_path: Path) -> None:
    reading = against(first(tmp_path, wechat({})), {"order.paid_at": "2026-11-01"})
    assert filled(reading)["order.paid_at"] == MOMENT


def test_another_hour_of_the_same_day_is_told_and_stays(tmp_path: Path) -> None:
    """The bill may tell when the order was made; minutes are not worth a word."""
    row = first(tmp_path, wechat({}))
    late = against(row, {**SAME, "order.paid_at": "2026-11-01 18:30"})
    assert ([one.key for one in late.remarks], late.contradictions) == (["order.paid_at"], ())
    assert against(row, {**SAME, "order.paid_at": "2026-11-01 14:09"}).remarks == ()


def test_minutes_around_midnight_are_no_other_day(tmp_path: Path) -> None:
    row = first(tmp_path, wechat({"time": "2026-11-02 00:01:00"}))
    assert against(row, {**SAME, "order.paid_at": "2026-11-01 23:59"}).contradictions == ()


def test_a_transfer_to_a_person_is_told_apart(tmp_path: Path) -> None:
    """A transfer is one, a scanned code may be a person's or a shop's, all else is the service."""
    for kind, payment in (
        ("转账", "personal_transfer"),
        ("扫二维码付款", None),
        ("商户消费", "wechat"),
    ):
        reading = against(first(tmp_path, wechat({"kind": kind})), {})
        assert filled(reading).get("order.payment") == payment
    told = {**SAME, "order.payment": "personal_transfer"}
    reading = against(first(tmp_path, wechat({})), told)
    assert (reading.contradictions, [one.key for one in reading.remarks]) == ((), [])


def test_a_number_that_was_spoilt_is_not_proposed(tmp_path: Path) -> None:
    reading = against(first(tmp_path, wechat({"number": "4.2E+27"})), {})
    assert "order.payment_number" not in filled(reading)


def test_without_a_time_of_payment_none_is_proposed(tmp_path: Path) -> None:
    row = first(tmp_path, alipay_web({"paid": ""}))
    assert "order.paid_at" not in filled(against(row, {}))


def test_a_refund_that_the_case_lacks_is_noticed(tmp_path: Path) -> None:
    row = first(tmp_path, wechat(PART, BACK))
    (refund,) = against(row, SAME).refunds
    assert (refund.amount, refund.time) == (
        Decimal("40.00"),
        datetime(2026, 11, 3, 9, 0, tzinfo=CHINA),
    )


@pytest.mark.parametrize(
    "told",
    [
        {**EVENT, "events.e1.amount": "40", "events.e1.at": "2026-11-04"},
        {**EVENT, "events.e1.amount": "40"},
        {"facts.returned_amount": "40.00"},
        {"facts.returned": "40.00"},
    ],
)
def test_a_refund_that_the_case_tells_of_is_not_offered_again(told: Given, tmp_path: Path) -> None:
    reading = against(first(tmp_path, wechat(PART, BACK)), {**SAME, **told})
    assert (reading.refunds, reading.told_back) == ((), None)


def test_a_refund_told_without_its_sum_is_named(tmp_path: Path) -> None:
    told = {**SAME, **EVENT, "events.e1.at": "2026-11-03"}
    reading = against(first(tmp_path, wechat(PART, BACK)), told)
    assert (reading.refunds, [event.id for event in reading.unsized]) == ((), ["e1"])


@pytest.mark.parametrize("amount", ["30", "50"])
def test_another_sum_is_told_and_not_added(amount: str, tmp_path: Path) -> None:
    """Logging the bill's sum beside the buyer's would count money twice."""
    told = {**SAME, **EVENT, "events.e1.amount": amount, "events.e1.at": "2026-11-03"}
    reading = against(first(tmp_path, wechat(PART, BACK)), told)
    assert (reading.refunds, reading.told_back) == ((), Decimal(amount))


def test_one_sum_of_the_case_may_be_several_of_the_bill(tmp_path: Path) -> None:
    back: Given = {
        "time": "2026-11-03 09:00:00",
        "product": f"退款-{ROW['product']}",
        "direction": "不计收支",
        "status": "退款成功",
    }
    parts = [
        {**back, "amount": amount, "number": f"{ROW['number']}_{amount}"} for amount in ("30", "10")
    ]
    row = read(tmp_path, alipay_2023(*parts, {})).rows[-1]
    told = {**EVENT, "events.e1.amount": "40", "events.e1.at": "2026-11-03"}
    assert against(row, told).refunds == ()
    assert [one.amount for one in against(row, {}).refunds] == [Decimal("30.00"), Decimal("10.00")]


def test_a_logged_refund_that_was_taken_back_does_not_count(tmp_path: Path) -> None:
    told = {**EVENT, "events.e1.amount": "40", "events.e2.corrects": "e1"}
    assert len(against(first(tmp_path, wechat(PART, BACK)), told).refunds) == 1


def test_a_day_is_a_day(tmp_path: Path) -> None:
    """A row without a clock is compared by its day alone."""
    row = first(tmp_path, wechat({"time": "2026-11-01"}))
    assert row.time == date(2026, 11, 1)
    assert against(row, SAME).contradictions == ()
