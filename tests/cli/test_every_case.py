"""Golden cases answered at the prompts: few enough of them, and the judgement a script gets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.model import State
from refundcli.cli.wizard.flow import Wizard
from refundcli.cli.wizard.prompts import Answer, Option, Special
from refundcli.cli.wizard.sitting import run
from refundcli.judge import assess
from refundcli.judge.facts import Facts
from tests.cli.fake import ENOUGH, HABITS, porch
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY

MENU: Final = "接下来？"
# Prompts that are no questions: what is said there.
ENDS: Final = {
    "以上是否属实？": "yes",
    "信里写的都属实吗？": "yes",
    "写给谁？": "merchant",
}
# What a buyer pastes as a block, at the prompt of the first of its keys that is known.
BLOCKS: Final = (
    ("order.number", "order.product", "order.amount", "order.paid_at", "merchant.name"),
    ("buyer.name", "buyer.phone", "buyer.address"),
)
STATES: Final = {State.UNKNOWN: Special.UNKNOWN, State.UNAVAILABLE: Special.UNAVAILABLE}
MERCHANT: Final = {"merchant_message", "goodwill_request"}
CASES: Final = [golden for golden in GOLDEN if golden.signed.get("scenario")]


class Person:
    """Answers each prompt as the case says; what it does not say is left for later."""

    def __init__(self, golden: Golden) -> None:
        self.facts = Facts(golden.signed, KNOWLEDGE, TODAY)
        self.questions = KNOWLEDGE.questions_of(self.facts.problems.every)
        self.keys = {question.ask: key for key, question in self.questions.items()}
        self.asked: list[str] = []
        self.left_open: set[str] = set()
        self.wanted = ["complaint_12315"]

    def text(self, ask: str, default: str, hint: str) -> Answer:
        """As it would be typed."""
        del default, hint
        self._hear(ask)
        key = self.keys[ask]
        block = next((block for block in BLOCKS if key in block), ())
        lines = [self._line(name) for name in block if self.facts.get(name) is not None]
        known = self.facts.get(key) is not None
        return "\n".join(lines) if lines and known else self._answer(key)

    def _hear(self, ask: str) -> None:
        self.asked.append(ask)
        assert len(self.asked) < ENOUGH, self.asked[-3:]

    def _line(self, key: str) -> str:
        return f"{self.questions[key].labels[0]}：{self._answer(key)}"

    def choose(
        self,
        ask: str,
        options: Sequence[Option],
        specials: Sequence[Special],
        default: str | Special,
    ) -> Answer:
        """The value of the case; after a letter the next one that is wanted."""
        del specials, default
        habit = next((reply for piece, reply in HABITS.items() if piece in ask), None)
        if habit is not None:
            return habit
        self._hear(ask)
        if ask == MENU:
            offered = {option.value for option in options}
            return self.wanted.pop() if offered & set(self.wanted) else options[0].value
        return ENDS[ask] if ask in ENDS else self._answer(self.keys[ask])

    def check(
        self, ask: str, options: Sequence[Option], ticked: Sequence[str], nothing: str = ""
    ) -> list[str] | Special:
        """The boxes that the case says are ticked."""
        del ticked, nothing
        self._hear(ask)
        if ask in self.keys:
            marked = self.facts.get(self.keys[ask])
            return [str(item) for item in marked] if isinstance(marked, tuple) else []
        return [option.value for option in options if self._is_ticked(option.value)]

    def _is_ticked(self, key: str) -> bool:
        if key.startswith("has."):
            return self.facts.get(key) is True
        value = self.facts.get(key)
        return key in self.questions and str(value).lower() == self.questions[key].tick

    def _answer(self, key: str) -> Answer:
        if key == "scenario":
            return self.facts.case.text(key)
        value = self.facts.get(key)
        if value is None:
            self.left_open.add(key)
            return STATES.get(self.facts.case.state(key), Special.SKIP)
        typed = storable(value)
        if isinstance(typed, bool):
            return str(typed).lower()
        return "、".join(map(str, typed)) if isinstance(typed, list) else str(typed)


def by_prompts(golden: Golden, home: Path) -> tuple[Person, Facts]:
    """A sitting on a case that holds nothing but what no prompt asks for: what is on record."""
    surroundings = porch(home)
    recorded = ("events.", "clauses.", "problems.", "also", "story")
    answers = golden.signed.answers.items()
    changes = [Change(key, storable(value)) for key, value in answers if key.startswith(recorded)]
    surroundings.store.create("demo", {})
    saved = surroundings.store.read("demo", TODAY)
    if changes:
        saved = surroundings.store.edit(saved, changes, TODAY)
    person = Person(golden)
    run(Wizard(surroundings, saved, prompter=person))
    return person, Facts(surroundings.store.read("demo", TODAY).case, KNOWLEDGE, TODAY)


@pytest.mark.parametrize("golden", CASES[::5], ids=lambda golden: golden.name)
def test_at_the_prompts(golden: Golden, home: Path) -> None:
    """At most 14 prompts to the first letter and 20 to a 12315 draft, and the same judgement."""
    person, facts = by_prompts(golden, home)
    script = Facts(golden.signed, KNOWLEDGE, TODAY)
    expected, found = assess.assess(script), assess.assess(facts)
    if expected.blocked:
        raised = [key for key in KNOWLEDGE.common.alarms if script.get(key) is not None]
        # Without the words of a story these questions are not put.
        assert assess.blocked(facts) or (raised and not script.get("story"))
        return
    if not person.left_open & {key for item in script.scenarios.values() for key in item.ask}:
        assert (found.stance, found.responsible) == (expected.stance, expected.responsible)
    letters = {path.stem for path in (home / "cases" / "demo" / "letters").glob("*.txt")}
    if (
        letters & MERCHANT
        and "police_statement" not in letters
        and "also" not in script.case.answers
    ):
        ends = [number for number, ask in enumerate(person.asked) if ask in (MENU, *ENDS)]
        assert ends[0] + 1 <= 14, person.asked
        assert "complaint_12315" not in letters or ends[2] <= 20, person.asked
