"""What must be proved: only what is known and shown counts, and proof never takes anything away."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli.judge.assess import assess
from refundcli.judge.matrix import matrix
from refundcli.judge.points import PointState
from tests.judge.answers import answers
from tests.support import CARD, KNOWLEDGE, facts_of

ALL: Final = pytest.mark.parametrize("name", KNOWLEDGE.scenario_ids)
RANK: Final = {"out_of_reach": 0, "gap": 0, "other_side": 0, "partly": 1, "proved": 2}
CALLED: Final = {
    **CARD,
    "events.e1.kind": "asked",
    "events.e1.by": "buyer",
    "events.e1.channel": "merchant",
    "events.e1.at": "2026-11-02 09:00",
}


def points(told: dict[str, Any]) -> dict[str, PointState]:
    """The matrix of a case, by point."""
    facts = facts_of(told)
    return {state.point: state for state in matrix(facts, assess(facts))}


@ALL
@settings(max_examples=25)
@given(data=st.data())
def test_more_proof_never_makes_a_point_worse(name: str, data: st.DataObject) -> None:
    """Another item adds no duty and takes none of the proof; what it settles need not be asked."""
    told = data.draw(answers(name))
    kind = data.draw(st.sampled_from(list(KNOWLEDGE.evidence)))
    keys = data.draw(st.none() | st.sets(st.sampled_from(KNOWLEDGE.evidence[kind].shows or ("x",))))
    item: dict[str, Any] = {"evidence.X.kind": kind}
    if keys is not None and "x" not in keys:
        item["evidence.X.shows"] = sorted(keys)
    before, after = points(told), points({**told, **item})
    assert set(after) <= set(before)
    for point, state in before.items():
        if point not in after:
            assert state.status != "proved"
            continue
        assert RANK[after[point].status] >= RANK[state.status]
        assert set(state.evidence) <= set(after[point].evidence)
        assert {record.what for record in after[point].records} <= {
            record.what for record in state.records
        }


@ALL
@settings(max_examples=15)
@given(data=st.data())
def test_what_shows_nothing_proves_nothing(name: str, data: st.DataObject) -> None:
    """An item recorded to show none of the keys of the case stands beside no point."""
    told = data.draw(answers(name))
    kind = data.draw(st.sampled_from(list(KNOWLEDGE.evidence)))
    blank = {**told, "evidence.X.kind": kind, "evidence.X.shows": ["story"]}
    number = len([key for key in told if key.endswith(".kind")]) + 1
    assert [p for p, state in points(blank).items() if number in state.evidence] == []


@ALL
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_not_held_is_not_proved(name: str, data: st.DataObject) -> None:
    """Without items nothing is proved; every point says what would show it, or who holds it."""
    told = {k: v for k, v in data.draw(answers(name)).items() if not k.startswith("evidence.")}
    for state in points(told).values():
        assert state.evidence == ()
        assert state.status in ("gap", "out_of_reach", "other_side")
        assert state.lacking or state.records
        assert (state.status == "other_side") == (state.whose == "other")


@ALL
@settings(max_examples=15)
@given(data=st.data())
def test_a_point_names_only_answers_that_were_given(name: str, data: st.DataObject) -> None:
    """What a point and its records come from is known."""
    told = data.draw(answers(name))
    facts = facts_of(told)
    for state in matrix(facts, assess(facts)):
        named = {*state.answers, *(key for record in state.records for key in record.answers)}
        assert [key for key in named if facts.get(key) is None] == []


def test_only_what_is_recorded_by_hand_counts() -> None:
    """A cropped page shows what is left on it, not what its kind shows by nature."""
    whole = points({**CARD, "evidence.E1.kind": "order_page"})
    cropped = points(
        {**CARD, "evidence.E1.kind": "order_page", "evidence.E1.shows": ["order.amount"]}
    )
    assert (whole["deal"].status, whole["paid"].status) == ("proved", "partly")
    assert (cropped["deal"].status, cropped["paid"].status) == ("gap", "partly")
    assert [item.kind for item in cropped["deal"].lacking] == ["order_page"]


def test_what_was_looked_at_and_found_whole_shows_what_its_kind_shows() -> None:
    """A chat on which nothing is missing stays proof of what was asked, whatever else is on it."""
    nature = KNOWLEDGE.evidence["chat_log"].shows
    chat = {**CALLED, "evidence.E1.kind": "chat_log"}
    read = {**chat, "evidence.E1.shows": [*nature, "order.number"]}
    assert points(read)["asked"].evidence == points(chat)["asked"].evidence == (1,)
    cut = {**chat, "evidence.E1.shows": ["order.number"]}
    assert points(cut)["asked"].evidence == ()


def test_an_unanswered_question_is_shown_by_nothing() -> None:
    """The page is at hand, but nobody has said what the code was tried with: ask first."""
    told = {key: value for key, value in CARD.items() if key != "facts.error_text"}
    state = points({**told, "evidence.E1.kind": "failure_prompt"})["redeem_failed"]
    assert (state.status, state.unknown) == ("gap", ("facts.error_text",))
    assert [item.kind for item in state.lacking] == ["failure_recording"]


def test_only_a_recording_shows_the_first_try() -> None:
    """A screenshot of the same moment does not, whatever it is recorded to show."""
    shows = ["facts.error_text", "facts.tried_at"]
    shot = {**CARD, "evidence.E1.kind": "failure_prompt", "evidence.E1.shows": shows}
    assert points(shot)["first_try"].status == "gap"
    film = {**CARD, "evidence.E1.kind": "failure_recording"}
    assert points(film)["first_try"].evidence == (1,)


def test_what_the_buyer_cannot_get_is_asked_of_others() -> None:
    """An order page still to be fetched is nobody else's business; one that is lost is."""
    assert points(dict(CARD))["deal"].records == ()
    lost = points({**CARD, "has.order_page": "/"})["deal"]
    assert (lost.status, lost.lacking[0].status) == ("out_of_reach", "unavailable")
    assert [record.from_ for record in lost.records] == ["merchant", "platform"]
    assert lost.substitute


