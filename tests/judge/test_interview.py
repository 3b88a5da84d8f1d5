"""The interview asks what it needs, in a humane order, and no more prompts than promised."""

from __future__ import annotations

from typing import Final

import pytest

from refundcli.judge import interview
from refundcli.judge.facts import Facts
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse
from tests.golden import GOLDEN, Golden
from tests.support import CARD, IDENTITY, KNOWLEDGE, TODAY, facts_of

MESSAGE_PROMPTS: Final = 13
COMPLAINT_PROMPTS: Final = 6


def walk(told: dict[str, object], document: str) -> list[str]:
    """Answer the prompts one after another from nothing, as the wizard does."""
    known: dict[str, object] = {}
    prompts: list[str] = []
    while step := interview.next_step(facts_of(known), document):
        prompts.append(step.id)
        assert len(prompts) <= 40, prompts
        known |= {key: told.get(key, "?") for key in step.keys}
    return prompts


@pytest.mark.parametrize("kind", ["used", "expired", "region"])
def test_a_message_about_a_card_takes_few_prompts(kind: str) -> None:
    """From nothing to a message: at most 13 prompts; on to a 12315 draft: at most 6 more."""
    told = {**CARD, **IDENTITY, "facts.error_kind": kind, "facts.limit": "not_named"}
    message = walk(told, "merchant_message")
    complaint = walk(told, "complaint_12315")
    assert len(message) <= MESSAGE_PROMPTS
    assert complaint[: len(message)] == message
    assert len(complaint) - len(message) <= COMPLAINT_PROMPTS


def golden_facts(golden: Golden) -> Facts:
    """A golden case with its sender."""
    return Facts(golden.signed, KNOWLEDGE, TODAY)


def one_ground(golden: Golden) -> bool:
    """The wizard asks about one ground; a second one comes from a file alone."""
    found = golden_facts(golden).scenarios.values()
    return sum(not scenario.modifier for scenario in found) <= 1


@pytest.mark.parametrize(
    "golden", [pytest.param(golden, id=golden.name) for golden in GOLDEN if one_ground(golden)]
)
def test_every_case_keeps_the_house_limits(golden: Golden) -> None:
    """At most 14 prompts to a merchant message and 20 to a 12315 draft, whatever the problem."""
    assert len(interview.steps(golden_facts(golden), "merchant_message")) <= 14
    assert len(interview.steps(golden_facts(golden), "complaint_12315")) <= 20


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_the_order_of_asking(golden: Golden) -> None:
    """Screeners first, what a story raised, then the problem; who the buyer is last of all."""
    facts = golden_facts(golden)
    for document in KNOWLEDGE.documents.documents:
        steps = interview.steps(facts, document)
        plain = [step.id for step in steps if step.id not in KNOWLEDGE.common.alarms]
        assert plain[:2] == ["screeners", "scenario"]
        assert steps[0].kind == "screen"
        identity = [number for number, step in enumerate(steps) if step.id.startswith("buyer.")]
        assert identity == list(range(len(steps) - len(identity), len(steps))), document
        assert len({step.id for step in steps}) == len(steps)


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_every_relevant_question_is_reached(golden: Golden) -> None:
    """Each decisive question that arises, and all that the document requires, has its prompt."""
    facts = golden_facts(golden)
    for document in ("merchant_message", "complaint_12315"):
        asked = {key for step in interview.steps(facts, document) for key in step.keys}
        joined = KNOWLEDGE.documents.documents[document].joined
        asking = [item for item in facts.scenarios.values() if joined or not item.modifier]
        wanted = {
            key
            for item in asking
            for key in item.ask
            if interview.relevant(key, facts)
            and evaluate(parse(item.ask_when.get(key, "true")), facts.get).value is not False
        }
        required = {key for key in interview.required(facts, document) if "*" not in key}
        assert wanted | required - {"also"} <= asked


def test_all_screeners_are_on_one_screen() -> None:
    """No screener is dropped: each question of the screen is a box of the first prompt."""
    first = interview.steps(facts_of({}), "merchant_message")[0]
    questions = KNOWLEDGE.common.questions
    assert set(first.keys) == {key for key in questions if questions[key].screen == "screeners"}
    assert {
        "buyer.purpose",
        "facts.filed_elsewhere",
        "facts.suspected_fraud",
        "facts.illegal_goods",
    } <= set(first.keys)


def test_steps_are_a_pure_function() -> None:
    """Asking twice gives the same steps, and the case is as it was."""
    facts = facts_of(CARD)
    before = dict(facts.case.answers)
    assert interview.steps(facts, "complaint_12315") == interview.steps(facts, "complaint_12315")
    assert dict(facts.case.answers) == before


@pytest.mark.parametrize("mark", ["?", "/", "skip"])
def test_a_question_is_put_once(mark: str) -> None:
    """不知道, 拿不到 and later all count as asked: the question does not come back."""
    facts = facts_of({**CARD, "facts.tried_at": mark})
    steps = {step.id: step for step in interview.steps(facts, "merchant_message")}
    assert steps["facts.tried_at"].done


def test_a_question_that_does_not_arise_is_not_put() -> None:
    """Who redeemed it is asked of a used card, not of an expired one, and the other way round."""
    used = {step.id for step in interview.steps(facts_of(CARD), "merchant_message")}
    expired = facts_of({**CARD, "facts.error_kind": "expired"})
    late = {step.id for step in interview.steps(expired, "merchant_message")}
    assert "facts.redeemed_by" in used - late
    assert "facts.limit" in late - used


def test_a_modifier_that_a_document_leaves_out_asks_nothing_in_it() -> None:
    """Nobody answers: that is asked about for the platform, not for a message to the seller."""
    told = {"scenario": "balance_only", "facts.offer": "balance", "facts.no_reply": True}
    asked = {step.id for step in interview.steps(facts_of(told), "merchant_message")}
    assert not {"facts.contacted_on", "order.platform_kind"} & asked
    further = {step.id for step in interview.steps(facts_of(told), "complaint_12315")}
    assert {"facts.contacted_on", "order.platform_kind"} <= further


def test_an_edit_tells_what_it_unsettles() -> None:
    """Changing an answer keeps the others and names those that are no longer asked for."""
    before = facts_of(CARD)
    after = facts_of({**CARD, "facts.error_kind": "expired"})
    assert interview.unsettled(before, after, "merchant_message") == ("facts.redeemed_by",)
    assert after.case.get("facts.redeemed_by") == "nobody"


def test_what_must_be_confirmed_is_named_until_it_was_put() -> None:
    """A question that could make a letter dishonest must have been put, if only to be left open."""
    assert interview.unasked(facts_of({**CARD, "facts.redeemed_by": None})) == (
        "facts.redeemed_by",
    )
    assert interview.unasked(facts_of({**CARD, "facts.redeemed_by": "?"})) == ()
