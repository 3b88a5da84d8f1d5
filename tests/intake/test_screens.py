"""Screenshots: which screen it is, what stands where, what it lacks, and what is doubted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import msgspec
import pytest

from refundcli.case.file import storable
from refundcli.case.model import CHINA
from refundcli.case.values import parse
from refundcli.intake.screenshot.found import Found, Reading
from refundcli.intake.screenshot.page import Line, Page
from refundcli.intake.screenshot.reading import read
from tests.intake.pages import NAMES, drawn, page_of, reading_of
from tests.support import KNOWLEDGE, TODAY

PAYMENT: Final = "order.payment_number"
MERCHANT: Final = "order.merchant_payment_number"
# Drawn picture -> its screen, and what it was drawn with, as the case would hold it.
DRAWN: Final = {
    "wechat_bill": (
        "wechat_bill",
        {
            PAYMENT: "4200926685202601038784005756",
            MERCHANT: "WX78374788577598773529",
            "order.amount": "174.94",
            "order.paid_at": "2026-01-03 02:23:53+08:00",
            "order.product": "演示点券1000点卡密",
            "merchant.legal_name": "样例市子丑数码信息技术服务部（个体工商户）",
            "order.payment": "wechat",
        },
    ),
    "wechat_bill_dark": (
        "wechat_bill",
        {
            PAYMENT: "4200731510202602107289678525",
            MERCHANT: "WX54648020662181311023",
            "order.amount": "316.57",
            "order.paid_at": "2026-02-10 10:31:01+08:00",
        },
    ),
    "wechat_bill_wrapped": (
        "wechat_bill",
        {
            PAYMENT: "4200001234202611011234567890",
            MERCHANT: "10001073012026110112345678901234",
            "facts.payee": "虚构省示范市样例点卡网络科技发展有限责任公司第一分公司",
        },
    ),
    "wechat_transfer": (
        "wechat_transfer",
        {
            PAYMENT: "1000050001202611010012345678901",
            "order.amount": "120.00",
            "order.payment": "personal_transfer",
            "facts.payee": "测试乙",
        },
    ),
    "alipay_bill": (
        "alipay_bill",
        {
            PAYMENT: "2026051322001389366057872106",
            MERCHANT: "74892731507819757487",
            "order.amount": "960.52",
            "order.paid_at": "2026-05-13 08:45:46+08:00",
            "order.payment": "alipay",
        },
    ),
    "order_with_card": (
        "order",
        {
            "order.number": "260928-545468183698281",
            "order.product": "样例游戏点卡100元（自动发货）",
            "order.amount": "210.86",
            "order.ordered_at": "2026-09-28 12:36:28+08:00",
            "merchant.name": "样例充值小店",
            "order.payment": "wechat",
        },
    ),
    "order_app": (
        "order",
        {
            "order.number": "DD20260518194042245771",
            "order.amount": "75.47",
            "order.paid_at": "2026-05-18 19:40:51+08:00",
            "facts.delivered_at": "2026-05-18 19:41:12+08:00",
        },
    ),
    "order_lines": (
        "order",
        {
            "order.number": "7921821647041532026",
            "order.amount": "626.50",
            "merchant.name": "测试数卡专营",
        },
    ),
    "order_above": (
        "order",
        {
            "order.number": "XN20261101140112345678",
            "order.amount": "98.50",
            "merchant.name": "演示点卡铺",
        },
    ),
    "card": ("card", {"facts.delivered_at": "2026-11-01 14:02:00+08:00"}),
    "failure_dialog": ("failure", {"facts.error_text": "卡密不存在或已失效，请检查输入是否正确"}),
    "failure_page": ("failure", {"facts.error_text": "激活失败 该卡密已被其他账号兑换"}),
    "chat": ("chat", {"order.number": "KM20260723044435109833", "order.amount": "200.50"}),
    "operator_sms": ("operator_sms", {"facts.checked_at": "2026-02-08"}),
    "operator_app": ("operator_app", {"facts.checked_at": "2026-11-03 12:00:00+08:00"}),
    "refund": ("refund", {"order.number": "KM20261101140112345678"}),
    "licence": (
        "licence",
        {
            "merchant.legal_name": "样例点卡网络科技有限公司",
            "merchant.credit_code": "91330100MA2TEST018",
            "merchant.address": "虚构省示范市示例区示例路1号3幢502室",
        },
    ),
    "bill_bottom_cut": ("wechat_bill", {"order.amount": "174.94"}),
    "order_side_cut": ("order", {}),
    "bill_small": (None, {}),
}
CODES: Final = ("order_with_card", "card", "failure_dialog", "failure_page")


def values(reading: Reading) -> dict[str, str]:
    return {one.key: str(one.value) for one in reading.found}


def one(reading: Reading, key: str) -> Found:
    return next(found for found in reading.found if found.key == key)


def bill(number: str = "4200001234202611011234567890", **changed: str) -> Page:
    """A WeChat bill line by line."""
    told = {"amount": "-98.50", "time": "2026年11月1日 14:01:07", "payee": "样例公司", **changed}
    return drawn(
        ("账单详情", 440, 120),
        ("当前状态", 50, 400),
        ("支付成功", 305, 400),
        ("支付时间", 50, 500),
        (told["time"], 305, 500),
        ("商户全称", 50, 600),
        (told["payee"], 305, 600),
        ("支付金额", 50, 700),
        (told["amount"], 305, 700),
        ("交易单号", 50, 800),
        (number, 305, 800),
    )


def again(page: Page, text: str, **changed: object) -> Page:
    """The page with one line changed."""
    lines = tuple(
        msgspec.structs.replace(line, **changed) if line.text == text else line
        for line in page.lines
    )
    return msgspec.structs.replace(page, lines=lines)


def test_every_picture_has_its_expectation() -> None:
    assert set(NAMES) == set(DRAWN)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_drawn_is_read(name: str) -> None:
    """The screen is known and each value stands under its key, whole, wherever it was broken."""
    reading = reading_of(name)
    screen, expected = DRAWN[name]
    assert reading.screen == screen
    found = values(reading)
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_nothing_wrong_goes_undoubted(name: str) -> None:
    """What has no doubt mark is what was drawn, on cut and small pictures too."""
    whole = {"bill_bottom_cut": "wechat_bill"}.get(name, name)
    expected = DRAWN[whole][1]
    for found in reading_of(name).found:
        if found.sure and found.key in expected:
            assert str(found.value) == expected[found.key]


@pytest.mark.parametrize("name", CODES)
def test_a_card_code_is_never_taken_over(name: str) -> None:
    """It is told to be there, with its ends alone, and there is no value to save."""
    reading = reading_of(name)
    code = one(reading, "order.card_code")
    assert (code.value, code.secret, code.sure) == (None, True, False)
    assert "****" in code.text
    whole = next(line.text for line in code.lines)
    told = [found.text for found in reading.found]
    assert all(whole not in text for text in told)


def test_what_a_cut_picture_lacks_is_named() -> None:
    reading = reading_of("bill_bottom_cut")
    assert [(lack.name, lack.why) for lack in reading.lacks] == [
        ("收款方全称", "absent"),
        ("交易单号", "absent"),
        ("商户单号", "absent"),
    ]


def test_values_at_a_cut_side_are_doubtful() -> None:
    """The right half of the picture is gone: what ends at the edge may not be all."""
    reading = reading_of("order_side_cut")
    assert "right" in reading.troubles
    assert reading.found
    assert all("edge" in found.doubts for found in reading.found)


def test_a_picture_too_small_to_read_says_so_and_claims_nothing() -> None:
    reading = reading_of("bill_small")
    assert "small" in reading.troubles
    assert not any(found.sure for found in reading.found)


def test_what_stands_without_a_label_is_not_called_missing() -> None:
    """A shop's name often has no label: it is asked for softly."""
    lacks = {lack.name: lack.why for lack in reading_of("order_app").lacks}
    assert lacks == {"商品名称": "unread", "店铺名": "unread"}


