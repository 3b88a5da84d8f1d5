"""Particular judgements: gates, several problems, dates of the law, gaps, grounds of refusal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from refundcli import api
from refundcli.errors import InvalidInputError, MissingFactsError
from refundcli.judge import money
from refundcli.judge.assess import assess
from refundcli.judge.checklist import checklist
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from tests.support import CARD, IDENTITY, KNOWLEDGE, ORDER, TODAY, case_of, facts_of, holding

LATE = {
    **ORDER,
    "scenario": "delayed",
    "facts.promise": "24h",
    "facts.arrived_at": "2026-11-01 15:00",
}


def grounds(answers: dict[str, object]) -> dict[str, str]:
    """The status of each ground on which 12315 may refuse."""
    return {item.ground: item.status for item in assess(facts_of(answers)).precheck}


def cited(found: Assessment) -> set[str]:
    """Ids of the articles cited."""
    return {article.id for article in found.rules}


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenario_ids)
def test_the_precheck_speaks_in_questions(scenario: str) -> None:
    """What a ground lacks is told as a question of this case, never as a key."""
    for found in assess(facts_of({"scenario": scenario})).precheck:
        assert not any(name in found.fix for name in ("stance", "facts.", "computed.", "order."))


def test_a_case_without_a_scenario_asks_for_it() -> None:
    """Nothing is concluded until it is known what happened; the key is named, a letter refused."""
    case = case_of({"order.amount": "1"})
    found = api.assess(case, KNOWLEDGE, today=TODAY)
    assert (found.responsible, found.strength, found.rules) == ("unclear", "none", ())
    assert [item.key for item in found.missing] == ["scenario"]
    assert not any(state.open for state in found.documents)
    with pytest.raises(MissingFactsError) as caught:
        api.draft("merchant_message", case, KNOWLEDGE, today=TODAY)
    assert caught.value.keys == ("scenario",)
    assert "card_invalid" in caught.value.message


def test_the_scenario_follows_from_its_own_answers() -> None:
    """Answers that only one scenario asks for name it; common answers name none."""
    assert facts_of({"facts.error_kind": "used"}).scenario == "card_invalid"
    assert facts_of({"facts.promise": "24h"}).scenario == ""


def test_a_gate_closes_whatever_the_problem() -> None:
    """Goods that are themselves unlawful: all is closed, the honest way named."""
    found = assess(facts_of({**CARD, "facts.illegal_goods": True}))
    assert {state.kind for state in found.documents} == {"safety"}
    assert found.blocked is not None
    assert found.blocked.instead
    assert found.remedies == ()


def test_of_two_problems_the_firmer_leads() -> None:
    """Arrival in time is no ground; the card that never worked is, in whatever order named."""
    both = {**CARD, **LATE}
    for lead, other in (("delayed", "card_invalid"), ("card_invalid", "delayed")):
        found = assess(facts_of({**both, "scenario": lead, "also": [other]}))
        assert found.findings[0].rule == "card_invalid.never_worked"
        assert (found.scenario, found.also) == (lead, (other,))


def test_one_dishonest_problem_stops_all() -> None:
    """What was redeemed by the buyer cannot be claimed under another name."""
    found = assess(
        facts_of(
            {
                **LATE,
                **CARD,
                "facts.redeemed_by": "self",
                "scenario": "delayed",
                "also": ["card_invalid"],
            }
        )
    )
    assert found.stance == "stop"


def test_silence_of_the_merchant_joins_by_itself() -> None:
    """The screener alone brings in the platform's duties; it lifts nothing by itself."""
    answers = {**CARD, "facts.no_reply": True, "order.platform_kind": "marketplace"}
    found, plain = assess(facts_of(answers)), assess(facts_of(CARD))
    assert found.also == ("unreachable",)
    assert cited(found) - cited(plain) == {"ecommerce_law.61", "consumer_law.44.1"}
    assert (found.strength, found.responsible) == (plain.strength, plain.responsible)


def test_consumer_law_is_for_consumers() -> None:
    """Bought for resale, or not known for what: no article of consumer protection is cited."""
    for purpose in ("resale", "?"):
        ids = cited(assess(facts_of({**CARD, "buyer.purpose": purpose})))
        assert "civil_code.577" in ids
        assert not {name for name in ids if name.startswith("consumer_law")}


