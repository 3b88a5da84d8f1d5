"""The buyer at a terminal confirms, corrects or leaves what was seen in a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.cli.diagnostics import note
from refundcli.cli.porch import Porch
from refundcli.cli.sightings import Seen, Words
from refundcli.cli.wizard.prompts import Option, Prompter, Special, TerminalPrompter
from refundcli.errors import InvalidInputError
from refundcli.intake.screenshot.found import Lack
from refundcli.knowledge.schema import Question
from refundcli.knowledge.screens import Demand

_YES, _EDIT, _NO = "yes", "edit", "no"
_LEAVE: Final = Option(_NO, "先不记")


class Buyer:
    """One sitting with one picture; each answer is saved as it is given."""

    def __init__(self, porch: Porch, found: Saved | None, prompter: Prompter | None = None) -> None:
        self.porch, self.saved = porch, found
        self.prompter = prompter or TerminalPrompter()
        self.changed: list[str] = []
        self.told: dict[str, str] = {}
        """What was typed where there is no case to save it in."""

    def confirm(self, words: Words) -> None:
        """Each value once: as it stands in the picture, corrected, or not at all."""
        for one in words.seen:
            if one.offered:
                self._confirm(one, words)

    def _confirm(self, one: Seen, words: Words) -> None:
        about = words.about(one)
        ask = f"{words.name(one)}：{words.shown(one)}" + (f"（{about}）" if about else "")
        options = list(_options(one))
        chosen = self.prompter.choose(f"{ask} 对吗？", options, (), options[0].value)
        if chosen == _YES and one.found.value is not None:
            self._save(Change(one.found.key, storable(one.found.value)))
        elif chosen == _EDIT:
            self._type(one.found.key, words.typed(one.found) or one.found.text)

    def _type(self, key: str, before: str) -> bool:
        """The value as the buyer types it; False where it is left."""
        question = self.porch.knowledge.question(key)
        if question is None:  # pragma: no cover - the base is checked for it
            return False
        while True:
            hint = f"例如 {question.example}；照着图抄，不记就清空再回车，返回写 <"
            typed = self.prompter.text(question.ask, before, hint)
            if isinstance(typed, Special):
                return False
            try:
                return self._take(key, question, typed)
            except (ValueProblem, InvalidInputError) as problem:
                note(str(problem))
                before = typed

    def _take(self, key: str, question: Question, typed: str) -> bool:
        value = storable(parse(question, typed))
        self.told[key] = typed
        self._save(Change(key, value))
        return True

    def _save(self, change: Change) -> None:
        if self.saved is None:
            return
        try:
            self.saved = self.porch.store.edit(self.saved, [change], self.porch.today)
        except InvalidInputError as error:
            self.saved = self.porch.store.again(self.saved, self.porch.today)
            note(error.message)
            return
        self.changed.append(change.key)

    def record(self, item: str, keys: Sequence[str], told: str) -> None:
        """What the picture shows, put down beside its item."""
        options = [Option(_YES, "对，记下"), _LEAVE]
        if told and self.prompter.choose(told, options, (), _YES) == _YES:
            self._save(Change(f"evidence.{item}.shows", list(keys)))

    def kind(self) -> str | None:
        """Which kind of proof it is, of those for which it is known what they must show."""
        kinds = self.porch.knowledge.evidence
        known = self.porch.knowledge.screens.demands
        options = [Option(name, f"{kinds[name].title}：{kinds[name].must_show}") for name in known]
        ask = self.porch.knowledge.common.questions["evidence.*.kind"].ask
        chosen = self.prompter.choose(ask, options, (Special.SKIP,), "")
        return None if isinstance(chosen, Special) else chosen

    def look(self, demands: Sequence[Demand], asked: Sequence[str]) -> Iterator[Lack]:
        """By the buyer's own eyes: what the picture must show, one by one."""
        options = [
            Option(_YES, "看得到，看得清"),
            Option(_NO, "看不到，或者看不清"),
        ]
        for demand in demands:
            ask = f"图上看得到“{demand.name}”吗？"
            if self.prompter.choose(ask, options, (), _YES) == _NO:
                yield Lack(demand.name, "absent")
            else:
                self._type_first(demand, asked)

    def _type_first(self, demand: Demand, asked: Sequence[str]) -> None:
        """The value of a demand that is seen; of several keys the first that the case asks."""
        questions = self.porch.knowledge.questions_of(self.porch.knowledge.scenario_ids)
        keys = [key for key in demand.keys if key in asked and questions[key].mask != "code"]
        if keys:
            self._type(keys[0], "")


def _options(one: Seen) -> Iterator[Option]:
    """The cautious answer stands first where anything speaks against the value."""
    found = one.found
    edit = Option(_EDIT, "不对，我来改")
    if one.standing == "other":
        yield Option(_NO, "案件里的对，不改")
        if found.value is not None:
            yield Option(_YES, "图上的对，改成图上的")
        yield edit
    elif found.value is None:
        yield from (edit, _LEAVE)
    elif found.lead:
        yield from (Option(_NO, "还没有核对，先不记"), Option(_YES, "核对过，记下"), edit)
    elif found.doubts:
        yield from (edit, Option(_YES, "对着图核对过，一字不差，记下"), _LEAVE)
    else:
        yield from (Option(_YES, "对，记下"), edit, _LEAVE)