def test_what_no_machine_can_tell_is_left_to_the_buyer() -> None:
    assert [lack.why for lack in reading_of("chat").lacks] == ["own_eyes"]


def test_what_is_said_in_a_chat_is_always_doubtful() -> None:
    found = reading_of("chat").found
    assert {one.key for one in found} == {"order.number", "order.amount", "facts.contacted_on"}
    assert all("mention" in one.doubts for one in found)


def test_days_of_a_chat_are_offered_together() -> None:
    assert one(reading_of("chat"), "facts.contacted_on").value == (
        date(2026, 7, 23),
        date(2026, 7, 27),
    )


def test_a_person_paid_owes_no_merchant_number() -> None:
    assert reading_of("wechat_transfer").lacks == ()


def test_the_kind_told_by_the_buyer_decides() -> None:
    """Another kind's demands are put to a picture that is told to be of it."""
    reading = reading_of("bill_small", kind="order_page")
    assert reading.kind == "order_page"
    assert "订单号" in {lack.name for lack in reading.lacks}


def test_an_empty_picture() -> None:
    reading = read(Page(1080, 2340, ()), KNOWLEDGE, TODAY)
    assert (reading.screen, reading.kind, reading.found) == (None, None, ())
    assert reading.troubles == ("empty",)


def test_a_whole_bill_has_no_doubt() -> None:
    reading = read(bill(), KNOWLEDGE, TODAY)
    assert reading.screen == "wechat_bill"
    assert one(reading, PAYMENT).sure
    assert one(reading, "order.amount").sure
    assert one(reading, "order.paid_at").value == datetime(2026, 11, 1, 14, 1, 7, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("420000123420261101123456789", "format"),
        ("42000012342026110112345678901", "format"),
        ("42000012342026110112345678O0", "format"),
        ("4200001234202613011234567890", "dated"),
        ("4200001234202610011234567890", "dated"),
    ],
)
def test_a_payment_number_is_checked_by_its_form(number: str, doubt: str) -> None:
    """28 digits, and inside them a day that exists and is the day of the payment."""
    assert doubt in one(read(bill(number), KNOWLEDGE, TODAY), PAYMENT).doubts


