"""Which question comes next: a pure function of the answers and of the document that is wanted.

The wizard only asks what stands here, and a script is told the same keys. Screeners come first,
then what happened, the order, the evidence on one screen; identity last and only for documents
that need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from refundcli.case.model import State
from refundcli.judge.facts import Facts, asked
from refundcli.judge.logic import evaluate
from refundcli.judge.problems import KEY
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Question, Scenario

SCENARIO_KEY = "scenario"
ALSO_KEY = "also"
STORY_KEY = "story"
# The screen on which a case that is taken up again tells how each of its problems stands.
PROBLEMS = "problems"
# What a new case is asked for: the message to the seller comes before any authority.
FIRST_DOCUMENT = "merchant_message"
_FIRST_CHANNEL = "merchant"


class Step(msgspec.Struct, frozen=True):
    """One prompt: a question, a screen of check boxes, or the evidence screen (`has.<kind>`)."""

    id: str
    kind: Literal["question", "screen", "evidence"]
    group: str
    keys: tuple[str, ...]
    done: bool


def steps(facts: Facts, document: str) -> tuple[Step, ...]:
    """All prompts that this case needs for the document, answered ones too, in order of asking."""
    return tuple(_once(_in_order(facts, document)))


def next_step(facts: Facts, document: str) -> Step | None:
    """The first prompt that is still open, or None when the document can be written."""
    return next((step for step in _once(_in_order(facts, document)) if not step.done), None)


def _in_order(facts: Facts, document: str) -> Iterator[Step]:
    """The prompts as they come, worked out only as far as somebody looks."""
    common = facts.knowledge.common
    yield from (_screen(name, facts) for name in common.screens if name != PROBLEMS)
    yield from (single(key, facts) for key in common.alarms if _alarmed(key, facts))
    yield single(SCENARIO_KEY, facts)
    if not facts.scenario:
        return
    if going_on := _going_on(facts, document):
        yield _screen_of(PROBLEMS, going_on, facts)
    told, shown = _scenario_keys(facts, document)
    yield from (single(key, facts) for key in _relevant(told, facts))
    wanted = _document_keys(document, facts)
    before = tuple(key for key in wanted if _before_evidence(key, facts))
    yield from (single(key, facts) for key in _relevant(before, facts))
    yield _evidence(facts)
    rest = (*shown, *(key for key in wanted if key not in before))
    yield from (single(key, facts) for key in _relevant(rest, facts))


def _once(found: Iterator[Step]) -> Iterator[Step]:
    """Each prompt once; what stands on a screen is not put again by itself."""
    seen: set[str] = set()
    for step in found:
        if step.id not in seen:
            seen.add(step.id)
            seen.update(step.keys if step.kind == "screen" else ())
            yield step


def required(facts: Facts, document: str) -> tuple[str, ...]:
    """Keys without which the document does not come into being."""
    kind = facts.knowledge.documents.documents[document]
    grounds = [scenario for scenario in facts.scenarios.values() if not scenario.modifier]
    ground = () if grounds or not kind.demands else (ALSO_KEY,)
    events = [key for scenario in _told(facts) for key in scenario.event]
    records = tuple(key for key in kind.requires if "*" in key)
    wanted = (*kind.requires, *_required_now(kind, facts))
    needed = tuple(_one_of(entry, facts) for entry in wanted)
    relevant = _relevant((*needed, *(events if kind.tells else ())), facts)
    return tuple(dict.fromkeys((*ground, *relevant, *records)))


def _required_now(kind: DocumentKind, facts: Facts) -> Iterator[str]:
    """Keys that a document requires of this case alone."""
    return (
        key
        for key, condition in kind.requires_when.items()
        if evaluate(parse(condition), facts.get).value
    )


def _one_of(entry: str, facts: Facts) -> str:
    """Of `a|b` the one that is known, else the first that may still be had."""
    keys = entry.split("|")
    known = (key for key in keys if facts.get(key) is not None)
    out_of_reach = (State.UNKNOWN, State.UNAVAILABLE)
    within_reach = (key for key in keys if facts.case.state(key) not in out_of_reach)
    open_keys = (key for key in within_reach if asked(key, facts) is not False)
    return next(known, None) or next(open_keys, keys[0])


def unasked(facts: Facts) -> tuple[str, ...]:
    """Questions that must have been put to the buyer before anything is written, and were not."""
    keys = dict.fromkeys(key for scenario in _told(facts) for key in scenario.confirm)
    keys |= dict.fromkeys(facts.raised())
    return tuple(
        key
        for key in _relevant(tuple(keys), facts)
        if facts.get(key) is None and _never(key, facts)
    )


def _told(facts: Facts) -> tuple[Scenario, ...]:
    """The problems whose event is told; when none is, the first, whose event a letter then lacks.

    A second problem of which nothing is told yet does not hold up the letter about the first.
    """
    grounds = tuple(scenario for scenario in facts.scenarios.values() if not scenario.modifier)
    told = tuple(
        scenario
        for scenario in grounds
        if all(facts.get(key) is not None for key in _relevant(scenario.event, facts))
    )
    return told or grounds[:1]


def question(key: str, facts: Facts) -> Question:
    """The question of a key under the case's scenarios."""
    found = facts.question(key)
    if found is None:
        raise KeyError(key)
    return found