def test_law_is_chosen_by_the_date_that_matters() -> None:
    """A purchase before a law came into force does not rest on it."""
    rules = {"consumer_rules.12": "promise_broken.other"}
    answers = {**ORDER, "scenario": "promise_broken", "facts.promise_outcome": "other_unkept"}
    law, _ = KNOWLEDGE.article("consumer_rules.12")
    before = date(law.in_force_from.year - 1, 6, 1)
    assert set(rules) <= cited(assess(facts_of(answers)))
    assert not set(rules) & cited(
        assess(facts_of({**answers, "order.paid_at": f"{before:%Y-%m-%d}"}))
    )


def test_missing_tells_the_four_states() -> None:
    """Each gap stands with its state and with what it would change."""
    states = {"facts.error_kind": "?", "facts.error_text": "/", "facts.tried_at": "skip"}
    told = {
        item.key: item
        for item in assess(facts_of({**ORDER, "scenario": "card_invalid", **states})).missing
    }
    assert told["facts.error_kind"].state == "unknown"
    assert told["facts.error_text"].state == "unavailable"
    assert told["facts.tried_at"].state == "skipped"
    never = assess(facts_of({**CARD, "facts.redeemed_by": None})).missing[0]
    assert (never.key, never.state) == ("facts.redeemed_by", "never")
    assert "商家" in never.changes
    assert "买家自己" in never.changes


def test_what_keeps_a_time_open_is_named() -> None:
    """An unknown payment time, or a day without its hour, is named as what is missing."""
    base = {
        **ORDER,
        "scenario": "not_delivered",
        "facts.delivery_state": "nothing",
        "facts.promise": "24h",
    }
    without = assess(
        facts_of({**base, "facts.checked_at": "2026-11-03 10:00", "order.paid_at": "?"})
    )
    assert without.missing[0].key == "order.paid_at"
    day = assess(facts_of({**base, "facts.checked_at": "2026-11-02"}))
    assert day.stance == "clarify"
    assert {"facts.checked_at"} <= {item.key for item in day.missing if "几点" in item.changes}


@pytest.mark.parametrize(("promise", "rule"), [("none", "no_time"), ("24h", "promise_passed")])
def test_an_answer_left_over_from_an_edit_does_not_count(promise: str, rule: str) -> None:
    """A time written out for “another time” says nothing once the answer is none, or 24 hours."""
    base = {**ORDER, "scenario": "not_delivered", "facts.delivery_state": "nothing"}
    told = {"facts.checked_at": "2026-11-05 10:00", "facts.promised_within": "700小时"}
    facts = facts_of({**base, **told, "facts.promise": promise})
    assert assess(facts).findings[0].rule == f"not_delivered.{rule}"
    assert facts.get("computed.promised") is (promise == "24h")


def test_proof_that_would_strengthen_is_named() -> None:
    """The evidence that would lift the claim stands among what is missing."""
    told = {item.key: item.changes for item in assess(facts_of(CARD)).missing}
    assert "较强" in told["has.failure_recording"]


@pytest.mark.parametrize(
    ("answers", "ground", "status"),
    [
        ({"facts.filed_elsewhere": True}, "2", "fail"),
        ({"facts.filed_elsewhere": False}, "2", "pass"),
        ({}, "2", "unknown"),
        ({"buyer.purpose": "resale"}, "3", "fail"),
        ({"buyer.purpose": "personal"}, "3", "risk"),
        ({"buyer.purpose": "personal", "facts.contacted_on": "2026-11-02"}, "3", "pass"),
        ({"facts.redeemed_by": "shown"}, "3", "risk"),
        ({"buyer.purpose": "?"}, "3", "unknown"),
        ({"order.paid_at": "2023-11-21 10:00", "facts.tried_at": "2023-11-23"}, "4", "fail"),
        ({"order.paid_at": "2023-11-22 10:00", "facts.tried_at": "2023-11-24"}, "4", "pass"),
        ({"order.paid_at": "?"}, "4", "unknown"),
        ({"merchant.legal_name": "?"}, "5", "risk"),
        ({}, "5", "unknown"),
        (
            {**IDENTITY, "merchant.legal_name": "演示公司", "merchant.address": "示例路2号"},
            "5",
            "pass",
        ),
        ({"buyer.name": "测试甲"}, "6", "pass"),
        ({}, "6", "unknown"),
        ({"facts.illegal_goods": True}, "7", "fail"),
        ({"facts.illegal_goods": False}, "7", "pass"),
    ],
)
def test_would_12315_accept_it(answers: dict[str, object], ground: str, status: str) -> None:
    """Each ground passes, fails, is at risk or not known; what is not known never passes."""
    assert grounds({**CARD, **answers})[ground] == status


