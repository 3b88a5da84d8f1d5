"""How each problem stands: who is asked, when, and what is over has no say any more."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from refundcli.case.file import to_case
from refundcli.errors import InvalidInputError
from refundcli.judge import interview, money
from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts
from refundcli.judge.record import stage, with_record
from tests.support import CARD, IDENTITY, KNOWLEDGE, TODAY, case_of, document_of, facts_of

GIFT: Final = {
    **CARD,
    **IDENTITY,
    "also": ["promise_broken"],
    "facts.promise_text": "下单即送演示道具一份",
    "facts.promise_outcome": "other_unkept",
}
ASKED: Final = {
    "events.e1.at": "2026-11-03",
    "events.e1.by": "buyer",
    "events.e1.channel": "merchant",
    "events.e1.kind": "asked",
}
SENT: Final = {**ASKED, "events.e1.document": "merchant_message"}
CARD_STATE: Final = "problems.card_invalid.state"
GIFT_STATE: Final = "problems.promise_broken.state"


def screen(told: dict[str, object], document: str) -> interview.Step | None:
    """The screen that asks how the problems stand, if it is put."""
    steps = interview.steps(facts_of(told), document)
    return next((step for step in steps if step.id == interview.PROBLEMS), None)


def test_what_is_over_leads_no_more() -> None:
    """The next problem leads; of several that are over the rest stands as if alone."""
    before = assess(facts_of({**GIFT, **SENT}))
    assert before.told == ("card_invalid", "promise_broken")
    for state in ("resolved", "dropped"):
        after = assess(facts_of({**GIFT, **SENT, CARD_STATE: state}))
        assert (after.scenario, after.also, after.told) == (
            "promise_broken",
            (),
            ("promise_broken",),
        )
    assert assess(facts_of({**GIFT, **SENT, CARD_STATE: "persists"})).told == before.told
    unknown = assess(facts_of({**GIFT, **SENT, CARD_STATE: "?"}))
    assert unknown.told == before.told


def test_what_a_problem_told_stays_known() -> None:
    """Choosing card codes said what kind of goods it is, even once the code has been replaced."""
    facts = facts_of({**GIFT, **SENT, CARD_STATE: "resolved"})
    assert facts.get("order.goods") == "card_code"
    assert facts.question("facts.error_text") is not None


@pytest.mark.parametrize(
    ("card", "gift", "over"),
    [
        ("resolved", "dropped", True),
        ("dropped", "dropped", True),
        ("resolved", "persists", False),
        ("resolved", "?", False),
        ("persists", "persists", False),
    ],
)
def test_all_over_closes_everything_and_the_road(card: str, gift: str, over: bool) -> None:
    """Nothing is left: every document is closed, the stage is the last; unknown is not over."""
    facts = facts_of({**GIFT, **SENT, CARD_STATE: card, GIFT_STATE: gift})
    found = assess(facts)
    assert (found.blocked is not None) is over
    assert any(state.open for state in found.documents) is not over
    assert (stage(facts, with_record(facts, facts.get)) == "closed") is over


def test_a_problem_still_to_be_named_is_not_over() -> None:
    """What a file says of a second problem does not end a case whose first is not told yet."""
    facts = facts_of({"also": ["promise_broken"], GIFT_STATE: "resolved"})
    assert not facts.problems.over
    assert assess(facts).blocked is None


def test_a_merchant_that_answered_is_not_unreachable() -> None:
    """Its last word ends the silence; the buyer's next message in vain begins it anew."""
    silent = {**CARD, **SENT, "facts.no_reply": True}
    answer = {"events.e2.at": "2026-11-05", "events.e2.by": "merchant", "events.e2.kind": "replied"}
    again = {"events.e3.at": "2026-11-08", "events.e3.by": "buyer", "events.e3.kind": "reminded"}
    assert assess(facts_of(silent)).also == ("unreachable",)
    assert assess(facts_of({**silent, **answer})).also == ()
    assert assess(facts_of({**silent, **answer, **again})).also == ("unreachable",)


def test_who_is_asked_how_the_problems_stand() -> None:
    """Several problems and a letter gone out, or a contact before another channel is taken."""
    keys = (CARD_STATE, GIFT_STATE)
    found = screen({**GIFT, **SENT}, "merchant_reminder")
    assert found == interview.Step(interview.PROBLEMS, "screen", "progress", keys, done=False)
    assert screen(GIFT, "platform_complaint") is None
    assert screen({**GIFT, **ASKED}, "merchant_message") is None
    assert screen({**GIFT, **ASKED}, "platform_complaint") is not None
    assert screen({**GIFT, **SENT}, "settlement") is None
    assert screen({**CARD, **IDENTITY, **SENT}, "platform_complaint") is None


def test_one_ground_and_silence_ask_nothing() -> None:
    """Going on says that the one problem persists; whether they answer is in the log."""
    told = {**CARD, **IDENTITY, **SENT, "facts.no_reply": True}
    assert screen(told, "complaint_12315") is None
    several = screen({**GIFT, **SENT, "facts.no_reply": True}, "complaint_12315")
    assert several is not None
    assert several.keys[-1] == "problems.unreachable.state"


def test_once_answered_it_is_not_put_again() -> None:
    """Known or left open, the prompt has been put; the review still shows it."""
    for states in ({CARD_STATE: "persists", GIFT_STATE: "resolved"}, {CARD_STATE: "?"}):
        found = screen({**GIFT, **SENT, GIFT_STATE: "?", **states}, "merchant_reminder")
        assert found is not None
        assert found.done
    over = screen(
        {**GIFT, **SENT, CARD_STATE: "resolved", GIFT_STATE: "dropped"}, "civil_complaint"
    )
    assert over is not None
    assert over.done


def test_the_question_names_the_problem() -> None:
    """Each is asked by its own title, in a prompt, a box and a review alike."""
    facts = facts_of({**GIFT, **SENT})
    found = interview.question(CARD_STATE, facts)
    assert KNOWLEDGE.scenario("card_invalid").title in found.ask
    assert KNOWLEDGE.scenario("card_invalid").title in found.tick_label
    assert [choice.value for choice in found.choices] == ["persists", "resolved", "dropped"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("problems.card_invlid.state", "是不是 card_invalid"),
        ("problems.delayed.state", "这件事里没有“delayed”这个问题"),
        ("problems.card_invalid.stat", "是不是 problems.card_invalid.state"),
    ],
)
def test_a_problem_that_is_none(key: str, said: str) -> None:
    """A slip is named with the nearest, or with the problems that the case has."""
    with pytest.raises(InvalidInputError, match=said):
        case_of({**GIFT, key: "resolved"})


def test_an_answer_may_go_stale() -> None:
    """Whoever renames the problem keeps the case readable; what is said now must be right."""
    told = document_of({**CARD, "problems.delayed.state": "resolved"})
    stored = to_case(told, KNOWLEDGE, TODAY, fresh=())
    assert Facts(stored, KNOWLEDGE, date(2026, 11, 23)).problems.ended == {}
    with pytest.raises(InvalidInputError):
        to_case(told, KNOWLEDGE, TODAY, fresh={"problems.delayed.state"})


def test_what_was_asked_for_a_problem_that_is_over() -> None:
    """A demand that only the resolved problem carried is left out and told, no error."""
    told = {**GIFT, **SENT, "demand.kind": ["refund"], CARD_STATE: "resolved"}
    facts = facts_of(told)
    asked = money.demands(facts, assess(facts))
    assert [demand.kind for demand in asked] == ["reissue"]
    assert "退款" in money.ungrounded(facts, assess(facts))