def unsettled(before: Facts, after: Facts, document: str) -> tuple[str, ...]:
    """Answers that an edit has put out of play: kept in the case, no longer asked for."""
    old = {key for step in steps(before, document) for key in step.keys}
    new = {key for step in steps(after, document) for key in step.keys}
    return tuple(sorted(key for key in old - new if after.case.get(key) is not None))


def _scenario_keys(facts: Facts, document: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scenarios' questions: about what was seen, and about what the evidence shows."""
    joined = facts.knowledge.documents.documents[document].joined
    asking = (scenario for scenario in facts.scenarios.values() if joined or not scenario.modifier)
    keys = tuple(dict.fromkeys(key for scenario in asking for key in _put(scenario, facts)))
    shown = tuple(key for key in keys if "has." in question(key, facts).when)
    return tuple(key for key in keys if key not in shown), shown


def _put(scenario: Scenario, facts: Facts) -> Iterator[str]:
    """What a scenario itself asks: not what only one that a document leaves out would ask."""
    for key in scenario.ask:
        if evaluate(parse(scenario.ask_when.get(key, "true")), facts.get).value is not False:
            yield key


def _document_keys(document: str, facts: Facts) -> tuple[str, ...]:
    kind = facts.knowledge.documents.documents[document]
    groups = list(facts.knowledge.common.groups)
    keys = dict.fromkeys(key for key in (*required(facts, document), *kind.asks) if "*" not in key)
    return tuple(sorted(keys, key=lambda key: groups.index(question(key, facts).group)))


def _before_evidence(key: str, facts: Facts) -> bool:
    groups = list(facts.knowledge.common.groups)
    return groups.index(question(key, facts).group) < groups.index("evidence")


def relevant(key: str, facts: Facts) -> bool:
    """Whether the question is one that this case would be asked."""
    return asked(key, facts) is True


def _relevant(keys: tuple[str, ...], facts: Facts) -> Iterator[str]:
    return (key for key in keys if "*" not in key and relevant(key, facts))


def single(key: str, facts: Facts) -> Step:
    """The prompt of one key."""
    group = question(key, facts).group
    done = bool(facts.scenario) if key == SCENARIO_KEY else not _never(key, facts)
    return Step(key, "question", group, (key,), done)


def _screen(name: str, facts: Facts) -> Step:
    keys = tuple(
        key for key, found in facts.knowledge.common.questions.items() if found.screen == name
    )
    return _screen_of(name, keys, facts)


def _screen_of(name: str, keys: tuple[str, ...], facts: Facts) -> Step:
    group = question(keys[0], facts).group
    return Step(name, "screen", group, keys, not any(_never(key, facts) for key in keys))


def _going_on(facts: Facts, document: str) -> tuple[str, ...]:
    """How each problem stands, once somebody was written to, or spoken to before another is.

    Whoever goes on with a single problem says by that alone that it persists.
    """
    kind = facts.knowledge.documents.documents[document]
    events = facts.case.events
    spoken = any(event.by == "buyer" for event in events) and kind.channel != _FIRST_CHANNEL
    if not kind.tells or not (spoken or any(event.document for event in events)):
        return ()
    every = facts.problems.every
    grounds = [name for name in every if not facts.knowledge.scenario(name).modifier]
    told = every if kind.joined else grounds
    return tuple(KEY.format(name) for name in told) if len(grounds) > 1 else ()


def _alarmed(key: str, facts: Facts) -> bool:
    """A question that the story raises, or that it raised and the buyer has answered."""
    own = facts.knowledge.common.questions.get(key)
    asked_elsewhere = own is None or own.screen
    return not asked_elsewhere and (key in facts.raised() or facts.case.get(key) is not None)


def _evidence(facts: Facts) -> Step:
    kinds = dict.fromkeys(
        need.kind for scenario in facts.scenarios.values() for need in scenario.evidence
    )
    keys = tuple(f"has.{kind}" for kind in kinds)
    return Step(
        "evidence", "evidence", "evidence", keys, not any(_never(key, facts) for key in keys)
    )


def _never(key: str, facts: Facts) -> bool:
    return facts.get(key) is None and facts.case.state(key) is State.NEVER
