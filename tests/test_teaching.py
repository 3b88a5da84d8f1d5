"""What is learned from examples tells them apart, and is the same every time."""

from __future__ import annotations

import tomllib
from typing import Final

import pytest

from refundcli.judge.texts.learned import Weights, pieces, placed
from refundcli.knowledge.schema import Measured
from tests.teaching import Example, Terms, measure, written

pytest.importorskip("sklearn", reason="needs the extra `teach`")

NAMES: Final = ("late", "wrong")
LATE: Final = ("等了三天才到账", "晚了一天才到账", "等了五天才收到")
WRONG: Final = ("号码填错了", "手机号填错一位", "填错了邮箱")
BOTH: Final = "填错了，三天才到账"
LINES: Final = [
    *(Example(frozenset(pieces(text)), frozenset({"late"})) for text in LATE),
    *(Example(frozenset(pieces(text)), frozenset({"wrong"})) for text in WRONG),
    Example(frozenset(pieces(BOTH)), frozenset({"wrong"}), silent=frozenset({"late"})),
]


def learned(slight: int) -> Measured:
    """As it is read from a file."""
    found = measure(LINES, NAMES, Terms(1.5, rare=2, slight=slight))
    return Measured(taught_by="", **tomllib.loads("\n".join(written(found, found.bias))))


def scores(measured: Measured, text: str) -> dict[str, float]:
    """How strongly a text speaks for each name."""
    return Weights(measured).scores(pieces(text))


def test_examples_are_told_apart() -> None:
    """Each speaks for its own name and against the other; what nobody taught says little."""
    measured = learned(0)
    for text in LATE:
        found = scores(measured, text)
        assert found["late"] > 0 > found["wrong"], text
    for text in WRONG:
        found = scores(measured, text)
        assert found["wrong"] > 0 > found["late"], text
    assert scores(measured, "鞋子太小") == scores(measured, "")


def test_an_example_says_nothing_of_what_it_is_silent_on() -> None:
    """It is not taken for an example against that."""
    against = [*LINES[:-1], Example(frozenset(pieces(BOTH)), frozenset({"wrong"}))]
    with_silence = measure(LINES, NAMES, Terms(1.5, rare=2, slight=0)).weights["late"]["才到"]
    assert (
        measure(against, NAMES, Terms(1.5, rare=2, slight=0)).weights["late"]["才到"] < with_silence
    )


def test_the_same_lines_give_the_same_weights() -> None:
    """In every run."""
    assert learned(50) == learned(50)


def test_what_weighs_little_is_left_out() -> None:
    """A higher bar leaves fewer pieces, which still tell the examples apart."""
    short = learned(40)
    assert 0 < len(short.pieces.splitlines()) < len(learned(0).pieces.splitlines())
    assert scores(short, LATE[0])["late"] > scores(short, LATE[0])["wrong"]


def test_clauses_that_speak_for_a_name() -> None:
    """Those that say most, by their numbers; none for a name that nothing was learned of."""
    clauses = ("填错了邮箱", "别的没什么", "等了三天才到账")
    grams = placed((number, pieces(text)) for number, text in enumerate(clauses))
    found = Weights(learned(0)).clauses(("late", "wrong", "new"), grams)
    assert found == {"late": [2], "wrong": [0], "new": []}
