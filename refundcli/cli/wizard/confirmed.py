"""What the buyer has confirmed as true in this sitting, and whether a letter says more."""

from __future__ import annotations

from collections.abc import Iterable

from refundcli.judge.facts import Facts
from refundcli.judge.interview import Step
from refundcli.write.document import Document


class Confirmed:
    """Answers as they stood when the buyer said that they are true."""

    def __init__(self) -> None:
        self._answers: dict[str, object] = {}

    def reviewed(self, steps: Iterable[Step], facts: Facts) -> None:
        """All answers of these prompts were on the screen, and the proof by its kinds."""
        keys = [key for step in steps for key in step.keys]
        keys += [f"evidence.{item.id}.kind" for item in facts.case.evidence]
        self._note(keys, facts)

    def read(self, letter: Document, facts: Facts) -> None:
        """The letter itself was on the screen."""
        self._note(_keys(letter), facts)

    def stated(self, keys: Iterable[str], facts: Facts) -> None:
        """The buyer has just said it."""
        self._note(keys, facts)

    def covers(self, letter: Document, facts: Facts) -> bool:
        """Whether the letter rests on nothing but what was confirmed, unchanged since."""
        answers = ((key, _answer(key, facts)) for key in _keys(letter))
        return all(self._answers.get(key) == answer for key, answer in answers if answer)

    def _note(self, keys: Iterable[str], facts: Facts) -> None:
        self._answers |= {key: _answer(key, facts) for key in keys}


def _keys(letter: Document) -> Iterable[str]:
    return (key for sentence in letter.sentences() for key in sentence.facts)


def _answer(key: str, facts: Facts) -> tuple[tuple[str, object], ...]:
    """The answer under a key, or all of a record such as an event; empty where there is none."""
    value = facts.get(key)
    if value is not None:
        return ((key, value),)
    prefix = f"{key}."
    return tuple(
        (name, value) for name, value in facts.case.answers.items() if name.startswith(prefix)
    )
