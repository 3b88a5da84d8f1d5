"""The language of conditions is closed: comparisons, membership, and / or / not over keys."""

from __future__ import annotations

import pytest

from refundcli.knowledge.grammar import (
    And,
    Compare,
    ConditionError,
    Const,
    Key,
    Not,
    Or,
    keys,
    literals,
    parse,
)


def test_a_condition_is_read_into_nodes() -> None:
    """Every form of the language has its node."""
    a = Compare(Key("facts.a"), "==", Const("x"))
    b = Compare(Key("has.b"), "==", Const(value=True))
    c = Compare(Key("n"), "in", Const((1, 2)))
    assert parse("facts.a == 'x' and not (has.b or n in [1, 2])") == And((a, Not(Or((b, c)))))
    assert parse(" true ") == Const(value=True)
    assert parse("facts.a <= facts.b") == Compare(Key("facts.a"), "<=", Key("facts.b"))


@pytest.mark.parametrize(
    "text",
    ["__import__('os').system('x')", "len(facts.a) > 1", "facts.a + 1 == 2", "facts['a']",
     "a if b else c", "lambda: 1", "1 < facts.a < 2", "facts.a is true", "facts.a not in [1]",
     "[facts.a]", "f'{facts.a}'", "facts.a == 1.5", "facts.a == None", "facts.a == [facts.b]",
     "-facts.a", "", "facts.a ==", "facts.a = 1", "a; b", "facts.a in {1}", "(x := 1)", "*a"],
)  # fmt: skip
def test_what_is_not_of_the_language_is_refused(text: str) -> None:
    """No call, no arithmetic, no index, no chain, no assignment is ever taken."""
    with pytest.raises(ConditionError):
        parse(text)


def test_keys_and_literals_of_a_condition() -> None:
    """What a condition names can be checked: its keys, and what each is compared with."""
    condition = parse("facts.a in ['x', 'y'] or (not has.b and 'z' != facts.c) or true")
    assert keys(condition) == {"facts.a", "has.b", "facts.c"}
    assert literals(condition) == (
        ("facts.a", "x"),
        ("facts.a", "y"),
        ("has.b", True),
        ("facts.c", "z"),
    )
