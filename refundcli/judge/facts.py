"""The answers as conditions and templates read them: what was told, and what it adds up to.

Beside the case's own keys there are `has.<evidence kind>` (held, known not to be held, or open),
`computed.*` (declared in questions.toml with the keys they come from) and `today`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import msgspec

from refundcli.case.events import counterpart
from refundcli.case.keys import kind_held
from refundcli.case.model import Case, Event, State, Value
from refundcli.judge.computed import COMPUTE
from refundcli.judge.logic import evaluate
from refundcli.judge.problems import problems_of
from refundcli.judge.texts.heard import hear
from refundcli.knowledge.catalogue import Computed
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question, Scenario


class Facts:
    """Read-only view of one case on one day; `get` returns None for whatever is not known."""

    def __init__(self, case: Case, knowledge: Knowledge, today: date) -> None:
        self.case = case
        self.knowledge = knowledge
        self.today = today
        # A case never changes under its view, so each key is worked out once.
        self._known: dict[str, Value | None] = {}
        self._asked: dict[str, bool | None] = {}
        self.scenario = lead_scenario(case, knowledge)
        self._implied: dict[str, str] = {}
        self.scenarios = _named(case, self.scenario, knowledge)
        for scenario in reversed(self.scenarios.values()):
            self._implied |= scenario.implies
        if self.scenario:
            self.scenarios |= self._joining()
        self.problems = problems_of(case, self.scenario, self.scenarios)
        if self.problems.ended and not self.problems.over:
            self.scenario = self.problems.lead
            ended = self.problems.ended
            self.scenarios = {n: s for n, s in self.scenarios.items() if n not in ended}

    def get(self, key: str) -> Value | None:
        """The value of a key, or None while it is unknown."""
        if key not in self._known:
            self._known[key] = self._found(key)
        return self._known[key]

    def _found(self, key: str) -> Value | None:
        if key == "today":
            return self.today
        if key == "evidence.*.kind":
            return next((item.kind for item in self.case.evidence), None)
        if kind_held(key):
            return self._holds(key)
        if key.startswith("computed."):
            return COMPUTE[key](self)
        answer = self.case.get(key)
        if answer is None and self.case.state(key) is State.NEVER:
            return self._implied.get(key)
        return answer

    def question(self, key: str) -> Question | None:
        """The question behind a key of this case; that of a problem's state names the problem."""
        table, _, rest = key.partition(".")
        name, _, field = rest.partition(".")
        if table != "problems" or name not in self.problems.every:
            return self.knowledge.questions_of(self.problems.every).get(key)
        found = self.knowledge.common.questions[f"problems.*.{field}"]
        title = self.knowledge.scenario(name).title
        return msgspec.structs.replace(
            found,
            ask=found.ask.format(problem=title),
            tick_label=found.tick_label.format(problem=title),
        )

    def asked(self, key: str) -> bool | None:
        """Whether this case would be asked the question: see the function of this name."""
        if key not in self._asked:
            self._asked[key] = _asked(key, self)
        return self._asked[key]

    def param(self, key: str, name: str) -> Decimal:
        """A number that the declaration of a computed key gives it."""
        return Decimal(self.knowledge.common.computed[key].params[name])

    def asks(self, text: str) -> bool:
        """Whether a message asks for a refund, a replacement or another solution."""
        return any(re.search(words, text) for words in self.knowledge.common.requests)

    def named(self, kind: str, text: str) -> str:
        """What the words of a decision or a rejection come to; empty where they do not tell."""
        known = self.knowledge.common.readings[kind].items()
        return next((name for name, words in known if any(re.search(w, text) for w in words)), "")

    def refusals_in(self, text: str) -> tuple[str, ...]:
        """The refusals that the text contains, in the order of refusals.toml."""
        return tuple(heard.name for heard in hear(text, self.knowledge).refusals)

    def raised(self) -> tuple[str, ...]:
        """Questions raised by words of the story and not faced yet; the words decide nothing."""
        story = self.case.text("story")
        if not story:
            return ()
        for key, words in self.knowledge.common.faced.items():
            for word in words if self.get(key) is not None else ():
                story = story.replace(word, "")
        return tuple(
            key
            for key in raised_by(story, self.knowledge)
            if self.case.state(key) is State.NEVER and self.get(key) is None
        )

    def sources(self, key: str) -> tuple[str, ...]:
        """The buyer's own answers behind a key: itself, or what a computed key comes from."""
        computed = self.knowledge.common.computed.get(key)
        if computed is None:
            return (key,)
        told = [name for name in computed.inputs if not _of_events(name)]
        known = [name for name in told if self.get(name) is not None]
        known += [
            f"events.{event.id}" for event in self.case.events if _comes_from(event, computed)
        ]
        return tuple(known or told)

    def lacking(self, key: str) -> tuple[str, ...]:
        """The answers for want of which a key has no value."""
        if self.get(key) is not None:
            return ()
        computed = self.knowledge.common.computed.get(key)
        inputs = (key,) if computed is None else computed.inputs
        return tuple(name for name in inputs if not _of_events(name) and self.get(name) is None)

    def _joining(self) -> dict[str, Scenario]:
        """Modifiers whose own condition is certainly true, named or not."""
        found: dict[str, Scenario] = {}
        for name, condition in self.knowledge.common.joins.items():
            if name not in self.scenarios and evaluate(parse(condition), self.get).value:
                found[name] = self.knowledge.scenario(name)
        return found

    def _holds(self, key: str) -> bool | None:
        if any(f"has.{item.kind}" == key for item in self.case.evidence):
            return True
        return False if self.case.state(key) is State.UNAVAILABLE else None


