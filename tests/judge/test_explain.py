"""Reasons and what would change them: tried out, true, and never against what the buyer stated."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli.judge.assess import assess
from refundcli.judge.explain import Explanation, Turn, explain
from refundcli.judge.facts import Facts
from refundcli.judge.suppose import is_open, supposing, ways
from refundcli.knowledge.grammar import parse
from tests.golden import GOLDEN, Golden
from tests.judge.answers import GROUNDS, answers
from tests.support import CARD, KNOWLEDGE, TODAY, facts_of, holding

SHOWN: Final = {**CARD, **holding("order_page")}


def explained(**changes: object) -> Explanation:
    """The card case with some answers changed, `__` for the dot."""
    told = {key.replace("__", "."): value for key, value in changes.items()}
    return explain(facts_of({**SHOWN, **told}))


def turns_of(found: Explanation) -> dict[frozenset[str], list[Turn]]:
    """What would change it, by the keys that are supposed."""
    turns: dict[frozenset[str], list[Turn]] = {}
    for turn in found.turns:
        turns.setdefault(frozenset(item.key for item in turn.suppose), []).append(turn)
    return turns


def test_proof_that_would_strengthen() -> None:
    """Alone where it does alone, with what it must show where it must show something."""
    turns = turns_of(explained())
    (filmed,) = turns[frozenset({"has.failure_recording"})]
    assert (filmed.responsible, filmed.strength) == ("merchant", "strong")
    recorded = turns[frozenset({"has.usage_record", "facts.usage_shows"})]
    strong = next(turn for turn in recorded if turn.strength == "strong")
    assert {item.key: item.values for item in strong.suppose} == {
        "has.usage_record": (True,),
        "facts.usage_shows": ("before_delivery", "stranger"),
    }
    # Alone the record changes nothing, and what it shows is not asked of whoever lacks it.
    assert frozenset({"has.usage_record"}) not in turns
    assert frozenset({"facts.usage_shows"}) not in turns


def test_proof_out_of_reach_may_still_turn_up() -> None:
    """没有 of a proof is no fact about what happened."""
    turns = turns_of(explained(has__failure_recording="/"))
    assert frozenset({"has.failure_recording"}) in turns


def test_what_is_strong_already_is_not_made_stronger() -> None:
    """The reason that lifted it is among the reasons, with the proof that did."""
    found = explain(facts_of({**CARD, **holding("failure_recording")}))
    assert found.stronger == ""
    lifted = next(item for item in found.reasons if item.rule.endswith(".stronger"))
    assert lifted.answers == ("has.failure_recording",)
    assert all(turn.strength != "strong" or turn.closes for turn in found.turns)


def test_an_answer_that_was_given_is_never_supposed() -> None:
    """Who redeemed the code himself is told what he can do, and nothing to answer otherwise."""
    own = explained(facts__redeemed_by="self")
    assert own.assessment.blocked
    assert own.turns == ()
    worked = explained(facts__redeemed_by="worked")
    assert worked.assessment.strength == "weak"
    keys = {item.key for turn in worked.turns for item in turn.suppose}
    assert not keys & set(SHOWN)


def test_an_open_answer_is_tried_with_every_choice() -> None:
    """Each answer that the question offers is told with what it comes to, the bad ones too."""
    found = explained(facts__redeemed_by="?")
    assert found.undecided == ("facts.redeemed_by",)
    alone = turns_of(found)[frozenset({"facts.redeemed_by"})]
    outcomes = {value: turn for turn in alone for item in turn.suppose for value in item.values}
    assert outcomes["nobody"].responsible == "merchant"
    assert outcomes["self"].responsible == "buyer"
    assert outcomes["self"].closes


def test_without_a_problem_nothing_is_concluded() -> None:
    """What is open is the problem itself."""
    found = explain(facts_of({"order.amount": "5"}))
    assert found.undecided == ("scenario",)
    assert (found.reasons, found.turns) == ((), ())


@pytest.mark.parametrize("golden", GOLDEN[::9], ids=lambda golden: golden.name)
def test_what_is_told_comes_out(golden: Golden) -> None:
    """Each change that is told really comes about, and supposes only what is open."""
    facts = Facts(golden.case, KNOWLEDGE, TODAY)
    found = explain(facts)
    for turn in found.turns:
        for item in turn.suppose:
            assert is_open(item.key, facts)
            assert item.key not in golden.case.answers
        then = assess(supposing(facts, {item.key: item.values[-1] for item in turn.suppose}))
        assert (then.responsible, then.strength, then.stance) == (
            turn.responsible,
            turn.strength,
            turn.stance,
        )
        now = {state.id for state in found.assessment.documents if state.open}
        assert {state.id for state in then.documents if state.open} == (
            now | set(turn.opens)
        ) - set(turn.closes)


@settings(max_examples=60)
@given(data=st.data())
def test_every_reason_names_answers_that_were_given(data: st.DataObject) -> None:
    """Whatever the answers: reasons rest on what is known, changes on what is not."""
    facts = facts_of(data.draw(answers(data.draw(st.sampled_from(GROUNDS)))))
    found = explain(facts)
    keys = {key for reason in found.reasons for key in reason.answers}
    assert [key for key in keys if facts.get(key) is None and not key.startswith("events.")] == []
    assert all(is_open(item.key, facts) for turn in found.turns for item in turn.suppose)


@pytest.mark.parametrize(
    ("condition", "wanted", "found"),
    [
        ("has.chat_log", True, [{"has.chat_log": True}]),
        ("has.chat_log", False, []),
        ("not has.chat_log", True, []),
        ("has.order_page and has.chat_log", True, [{"has.chat_log": True}]),
        (
            "has.chat_log or has.usage_record",
            True,
            [{"has.chat_log": True}, {"has.usage_record": True}],
        ),
        ("facts.redeemed_by == 'self'", True, []),
        ("facts.filed_elsewhere", False, [{"facts.filed_elsewhere": False}]),
        ("facts.filed_elsewhere and not facts.filed_elsewhere", True, []),
    ],
)
def test_ways(condition: str, wanted: bool, found: list[dict[str, object]]) -> None:
    """The smallest sets of open answers, none against what is known or against each other."""
    facts = facts_of(SHOWN)
    expected = {frozenset(way.items()) for way in found}
    assert ways(parse(condition), facts, wanted=wanted) == expected
