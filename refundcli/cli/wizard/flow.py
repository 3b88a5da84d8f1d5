"""The walk through the questions: ask, save each answer, go back, review, write.

The flow holds no answers of its own: after every prompt the case on disk is the truth, so
Ctrl-C, a crash or a second window lose nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from refundcli.case.edit import Change
from refundcli.case.model import Case
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem
from refundcli.cli.diagnostics import note
from refundcli.cli.porch import Porch, saved
from refundcli.cli.screens import answer, review
from refundcli.cli.show import show
from refundcli.cli.wizard.asking import Asker
from refundcli.cli.wizard.confirmed import Confirmed
from refundcli.cli.wizard.prompts import Option, Prompter, Special, TerminalPrompter
from refundcli.cli.wizard.so_far import SoFar
from refundcli.errors import ConflictError, InvalidInputError, NotSavedError
from refundcli.judge import advice, assess, interview
from refundcli.judge.facts import Facts
from refundcli.judge.interview import Step
from refundcli.judge.outlook import Now


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
        self.confirmed = Confirmed()
        self.step_shown: Now | None = None
        self._said: set[str] = set()
        self._asker = Asker(self.prompter)
        self._so_far = SoFar()

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
            if self._group not in ("", step.group) and sys.stderr.isatty():
                self._so_far.tell(self.facts, document)
            step = self._go(step, document)

    def ask(self, step: Step) -> Special | None:
        """Put one step and save the answer; BACK comes back, an invalid answer is asked again."""
        self._announce(step)
        while True:
            try:
                changes = self._asker.changes(step, self.facts)
                if changes is Special.STORY:
                    changes = self._story()
                    if not changes:
                        continue
                if isinstance(changes, Special):
                    return changes
                self.save(changes)
            except ValueProblem as problem:
                self._asker.forget(step.id)
                note(f"{problem}")
            except ConflictError as conflict:
                # What the other window saved is offered now, not what was typed over it.
                self._asker.forget(step.id)
                self.saved = saved(self.porch, self.saved.id) if self.saved else None
                note(conflict.message)
            except NotSavedError as error:
                note(f"{error.message}；刚才输入的还在，请腾出空间后再回车。")
            except InvalidInputError as error:
                self._asker.forget(step.id)
                note(error.message)
            else:
                self._asker.forget(step.id)
                return self._ask_open(step) if step.kind == "screen" else None

    def _story(self) -> list[Change]:
        from refundcli.cli.wizard.story import Story  # noqa: PLC0415 - only a story needs it

        return Story(self.prompter, self.save).changes(self.facts)

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
        self._tell_unsettled(step, before, document)
        if step.kind == "evidence" and self.saved and self.saved.case.evidence:
            add = f"refundcli evidence add {self.saved.id} 文件"
            self.tell([f"截图、录屏这些文件，随时可以加进案件：{add}（原文件不动）"])
        self.tell(f"注意：{line}" for line in advice.at_once(self.facts))
        return None

    def _previous(self, step: Step, document: str) -> Step | None:
        steps = interview.steps(self.facts, document)
        ids = [found.id for found in steps]
        place = ids.index(step.id) if step.id in ids else len(ids)
        if place == 0:
            note("这是第一题，前面没有了。")
            return None
        return steps[place - 1]

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

    def save(self, changes: list[Change]) -> None:
        """Save answers, in a new case if there is none; what another window changed stands."""
        if self.saved is None:
            name = self._case_id or self.porch.store.new_id(self.porch.today)
            self.porch.store.create(name, {})
            self.saved = saved(self.porch, name)
        self.saved = self.porch.store.edit(self.saved, changes, self.porch.today)

    def _tell_unsettled(self, step: Step, before: Facts, document: str) -> None:
        # Of a problem that is over nothing is asked any more, as the buyer has just said.
        if not before.scenario or step.id == interview.PROBLEMS:
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
            self.edit_one(document)
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
                self.confirmed.reviewed(steps, self.facts)
                return True
            if chosen == "leave":
                raise KeyboardInterrupt
            self.edit_one(document)
        return False

    def tell(self, lines: Iterable[str]) -> None:
        """Advice to the buyer, each line once in a sitting."""
        for line in lines:
            if line not in self._said:
                self._said.add(line)
                note(line)

    def edit_one(self, document: str) -> None:
        """Let the buyer choose an answer and give it again."""
        steps = tuple(step for step in interview.steps(self.facts, document) if step.done)
        options = [Option(step.id, self._title(step)) for step in steps]
        chosen = self.prompter.choose("改哪一项？", options, (Special.BACK,), "")
        step = next((step for step in steps if step.id == chosen), None)
        if step is not None:
            before = self.facts
            self.ask(step)
            self._tell_unsettled(step, before, document)

    def _title(self, step: Step) -> str:
        if step.kind == "question":
            return f"{interview.question(step.id, self.facts).ask} {answer(step.id, self.facts)}"
        return self.porch.knowledge.common.groups[step.group]