def _of_events(name: str) -> bool:
    """An input of a computed key: `events`, `events.<kind>` or `events.<who>.<kind>`."""
    return name.partition(".")[0] == "events"


def _comes_from(event: Event, computed: Computed) -> bool:
    kind, who = f"events.{event.kind}", counterpart(event)
    return not {"events", kind, f"events.{who}.{event.kind}"}.isdisjoint(computed.inputs)


def asked(key: str, facts: Facts) -> bool | None:
    """Whether this case would be asked the question: by its own condition and by a scenario's.

    A key that no scenario of the case puts (an order fact, say) has its own condition alone. None
    while the answers leave it open, and for a key that is no question of this case.
    """
    return facts.asked(key)


def _asked(key: str, facts: Facts) -> bool | None:
    found = facts.knowledge.questions_of(facts.scenarios).get(key)
    if found is None:
        return None
    putting = [scenario for scenario in facts.scenarios.values() if key in scenario.ask]
    own = evaluate(parse(found.when), facts.get).value
    theirs = [evaluate(parse(s.ask_when.get(key, "true")), facts.get).value for s in putting]
    if own is False or (theirs and not any(value is not False for value in theirs)):
        return False
    return True if own and (not theirs or any(theirs)) else None


def lead_scenario(case: Case, knowledge: Knowledge) -> str:
    """The scenario the case names, or the only one whose questions were answered; else empty."""
    if case.text("scenario"):
        return case.text("scenario")
    told = {key for key in case.answers if key.startswith("facts.")} - set(
        knowledge.common.questions
    )
    if not told:
        return ""
    fitting = [
        name for name in knowledge.scenario_ids if told <= set(knowledge.scenario(name).questions)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _named(case: Case, lead: str, knowledge: Knowledge) -> dict[str, Scenario]:
    also = case.get("also")
    names = [lead, *(str(name) for name in also)] if isinstance(also, tuple) else [lead]
    return {name: knowledge.scenario(name) for name in dict.fromkeys(names) if name}


def raised_by(story: str, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Questions that words of a story raise, each with these words."""
    alarms = knowledge.common.alarms.items()
    found = {
        key: [match[0] for source in words for match in re.finditer(source, story)]
        for key, words in alarms
    }
    return {key: tuple(dict.fromkeys(words)) for key, words in found.items() if words}
