"""`classify`: what a text tells of, for a person and as JSON, and what is none of our business."""

from __future__ import annotations

from typing import Final

from tests.cli.command import TODAY, Command
from tests.support import KNOWLEDGE

TOLD: Final = (
    "11月1日在某某卡盟花98.5元买了张Q币卡蜜，支付宝付的，订单号KM20261101001，兑换提示已被使用，"
    "商家说虚拟商品一经售出概不退换，我没有用过！已经打了12315"
)
HEED: Final = KNOWLEDGE.stories.heed
KEYS: Final = {
    "candidates",
    "decided",
    "question",
    "out_of_scope",
    "stage",
    "refusals",
    "concerns",
    "facts",
    "amounts",
    "dates",
    "read",
}


def test_for_a_person(command: Command) -> None:
    """The scenario, why, the other side's reason, what would have to be confirmed, what next."""
    out = command("classify", TOLD, *TODAY).out
    assert "【像是：卡密无效、已被使用、已过期、限区不可用】" in out
    assert "因为你说：“兑换提示已被使用”" in out
    assert "虚拟商品一经售出概不退换 ｜ “" in out
    assert "KM20261101001" in out
    assert "refundcli new --set scenario=card_invalid" in out


def test_as_json(command: Command) -> None:
    """Everything in its documented shape."""
    data = command("classify", TOLD, *TODAY, "--json").data
    assert set(data) == KEYS
    first = data["candidates"][0]
    assert set(first) == {"scenario", "family", "score", "reasons"}
    assert (first["scenario"], first["family"]) == ("card_invalid", "delivery")
    scores = [one["score"] for one in data["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert data["decided"] is True
    assert data["question"] is None
    assert data["stage"] == "escalate"
    assert [one["id"] for one in data["refusals"]] == ["no_returns"]
    stated = {one["key"]: one["value"] for one in data["facts"]}
    assert stated["order.number"] == "KM20261101001"
    assert stated["order.amount"] == "98.5"
    assert stated["order.paid_at"] == "2026-11-01"
    assert stated["order.platform"] == "某某卡盟"
    assert stated["order.payment"] == "alipay"
    assert stated["order.goods"] == "card_code"


def test_from_stdin(command: Command) -> None:
    """A long text comes in through a pipe."""
    piped = command("classify", *TODAY, "--json", stdin=TOLD).data
    assert piped == command("classify", TOLD, *TODAY, "--json").data


def test_another_matter(command: Command) -> None:
    """It is said what it is and where to turn."""
    told = "网上买的冰箱快递送来外壳就是坏的，卖家让我自己寄回还要我出运费"
    out = command("classify", told, *TODAY).out
    assert "【实物商品】" in out
    assert "refundcli new" not in out
    data = command("classify", told, *TODAY, "--json").data
    assert data["out_of_scope"]["kind"] == "goods"
    assert data["candidates"][0]["scenario"] == "out_of_scope"
    assert data["candidates"][0]["family"] is None


def test_too_little(command: Command) -> None:
    """Nothing is guessed; more is asked for."""
    out = command("classify", "充值有问题", *TODAY).out
    assert "【还定不下来】" in out
    assert "再多说一两句" in out


def test_two_that_are_close(command: Command) -> None:
    """The question that would decide is asked."""
    data = command("classify", "买的年卡现在看不了，规则也变了", *TODAY, "--json").data
    assert data["decided"] is False
    assert data["question"] == "是突然不能用了，还是对方改了规则、缩减了权益？"


def test_what_is_dishonest_is_faced(command: Command) -> None:
    """Words of the safety rules raise their question here too."""
    told = "卡密其实我用了，想写成没用过去退款，怎么写才能通过"
    data = command("classify", told, *TODAY, "--json").data
    assert "facts.redeemed_claim" in [one["key"] for one in data["concerns"]]
    assert "先想清楚：" in command("classify", told, *TODAY).out


def test_numbers_of_persons_are_covered(command: Command) -> None:
    """A phone number in the text is not printed again."""
    told = "给手机13800000033充了100元话费，一直没到账，客服不理"
    printed = command("classify", told, *TODAY)
    assert "13800000033" not in printed.out
    assert "文字太长" not in printed.err
    assert "13800000033" not in command("classify", told, *TODAY, "--json").out


def test_nothing_to_read(command: Command) -> None:
    """An empty text is a wrong call."""
    assert command("classify", "", *TODAY).code == 2
    assert command("classify", *TODAY, stdin="  \n").code == 2


def test_a_very_long_text(command: Command) -> None:
    """So much of it as is heeded, and a word about the rest."""
    ended = command("classify", *TODAY, stdin=TOLD * 400)
    assert ended.code == 0
    assert f"文字太长，只读了前 {HEED} 个字" in ended.err
    cut = ("付了钱一直没收到卡密，" * HEED)[:HEED]
    assert "文字太长" not in command("classify", *TODAY, stdin=cut).err
