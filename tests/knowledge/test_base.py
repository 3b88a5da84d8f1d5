"""The whole base holds together: references lead somewhere, laws hold, scenarios are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from refundcli.case.values import parse as parse_value
from refundcli.judge.facts import Facts
from refundcli.knowledge.schema import Rule, Scenario
from refundcli.write.templates import template_root
from tests.golden import FOLDER
from tests.support import KNOWLEDGE, TODAY, case_of

CONTRACT_EVIDENCE: Final = [
    "order_page",
    "payment_record",
    "product_page",
    "promise_page",
    "card_delivery",
    "failure_prompt",
    "failure_recording",
    "usage_record",
    "operator_record",
    "account_notice",
    "chat_log",
    "contact_attempts",
    "refund_application",
    "platform_rule",
    "platform_decision",
    "merchant_identity",
    "renewal_record",
    "guardian_proof",
    "other",
]
CONTRACT_CHANNELS: Final = [
    "merchant",
    "platform",
    "payment",
    "market_12315",
    "consumer_association",
    "telecom",
    "police",
    "court",
    "any",
]
CONTRACT_SCENARIOS: Final = {
    "delivery": "not_delivered delayed card_invalid not_as_described stopped_working "
    "account_banned",
    "information": "wrong_target wrong_purchase duplicate_payment",
    "service": "promise_broken unreachable refund_refused balance_only terms_changed auto_renewal",
    "special": "runaway minor",
}
SCENARIOS: Final = [(name, KNOWLEDGE.scenario(name)) for name in KNOWLEDGE.scenario_ids]
RULES: Final = [rule for _, scenario in SCENARIOS for rule in scenario.rules]
GATES: Final = list(KNOWLEDGE.channels.gates)
RIDERS: Final = KNOWLEDGE.channels.riders
BASES: Final = [
    *(rule.basis for rule in (*RULES, *GATES)),
    *(rider.basis for rider in RIDERS),
    *(kind.basis for kind in KNOWLEDGE.documents.documents.values()),
    *(refusal.basis for refusal in KNOWLEDGE.refusals.values()),
]
ARTICLES: Final = sorted({name for basis in BASES for ids in basis.values() for name in ids})


def scenario_ids(pair: tuple[str, Scenario]) -> str:
    """The name of a parametrised scenario."""
    return pair[0]


def known(key: str) -> bool:
    """Whether a key of a case exists, computed ones and kinds of proof included."""
    evidence = {f"has.{kind}" for kind in KNOWLEDGE.evidence}
    return key in {*KNOWLEDGE.every_question, *evidence, *KNOWLEDGE.common.computed}


def dangling() -> Iterator[str]:
    """References inside questions and documents that lead nowhere."""
    for key, question in KNOWLEDGE.every_question.items():
        wanted = [question.not_before] if question.not_before else []
        yield from (f"{key}: {name}" for name in wanted if not known(name))
        if question.group not in KNOWLEDGE.common.groups:
            yield f"{key}: group {question.group}"
        if question.screen and question.screen not in KNOWLEDGE.common.screens:
            yield f"{key}: screen {question.screen}"
    for name, document in KNOWLEDGE.documents.documents.items():
        yield from (
            f"{name}: {key}"
            for key in "|".join((*document.requires, *document.asks)).split("|")
            if not known(key)
        )
    for key in (*KNOWLEDGE.common.alarms, *KNOWLEDGE.common.faced):
        if not known(key):
            yield f"alarms: {key}"
    for name, computed in KNOWLEDGE.common.computed.items():
        inputs = (key for key in computed.inputs if key.partition(".")[0] != "events")
        yield from (f"{name}: {key}" for key in inputs if not known(key))


def test_no_reference_dangles() -> None:
    """Every key, group and screen that is named exists."""
    assert list(dangling()) == []


@pytest.mark.parametrize("key", KNOWLEDGE.every_question)
def test_every_question_can_be_answered(key: str) -> None:
    """The example that an error proposes is itself a valid answer, and so is every choice."""
    question = KNOWLEDGE.every_question[key]
    assert question.ask
    assert parse_value(question, question.example) is not None
    values = [choice.value for choice in question.choices]
    assert len(values) == len(set(values))
    assert bool(values) == (question.type in ("choice", "choices"))
    for value in (*values, *filter(None, (question.tick, question.clear))):
        parse_value(question, value)


@pytest.mark.parametrize("pair", SCENARIOS, ids=scenario_ids)
def test_a_scenario_is_one_name_in_three_places(pair: tuple[str, Scenario]) -> None:
    """Its file, its sentences and its cases; its id and family are the contract's."""
    name, scenario = pair
    assert (template_root() / "scenarios" / f"{name}.j2").is_file()
    assert list((FOLDER / name).glob("*.toml"))
    assert name in CONTRACT_SCENARIOS[scenario.family].split()


@pytest.mark.parametrize("pair", SCENARIOS, ids=scenario_ids)
def test_the_last_rule_is_the_cautious_default(pair: tuple[str, Scenario]) -> None:
    """Where nothing is certain the tool asks or requests, it does not accuse."""
    *_, last = pair[1].rules
    assert last.when == "true"
    assert last.stance in ("clarify", "goodwill")
    assert last.responsible == "unclear"
    assert last.strength in ("weak", "none")
    assert not last.stronger_when


