"""Replies as they are really written are read as a careful reader reads them."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refundcli.judge.reading import kind_of
from refundcli.judge.texts.heard import Ear, hear
from tests.replies import teach
from tests.replies.reading import held_out
from tests.support import KNOWLEDGE

# Of forty replies that were written before anything here.
RIGHT: Final = 36
FALSE: Final = 0


def test_replies_that_nobody_had_seen_are_read_right() -> None:
    """All refusals of a reply, no other, and the kind of event it makes."""
    right, false = 0, 0
    known = held_out()
    for reply in known:
        heard = hear(reply.text, KNOWLEDGE)
        found = {one.name for one in heard.refusals}
        right += reply.right(found, kind_of(heard, KNOWLEDGE))
        false += bool(reply.false(found))
    assert len(known) == 40
    assert right >= RIGHT
    assert false <= FALSE


def test_they_are_in_nothing_that_was_taught() -> None:
    """Neither examples of refusals.toml nor lines that the weights come from."""
    taught = {text for _, text in teach.lines()}
    for item in KNOWLEDGE.refusals.values():
        taught |= {*item.examples, *item.others}
    assert len(taught) > 1000
    assert {reply.text for reply in held_out()} & taught == set()


def test_the_weights_are_those_of_the_lines() -> None:
    """After a line, an example or a group of words has changed, they are made anew."""
    assert KNOWLEDGE.learned.taught_by == teach.fingerprint(KNOWLEDGE)


def test_what_was_taught_is_known() -> None:
    """Nearly every line is read as it says; some contradict each other."""
    names = {*KNOWLEDGE.refusals, *teach.SIGNS.values()}
    lines = list(teach.lines())[::7]
    right = 0
    for contains, text in lines:
        assert contains <= names, text
        found = {one.name for one in hear(text, KNOWLEDGE).refusals}
        right += found == contains - set(teach.SIGNS.values())
    assert right / len(lines) > 0.95


PATTERNS: Final = [
    *(pattern for item in KNOWLEDGE.refusals.values() for pattern in item.says),
    *KNOWLEDGE.replies.words.values(),
    *KNOWLEDGE.replies.spelling.instead,
    *KNOWLEDGE.replies.spelling.fillers,
    *KNOWLEDGE.replies.silence.reported,
    *KNOWLEDGE.replies.silence.disowned,
    *KNOWLEDGE.replies.agreement.says,
    *KNOWLEDGE.replies.agreement.loosely,
]


def test_every_pattern_can_be_read() -> None:
    """It compiles, and each group of words that it names is there."""
    ear = Ear(KNOWLEDGE)
    for pattern in PATTERNS:
        assert set(re.findall(r"<([a-z_]+)>", pattern)) <= set(KNOWLEDGE.replies.words), pattern
        ear.pattern(pattern)
    assert set(KNOWLEDGE.learned.groups) <= set(KNOWLEDGE.replies.words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("亲，虚拟商品一经售出概不退换哦", "refused"),
        ("请您再等等，财务下班了", "stalled"),
        ("先撤投诉，撤了我们马上退款", "replied"),
        ("好的，全额原路退给您", "promised"),
        ("麻烦发一下订单号", "replied"),
        ("再投诉就把你拉黑，最多退一半", "refused"),
    ],
)
def test_the_kind_of_event(text: str, kind: str) -> None:
    """A refusal, a putting off, an offer, a promise, or nothing of all that."""
    assert kind_of(hear(text, KNOWLEDGE), KNOWLEDGE) == kind