@pytest.mark.parametrize(
    ("key", "changed", "doubt"),
    [
        ("order.amount", {"amount": "-9850"}, "format"),
        ("order.amount", {"amount": "-98.5"}, "format"),
        ("order.paid_at", {"time": "2026年13月1日 14:01:07"}, "format"),
        ("order.paid_at", {"time": "2026年11月1日 25:01:07"}, "format"),
        ("order.paid_at", {"time": "2026年12月1日 14:01:07"}, "future"),
    ],
)
def test_sums_and_times_are_checked_by_their_form(
    key: str, changed: dict[str, str], doubt: str
) -> None:
    assert doubt in one(read(bill(**changed), KNOWLEDGE, TODAY), key).doubts


def test_a_high_score_lifts_no_doubt_and_a_low_one_raises_it() -> None:
    number = "4200001234202611011234567890"
    low = again(bill(), number, score=0.9)
    assert one(read(low, KNOWLEDGE, TODAY), PAYMENT).doubts == ("score",)
    wrong = again(bill(number[:-1]), number[:-1], score=1.0)
    assert not one(read(wrong, KNOWLEDGE, TODAY), PAYMENT).sure


def test_two_readings_that_differ_raise_a_doubt() -> None:
    number = "4200001234202611011234567890"
    other = again(bill(), number, again=(number, number.replace("3", "8")))
    assert one(read(other, KNOWLEDGE, TODAY), PAYMENT).doubts == ("readings",)
    same = again(bill(), number, again=(number, f" {number}"))
    assert one(read(same, KNOWLEDGE, TODAY), PAYMENT).sure


