"""From what was typed or ticked to changes of the case; pure."""

from __future__ import annotations

from collections.abc import Sequence

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.keys import kind_held
from refundcli.case.model import State, Value
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.cli.wizard.prompts import Option, Special
from refundcli.intake.block import read_block
from refundcli.judge.facts import Facts
from refundcli.judge.interview import SCENARIO_KEY, Step, question

_STATES = {
    Special.UNKNOWN: State.UNKNOWN,
    Special.UNAVAILABLE: State.UNAVAILABLE,
    Special.SKIP: State.SKIPPED,
}
UNSURE = "unsure"


def from_special(key: str, special: Special) -> list[Change]:
    """不知道, 没有或拿不到, 以后再说."""
    return [Change(key, state=_STATES[special])]


def from_text(key: str, typed: str, facts: Facts) -> tuple[list[Change], list[str]]:
    """One typed answer, or a pasted block that names several keys.

    Raises `ValueProblem` for a single answer; of a block the good values come back as changes and
    the others as lines that say which they are.
    """
    questions = facts.knowledge.questions_of(facts.scenarios)
    block = read_block(typed, questions)
    if not block:
        return [Change(key, storable(parse(question(key, facts), typed)))], []
    changes, problems = [], []
    for name, raw in block.items():
        try:
            changes.append(Change(name, storable(parse(questions[name], raw))))
        except ValueProblem as problem:
            problems.append(f"{questions[name].labels[0]}：{problem}")
    return changes, problems


def earlier(key: str, value: Value | None, facts: Facts) -> str | Special:
    """The earlier answer to a list, to be preselected: a value, or one of the specials."""
    states = {state: special for special, state in _STATES.items()}
    if value is None:
        return states.get(facts.case.state(key), "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def options_of(key: str, facts: Facts) -> list[Option]:
    """The choices of a question; the scenario's choices are the scenarios."""
    if key == SCENARIO_KEY:
        return [
            Option(name, f"{item.title}——{item.hint}")
            for name, item in facts.knowledge.in_order
            if not item.modifier
        ]
    if question(key, facts).type == "yesno":
        phrases = facts.knowledge.words.phrases
        return [Option("true", phrases["yes"]), Option("false", phrases["no"])]
    return [Option(choice.value, choice.label) for choice in question(key, facts).choices]


def from_choice(key: str, chosen: str, facts: Facts) -> list[Change]:
    """One of a list."""
    return [Change(key, storable(parse(question(key, facts), chosen)))]


def screen_options(step: Step, facts: Facts) -> list[Option]:
    """The check boxes of a screen, and one for whoever is not sure."""
    screen = facts.knowledge.common.screens[step.id]
    return [
        *(Option(key, question(key, facts).tick_label) for key in step.keys),
        Option(UNSURE, screen.unsure),
    ]


def from_screen(step: Step, ticked: Sequence[str], facts: Facts) -> list[Change]:
    """A tick states its value, an empty box its opposite; 有拿不准的 leaves them open."""
    changes = []
    was_unsure = _was_unsure(step, facts)
    for key in step.keys:
        found = question(key, facts)
        if key in ticked:
            changes.append(Change(key, storable(parse(found, found.tick))))
        elif UNSURE not in ticked:
            changes.append(Change(key, storable(parse(found, found.clear))))
        elif not was_unsure:
            # An empty box said the opposite until now; from here on it is asked by itself.
            changes.append(Change(key))
    return changes


def ticked(step: Step, facts: Facts) -> list[str]:
    """What of a screen was ticked before; what no box says was answered behind 有拿不准的."""
    found, unsure = [], False
    for key in step.keys:
        value, asked = facts.get(key), question(key, facts)
        said = str(value).lower()
        found += [key] if said == asked.tick else []
        beside = value is not None and said not in (asked.tick, asked.clear)
        unsure |= beside or facts.case.state(key) is State.UNKNOWN
    return [*found, UNSURE] if unsure else found


def _was_unsure(step: Step, facts: Facts) -> bool:
    return UNSURE in ticked(step, facts)


def unknown_option() -> Option:
    """The box that says 不知道 in a list of which several may be ticked."""
    return Option(UNSURE, Special.UNKNOWN.value)


def chosen_before(key: str, facts: Facts) -> list[str]:
    """The earlier answer to a question of several choices."""
    value = facts.get(key)
    return [str(item) for item in value] if isinstance(value, tuple) else []


def from_several(key: str, marked: Sequence[str], facts: Facts) -> list[Change]:
    """Several of a list; none ticked is left for later, 不知道 beside others is dropped."""
    chosen = [name for name in marked if name != UNSURE]
    if not chosen:
        return from_special(key, Special.UNKNOWN if marked else Special.SKIP)
    return [Change(key, storable(parse(question(key, facts), ",".join(chosen))))]


def evidence_options(step: Step, facts: Facts) -> list[Option]:
    """One box for each kind of proof, with what it must show: a tick says that it does."""
    kinds = facts.knowledge.evidence
    found = [(kind_held(key), key) for key in step.keys]
    found.sort(key=lambda pair: kinds[pair[0]].urgent)
    return [Option(key, f"{kinds[kind].title}：{kinds[kind].must_show}") for kind, key in found]


def from_evidence(step: Step, ticked: Sequence[str], facts: Facts) -> list[Change]:
    """Ticked kinds become items with the next free number; unticked ones are for later.

    What has a file stays: an empty box does not take a file out of the case.
    """
    filed = {item.kind for item in facts.case.evidence if item.file}
    held = {item.kind: item.id for item in facts.case.evidence}
    used = {item.id for item in facts.case.evidence}
    changes = []
    for key in step.keys:
        kind = kind_held(key)
        if key in ticked and kind not in held:
            name = next(f"E{number}" for number in range(1, 100) if f"E{number}" not in used)
            used.add(name)
            changes += [Change(key), Change(f"evidence.{name}.kind", kind)]
        elif key not in ticked and kind not in filed:
            changes.append(Change(key, state=State.SKIPPED))
            changes += [Change(f"evidence.{held[kind]}")] if kind in held else []
    return changes
