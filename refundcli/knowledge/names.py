"""Everything that a file of the base may name, and what is wrong with a name or a condition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from refundcli.knowledge.grammar import ConditionError, literals, parse
from refundcli.knowledge.grammar import keys as used
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.patterns import Patterns
from refundcli.knowledge.slip import nearest

_REPORT = "report_12315"
_OF_A_KIND = ("event", "on", "first", "ago", "times", "days")
_OF_SOMEBODY = ("last", "course", "awaited")
_OF_A_LETTER = ("sent", "sent_on", "answer_by")
_LASTS = ("last", "course")


class Names:
    """What there is to be named."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.document_ids = tuple(knowledge.documents.documents)
        self.computed = {*knowledge.common.computed, "today"}
        self.held = {f"has.{kind}" for kind in knowledge.evidence}

    @cached_property
    def articles(self) -> frozenset[str]:
        """Every article of the base."""
        law_of = self.knowledge.law
        stems = self.knowledge.law_ids
        return frozenset(f"{stem}.{number}" for stem in stems for number in law_of(stem).articles)

    @cached_property
    def every(self) -> frozenset[str]:
        """Keys of the case, whatever the problem."""
        return frozenset({*self.knowledge.every_question, *self.computed, *self.held})

    @cached_property
    def judged(self) -> frozenset[str]:
        """The same beside what is already judged."""
        scenarios = map(self.knowledge.scenario, self.knowledge.scenario_ids)
        bases = [rule.basis for scenario in scenarios for rule in scenario.rules]
        bases += [rider.basis for rider in self.knowledge.channels.riders]
        roles = {role for basis in bases for role in basis}
        parts = {f"role.{part}" for role in roles for part in (role, role.partition(".")[0])}
        return frozenset({*self.every, *parts, "stance"})

    @cached_property
    def recorded(self) -> frozenset[str]:
        """What the log may hold."""
        who, kinds = self._who, self._line_choices("kind")
        lines = {f"{head}.{name}.{kind}" for head in _OF_A_KIND for name in who for kind in kinds}
        people = {f"{head}.{name}" for head in _OF_SOMEBODY for name in who}
        letters = {f"{head}.{name}" for head in _OF_A_LETTER for name in self.document_ids}
        return frozenset({*lines, *people, *letters, "latest"})

    @cached_property
    def logged(self) -> frozenset[str]:
        """The log as an input: all of it, the lines of a kind, those of a kind about somebody."""
        kinds = self._line_choices("kind")
        about = {f"events.{name}.{kind}" for name in self._who for kind in kinds}
        return frozenset({"events", *(f"events.{kind}" for kind in kinds), *about})

    @property
    def _who(self) -> frozenset[str]:
        return frozenset({*self._line_choices("channel"), *self._line_choices("by"), _REPORT})

    def _line_choices(self, field: str) -> list[str]:
        question = self.knowledge.common.questions[f"events.*.{field}"]
        return [choice.value for choice in question.choices]

    @cached_property
    def ahead(self) -> frozenset[str]:
        """What steps and doors may name beside the case and its log."""
        periods = {key.partition(":")[0] for key in self.knowledge.deadlines.deadlines}
        # Read from what was promised and captured, under a name of their own each.
        periods |= {"promise", "clause", "window"}
        heads = ("running", "passed", "due", "after")
        own = {f"{head}.{name}" for head in heads for name in periods}
        own |= {f"open.{name}" for name in self.document_ids}
        own |= {f"holds.{name}" for name in self.knowledge.road.holds}
        return frozenset({*self.judged, *self.recorded, *own, "named", "until", "stake"})

    def choices(self, key: str) -> list[str]:
        """What a key is one of; none where it may be anything."""
        if key == "stance":
            return list(self.knowledge.documents.stances)
        if key in self.recorded and key.partition(".")[0] in _LASTS:
            return [*self.choices("events.*.kind"), "none"]
        question = self.knowledge.every_question.get(key)
        return [choice.value for choice in question.choices] if question else []

    def basis(self, place: str, basis: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        """Articles that exist, role by role."""
        for role, ids in basis.items():
            yield from lost(f"{place}.{role}", ids, self.articles)

    def when(self, place: str, text: str, keys: Collection[str]) -> Iterator[str]:
        """A condition that reads, names known keys and compares them with answers they can have."""
        try:
            condition = parse(text)
        except ConditionError as error:
            yield f"{place}：看不懂条件“{error}”"
            return
        yield from lost(place, sorted(used(condition)), keys)
        for key, literal in literals(condition):
            choices = self.choices(key)
            if choices and literal not in ("", *choices):
                yield f"{place}：{key} 没有 {literal} 这个选项{nearest(str(literal), choices)}"


def lost(place: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Names that stand nowhere, each with the nearest that does."""
    for name in named:
        if name not in known:
            yield f"{place}：没有 {name}{nearest(name, known)}"


def misspelt(
    groups: Mapping[str, Mapping[str, str]], sources: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """What is wrong in groups of words, by their files, and in patterns that name them."""
    patterns = Patterns({name: word for words in groups.values() for name, word in words.items()})
    own = [
        (f"{file} 的 words.{name}", word)
        for file, words in groups.items()
        for name, word in words.items()
    ]
    dangling = [slip for place, word in own for slip in lost(place, *patterns.named(word))]
    if dangling:
        yield from dangling  # no pattern that names such a group could be put together
        return
    for place, source in (*own, *sources):
        slips = [*lost(place, *patterns.named(source))]
        yield from slips
        try:
            if not slips:
                patterns(source)
        except re.error as error:
            yield f"{place}：不是合格的式样：{error}"
