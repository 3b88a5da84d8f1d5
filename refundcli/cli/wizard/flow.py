"""The walk through the questions: ask, save each answer, go back, review, write.

The flow holds no answers of its own: after every prompt the case on disk is the truth, so
Ctrl-C, a crash or a second window lose nothing.
"""

from __future__ import annotations

from refundcli.case.edit import Change
from refundcli.case.model import Case
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem
from refundcli.cli.diagnostics import note
from refundcli.cli.porch import Porch, saved
from refundcli.cli.screens import answer, review
from refundcli.cli.show import show
from refundcli.cli.wizard import answers
from refundcli.cli.wizard.prompts import Option, Prompter, Special, TerminalPrompter
from refundcli.errors import ConflictError, InvalidInputError, NotSavedError
from refundcli.judge import assess, interview
from refundcli.judge.facts import Facts
from refundcli.judge.interview import SCENARIO_KEY, Step

HINT = "不知道写 ?，没有写 /，以后再说直接回车，返回写 <"
_ANY = (Special.UNKNOWN, Special.UNAVAILABLE, Special.SKIP, Special.BACK)


class Wizard:
    """One sitting with one case."""

    def __init__(
        self,
        porch: Porch,
        found: Saved | None,
        case_id: str | None = None,
        prompter: Prompter | None = None,
    ) -> None:
        self.porch = porch
        self.saved = found
        self.prompter = prompter or TerminalPrompter()
        self._case_id = case_id
        self._group = ""
        # What was typed and could not be saved is offered again.
        self._typed: dict[str, str] = {}

    @property
    def facts(self) -> Facts:
        """The case as it stands on disk."""
        return Facts(
            self.saved.case if self.saved else Case({}), self.porch.knowledge, self.porch.today
        )

    def interview(self, document: str) -> bool:
        """Ask until the document can be written; False when nothing may be written."""
        step: Step | None = None
        while True:
            if self.saved and assess.blocked(self.facts):
                if not self._mend(document):
                    return False
                step = None
            step = step or interview.next_step(self.facts, document)
            if step is None:
                return True
            step = self._go(step, document)

    def ask(self, step: Step) -> Special | None:
        """Put one step and save the answer; BACK comes back, an invalid answer is asked again."""
        self._announce(step)
        while True:
            try:
                changes = self._asked(step)
                if isinstance(changes, Special):
                    return changes
                self._save(changes)
            except ValueProblem as problem:
                self._typed.pop(step.id, None)
                note(f"{problem}")
            except ConflictError as conflict:
                # What the other window saved is offered now, not what was typed over it.
                self._typed.pop(step.id, None)
                self.saved = saved(self.porch, self.saved.id) if self.saved else None
                note(conflict.message)
            except NotSavedError as error:
                note(f"{error.message}；刚才输入的还在，请腾出空间后再回车。")
            except InvalidInputError as error:
                self._typed.pop(step.id, None)
                note(error.message)
            else:
                self._typed.pop(step.id, None)
                return self._ask_open(step) if step.kind == "screen" else None

    def _ask_open(self, step: Step) -> Special | None:
        """After 有拿不准的: what the screen left open, one by one; back leads to the screen."""
        for key in step.keys:
            single = interview.single(key, self.facts)
            if not single.done and self.ask(single) is Special.BACK:
                return self.ask(step)
        return None

    def _go(self, step: Step, document: str) -> Step | None:
        """Ask a step; the step to put next when the buyer goes back, else None."""
        before = self.facts
        if self.ask(step) is Special.BACK:
            return self._previous(step, document) or step
        self._tell_unsettled(before, document)
        return None

    def _previous(self, step: Step, document: str) -> Step | None:
        steps = interview.steps(self.facts, document)
        ids = [found.id for found in steps]
        place = ids.index(step.id) if step.id in ids else len(ids)
        if place == 0:
            note("这是第一题，前面没有了。")
            return None
        return steps[place - 1]

    def _asked(self, step: Step) -> list[Change] | Special:
        facts = self.facts
        if step.kind == "screen":
            ticked = self._check(
                step, answers.screen_options(step, facts), answers.ticked(step, facts)
            )
            return (
                ticked if isinstance(ticked, Special) else answers.from_screen(step, ticked, facts)
            )
        if step.kind == "evidence":
            options = answers.evidence_options(step, facts)
            held = [key for key in step.keys if facts.get(key) is True]
            ticked = self._check(step, options, held)
            return (
                ticked
                if isinstance(ticked, Special)
                else answers.from_evidence(step, ticked, facts)
            )
        return self._asked_one(step.id, facts)

    def _asked_one(self, key: str, facts: Facts) -> list[Change] | Special:
        found = interview.question(key, facts)
        options = answers.options_of(key, facts)
        if found.type == "choices":
            several = [*options, answers.unknown_option()]
            marked = self.prompter.check(found.ask, several, answers.chosen_before(key, facts))
            return (
                marked if isinstance(marked, Special) else answers.from_several(key, marked, facts)
            )
        value = facts.scenario if key == SCENARIO_KEY else facts.get(key)
        if options:
            specials = (Special.BACK,) if key == SCENARIO_KEY else _ANY
            default = answers.earlier(key, value, facts)
            chosen = self.prompter.choose(found.ask, options, specials, default)
        else:
            typed_before = answer(key, facts) if value is not None else ""
            line = self._typed.get(key, typed_before)
            chosen = self.prompter.text(found.ask, line, f"例如 {found.example}；{HINT}")
            if typed_before and chosen == typed_before:
                # Left as it stands; what is shown masked must not become the answer.
                return []
        if chosen is Special.BACK:
            return Special.BACK
        if isinstance(chosen, Special):
            return answers.from_special(key, chosen)
        return answers.from_choice(key, chosen, facts) if options else self._read(key, chosen)

    def _read(self, key: str, typed: str) -> list[Change]:
        """A typed line or block; of a block the good values are taken and the others named."""
        changes, problems = answers.from_text(key, typed, self.facts)
        for problem in problems:
            note(problem)
        self._typed[key] = typed
        return changes

    def _check(self, step: Step, options: list[Option], ticked: list[str]) -> list[str] | Special:
        if step.kind == "screen":
            return self.prompter.check(
                self.porch.knowledge.common.screens[step.id].ask, options, ticked
            )
        ask = self.porch.knowledge.words.phrases["ask_all_evidence"]
        return self.prompter.check(ask, options, ticked)

    def _announce(self, step: Step) -> None:
        """The group once, with its place among the groups; and why the question is put."""
        groups = self.porch.knowledge.common.groups
        if step.group != self._group:
            self._group = step.group
            note(f"\n—— {groups[step.group]} ——")
        if step.kind == "question":
            why = interview.question(step.id, self.facts).why
            if why:
                note(f"  {why}")

    def _save(self, changes: list[Change]) -> None:
        if self.saved is None:
            name = self._case_id or self.porch.store.new_id(self.porch.today)
            self.porch.store.create(name, {})
            self.saved = saved(self.porch, name)
        self.saved = self.porch.store.edit(self.saved, changes, self.porch.today)

    def _tell_unsettled(self, before: Facts, document: str) -> None:
        if not before.scenario:
            return
        for key in interview.unsettled(before, self.facts, document):
            note(f"  这一改动使“{answer(key, before)}”（{key}）暂时用不上，答案仍然保留。")

    def _mend(self, document: str) -> bool:
        """Say kindly why nothing will be written; False unless the buyer changes an answer."""
        blocked = assess.blocked(self.facts)
        if blocked is None:
            return True
        note(f"\n{blocked.why}\n{blocked.instead}")
        options = [Option("leave", "知道了，到这里为止"), Option("edit", "刚才选错了，改一项")]
        chosen = self.prompter.choose("接下来？", options, (), "leave")
        if chosen == "edit":
            steps = interview.steps(self.facts, document)
            self._edit_one(tuple(step for step in steps if step.done), document)
        return chosen == "edit"

    def review(self, document: str) -> bool:
        """All answers on one screen; True when the buyer confirms that they are true."""
        while self.interview(document):
            steps = interview.steps(self.facts, document)
            show(review(self.facts, steps))
            options = [
                Option("yes", "都属实，写信"),
                Option("edit", "修改一项"),
                Option("leave", "先保存，离开"),
            ]
            chosen = self.prompter.choose("以上是否属实？", options, (), "yes")
            if chosen == "yes":
                return True
            if chosen == "leave":
                raise KeyboardInterrupt
            self._edit_one(steps, document)
        return False

    def _edit_one(self, steps: tuple[Step, ...], document: str) -> None:
        options = [Option(step.id, self._title(step)) for step in steps]
        chosen = self.prompter.choose("改哪一项？", options, (Special.BACK,), "")
        step = next((step for step in steps if step.id == chosen), None)
        if step is not None:
            before = self.facts
            self.ask(step)
            self._tell_unsettled(before, document)

    def _title(self, step: Step) -> str:
        if step.kind == "question":
            return f"{interview.question(step.id, self.facts).ask} {answer(step.id, self.facts)}"
        return self.porch.knowledge.common.groups[step.group]
