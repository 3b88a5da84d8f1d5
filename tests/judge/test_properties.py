"""What holds whatever the answers: nothing rests on silence, proof never hurts, order is idle."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli import api
from refundcli.errors import RefundError
from refundcli.judge.assess import assess, decide
from refundcli.judge.checklist import checklist
from refundcli.judge.interview import next_step, steps
from tests.judge.answers import GROUNDS, answers, completed, sources
from tests.support import KNOWLEDGE, TODAY, case_of, facts_of

STRENGTH: Final = ("none", "weak", "fair", "strong")
EVERY: Final = pytest.mark.parametrize("name", GROUNDS)
ALL: Final = pytest.mark.parametrize("name", KNOWLEDGE.scenario_ids)


@ALL
@settings(max_examples=200)
@given(data=st.data())
def test_no_conclusion_rests_on_an_unanswered_question(name: str, data: st.DataObject) -> None:
    """What a rule decided no further answer takes back, save what a lenient rule confirms."""
    told = data.draw(answers(name))
    first = decide(name, facts_of(told))
    if first.open:
        assert first.rule == KNOWLEDGE.scenario(name).rules[-1].id
        return
    second = decide(name, facts_of(data.draw(completed(told, name))))
    ids = [rule.id for rule in KNOWLEDGE.scenario(name).rules]
    if first.rule != second.rule:
        assert ids.index(second.rule) < ids.index(first.rule)
        assert KNOWLEDGE.scenario(name).rules[ids.index(second.rule)].lenient
        return
    assert (first.responsible, first.stance) == (second.responsible, second.stance)
    assert STRENGTH.index(second.strength) >= STRENGTH.index(first.strength)


@ALL
@given(data=st.data())
def test_a_finding_names_every_answer_it_rests_on(name: str, data: st.DataObject) -> None:
    """With all other answers gone, the verdict is the same."""
    told = data.draw(answers(name))
    facts = facts_of(told)
    decision = decide(name, facts)
    named = sources(facts, {key for finding in decision.findings for key in finding.answers})
    kept = {
        key: value
        for key, value in told.items()
        if key in {"scenario", *named} or f"has.{value}" in named
    }
    again = decide(name, facts_of(kept))
    assert (again.rule, again.strength) == (decision.rule, decision.strength)


@EVERY
@given(data=st.data())
def test_a_finding_names_only_what_was_answered(name: str, data: st.DataObject) -> None:
    """A finding names its rule, and no key that has no answer."""
    told = data.draw(answers(name))
    facts = facts_of(told)
    for finding in assess(facts).findings:
        assert finding.rule
        assert finding.text
        assert [key for key in finding.answers if facts.get(key) is None] == []


@ALL
@given(data=st.data())
def test_more_proof_never_weakens(name: str, data: st.DataObject) -> None:
    """Another item of evidence keeps who answers, and never lowers the strength."""
    told = data.draw(answers(name))
    kind = data.draw(st.sampled_from(list(KNOWLEDGE.evidence)))
    before, after = assess(facts_of(told)), assess(facts_of({**told, "evidence.X.kind": kind}))
    assert (after.responsible, after.stance) == (before.responsible, before.stance)
    assert STRENGTH.index(after.strength) >= STRENGTH.index(before.strength)
    assert {state.id for state in before.documents if state.open} <= {
        state.id for state in after.documents if state.open
    }


@ALL
@settings(max_examples=40)
@given(data=st.data())
def test_the_order_of_answers_changes_nothing(name: str, data: st.DataObject) -> None:
    """The same answers in any order are the same case."""
    told = data.draw(answers(name))
    shuffled = dict(data.draw(st.permutations(list(told.items()))))
    facts, other = facts_of(told), facts_of(shuffled)
    assert assess(facts) == assess(other)
    assert {item.kind: item.status for item in checklist(facts).items} == {
        item.kind: item.status for item in checklist(other).items
    }
    assert steps(facts, "complaint_12315") == steps(other, "complaint_12315")


@ALL
@given(data=st.data())
def test_missing_answers_are_told_with_their_state(name: str, data: st.DataObject) -> None:
    """What kept a rule open is listed first, each key once, with the state in which it stands."""
    facts = facts_of(data.draw(answers(name)))
    missing = assess(facts).missing
    listed = [item.key for item in missing]
    assert len(listed) == len(set(listed))
    still_open = decide(name, facts).open
    behind = {key for name in still_open for key in (*facts.lacking(name), *facts.sources(name))}
    assert not still_open or behind & set(listed)
    for item in missing:
        assert item.state == facts.case.state(item.key).value
        assert item.ask
        assert item.changes


def letters(told: dict[str, Any]) -> list[str]:
    """Every document of the case; what cannot be written says so as one of our own errors."""
    case, found = case_of(told), []
    for document in KNOWLEDGE.documents.documents:
        try:
            found.append(api.draft(document, case, KNOWLEDGE, today=TODAY).text)
        except RefundError as error:
            found.append(f"{error.message}\n")
    return found


@ALL
@settings(max_examples=40)
@given(data=st.data())
def test_no_case_makes_a_crash(name: str, data: st.DataObject) -> None:
    """Two problems, any answers, any document: a letter, or an error in words."""
    told = data.draw(answers(name)) | data.draw(answers(data.draw(st.sampled_from(GROUNDS))))
    told["scenario"], told["also"] = name, [told["scenario"]]
    whole = {
        **told,
        "order.number": "TEST1",
        "order.product": "演示商品",
        "merchant.name": "演示店铺",
    }
    assert all(text.endswith("\n") for text in letters(whole))
    step = next_step(facts_of(told), "merchant_message")
    assert step is None or step.keys
