"""Who answers for it, how strongly, on what ground: the scenarios' rules run over the answers.

A rule decides only when it is certainly true and every rule before it is certainly false. One
undecided rule before it, and the cautious default of the scenario speaks instead and names the
open answers. Evidence can only lift the strength, so holding more never weakens a claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from refundcli.judge import advice, articles, documents, missing, precheck, refusals, remedies
from refundcli.judge.facts import Facts
from refundcli.judge.findings import (
    Assessment,
    Blocked,
    Decision,
    DocumentState,
    Finding,
)
from refundcli.judge.judged import judged
from refundcli.judge.logic import Truth, evaluate
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Rider, Rule


class _Ruling(msgspec.Struct, frozen=True):
    """What decides, what is told beside it, what joins: the rules of a judgement in order."""

    lead: Decision
    rule: Rule
    beside: tuple[Decision, ...]
    rules: tuple[Rule | Rider, ...]
    findings: tuple[Finding, ...]


def assess(facts: Facts) -> Assessment:
    """Judge a case; without a scenario nothing is concluded but that one must be named."""
    if not facts.scenario:
        return _unnamed(facts)
    ruling = _ruling(facts)
    lead, rule = ruling.lead, ruling.rule
    cited = articles.cited(ruling.rules, facts)
    lookup = judged(lead.stance, facts, cited)
    moment = _until(rule, facts)
    return Assessment(
        scenario=facts.scenario,
        also=tuple(name for name in facts.scenarios if name != facts.scenario),
        family=facts.scenarios[facts.scenario].family,
        responsible=lead.responsible,
        strength=lead.strength,
        stance=lead.stance,
        why=rule.why,
        findings=ruling.findings,
        remedies=remedies.found(ruling.rules, cited, facts),
        rules=cited,
        told=(lead.scenario, *(decision.scenario for decision in ruling.beside)),
        refusals=refusals.refusals(facts, lookup),
        missing=missing.missing(lead, lookup, facts, decide),
        precheck=precheck.run("market_12315", lookup, facts),
        documents=documents.states(rule, lookup, moment, facts),
        warnings=advice.beside_judgement(facts, lookup, cited),
        blocked=_blocked(rule),
        until=moment,
    )


def _ruling(facts: Facts) -> _Ruling:
    gate, decisions = _gate(facts), _grounds(facts)
    lead = gate or _leading(decisions, facts) or _groundless(facts)
    rule = _rule_of(lead, facts)
    beside = () if gate else tuple(_companions(lead, decisions, facts))
    joined: list[tuple[Rule | Rider, Finding]] = []
    if not gate:
        joined += [*_joined(facts), *_riding(lead, facts)]
    findings = [finding for decision in (lead, *beside) for finding in decision.findings]
    own: list[Rule | Rider] = [rule, *(_rule_of(decision, facts) for decision in beside)]
    return _Ruling(
        lead=lead,
        rule=rule,
        beside=beside,
        rules=(*own, *(joining for joining, _ in joined)),
        findings=(*findings, *(finding for _, finding in joined)),
    )


def _until(rule: Rule, facts: Facts) -> date | None:
    until = facts.get(rule.until) if rule.until else None
    return until if isinstance(until, date) else None


def _grounds(facts: Facts) -> list[Decision]:
    """What each problem that is a ground of its own comes to."""
    return [
        decide(name, facts) for name, scenario in facts.scenarios.items() if not scenario.modifier
    ]


def _unnamed(facts: Facts) -> Assessment:
    """No problem is named and none follows: everything is open."""
    phrases = facts.knowledge.words.phrases
    ask = missing.describe("scenario", phrases["would_decide"], facts)
    why = phrases["no_scenario"]
    kinds = facts.knowledge.documents.documents
    lookup = judged("clarify", facts)
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
        told=(),
        refusals=refusals.refusals(facts, lookup),
        missing=(*missing.raised(facts), ask),
        precheck=precheck.run("market_12315", lookup, facts),
        documents=tuple(DocumentState(name, open=False, kind="unfit", why=why) for name in kinds),
        warnings=advice.beside_judgement(facts, lookup),
        blocked=None,
        until=None,
    )


def _groundless(facts: Facts) -> Decision:
    """Only problems that are no ground of their own: the cautious default, until one is named."""
    default = facts.scenarios[facts.scenario].rules[-1]
    return _decision(facts.scenario, default, facts, Truth(value=None), ("also",))


def blocked(facts: Facts) -> Blocked | None:
    """Whether the answers so far close every document; the scenario need not be known yet."""
    lead = _gate(facts) or _leading(_grounds(facts), facts)
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


def _companions(lead: Decision, decisions: list[Decision], facts: Facts) -> list[Decision]:
    """The other problems a letter tells and argues: those of the same stance, none contradicted."""
    overridden = set(_rule_of(lead, facts).overrides)
    excluded = {*facts.scenarios[lead.scenario].excludes, *overridden}
    return [
        decision
        for decision in decisions
        if decision.stance == lead.stance and decision.scenario not in {lead.scenario, *excluded}
    ]


def _riding(lead: Decision, facts: Facts) -> Iterable[tuple[Rider, Finding]]:
    """What joins any problem: its articles, and the answers that brought it about."""
    lookup = judged(lead.stance, facts)
    shortfall = facts.scenarios[lead.scenario].shortfall
    for rider in facts.knowledge.channels.riders:
        truth = evaluate(parse(rider.when), lookup)
        if truth.value and (shortfall or not rider.shortfall):
            answers = tuple(sorted(key for key in truth.because if facts.get(key) is not None))
            yield rider, Finding(rider.id, rider.why, answers)


def _rule_of(decision: Decision, facts: Facts) -> Rule:
    gates = (rule for rule in facts.knowledge.channels.gates if rule.id == decision.rule)
    # A gate may close a case before its scenario is named, so the scenario is looked up second.
    found = next(gates, None) or facts.knowledge.scenario(decision.scenario).rule(decision.rule)
    if found is None:  # pragma: no cover - a decision always comes from a rule
        raise LookupError(decision.rule)
    return found