def test_a_record_in_hand_settles_what_the_seller_would_have_to_show() -> None:
    """Used before it was delivered, on the issuer's record: the redemption log is not asked for."""
    told = {**CARD, "evidence.E1.kind": "usage_record"}
    assert points(told)["valid_when_sold"].status == "other_side"
    known = points({**told, "facts.usage_shows": "before_delivery"})
    assert known["used_elsewhere"].status == "proved"
    assert "valid_when_sold" not in known


def test_a_line_of_the_log_is_shown_by_what_it_names() -> None:
    """The chat that another line names as its proof does not show this one."""
    chats = {"evidence.E1.kind": "chat_log", "evidence.E2.kind": "chat_log"}
    assert points({**CALLED, **chats})["asked"].evidence == (1, 2)
    named = {**CALLED, **chats, "events.e1.evidence": ["E2"]}
    assert points(named)["asked"].evidence == (2,)
    other = {
        **CALLED,
        "evidence.E1.kind": "chat_log",
        "events.e2.kind": "asked",
        "events.e2.by": "buyer",
        "events.e2.channel": "platform",
        "events.e2.evidence": ["E1"],
    }
    assert points(other)["asked"].evidence == ()


def test_a_favour_leaves_the_other_side_nothing_to_prove() -> None:
    """Who asks to be let off makes no claim that had to be answered."""
    late = {**CARD, "facts.error_kind": "expired", "facts.limit": "named_missed"}
    assert {state.whose for state in points(late).values()} == {"buyer"}


def test_a_closed_case_has_nothing_to_prove() -> None:
    """Proof of what is not so is not called for."""
    assert points({**CARD, "facts.redeemed_by": "self"}) == {}
    assert points({"order.number": "TEST1"}) == {}
    assert points({**CARD, "problems.card_invalid.state": "resolved"}) == {}


def test_a_problem_that_is_not_told_adds_no_point() -> None:
    """Of two problems that contradict each other only the one that leads is proved."""
    told = {**CARD, "also": ["not_delivered"], "facts.delivery_state": "nothing"}
    assert "delivered" not in points(told)
