"""Every condition of the base reads, and names keys and answers that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from refundcli.knowledge.grammar import (
    And,
    Compare,
    Condition,
    Const,
    Key,
    Not,
    Or,
    keys,
    literals,
    parse,
)
from tests.support import KNOWLEDGE

EVIDENCE: Final = {f"has.{kind}" for kind in KNOWLEDGE.evidence}


ROLES: Final = {
    f"role.{part}"
    for basis in (
        *(r.basis for name in KNOWLEDGE.scenario_ids for r in KNOWLEDGE.scenario(name).rules),
        *(rider.basis for rider in KNOWLEDGE.channels.riders),
    )
    for role in basis
    for part in (role, role.partition(".")[0])
}


def of_scenarios() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Conditions of each scenario, which may name its own facts and the common ones."""
    common = {*KNOWLEDGE.common.questions, *KNOWLEDGE.common.computed, *EVIDENCE}
    for name in KNOWLEDGE.scenario_ids:
        scenario = KNOWLEDGE.scenario(name)
        own = frozenset({*common, *scenario.questions})
        for rule in scenario.rules:
            yield rule.id, rule.when, own
            yield f"{rule.id}.stronger", rule.stronger_when or "true", own
        for key, question in scenario.questions.items():
            yield key, question.when, own


def of_the_rest() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Conditions outside the scenarios."""
    every = frozenset({*KNOWLEDGE.every_question, *KNOWLEDGE.common.computed, *EVIDENCE})
    judged = every | {"stance", "today", *ROLES}
    for key, question in KNOWLEDGE.common.questions.items():
        yield key, question.when, every
    for name, condition in KNOWLEDGE.common.joins.items():
        yield f"joins.{name}", condition, every
    for stem in KNOWLEDGE.law_ids:
        for number, article in KNOWLEDGE.law(stem).articles.items():
            yield f"{stem}.{number}", article.applies, every
    yield from ((name, text, every) for name, text in of_gates())
    yield from ((name, text, judged) for name, text in of_channels())
    for name, document in KNOWLEDGE.documents.documents.items():
        yield from ((name, closing.when, judged) for closing in document.closed)
        yield from ((name, condition, every) for condition in document.requires_when.values())
    yield from ((rider.id, rider.when, judged) for rider in KNOWLEDGE.channels.riders)
    yield from (("advice", advice.when, judged) for advice in KNOWLEDGE.advice)
    yield from ((f"refusals.{n}", r.when, judged) for n, r in KNOWLEDGE.refusals.items())


def of_gates() -> Iterator[tuple[str, str]]:
    """What closes everything, and advice."""
    yield from ((rule.id, rule.when) for rule in KNOWLEDGE.channels.gates)


def of_channels() -> Iterator[tuple[str, str]]:
    """When a channel refuses; these and the closings of documents may name the stance."""
    for name, channel in KNOWLEDGE.channels.channels.items():
        for number, ground in channel.grounds.items():
            given = filter(None, (ground.fail, ground.risk, ground.passes))
            yield from ((f"{name}.{number}", text) for text in given)


CONDITIONS: Final = [*of_scenarios(), *of_the_rest()]
UNIQUE: Final = sorted(
    {(text, where) for where, text, _ in CONDITIONS if text not in ("true", "false")}
)


@pytest.mark.parametrize(("where", "text", "allowed"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_a_condition_names_keys_that_exist(where: str, text: str, allowed: frozenset[str]) -> None:
    """No condition waits for an answer that no question gives."""
    assert keys(parse(text)) <= allowed, where


@pytest.mark.parametrize(
    ("text", "where"), UNIQUE, ids=[f"{u[1]}-{i}" for i, u in enumerate(UNIQUE)]
)
def test_a_condition_compares_with_answers_that_exist(text: str, where: str) -> None:
    """A misspelt choice would never hold: every literal is a value that the key can take."""
    for key, literal in literals(parse(text)):
        assert literal in values_of(key, literal), f"{where}: {key} == {literal!r}"


def values_of(key: str, literal: object) -> set[object]:
    """What a key can be compared with; numbers and empty text only with a key of such a type."""
    if key in EVIDENCE:
        return {True}
    if key.startswith("role."):
        return {True}
    if key == "stance":
        return set(KNOWLEDGE.documents.stances)
    asked = KNOWLEDGE.every_question.get(key)
    kind = asked.type if asked else KNOWLEDGE.common.computed[key].type
    if asked and asked.choices:
        return {choice.value for choice in asked.choices}
    if kind in ("number", "money") and isinstance(literal, int):
        return {literal}
    return {True, False} if kind == "yesno" else {""} if kind in ("text", "phone") else set()


def held_alone(condition: Condition, guarded: frozenset[str]) -> Iterator[str]:
    """Parts of a `stronger_when` that rest on no proof, or on proof that is not held."""
    match condition:
        case Not() | Const():
            yield repr(condition)
        case And(parts):
            held = [keys(part) for part in parts if isinstance(part, Compare) and is_held(part)]
            for part in parts:
                yield from held_alone(part, guarded.union(*held))
        case Or(parts):
            for part in parts:
                yield from held_alone(part, guarded)
        case Compare(Key(name)) if not is_held(condition) and guard(name) not in guarded:
            yield name


def is_held(part: Compare) -> bool:
    """`has.<kind>`, affirmed."""
    affirmed = part.op == "==" and part.right == Const(value=True)
    return isinstance(part.left, Key) and part.left.name in EVIDENCE and affirmed


def guard(key: str) -> str:
    """The proof whose content a question asks about."""
    return KNOWLEDGE.every_question[key].when


@pytest.mark.parametrize(
    "text",
    [
        rule.stronger_when
        for n in KNOWLEDGE.scenario_ids
        for rule in KNOWLEDGE.scenario(n).rules
        if rule.stronger_when
    ],
)
def test_a_claim_is_lifted_only_by_proof_that_is_held(text: str) -> None:
    """Never a negated proof, never a bare assertion: what proof shows counts only with it."""
    assert list(held_alone(parse(text), frozenset())) == []


@pytest.mark.parametrize("text", ["not has.chat_log", "facts.usage_shows == 'stranger'", "true",
                                  "has.chat_log or facts.usage_shows == 'stranger'"])  # fmt: skip
def test_the_check_itself_can_fail(text: str) -> None:
    """What the check is there to refuse, it refuses."""
    assert list(held_alone(parse(text), frozenset()))


def test_rules_do_not_rest_on_proof() -> None:
    """Who answers for it depends on what happened; proof only lifts the strength."""
    for name in KNOWLEDGE.scenario_ids:
        for rule in KNOWLEDGE.scenario(name).rules:
            assert not keys(parse(rule.when)) & EVIDENCE, rule.id
