"""The buyer tells what happened in a few words; what was read in them is confirmed, not assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.model import State
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.cli import accounts
from refundcli.cli.diagnostics import note
from refundcli.cli.provenance import named
from refundcli.cli.wizard.prompts import Option, Prompter, Special
from refundcli.judge.facts import Facts
from refundcli.judge.interview import SCENARIO_KEY, STORY_KEY, relevant
from refundcli.judge.suppose import supposing

if TYPE_CHECKING:  # the reader comes with it
    from refundcli.judge.classify import Classified
    from refundcli.judge.texts.stated import Stated

_HINT = "可以整段粘贴；只用来理清情况，不会抄进任何文书；跳过直接回车"
_LIST, _LEAVE = "list", "leave"
_OFFERED = 3


class Story:
    """One telling; `save` keeps the words before anything is read in them."""

    def __init__(self, prompter: Prompter, save: Callable[[list[Change]], None]) -> None:
        self._prompter = prompter
        self._save = save

    def changes(self, facts: Facts) -> list[Change]:
        """The scenario and what else was confirmed; nothing where the list is wanted after all."""
        from refundcli.api import classify  # noqa: PLC0415 - the first prompt needs no reader

        told = self._told(facts)
        if not told:
            return []
        found = classify(told, facts.knowledge, today=facts.today)
        scenario = self._scenario(found, facts)
        if not scenario:
            return []
        chosen = Change(SCENARIO_KEY, scenario)
        return [chosen, *self._stated(found, supposing(facts, {SCENARIO_KEY: scenario}))]

    def _told(self, facts: Facts) -> str:
        question = facts.knowledge.common.questions[STORY_KEY]
        before = facts.case.text(STORY_KEY)
        typed = self._prompter.text(f"{question.ask}（可跳过）", before, _HINT)
        if isinstance(typed, Special):
            self._save([Change(STORY_KEY, state=State.SKIPPED)])
            return ""
        self._save([Change(STORY_KEY, storable(parse(question, typed)))])
        return typed

    def _scenario(self, found: Classified, facts: Facts) -> str:
        """The one that the buyer recognises; empty where none is."""
        by_list = Option(_LIST, "都不是，从列表里选")
        if found.decided and found.out_of_scope:
            note(f"看起来是另一回事（{found.out_of_scope.title}）。{found.out_of_scope.turn}")
            options = [by_list, Option(_LEAVE, "知道了，到这里为止")]
        else:
            if found.question:
                note(f"还定不下来：{found.question}")
            options = [*_candidates(found, facts), by_list]
        chosen = self._prompter.choose("最像哪一种？", options, (Special.BACK,), options[0].value)
        if chosen == _LEAVE:
            raise KeyboardInterrupt
        return "" if isinstance(chosen, Special) or chosen == _LIST else chosen

    def _stated(self, found: Classified, facts: Facts) -> list[Change]:
        """Values that the buyer leaves ticked."""
        possible = {one.key: (one, change) for one, change in _fitting(found, facts)}
        if not possible:
            return []
        options = [Option(key, _line(one, facts)) for key, (one, _) in possible.items()]
        ask = "从你的话里读到这些，不对的去掉勾："
        ticked = self._prompter.check(ask, options, list(possible), "都不对")
        kept = () if isinstance(ticked, Special) else ticked
        return [possible[key][1] for key in kept]


def _candidates(found: Classified, facts: Facts) -> Iterator[Option]:
    for one in [one for one in found.candidates if one.family][:_OFFERED]:
        said = f"——你说{accounts.quoted(one.reasons[:1])}" if one.reasons else ""
        yield Option(one.scenario, f"{facts.knowledge.scenario(one.scenario).title}{said}")


def _fitting(found: Classified, facts: Facts) -> Iterator[tuple[Stated, Change]]:
    """What this case would be asked and has not been told, as its question takes it."""
    for one in found.facts:
        question = facts.question(one.key)
        if question is None or facts.get(one.key) is not None or not relevant(one.key, facts):
            continue
        try:
            yield one, Change(one.key, storable(parse(question, one.value)))
        except ValueProblem:
            continue


def _line(one: Stated, facts: Facts) -> str:
    return f"{named(one.key, facts)}：{accounts.value(one, facts.knowledge)}"