@pytest.mark.parametrize(("changed", "doubt"), [({"clear": 2.0}, "blurred"), ({}, "small")])
def test_letters_that_are_hard_to_see_raise_a_doubt(changed: dict[str, float], doubt: str) -> None:
    number = "4200001234202611011234567890"
    page = again(bill(), number, **(changed or {"top": 820.0, "bottom": 832.0}))
    assert doubt in one(read(page, KNOWLEDGE, TODAY), PAYMENT).doubts


@pytest.mark.parametrize(
    ("number", "sure"),
    [
        ("KM20261101140112345678", True),
        ("260928-545468183698281", True),
        ("7921821647041532026", True),
        ("A1O0S5B8I1L0Z2G6", False),
        ("SO20261101140112345", False),
        ("KM0261101140112345678", False),
        ("202611011401x2345678", False),
    ],
)
def test_letters_among_digits_are_doubted(number: str, sure: bool) -> None:
    """KM and digits is clear; where O may be 0 the buyer looks."""
    page = drawn(
        ("订单详情", 440, 120),
        ("订单编号", 50, 300),
        (number, 305, 300),
        ("下单时间", 50, 400),
        ("2026-11-01 14:00:12", 305, 400),
    )
    assert one(read(page, KNOWLEDGE, TODAY), "order.number").sure is sure


def test_labels_of_a_row_do_not_run_into_the_next_value() -> None:
    """A name of three lines is joined; the row below it has its own label."""
    page = drawn(
        ("账单详情", 440, 120),
        ("交易单号", 50, 300),
        ("4200001234202611", 305, 300),
        ("011234567890", 305, 360),
        ("商户全称", 50, 430),
        ("虚构省示范市样例点卡网络", 305, 430),
        ("科技发展有限责任公司第一", 305, 490),
        ("分公司", 305, 550),
        ("支付方式", 50, 620),
        ("零钱", 305, 620),
    )
    reading = read(page, KNOWLEDGE, TODAY)
    assert one(reading, PAYMENT).text == "4200001234202611011234567890"
    name = "虚构省示范市样例点卡网络科技发展有限责任公司第一分公司"
    assert one(reading, "facts.payee").text == name


def test_a_name_with_hidden_letters_is_no_name_of_the_register() -> None:
    reading = read(bill(payee="演*店"), KNOWLEDGE, TODAY)
    assert "facts.payee" in values(reading)
    assert "merchant.legal_name" not in values(reading)


def test_numbers_of_people_are_covered_in_words() -> None:
    """A phone number or a code inside a sentence does not leave the picture."""
    page = drawn(
        ("兑换失败", 440, 500),
        ("卡密DEMO-1234-5678-WXYZ已被13800000000使用", 60, 700),
        ("我知道了", 440, 900),
    )
    text = one(read(page, KNOWLEDGE, TODAY), "facts.error_text").text
    assert "1234-5678" not in text
    assert "13800000000" not in text
    assert "已被" in text


def test_a_refund_in_the_picture_is_noticed() -> None:
    page = bill()
    row = Line("已全额退款", 305, 400, 555, 450)
    told = tuple(row if line.text == "支付成功" else line for line in page.lines)
    reading = read(msgspec.structs.replace(page, lines=told), KNOWLEDGE, TODAY)
    assert any("退款" in notice for notice in reading.notices)


def test_two_screens_alike_are_none() -> None:
    """Where as much speaks for one as for another nothing is claimed."""
    assert read(drawn(("支付方式", 50, 300)), KNOWLEDGE, TODAY).screen is None


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_offered_may_be_saved(name: str) -> None:
    """Each value is one that its question takes."""
    for found in reading_of(name).found:
        question = KNOWLEDGE.question(found.key)
        assert question is not None
        if found.value is not None:
            assert parse(question, storable(found.value)) == found.value


def test_the_page_knows_what_stands_on_its_own() -> None:
    page = page_of("chat")
    assert page.talks()
    assert not page_of("order_with_card").talks()
    assert not page_of("operator_sms").talks()