def test_a_ground_that_does_not_pass_says_how_to_mend_it() -> None:
    """Why and what to do stand with every ground but those that pass."""
    for item in assess(facts_of(CARD)).precheck:
        assert bool(item.why) == bool(item.fix) == (item.status != "pass")


def test_the_checklist_is_ordered_by_what_vanishes_first() -> None:
    """Held, missing and not to be had are told apart; the most perishable item comes first."""
    answers = {
        **CARD,
        **holding("order_page"),
        "has.usage_record": "/",
        "evidence.E1.shows": ["order.number"],
    }
    found = checklist(facts_of(answers))
    items = {item.kind: item for item in found.items}
    assert [item.urgent for item in found.items] == sorted(item.urgent for item in found.items)
    assert (items["order_page"].status, items["order_page"].number) == ("held", 1)
    assert "order.amount" in items["order_page"].lacks
    assert items["usage_record"].status == "unavailable"
    assert items["chat_log"].status == "missing"
    assert 0 < found.score < checklist(facts_of({**answers, "evidence.E2.kind": "chat_log"})).score


def test_a_demand_stays_within_its_ground() -> None:
    """The sum asked for may be lower, never higher, than what the conclusion carries."""
    facts = facts_of({**CARD, "demand.amount": "50.00"})
    assert money.demands(facts, assess(facts))[0].amount == Decimal("50.00")
    greedy = facts_of({**CARD, "demand.amount": "500.00"})
    with pytest.raises(InvalidInputError, match=r"98\.50"):
        money.demands(greedy, assess(greedy))


def test_a_demand_without_ground_is_left_out_and_named() -> None:
    """Compensation that nothing carries is not asked for; what has a ground is."""
    facts = facts_of({**CARD, "demand.kind": ["compensation", "reissue"]})
    found = assess(facts)
    assert [demand.kind for demand in money.demands(facts, found)] == ["reissue"]
    assert money.ungrounded(facts, found).startswith("赔付")
    alone = facts_of({**CARD, "demand.kind": ["compensation"]})
    with pytest.raises(InvalidInputError, match="不能要求赔付"):
        money.demands(alone, assess(alone))


def test_a_deadline_is_a_day() -> None:
    """Seven days from today unless the buyer named another."""
    assert money.reply_by(facts_of(CARD)) == date(2026, 11, 29)
    assert money.reply_by(facts_of({**CARD, "demand.reply_by": "2026-12-05"})) == date(2026, 12, 5)


def test_a_deadline_that_has_passed_is_renewed_and_told() -> None:
    """A road takes weeks: the next letter names a day to come, and the buyer is told so."""
    case = case_of({**CARD, "demand.reply_by": "2026-11-29"})
    told = {day: money.renewed(Facts(case, KNOWLEDGE, date(2026, 11, day))) for day in (22, 29, 30)}
    assert [day for day, line in told.items() if line] == [30]
    assert "2026-11-29" in told[30]
    assert "2026-12-07" in told[30]
    assert money.reply_by(Facts(case, KNOWLEDGE, date(2026, 11, 29))) == date(2026, 11, 29)
    assert money.reply_by(Facts(case, KNOWLEDGE, date(2026, 11, 30))) == date(2026, 12, 7)


def test_a_settlement_names_a_day_to_come() -> None:
    """What was to be paid by a day that has passed is agreed anew before it is written down."""
    case = case_of({**CARD, "facts.settled_amount": "50", "facts.settled_by": "2026-11-29"})
    states = [
        assess(Facts(case, KNOWLEDGE, date(2026, 11, day))).document("settlement")
        for day in (29, 30)
    ]
    assert [state.open for state in states] == [True, False]
    assert "另定" in str(states[1].why)


@pytest.mark.parametrize(
    ("quantity", "affected", "share"),
    [("3", "1", "32.83"), ("3", "3", "98.50"), ("7", "2", "28.14")],
)
def test_the_share_of_the_pieces_that_fail(quantity: str, affected: str, share: str) -> None:
    """Of several pieces only those that fail are claimed, rounded to the cent."""
    found = assess(facts_of({**CARD, "order.quantity": quantity, "order.affected": affected}))
    assert found.remedies[0].amount == Decimal(share)


@pytest.mark.parametrize("told", [{"order.quantity": "3"}, {"order.affected": "1"}])
def test_several_pieces_have_no_sum_until_both_numbers_are_known(told: dict[str, object]) -> None:
    """How many of how many is never guessed."""
    assert "refund" not in {remedy.kind for remedy in assess(facts_of({**CARD, **told})).remedies}
