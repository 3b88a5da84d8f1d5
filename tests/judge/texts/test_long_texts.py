"""Long and strange texts are read as far as they are heeded, and what stands there is read."""

from __future__ import annotations

from typing import Final

import pytest

from refundcli.judge.classify import classify
from refundcli.judge.texts.heard import hear
from refundcli.judge.texts.said import merged
from tests.support import KNOWLEDGE, TODAY

MANY: Final = 1_000_000
# Each of these took time by the square of its length, by one pattern or another.
PIECES: Final = (
    "1",
    "一",
    "a",
    "哈",
    "“",
    "不予",
    "虚拟",
    "什么",
    "你说",
    "自己",
    "1天",
    "胡说，",
    "卡密无效，",
    "客服说“不退，",
    "客服：不退\n",
    "儲值卡無效",
)
SAID: Final = "亲，虚拟商品一经售出概不退换"
TOLD: Final = "付了钱一直没收到卡密，客服说“虚拟商品，一经售出，概不退换”"


def filled(piece: str) -> str:
    return (piece * (MANY // len(piece) + 1))[:MANY]


@pytest.mark.parametrize("piece", PIECES)
def test_a_refusal_before_much_else_is_heard(piece: str) -> None:
    """What comes later changes nothing once it is no longer heeded."""
    found = hear(f"{SAID}。\n{filled(piece)}", KNOWLEDGE)
    assert "no_returns" in [one.name for one in found.refusals]
    assert found == hear(f"{SAID}。\n{filled(piece)[: KNOWLEDGE.replies.heed]}", KNOWLEDGE)


@pytest.mark.parametrize("piece", PIECES)
def test_a_story_before_much_else_is_read(piece: str) -> None:
    """So is what it reports, and that it was cut is told."""
    found = classify(f"{TOLD}。\n{filled(piece)}", KNOWLEDGE, TODAY)
    assert found.cut
    assert found.heeded == KNOWLEDGE.stories.heed
    assert "no_returns" in [one.name for one in found.refusals]


def test_an_alarm_is_raised_by_what_is_read() -> None:
    """Words behind the last that is heeded raise none."""
    words = "对方让我再交保证金才能提现，已经在派出所报警"
    assert classify(words, KNOWLEDGE, TODAY).concerns
    behind = "一" * KNOWLEDGE.stories.heed + words
    assert not classify(behind, KNOWLEDGE, TODAY).concerns


def test_nothing_short_is_cut() -> None:
    """A text that is as long as what is heeded is read whole."""
    assert not classify(TOLD, KNOWLEDGE, TODAY).cut
    assert not classify("一" * KNOWLEDGE.stories.heed, KNOWLEDGE, TODAY).cut


@pytest.mark.parametrize(("first", "last"), KNOWLEDGE.replies.spelling.quotes.items())
def test_every_quotation_mark_holds_what_was_said(first: str, last: str) -> None:
    """To its end, over the marks within; it is not what the buyer says."""
    text = f"买的卡密用不了，客服说{first}虚拟商品，一经售出，概不退换{last}，我不同意"
    found = classify(text, KNOWLEDGE, TODAY)
    assert [one.name for one in found.refusals] == ["no_returns"]
    quoting = f"你说的{first}付款后没发，虚拟商品概不退换{last}没有依据，给你退款"
    assert hear(quoting, KNOWLEDGE).refusals == ()


@pytest.mark.parametrize("between", ["\n", "一" * 400])
def test_a_quotation_ends_with_its_line_and_is_not_endless(between: str) -> None:
    """Without an end near enough only its first clause is somebody else's."""
    text = f"客服说“等等，{between}，微信支付了50元”"
    keys = {one.key for one in classify(text, KNOWLEDGE, TODAY).facts}
    assert "order.payment" in keys
    keys = {one.key for one in classify(text.replace(between, ""), KNOWLEDGE, TODAY).facts}
    assert "order.payment" not in keys


def test_stretches_that_touch_become_one() -> None:
    """In their order, empty ones left out."""
    assert merged([(5, 9), (1, 3), (2, 4), (4, 4), (12, 12), (9, 10)]) == [(1, 4), (5, 10)]
