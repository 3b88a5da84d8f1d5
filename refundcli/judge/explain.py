"""Why the judgement came out so, and what would change it: the open answers really tried.

What would change it is never a guess: each set of answers that the rules look for is supposed, the
whole case judged again, and what comes out differently is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from refundcli.case.keys import kind_held
from refundcli.case.model import Value
from refundcli.judge.assess import assess, decide
from refundcli.judge.facts import Facts, asked
from refundcli.judge.findings import Assessment, Missing
from refundcli.judge.suppose import Way, is_open, offered, supposing, ways
from refundcli.knowledge.grammar import And, parse
from refundcli.knowledge.schema import Rule

_STRENGTHS = ("none", "weak", "fair", "strong")


class Supposed(msgspec.Struct, frozen=True):
    """An open question or a proof not held, with the answers of which any would do."""

    key: str
    values: tuple[Value, ...]


class Turn(msgspec.Struct, frozen=True):
    """What would come out if all of this were so; `opens` and `closes` are documents."""

    suppose: tuple[Supposed, ...]
    responsible: str
    strength: str
    stance: str
    opens: tuple[str, ...]
    closes: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True):
    """A rule that fired: its words, and the buyer's own answers that led there."""

    rule: str
    text: str
    answers: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True):
    """The judgement with its reasons; `stronger` is when the deciding rule makes a strong claim.

    `undecided` are open answers for want of which only the cautious conclusion was drawn; `untried`
    are open days and sums on which something hangs and of which no answer could be supposed.
    """

    assessment: Assessment
    reasons: tuple[Reason, ...]
    undecided: tuple[str, ...]
    stronger: str
    turns: tuple[Turn, ...]
    untried: tuple[Missing, ...]


Outcome = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


def explain(facts: Facts) -> Explanation:
    """Explain the judgement of a case."""
    found = assess(facts)
    rule = _deciding(found, facts)
    # By the buyer's own account nothing may be written: no other account is proposed.
    turns = () if found.blocked else tuple(_turns(found, rule, facts))
    lifted = any(finding.rule == f"{rule.id}.stronger" for finding in found.findings if rule)
    return Explanation(
        assessment=found,
        reasons=tuple(
            Reason(item.rule, item.text, _behind(item.answers, facts)) for item in found.findings
        ),
        undecided=_undecided(found, facts),
        stronger=rule.stronger_why if rule and not lifted else "",
        turns=turns,
        untried=() if found.blocked else tuple(_untried(found, facts)),
    )


def _deciding(found: Assessment, facts: Facts) -> Rule | None:
    if not found.told:
        return None
    return facts.knowledge.scenario(found.told[0]).rule(found.findings[0].rule)


def _undecided(found: Assessment, facts: Facts) -> tuple[str, ...]:
    """The answers for want of which an earlier rule is neither true nor false."""
    if not found.scenario:
        return tuple(item.key for item in found.missing)
    if found.blocked:
        return ()
    keys = decide(found.told[0], facts).open
    wanting = (name for key in keys for name in facts.lacking(key) or facts.sources(key))
    return tuple(dict.fromkeys(name for name in wanting if asked(name, facts) is not False))


def _behind(keys: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """The answers themselves, of computed keys those they come from; each once."""
    return tuple(dict.fromkeys(name for key in keys for name in facts.sources(key)))


def _turns(found: Assessment, rule: Rule | None, facts: Facts) -> Iterator[Turn]:
    """Supposed answers that change something, the smallest sets first; alike ones as one."""
    told: dict[Way, Outcome] = {}
    for way in sorted(_tried(found, rule, facts), key=_place):
        outcome = _outcome(way, found, facts)
        alike = (smaller for smaller, known in told.items() if known == outcome)
        if outcome is not None and not any(smaller < way for smaller in alike):
            told[way] = outcome
    # What helps comes first.
    yield from sorted(_joined(told), key=lambda turn: -_STRENGTHS.index(turn.strength))


def _untried(found: Assessment, facts: Facts) -> Iterator[Missing]:
    idle = facts.knowledge.words.phrases["would_be_written"]
    for item in found.missing:
        question = facts.question(item.key)
        if question is not None and not offered(question) and item.changes != idle:
            yield item


def _place(way: Way) -> tuple[int, list[str]]:
    return len(way), sorted(f"{key}={value}" for key, value in way)


def _tried(found: Assessment, rule: Rule | None, facts: Facts) -> frozenset[Way]:
    """What the deciding rule lacks to be strong, what a rule before it lacks, what is missing."""
    tried: set[Way] = set()
    if rule is not None:
        if rule.stronger_when:
            tried |= ways(parse(rule.stronger_when), facts)
        for other in facts.knowledge.scenario(found.told[0]).rules[:-1]:
            if other is rule:
                break
            tried |= ways(parse(other.when), facts)
    for item in found.missing:
        question = facts.question(item.key)
        if question is not None and is_open(item.key, facts):
            tried |= {frozenset({(item.key, value)}) for value in offered(question)}
    return frozenset(full for way in tried if way for full in _with_what_is_asked_first(way, facts))


def _with_what_is_asked_first(way: Way, facts: Facts) -> frozenset[Way]:
    """What a record says is only asked of whoever holds it: so that is supposed too."""
    when = [question.when for key, _ in way if (question := facts.question(key))]
    known = supposing(facts, dict(way))
    before = And(tuple(parse(text) for text in when))
    return frozenset(way | more for more in ways(before, known))


def _outcome(way: Way, found: Assessment, facts: Facts) -> Outcome | None:
    """What another judgement would say; None where it says the same, or would not be asked."""
    supposed = supposing(facts, dict(sorted(way, key=lambda pair: pair[0])))
    questions = (key for key, _ in way if not kind_held(key))
    if not all(asked(key, supposed) for key in questions):
        return None
    then = assess(supposed)
    before, after = _open(found), _open(then)
    outcome = (
        then.responsible,
        then.strength,
        then.stance,
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
    )
    same = (found.responsible, found.strength, found.stance, (), ())
    return None if outcome == same else outcome


def _open(found: Assessment) -> tuple[str, ...]:
    return tuple(state.id for state in found.documents if state.open)


def _joined(told: dict[Way, Outcome]) -> Iterator[Turn]:
    """Ways that differ only in the answer to one question, with one outcome, as one turn."""
    groups: dict[tuple[frozenset[str], Way, Outcome], list[Way]] = {}
    for way, outcome in told.items():
        held: Way = frozenset(pair for pair in way if kind_held(pair[0]))
        keys = frozenset(key for key, _ in way)
        # Several questions at once stay apart: any value of one might not go with any of another.
        apart = way if len(keys) - len(held) > 1 else held
        groups.setdefault((keys, apart, outcome), []).append(way)
    for (keys, _, (responsible, strength, stance, opens, closes)), alike in groups.items():
        supposed = tuple(
            Supposed(key, tuple(dict.fromkeys(dict(way)[key] for way in alike)))
            for key in sorted(keys, key=lambda key: (not kind_held(key), key))
        )
        yield Turn(supposed, responsible, strength, stance, opens, closes)
