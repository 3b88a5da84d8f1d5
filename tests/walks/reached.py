"""What there is to be reached, and what a walk has reached: marks of a word and an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundcli.judge.assess import decide
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.judge.judged import judged
from refundcli.judge.logic import evaluate
from refundcli.knowledge.catalogue import Closing, DocumentKind
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Rider, Rule
from tests.support import KNOWLEDGE

KINDS: Final = KNOWLEDGE.documents.documents
GATES: Final = KNOWLEDGE.channels.gates
RIDERS: Final = KNOWLEDGE.channels.riders
GROUNDS: Final = KNOWLEDGE.channels.channels["market_12315"].grounds


def to_reach() -> Iterator[str]:
    """Every mark of the base; what only files may hold (`when = "false"`) is no question."""
    for name in KNOWLEDGE.scenario_ids:
        scenario = KNOWLEDGE.scenario(name)
        questions = KNOWLEDGE.questions_of([name])
        asked = (*scenario.ask, *scenario.questions)
        yield from (f"question {name} {key}" for key in asked if questions[key].when != "false")
        for rule in scenario.rules:
            yield from _of_rule(rule)
    for gate in GATES:
        yield from _of_rule(gate)
    for rider in RIDERS:
        yield from _of_rule(rider)
    common = KNOWLEDGE.common.questions
    yield from (f"question {key}" for key in _graph() if common[key].when != "false")
    yield from (f"joined {name}" for name in KNOWLEDGE.common.joins)
    for name, kind in KINDS.items():
        yield from (f"open {name}", f"written {name}")
        yield from (f"closed {name} {closing.why}" for closing in _closings(kind))
    for name, stance in KNOWLEDGE.documents.stances.items():
        safe = stance.closed.kind == "safety"
        if any(
            name not in kind.open_for and (safe or not kind.otherwise) for kind in KINDS.values()
        ):
            yield f"stance {name}"
    for name, refusal in KNOWLEDGE.refusals.items():
        yield f"refusal {name}"
        yield from [] if refusal.when == "true" else [f"refusal {name} not usable"]
    yield from (f"advice {number}" for number in range(len(KNOWLEDGE.advice)))
    for number, ground in GROUNDS.items():
        declared = {"fail": ground.fail, "risk": ground.risk, "pass": ground.passes}
        yield from (f"ground {number} {status}" for status, when in declared.items() if when)


def _of_rule(rule: Rule | Rider) -> Iterator[str]:
    yield f"rule {rule.id}"
    if isinstance(rule, Rule) and rule.stronger_when:
        yield f"rule {rule.id}.stronger"
    yield from (f"remedy {rule.id} {remedy.kind}" for remedy in rule.remedies)
    yield from (f"article {rule.id} {name}" for ids in rule.basis.values() for name in ids)


def _graph() -> set[str]:
    """The common questions that something puts: a screen, a word in a story, a document."""
    common = KNOWLEDGE.common
    wanted = {key for key, question in common.questions.items() if question.screen}
    wanted |= {*common.alarms, "scenario"}
    for kind in KINDS.values():
        entries = (*kind.requires, *kind.requires_when, *kind.asks)
        wanted |= {key for entry in entries for key in entry.split("|")}
    return {key for key in wanted if key in common.questions and "*" not in key}


def _closings(kind: DocumentKind) -> tuple[Closing, ...]:
    return (*kind.closed, *filter(None, [kind.otherwise]))


def by_questions(put: set[tuple[str, str]]) -> Iterator[str]:
    """The questions put: alone, and by each problem that asks."""
    for scenario, key in put:
        yield f"question {scenario} {key}" if scenario else f"question {key}"


def by_judgement(found: Assessment, facts: Facts) -> Iterator[str]:
    """What the judgement came to."""
    for finding in found.findings:
        yield f"rule {finding.rule}"
    rules = {finding.rule for finding in found.findings}
    # A modifier's cautious default adds nothing to a judgement; it is reached all the same.
    for name, scenario in facts.scenarios.items():
        if scenario.modifier:
            yield f"rule {decide(name, facts).rule}"
    for rule_id in rules:
        yield from (f"article {rule_id} {article.id}" for article in found.rules)
        yield from (f"remedy {rule_id} {remedy.kind}" for remedy in found.remedies)
    yield from (f"joined {name}" for name in found.also)
    for item in found.refusals:
        yield f"refusal {item.id}" if item.usable else f"refusal {item.id} not usable"
    yield from (f"ground {item.ground} {item.status}" for item in found.precheck)
    lookup = judged(found.stance, facts, found.rules)
    for number, advice in enumerate(KNOWLEDGE.advice):
        if evaluate(parse(advice.when), lookup).value:
            yield f"advice {number}"
    yield from _by_documents(found)


def _by_documents(found: Assessment) -> Iterator[str]:
    general = KNOWLEDGE.documents.stances[found.stance].closed
    for state in found.documents:
        if state.open:
            yield f"open {state.id}"
            continue
        yield f"closed {state.id} {state.why}"
        if state.why and state.why.startswith(general.why):
            yield f"stance {found.stance}"


def known(key: str) -> bool:
    """Whether a key that is asked for exists."""
    return key in KNOWLEDGE.every_question