@pytest.mark.parametrize("pair", SCENARIOS, ids=scenario_ids)
def test_a_scenario_asks_about_what_it_uses(pair: tuple[str, Scenario]) -> None:
    """What is asked, needed for the letter, to be confirmed or proved exists, and nothing twice."""
    _, scenario = pair
    questions = {*KNOWLEDGE.common.questions, *scenario.questions}
    for keys in (scenario.ask, scenario.event, scenario.confirm, tuple(scenario.implies)):
        assert set(keys) <= questions
        assert len(keys) == len(set(keys))
    assert {*scenario.event, *scenario.confirm} <= set(scenario.ask)
    kinds = [need.kind for need in scenario.evidence]
    assert set(kinds) <= set(KNOWLEDGE.evidence)
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("rule", [*RULES, *GATES], ids=lambda rule: rule.id)
def test_a_rule_is_complete(rule: Rule) -> None:
    """A ground for every remedy of a claim, a way out where everything is closed."""
    scenarios = KNOWLEDGE.scenario_ids
    assert rule.id.split(".")[0] in (*scenarios, "gate")
    assert rule.why
    assert rule.stance in KNOWLEDGE.documents.stances
    assert bool(rule.instead) == (rule.stance == "stop")
    assert bool(rule.until) == (rule.stance == "wait")
    assert bool(rule.stronger_when) == bool(rule.stronger_why)
    for remedy in rule.remedies:
        places = re.findall(r"\{([a-z_.]+)\}", remedy.working)
        assert all(known(key) for key in (*places, *filter(None, [remedy.amount])))
        assert set(remedy.basis) <= set(rule.basis)
        assert remedy.basis or rule.stance in ("goodwill", "clarify")
    assert rule.strength not in ("strong", "fair") or rule.basis


def test_rule_ids_are_unique() -> None:
    """A finding names its rule, so no two rules share a name."""
    ids = [rule.id for rule in (*RULES, *GATES)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("article_id", ARTICLES)
def test_cited_articles_exist_and_are_in_force(article_id: str) -> None:
    """Every article that a rule names stands in the base and holds on the day of writing."""
    law, article = KNOWLEDGE.article(article_id)
    assert law.in_force_from <= TODAY
    # An older procedure stays citable for what was filed while it was in force.
    assert law.in_force_to is None or law.in_force_to >= TODAY or article.governs == "filing"
    assert article.gist
    numbers = (article.article, article.paragraph, article.item)
    assert article_id.partition(".")[2] == ".".join(str(number) for number in numbers if number)


@pytest.mark.parametrize("stem", KNOWLEDGE.law_ids)
def test_a_law_says_where_it_comes_from(stem: str) -> None:
    """Source, day of checking and day of rechecking stand on every law."""
    law = KNOWLEDGE.law(stem)
    assert law.source.title
    assert law.source.url.startswith("https://")
    assert law.verified_on <= TODAY < law.recheck_by
    assert law.in_force_to is None or law.in_force_from < law.in_force_to
    assert law.articles
    for article in law.articles.values():
        assert article.gist
        assert article.not_for


def test_documents_lead_on_to_documents() -> None:
    """What a closing proposes is a document, and recipients are channels of the contract."""
    base = KNOWLEDGE.documents
    closings = [stance.closed for stance in base.stances.values()]
    for document in base.documents.values():
        closings += [*document.closed, *filter(None, [document.otherwise])]
        closings += [to.closed for to in document.recipients.values() if to.closed]
        assert not document.recipients or document.channel in document.recipients
        assert set(document.recipients) <= set(CONTRACT_CHANNELS)
        assert document.channel in CONTRACT_CHANNELS
        assert set(document.open_for) <= set(base.stances)
        assert "stop" not in document.open_for
    for closing in closings:
        assert closing.why
        assert closing.instead in {"", *base.documents}
    ranks = [stance.rank for stance in base.stances.values()]
    assert len(ranks) == len(set(ranks))


def test_evidence_kinds_are_the_contracts() -> None:
    """All kinds, in the contract's order, in the file and as choices; what each shows exists."""
    assert list(KNOWLEDGE.evidence) == CONTRACT_EVIDENCE
    choices = KNOWLEDGE.common.questions["evidence.*.kind"].choices
    assert [choice.value for choice in choices] == CONTRACT_EVIDENCE
    assert [
        key for kind in KNOWLEDGE.evidence.values() for key in kind.shows if not known(key)
    ] == []


def test_every_computed_key_is_worked_out() -> None:
    """A computed key can be read from an empty case; only what is on record is known of it."""
    facts = Facts(case_of({"scenario": "card_invalid"}), KNOWLEDGE, TODAY)
    known = {key: facts.get(key) for key in KNOWLEDGE.common.computed if facts.get(key) is not None}
    assert known == {
        "computed.carrier": False,
        "computed.carrier_exhausted": False,
        "computed.contact_recorded": False,
        "computed.last_word_theirs": False,
        "computed.minor": False,
        "computed.over": False,
        "computed.refusal_named": False,
        "computed.refusal_recorded": False,
        "computed.round": "first",
        "computed.platform_refusal_recorded": False,
        "computed.respondent_lacking": True,
    }


def test_words_name_every_id() -> None:
    """Whatever the judge may answer has its Chinese word."""
    words = KNOWLEDGE.words
    assert {rule.responsible for rule in RULES} <= set(words.responsible)
    assert {rule.strength for rule in RULES} | {"strong"} <= set(words.strength)
    assert {remedy.kind for rule in RULES for remedy in rule.remedies} <= set(words.remedies)
    assert {scenario.family for _, scenario in SCENARIOS} <= set(words.families)
    assert {"pass", "risk", "fail", "unknown"} == set(words.precheck)
