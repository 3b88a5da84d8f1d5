"""What happened since, as letters tell it: on which days, how often, and by what it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from refundcli.judge.assess import assess
from refundcli.write.compose import Wish, compose
from refundcli.write.document import Sentence
from refundcli.write.wording import counted
from tests.support import CARD, facts_of, holding

ASKED: Final = {"kind": "asked", "by": "buyer", "channel": "merchant", "at": "2026-11-02"}
AGAIN: Final = {**ASKED, "kind": "reminded", "at": "2026-11-05"}
REFUSED: Final = {"kind": "refused", "by": "merchant", "channel": "merchant", "at": "2026-11-06"}
PLATFORM: Final = {**ASKED, "channel": "platform", "at": "2026-11-08"}
# E1 order page, E2 and E3 conversations, E4 a page of the platform.
PROOF: Final = holding("order_page", "chat_log", "chat_log", "platform_decision")


def told(*lines: Mapping[str, object], **beside: object) -> dict[str, Sentence]:
    """The sentences of the reminder by their ids."""
    answers = {
        f"events.e{n}.{key}": v for n, line in enumerate(lines, 1) for key, v in line.items()
    }
    facts = facts_of({**CARD, **PROOF, **answers, **beside})
    letter = compose("merchant_reminder", facts, assess(facts), Wish())
    return {sentence.id: sentence for sentence in letter.document.sentences()}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((ASKED,), "已于11月2日联系贵店，"),
        ((ASKED, AGAIN), "已于11月2日、11月5日两次联系贵店，"),
        ((ASKED, AGAIN, {**AGAIN, "at": "2026-11-09"}), "11月5日、11月9日三次联系贵店，"),
        ((ASKED, {**AGAIN, "at": "2026-11-02"}), "已于11月2日两次联系贵店，"),
        ((ASKED, PLATFORM), "已于11月2日联系贵店，"),
        ((ASKED, {**AGAIN, "at": ""}), "已于11月2日联系贵店，"),
        ((ASKED, AGAIN, REFUSED), "11月5日两次联系贵店要求处理，贵店于11月6日拒绝"),
        ((ASKED, {**AGAIN, "corrects": "e1"}), "已于11月5日联系贵店，"),
    ],
    ids=["once", "twice", "thrice", "twice a day", "platform", "no day", "refused", "corrected"],
)
def test_how_often(lines: tuple[Mapping[str, object], ...], words: str) -> None:
    """As often as was logged with the merchant, and only where every day is known."""
    assert words in told(*lines)["history"].text


def test_days_that_were_only_answered_are_not_counted() -> None:
    """On three days somebody may have written ten times."""
    sentence = told(**{"facts.contacted_on": "2026-11-02、2026-11-05"})["history"]
    assert "已于11月2日、11月5日联系贵店" in sentence.text


def test_the_proof_that_an_event_names_is_cited_where_it_is_told() -> None:
    """Each item once, at the sentence that tells the event; not another item of the same kind."""
    asked, refused = {**ASKED, "evidence": ["E3"]}, {**REFUSED, "text": "不退"}
    found = told(asked, AGAIN, {**refused, "evidence": ["E4"]})
    assert found["history"].text.endswith("拒绝（证据3、4）。")
    assert found["history"].evidence == ("E3", "E4")
    assert found["history.words"].evidence == ()


def test_a_conversation_is_cited_where_no_event_names_one() -> None:
    """Then whatever conversation is kept shows both, as before."""
    assert told(ASKED, REFUSED)["history"].evidence == ("E2", "E3")


def test_the_proof_of_another_event_stays_away() -> None:
    """What was said to the platform shows nothing of what was said to the merchant."""
    lines = {**ASKED, "evidence": ["E2"]}, {**PLATFORM, "evidence": ["E4"]}
    found = told(*lines)
    assert found["history"].evidence == ("E2",)
    assert {"events.e1"} == {key for key in found["history"].facts if key.startswith("events.")}
    cited = [sentence.id for sentence in found.values() if "E4" in sentence.evidence]
    assert cited == []


def test_the_proof_of_a_line_that_was_corrected_is_gone() -> None:
    """What does not stand is not told, and its proof shows nothing."""
    found = told({**ASKED, "evidence": ["E2"]}, {**ASKED, "evidence": ["E3"], "corrects": "e1"})
    assert found["history"].evidence == ("E3",)


def test_how_a_number_is_spoken() -> None:
    """两, not 二, before 次; tens as they are read; nothing but a number of times is spelled."""
    spoken = [counted(number) for number in (1, 2, 3, 10, 11, 20, 42, 99, 100)]
    assert spoken == ["一", "两", "三", "十", "十一", "二十", "四十二", "九十九", "100"]
