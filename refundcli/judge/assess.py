"""Who answers for it, how strongly, on what ground: the scenarios' rules run over the answers.

A rule decides only when it is certainly true and every rule before it is certainly false. One
undecided rule before it, and the cautious default of the scenario speaks instead and names the
open answers. Evidence can only lift the strength, so holding more never weakens a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from refundcli.judge import articles, documents, missing, precheck
from refundcli.judge.facts import Facts
from refundcli.judge.findings import (
    Assessment,
    Blocked,
    CitedArticle,
    Decision,
    DocumentState,
    Finding,
    RemedyFound,
)
from refundcli.judge.logic import Truth, evaluate
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Rule

_PLACE = re.compile(r"\{([a-z_.]+)\}")


def assess(facts: Facts) -> Assessment:
    """Judge a case; without a scenario nothing is concluded but that one must be named."""
    if not facts.scenario:
        return _unnamed(facts)
    gate = _gate(facts)
    decisions = [
        decide(name, facts) for name, scenario in facts.scenarios.items() if not scenario.modifier
    ]
    lead = gate or _leading(decisions, facts) or _groundless(facts)
    rule = _rule_of(lead, facts)
    joined = () if gate else tuple(_joined(facts))
    cited = articles.cited(rule, (found for found, _ in joined), facts)
    until = facts.get(rule.until) if rule.until else None
    moment = until if isinstance(until, date) else None
    return Assessment(
        scenario=facts.scenario,
        also=tuple(name for name in facts.scenarios if name != facts.scenario),
        family=facts.scenarios[facts.scenario].family,
        responsible=lead.responsible,
        strength=lead.strength,
        stance=lead.stance,
        why=rule.why,
        findings=(*lead.findings, *(finding for _, finding in joined)),
        remedies=_remedies(rule, cited, facts),
        rules=cited,
        missing=missing.missing(lead, facts, decide),
        precheck=precheck.run("market_12315", lead.stance, facts),
        documents=documents.states(lead.stance, rule, moment, facts),
        warnings=tuple(text for text in _warnings(facts)),
        blocked=_blocked(rule),
        until=moment,
    )


def _unnamed(facts: Facts) -> Assessment:
    """No problem is named and none follows: everything is open."""
    phrases = facts.knowledge.words.phrases
    ask = missing.describe("scenario", phrases["would_decide"], facts)
    why = phrases["no_scenario"]
    kinds = facts.knowledge.documents.documents
    return Assessment(
        scenario="",
        also=(),
        family="",
        responsible="unclear",
        strength="none",
        stance="clarify",
        why=why,
        findings=(),
        remedies=(),
        rules=(),
        missing=(ask,),
        precheck=precheck.run("market_12315", "clarify", facts),
        documents=tuple(DocumentState(name, open=False, kind="unfit", why=why) for name in kinds),
        warnings=tuple(_warnings(facts)),
        blocked=None,
        until=None,
    )


def _groundless(facts: Facts) -> Decision:
    """Only problems that are no ground of their own: the cautious default, until one is named."""
    default = facts.scenarios[facts.scenario].rules[-1]
    return _decision(facts.scenario, default, facts, Truth(value=None), ("also",))


def blocked(facts: Facts) -> Blocked | None:
    """Whether the answers so far close every document; the scenario need not be known yet."""
    gate = _gate(facts)
    grounds = [
        decide(name, facts) for name, scenario in facts.scenarios.items() if not scenario.modifier
    ]
    lead = gate or _leading(grounds, facts)
    return _blocked(_rule_of(lead, facts)) if lead else None


def _blocked(rule: Rule) -> Blocked | None:
    return Blocked("safety", rule.why, rule.instead) if rule.stance == "stop" else None


def decide(name: str, facts: Facts) -> Decision:
    """Run the rules of one scenario in order."""
    scenario = facts.knowledge.scenario(name)
    because: frozenset[str] = frozenset()
    for rule in scenario.rules[:-1]:
        truth = evaluate(parse(rule.when), facts.get)
        if truth.value is not None:
            because |= truth.because
        if truth.value is None and not rule.lenient:
            return _decision(
                name, scenario.rules[-1], facts, Truth(None, because), tuple(sorted(truth.because))
            )
        if truth.value:
            return _decision(name, rule, facts, Truth(value=True, because=because), ())
    return _decision(name, scenario.rules[-1], facts, Truth(value=True, because=because), ())


def _decision(
    name: str, rule: Rule, facts: Facts, truth: Truth, open_keys: tuple[str, ...]
) -> Decision:
    answers = tuple(sorted(key for key in truth.because if facts.get(key) is not None))
    findings = [Finding(rule.id, rule.why, answers)]
    strength: str = rule.strength
    if rule.stronger_when and (lift := evaluate(parse(rule.stronger_when), facts.get)).value:
        strength = "strong"
        findings.append(
            Finding(f"{rule.id}.stronger", rule.stronger_why, tuple(sorted(lift.because)))
        )
    return Decision(
        name, rule.responsible, strength, rule.stance, tuple(findings), open_keys, rule.id
    )


def _gate(facts: Facts) -> Decision | None:
    """What the buyer confirmed of goods or purchase that closes every document."""
    for rule in facts.knowledge.channels.gates:
        truth = evaluate(parse(rule.when), facts.get)
        if truth.value:
            return _decision(facts.scenario, rule, facts, truth, ())
    return None


def _leading(decisions: list[Decision], facts: Facts) -> Decision | None:
    """Of several problems of one order the one with the firmest honest position leads.

    A problem that another one's rule overrides has no say.
    """
    overridden = {name for decision in decisions for name in _rule_of(decision, facts).overrides}
    heard = [decision for decision in decisions if decision.scenario not in overridden]
    stances = facts.knowledge.documents.stances
    return min(heard, key=lambda decision: stances[decision.stance].rank, default=None)


def _joined(facts: Facts) -> Iterable[tuple[Rule, Finding]]:
    """Modifiers such as unreachable: what they add when their own rule is certainly true."""
    for name, scenario in facts.scenarios.items():
        if not scenario.modifier:
            continue
        decision = decide(name, facts)
        rule = scenario.rule(decision.rule)
        if rule is not None and rule is not scenario.rules[-1]:
            yield rule, decision.findings[0]


def _rule_of(decision: Decision, facts: Facts) -> Rule:
    gates = (rule for rule in facts.knowledge.channels.gates if rule.id == decision.rule)
    # A gate may close a case before its scenario is named, so the scenario is looked up second.
    found = next(gates, None) or facts.knowledge.scenario(decision.scenario).rule(decision.rule)
    if found is None:  # pragma: no cover - a decision always comes from a rule
        raise LookupError(decision.rule)
    return found


def _remedies(rule: Rule, cited: tuple[CitedArticle, ...], facts: Facts) -> tuple[RemedyFound, ...]:
    found = []
    for remedy in rule.remedies:
        amount = facts.get(remedy.amount) if remedy.amount else None
        if remedy.amount and amount is None:
            continue
        basis = tuple(article.id for article in cited if article.role in remedy.basis)
        working = filled(remedy.working, facts)
        money = amount if isinstance(amount, Decimal) else None
        found.append(RemedyFound(remedy.kind, money, remedy.amount, working, basis))
    return tuple(found)


def filled(text: str, facts: Facts) -> str:
    """Put answers into a line of knowledge: `{order.amount}` becomes the amount."""
    return _PLACE.sub(lambda place: str(facts.get(place[1])), text)


def _warnings(facts: Facts) -> Iterable[str]:
    for advice in facts.knowledge.channels.warnings:
        if evaluate(parse(advice.when), facts.get).value:
            yield advice.text
