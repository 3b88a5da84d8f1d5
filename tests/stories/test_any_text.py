"""Whatever is typed is read to an end: no crash, no reason that was not said."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from refundcli.judge.classify import classify
from tests.stories.narratives import held_out
from tests.support import KNOWLEDGE, TODAY

TEXTS: Final = [one["text"] for one in held_out()]
ODD: Final = (
    "，。？！“”‘’『』：\n\t 0123456789¥$%./年月日元块万没不是客服说买家😀\u200b\u202e\x00\x1b\ufffd"
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A narrative with pieces cut out, repeated and put in."""
    text: str = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, len(text)))
        last = draw(st.integers(first, len(text)))
        between = draw(st.text(ODD, max_size=5)) * draw(st.integers(1, 20))
        text = text[:first] + between + text[last:]
    return text


@given(st.one_of(st.text(max_size=200), st.text(ODD, max_size=200), mutated()))
def test_any_text_is_read(text: str) -> None:
    """Candidates in order, shares of no more than 1, and an open end has its question."""
    found = classify(text, KNOWLEDGE, TODAY)
    shares = [one.score for one in found.candidates]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) < 1.01
    assert found.decided is (found.question is None)
    for one in found.candidates:
        assert all(words in text for words in one.reasons)
