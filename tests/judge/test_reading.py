"""What counts as said: not what is denied, asked, supposed, quoted or overtaken by a yes."""

from __future__ import annotations

from datetime import date

import pytest

from refundcli.case.file import to_case
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Reading
from refundcli.judge.reading import read
from refundcli.judge.texts.heard import hear
from tests.support import KNOWLEDGE, TODAY


def found(text: str) -> list[str]:
    """The refusals of a message."""
    return [one.name for one in hear(text, KNOWLEDGE).refusals]


def reading(text: str, by: str = "merchant") -> Reading:
    """A message read in an invented case."""
    answers = {
        "scenario": "card_invalid",
        "buyer": {"purpose": "personal"},
        "order": {"goods": "card_code", "amount": "98.50"},
        "facts": {"error_kind": "used", "redeemed_by": "nobody"},
    }
    return read(text, by, Facts(to_case(answers, KNOWLEDGE, TODAY, "test"), KNOWLEDGE, TODAY))


@pytest.mark.parametrize(
    ("said", "not_said"),
    [
        ("您操作失误填错了号码", "不是您填错了，是我们录错了，马上重新充"),
        ("虚拟商品概不退换", "您说的“虚拟商品概不退换”没有依据，给您退款"),
        ("卡密已经使用过了，退不了", "请问卡密已经使用过了吗？"),
        ("加我微信，私下给您处理", "不用加微信，就在平台里给您退款"),
        ("先撤诉再退款", "不用撤诉，今天就退给您"),
        ("已经超过售后时间，不能处理", "没有超过售后时间，给您退款"),
        ("再投诉就拉黑你", "不会拉黑您的，今天给您退款"),
        ("只能退到余额", "不是只能退余额，原路退回您的微信"),
    ],
)
def test_the_opposite_is_not_the_refusal(said: str, not_said: str) -> None:
    """Denied, asked, quoted only to be called wrong."""
    assert found(said)
    assert found(not_said) == []


def test_an_agreement_overtakes_what_stands_beside_it() -> None:
    """A reason given with a yes is no refusal; a condition put with it still is one."""
    assert found("是上游没货，已经给您全额退款了") == []
    assert found("可以退，但要扣10%手续费") == ["deduct_fee"]


def test_several_at_once() -> None:
    """Each is found with its own words."""
    heard = reading("亲，卡密已经使用过了哦。虚拟商品一经售出概不退换，请您理解~")
    words = {one.found.id: one.words for one in heard.refusals}
    assert set(words) == {"already_used", "no_returns"}
    assert words["already_used"] == ("亲，卡密已经使用过了哦",) or words["already_used"] == (
        "卡密已经使用过了哦",
    )
    assert words["no_returns"] == ("虚拟商品一经售出概不退换",)


@pytest.mark.parametrize(
    "text",
    [
        "虛擬商品一經售出概不退換",
        "您好　虚拟商品，一经售出，概不退换！！！",
        "虚拟商品一经售出😊概不退换",
        "商家：虚拟商品一经售出概不退换\n我：可是卡密是坏的",
    ],
)
def test_one_refusal_in_several_spellings(text: str) -> None:
    """Traditional characters, wide spaces, drawings, a copied conversation."""
    assert found(text) == ["no_returns"]


def test_the_buyers_own_lines_are_not_the_merchants() -> None:
    """Of a copied conversation only the other side is read."""
    assert found("我：你们凭什么概不退换？\n商家：好的，全额退给您") == []


def test_an_offer_is_named_with_what_to_mind() -> None:
    """A condition is met with money first, in writing, to the account that paid."""
    heard = reading("先把投诉撤了，我们马上退款")
    assert heard.offer == ("withdraw_first",)
    assert heard.kind == "replied"
    assert any("先到账" in line for line in heard.advice)
    assert any("原路" in line for line in heard.advice)


def test_a_promise_names_its_day() -> None:
    """The day comes from the words and the day on which they were said."""
    heard = reading("好的，明天给您全额退款")
    assert (heard.kind, heard.refusals, heard.offer) == ("promised", (), ())
    assert heard.until == date(TODAY.year, TODAY.month, TODAY.day + 1)
    assert any("到账之前" in line for line in heard.advice)


def test_an_unrelated_answer_says_nothing() -> None:
    """Neither a refusal nor a promise; what to ask for instead."""
    heard = reading("欢迎光临，本店新品上架")
    assert (heard.kind, heard.refusals, heard.until) == ("replied", (), None)
    assert heard.advice


def test_who_said_it_and_whether_it_can_be_answered() -> None:
    """A counter-argument is for this case: nobody redeemed the card, so that it holds."""
    heard = reading("卡密已经使用过了，不能退", by="platform")
    (one,) = heard.refusals
    assert (one.found.id, one.found.by, one.found.usable) == ("already_used", ("platform",), True)


def test_nothing_at_all() -> None:
    """Empty words, marks alone."""
    for text in ("", " ", "？？？", "。", "我：在吗"):
        assert found(text) == []
