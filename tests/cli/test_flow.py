"""The walk through the questions for every scenario, with a fake person at the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundcli.case.model import State
from refundcli.case.store import Saved
from refundcli.cli.wizard.prompts import Special
from refundcli.judge.facts import Facts
from refundcli.judge.interview import steps
from tests.cli.fake import KEEP, LEAVE, porch, sit
from tests.cli.scripts import CARD, FIRST_LETTERS, IDENTITY, NOT_DELIVERED, WRONG_TARGET, Replies
from tests.support import KNOWLEDGE, TODAY

CASE = "20261122-1"


def letters(home: Path) -> dict[str, str]:
    """Saved letters by their document."""
    found = (home / "cases" / CASE / "letters").glob("*.txt")
    return {path.stem: path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("scenario", FIRST_LETTERS)
def test_whole_interview(scenario: str, home: Path) -> None:
    """Every scenario: at most 14 prompts to a saved letter, each question put once."""
    replies, document = FIRST_LETTERS[scenario]
    prompter = sit(home, replies)
    text = letters(home)[document]
    assert "TEST0000000001" in text
    assert "98.50元" in text
    assert len(prompter.asked) - 1 <= 14, prompter.asked
    assert len(set(prompter.asked)) == len(prompter.asked)


@pytest.mark.parametrize("replies", [CARD, NOT_DELIVERED], ids=["card_invalid", "not_delivered"])
def test_on_to_a_12315_draft(replies: Replies, home: Path) -> None:
    """At most 20 prompts to a 12315 draft, the person's own data asked last."""
    prompter = sit(home, {**replies, **IDENTITY, "接下来": ("complaint_12315", "done")})
    assert set(letters(home)) == {"merchant_message", "complaint_12315"}
    *asked, confirming, _ = prompter.asked
    assert confirming == "信里写的都属实吗？"
    assert len(asked) <= 20, asked
    assert [ask[:4] for ask in asked[-3:]] == ["你的姓名", "你的电话", "你的通讯"]


def test_nothing_is_asked_again(home: Path) -> None:
    """A second sitting on a finished case goes straight to the review."""
    sit(home, CARD)
    found = porch(home).store.read(CASE, TODAY)
    assert sit(home, {"以上是否属实": "yes", "接下来": "done"}, found).asked[0].startswith("以上")


def test_editing_everything_and_keeping_it(home: Path) -> None:
    """Opening each answer from the review and pressing Enter changes nothing, masked or not."""
    leave(home, {**WRONG_TARGET, "以上是否属实": LEAVE})
    found = porch(home).store.read(CASE, TODAY)
    ids = [step.id for step in steps(Facts(found.case, KNOWLEDGE, TODAY), "goodwill_request")]
    replies: Replies = {
        **dict.fromkeys(WRONG_TARGET, KEEP),
        "改哪一项": tuple(ids),
        "以上是否属实": (*["edit"] * len(ids), LEAVE),
    }
    leave(home, replies, found)
    assert porch(home).store.read(CASE, TODAY).case == found.case


def test_unsure_screener_is_asked_alone(home: Path) -> None:
    """有拿不准的: what was not ticked is asked one by one; a 否 kept with Enter stays a 否."""
    screen = {"下面有符合": ["unsure"], "买来是自己": "personal", "已经向消协": "false"}
    rest = {
        "对方收款后": Special.UNKNOWN,
        "买的是外挂": "false",
        "在替别人": "false",
        "联系不上": ("false", KEEP),
    }
    leave(home, {**screen, **rest, "遇到的是哪种": (Special.BACK, LEAVE)})
    case = porch(home).store.read(CASE, TODAY).case
    assert case.get("facts.no_reply") is False
    assert case.state("facts.suspected_fraud") is State.UNKNOWN


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"页面说的是哪一种": "expired", "有没有写明": "named_missed"}, "goodwill_request"),
        ({"在看到这个提示之前": Special.UNKNOWN}, "merchant_message"),
        ({"提示的原话": "?", "第一次兑换": "", "手里有哪些证据": []}, None),
    ],
    ids=["own mistake", "unknown", "event unknown"],
)
def test_the_right_letter(home: Path, answer: Replies, told: str | None) -> None:
    """The letter written is the honest one; without what it needs there is none, no crash."""
    sit(home, {**answer, **CARD, **answer})
    assert set(letters(home)) == ({told} if told else set())


def leave(home: Path, replies: Replies, found: Saved | None = None) -> None:
    """A sitting that is left with Ctrl-C."""
    with pytest.raises(SystemExit) as ended:
        sit(home, replies, found)
    assert ended.value.code == 130


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (["closed", "silent"], ("closed", "silent")),
        (["closed", "unsure"], ("closed",)),
        (["unsure"], State.UNKNOWN),
        ([], State.SKIPPED),
        (Special.BACK, State.NEVER),
    ],
)
def test_several_of_a_list(home: Path, marked: object, told: object) -> None:
    """A question of several choices takes every box ticked; 不知道 beside a choice says nothing."""
    answered = {"遇到的是哪种": ("runaway", LEAVE), "对方现在是什么样子": marked}
    leave(home, {"下面有符合": [], **answered, "从什么时候": LEAVE, "付的钱换来": LEAVE})
    case = porch(home).store.read(CASE, TODAY).case
    found = case.get("facts.gone")
    assert (found if found is not None else case.state("facts.gone")) == told
