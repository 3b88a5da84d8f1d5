"""Kleene's three values, to the last row: unknown is never false."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.case.model import CHINA, Value
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse

NOON = datetime(2026, 11, 2, 12, tzinfo=CHINA)
DAY = date(2026, 11, 2)
THREE = st.sampled_from([True, False, None])


def value(text: str, **answers: Value | None) -> bool | None:
    """The value of a condition under some answers."""
    return evaluate(parse(text), answers.get).value


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_and_or(a: bool | None, b: bool | None, both: bool | None, either: bool | None) -> None:
    """`false and unknown` is false, `true or unknown` is true, the rest stays unknown."""
    assert value("a and b", a=a, b=b) is both
    assert value("a or b", a=a, b=b) is either


@pytest.mark.parametrize(("a", "result"), [(True, False), (False, True), (None, None)])
def test_not(a: bool | None, result: bool | None) -> None:
    """`not unknown` is unknown."""
    assert value("not a", a=a) is result


@given(a=THREE, b=THREE, c=THREE)
def test_more_answers_never_turn_a_value_round(
    a: bool | None, b: bool | None, c: bool | None
) -> None:
    """What was certain with answers open is the same whatever they turn out to be."""
    text = "(a and not b) or (b and c) or not (c or a)"
    before = value(text, a=a, b=b, c=c)
    for full in ((x, y, z) for x in (True, False) for y in (True, False) for z in (True, False)):
        if all(old in (None, new) for old, new in zip((a, b, c), full, strict=True)):
            assert before in (None, value(text, **dict(zip("abc", full, strict=True))))


@pytest.mark.parametrize("op", ["==", "!=", "<", "<=", ">", ">=", "in"])
def test_a_comparison_with_an_open_answer_is_open(op: str) -> None:
    """No comparison, unequal included, holds or fails of what is not known."""
    right = "['x']" if op == "in" else "'x'"
    assert value(f"a {op} {right}") is None


@pytest.mark.parametrize(
    ("text", "answers", "result"),
    [
        ("a > 0", {"a": Decimal("0.01")}, True),
        ("a >= 3", {"a": 3}, True),
        ("a < 3", {"a": 3}, False),
        ("a == 'x'", {"a": "y"}, False),
        ("a != ''", {"a": "y"}, True),
        ("a in ['x', 'y']", {"a": "y"}, True),
        ("a in ['x', 'y']", {"a": "z"}, False),
        ("a > b", {"a": NOON, "b": NOON - timedelta(minutes=1)}, True),
        ("a > b", {"a": DAY, "b": DAY}, False),
        ("a <= b", {"a": DAY, "b": DAY}, True),
        ("a > b", {"a": date(2026, 11, 3), "b": NOON}, True),
        ("a > 0", {"a": "text"}, None),
        ("true", {}, True),
        ("false", {}, False),
    ],
)
def test_comparisons(text: str, answers: dict[str, Value], result: bool | None) -> None:
    """Numbers, words, days and moments compare as what they are; unlike things decide nothing."""
    assert value(text, **answers) is result


@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
def test_a_day_decides_nothing_about_a_moment_of_it(op: str) -> None:
    """Told only the day, nothing is concluded about what came first on that day."""
    assert value(f"a {op} b", a=DAY, b=NOON) is None
    assert value(f"b {op} a", a=DAY, b=NOON) is None


@pytest.mark.parametrize(
    ("text", "answers", "because"),
    [
        ("a and b", {"a": True, "b": True}, {"a", "b"}),
        ("a and b", {"a": True, "b": False}, {"b"}),
        ("a or b", {"b": True}, {"b"}),
        ("a and b", {"a": True}, {"b"}),
        ("a or b", {}, {"a", "b"}),
        ("not a", {"a": True}, {"a"}),
        ("a == b", {"a": 1}, {"b"}),
        ("true", {}, set()),
    ],
)
def test_a_result_names_its_reasons(
    text: str, answers: dict[str, Value], because: set[str]
) -> None:
    """Decided: the answers that decided; open: the answers that are wanted."""
    assert evaluate(parse(text), answers.get).because == because
