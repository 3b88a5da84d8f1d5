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


def test_a_raised_question_is_put_before_the_problem() -> None:
    """The wizard asks it before the buyer writes a confession into anything."""
    facts = facts_of({"buyer.purpose": "personal", "story": "不退钱我就曝光他们"})
    ids = [step.id for step in steps(facts, "merchant_message")]
    assert ids.index("facts.threat") < ids.index("scenario")


def test_a_plain_story_raises_nothing() -> None:
    """Ordinary words are left alone."""
    story = "买的卡密提示已被使用，客服不理我，怎么才能把钱要回来"
    assert facts_of({**CARD, "story": story}).raised() == ()
