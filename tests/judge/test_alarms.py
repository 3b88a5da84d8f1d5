"""Words of a story raise a question; what the buyer then confirms decides."""

from __future__ import annotations

import pytest

from refundcli import api
from refundcli.errors import DocumentClosedError, MissingFactsError
from refundcli.judge.interview import steps
from tests.support import CARD, KNOWLEDGE, TODAY, case_of, facts_of

STORIES = [
    ("facts.illegal_goods", "我买的外挂用不了，想退款", True),
    ("facts.redeemed_claim", "其实我已经用了，就说没用行不行", True),
    ("facts.reason_true", "随便编个理由能退吗", False),
    ("facts.threat", "不退钱我就曝光他们", True),
    ("facts.for_hire", "我是做代退款的，帮客户退", True),
]


# What must raise the question, as people tell it, and honest stories with the same words.
RAISING = [
    ("facts.illegal_goods", "朋友介绍的自瞄外挂，封号了商家不退"),
    ("facts.illegal_goods", "在网上做刷单，垫付的钱要不回来"),
    ("facts.illegal_goods", "话费慢充，比官方便宜一半，一直没到"),
    ("facts.illegal_goods", "买了别人的实名账号，登不上去"),
    ("facts.illegal_goods", "接码平台充了五十，收不到验证码"),
    ("facts.redeemed_claim", "其实已经兑换了，想说成没收到"),
    ("facts.redeemed_claim", "卡用掉了，谎称不能用可以吗"),
    ("facts.reason_true", "退款选哪个原因容易过"),
    ("facts.reason_true", "没有录屏，我自己修图做一张行吗"),
    ("facts.reason_true", "是我自己充的，写成孩子充的就能退吧"),
    ("facts.reason_true", "能不能冒充未成年退掉"),
    ("facts.threat", "不赔我五百，我就曝光这家店"),
    ("facts.threat", "再给我三百块才撤投诉"),
    ("facts.for_hire", "我专门做仅退款的生意，帮客户申请退款"),
    ("facts.suspected_fraud", "说账户异常，让我再交八百解冻费"),
    ("facts.suspected_fraud", "要再充两千元才能提现，客服也没了"),
    ("facts.suspected_fraud", "刚充了一年，网站就跑路了"),
    ("facts.suspected_fraud", "又让我交保证金，感觉遇到骗子"),
]
QUIET = [
    "兑换时提示这张卡已经用过了，我要退款",
    "卡是第一次兑，页面说已经兑换过，商家不退",
    "会员我已经用了三个月，突然掉线，想退剩下的钱",
    "其实我没用过，客服非说我用了",
    "商家发来的直接码登不进去",
    "我用自己的实名账号兑换，还是失败",
    "买的黑卡会员没到账",
    "买了PS5点卡，充不进去",
    "十一岁的女儿拿我手机充了六百多，我不知道",
    "客服答应退款，等了半个月没动静，怎么写才能要回来",
    "再不处理我只能去投诉了",
    "帮我妈充话费，商家充错了号",
    "页面写秒到，等了二十分钟，这算不算骗人",
    "店铺交没交保证金不知道，反正联系不上",
]


@pytest.mark.parametrize(("key", "story"), RAISING)
def test_what_people_write_raises_the_question(key: str, story: str) -> None:
    """In words of their own, without the catchword of a rule book."""
    assert key in facts_of({**CARD, "story": story}).raised()


@pytest.mark.parametrize("story", QUIET)
def test_an_honest_story_is_left_alone(story: str) -> None:
    """The same words in the mouth of somebody who has nothing to confess."""
    assert facts_of({**CARD, "story": story}).raised() == ()


def test_a_question_that_was_faced_elsewhere_is_not_raised_again() -> None:
    """Who told what he knew of the source, or what became of the seller, has answered."""
    banned = {
        "scenario": "account_banned",
        "story": "客服说是黑卡充的",
        "facts.ban_reason": "source",
    }
    assert facts_of(banned).raised() == ("facts.illegal_goods",)
    assert facts_of({**banned, "facts.source_known": "official"}).raised() == ()
    cheat = {**banned, "story": "外挂被封", "facts.source_known": "official"}
    assert facts_of(cheat).raised() == ("facts.illegal_goods",)
    gone = {"scenario": "runaway", "story": "网站跑路了，还要我再交解冻费"}
    assert facts_of(gone).raised() == ("facts.suspected_fraud",)
    assert facts_of({**gone, "facts.gone": ["closed", "silent"]}).raised() == ()


@pytest.mark.parametrize(("key", "story", "confession"), STORIES)
def test_a_word_raises_the_question_and_the_answer_decides(
    key: str, story: str, confession: object
) -> None:
    """Unanswered it is asked for; confirmed it closes all; denied the letter is written."""
    told = {**CARD, "story": story}
    assert key in facts_of(told).raised()
    with pytest.raises(MissingFactsError) as asked:
        api.draft("merchant_message", case_of(told), KNOWLEDGE, today=TODAY)
    assert key in asked.value.keys
    confessed = case_of({**told, key: confession})
    with pytest.raises(DocumentClosedError) as closed:
        api.draft("merchant_message", confessed, KNOWLEDGE, today=TODAY)
    assert closed.value.kind == "safety"
    denied = case_of({**told, key: not confession})
    assert api.draft("merchant_message", denied, KNOWLEDGE, today=TODAY).text


def test_a_victim_who_writes_black_card_is_only_asked() -> None:
    """黑卡 in a story concludes nothing."""
    facts = facts_of({**CARD, "story": "客服说是黑卡充值，我的号被封了"})
    assert facts.raised() == ("facts.illegal_goods",)
    assert not api.assess(facts.case, KNOWLEDGE, today=TODAY).blocked


def test_the_judgement_names_what_the_story_raised() -> None:
    """Before all else that is missing; once it is answered, no more."""
    told = {**CARD, "story": "不退钱我就曝光他们"}
    found = api.assess(case_of(told), KNOWLEDGE, today=TODAY).missing
    assert found[0].key == "facts.threat"
    unnamed = case_of({"story": "不退钱我就曝光他们"})
    keys = [item.key for item in api.assess(unnamed, KNOWLEDGE, today=TODAY).missing]
    assert keys == ["facts.threat", "scenario"]
    faced = api.assess(case_of({**told, "facts.threat": False}), KNOWLEDGE, today=TODAY).missing
    assert "facts.threat" not in {item.key for item in faced}


def test_a_raised_question_is_put_before_the_problem() -> None:
    """The wizard asks it before the buyer writes a confession into anything."""
    facts = facts_of({"buyer.purpose": "personal", "story": "不退钱我就曝光他们"})
    ids = [step.id for step in steps(facts, "merchant_message")]
    assert ids.index("facts.threat") < ids.index("scenario")


def test_a_plain_story_raises_nothing() -> None:
    """Ordinary words are left alone."""
    story = "买的卡密提示已被使用，客服不理我，怎么才能把钱要回来"
    assert facts_of({**CARD, "story": story}).raised() == ()
