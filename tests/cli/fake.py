"""A buyer who answers by what the question says: the wizard without a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from refundcli.case.store import Saved, Store
from refundcli.cli.porch import Porch
from refundcli.cli.wizard.flow import Wizard
from refundcli.cli.wizard.prompts import TYPED, Answer, Option, Special
from refundcli.cli.wizard.sitting import run
from tests.support import KNOWLEDGE, TODAY

KEEP: Final = "\x00keep"
LEAVE: Final = "\x00leave"
# What nobody cares about in most tests: nothing new has happened, nothing has been sent yet.
SENT: Final = "发出去（交上去）了"
HABITS: Final = {"发生了什么新情况": "none", SENT: "later"}
# No interview is longer: more is a question that comes again and again.
ENOUGH: Final = 80


class FakePrompter:
    """Replies by a piece of the question; of several replies the last one stays.

    What is answered by habit, because the test says nothing of it, is kept `aside`.
    """

    def __init__(self, replies: Mapping[str, object]) -> None:
        self.replies = dict(replies)
        self.asked: list[str] = []
        self.aside: list[str] = []

    def text(self, ask: str, default: str, hint: str) -> Answer:
        """What is typed; KEEP presses Enter on what stands there."""
        assert "<" in hint
        found = self._reply(ask)
        typed = default if found == KEEP else _answer(found)
        return TYPED.get(typed, typed) if isinstance(typed, str) else typed

    def choose(
        self,
        ask: str,
        options: Sequence[Option],
        specials: Sequence[Special],
        default: str | Special,
    ) -> Answer:
        """A value of the list, or a special that the list offers."""
        found = self._reply(ask)
        if found == KEEP:
            found = default or options[0].value
        values = [*(option.value for option in options), *specials]
        assert found in values, f"{ask} does not offer {found}: {values}"
        return _answer(found)

    def check(
        self, ask: str, options: Sequence[Option], ticked: Sequence[str], nothing: str = ""
    ) -> list[str] | Special:
        """The boxes that are ticked when Enter is pressed."""
        del nothing
        found = self._reply(ask)
        if found == KEEP:
            return list(ticked)
        if isinstance(found, Special):
            return found
        found = [] if found == HABITS[SENT] else found
        assert isinstance(found, list)
        assert set(found) <= {option.value for option in options}, f"{ask}: {found}"
        return found

    def _reply(self, ask: str) -> object:
        piece = next((piece for piece in self.replies if piece in ask), None)
        habit = next((habit for habit in HABITS if habit in ask), None)
        if piece is None and habit is not None:
            self.aside.append(ask)
            return HABITS[habit]
        self.asked.append(ask)
        assert len(self.asked) < ENOUGH, self.asked[-3:]
        assert piece is not None, f"nobody expected: {ask}"
        found = self.replies[piece]
        if isinstance(found, tuple):
            found, *rest = found
            if rest:
                self.replies[piece] = tuple(rest)
        if callable(found):
            found = found()
        if found == LEAVE:
            raise KeyboardInterrupt
        return found


def _answer(found: object) -> Answer:
    assert isinstance(found, str | Special)
    return found


def porch(home: Path, today: date = TODAY) -> Porch:
    """The surroundings of a wizard on an empty store."""
    return Porch(KNOWLEDGE, Store(home, KNOWLEDGE), today)


def sit(home: Path, replies: Mapping[str, object], found: Saved | None = None) -> FakePrompter:
    """One sitting from the first question to the end; returns what was asked."""
    prompter = FakePrompter(replies)
    run(Wizard(porch(home), found, prompter=prompter))
    return prompter
