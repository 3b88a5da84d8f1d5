"""What a message says no with: the one recogniser for replies, the log and letters.

Two things speak for a refusal: its patterns in refusals.toml, and how much a message is like the
examples that learned.toml was made from. Words do not count where they are denied, asked, only
supposed, somebody else's, called wrong, or overtaken by agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

import msgspec

from refundcli.judge.texts.learned import Grams, Weights
from refundcli.judge.texts.message import Message
from refundcli.judge.texts.plain import Plain
from refundcli.judge.texts.said import Span
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.patterns import Patterns

AGREED, NOTHING = "agreed", "nothing"
Spans = tuple[Span, ...]


class Heard(msgspec.Struct, frozen=True):
    """A refusal and the clauses that show it, as they were written."""

    name: str
    words: tuple[str, ...]


class Hearing(msgspec.Struct, frozen=True):
    """All refusals of a message, in the order of refusals.toml; whether it agrees, all the same."""

    refusals: tuple[Heard, ...]
    agreed: bool


def hear(text: str, knowledge: Knowledge) -> Hearing:
    """Read one message."""
    return ear(knowledge).hear(text)


@lru_cache(maxsize=4)
def ear(knowledge: Knowledge) -> Ear:
    """The recogniser of a base, made once."""
    return Ear(knowledge)


class Ear:
    """The patterns and weights of one base, each made ready when it is first needed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._data = knowledge.replies
        self._refusals = knowledge.refusals
        self.pattern = Patterns(self._data.words)
        self.hear = lru_cache(maxsize=64)(self._hear)

    @cached_property
    def weights(self) -> Weights:
        """What was learned."""
        return Weights(self._knowledge.learned)

    def message(self, text: str) -> Message:
        """A text ready to be looked at; what the buyer wrote in it is left out."""
        theirs = self.pattern(self._data.silence.lines)
        heeded = text[: self._data.heed]
        kept = "\n".join(line for line in heeded.splitlines() if not theirs.match(line.strip()))
        return Message(Plain(kept, self._data.spelling, self.pattern), self._data, self.pattern)

    def _hear(self, text: str) -> Hearing:
        message = self.message(text)
        grams = message.grams(self._knowledge.learned.groups)
        # A refusal that nothing was learned of yet is heard by its patterns alone.
        untaught = dict.fromkeys(self._refusals, self._knowledge.learned.alone)
        scores = {**untaught, **self.weights.scores(grams)}
        said = self._said(message, scores)
        doubtful = scores[AGREED] < self._knowledge.learned.doubtful
        agreed = None if doubtful else message.agreed_at
        names = self._names(scores, said, foremost=agreed is None)
        if agreed is not None:
            names = [
                name
                for name in names
                if self._refusals[name].offer or message.still_said(said.get(name, ()), agreed)
            ]
        reasons = [name for name in names if not self._refusals[name].alone]
        heard = tuple(
            Heard(name, self._words(name, message, said, grams))
            for name in self._refusals
            if name in (reasons or names)
        )
        promised = agreed is not None or (not heard and self._agrees(message, scores))
        return Hearing(heard, agreed=promised)

    def _said(self, message: Message, scores: Mapping[str, float]) -> dict[str, Spans]:
        """Where patterns match; they are not looked for where they could not decide."""
        settings = self._knowledge.learned
        close = (name for name in self._refusals if scores[name] + settings.said > settings.enough)
        refusals = ((name, self._refusals[name]) for name in close)
        found = ((name, message.counting(one.says, one.even_in)) for name, one in refusals)
        return {name: spans for name, spans in found if spans}

    def _names(
        self, scores: Mapping[str, float], said: Mapping[str, Spans], *, foremost: bool
    ) -> list[str]:
        """What has enough to speak for it; where nothing has, what is clearly foremost."""
        settings = self._knowledge.learned
        total = {name: scores[name] + settings.said * (name in said) for name in self._refusals}
        names = [name for name, score in total.items() if score > settings.enough]
        if names or not foremost:
            return names
        first = max(total, key=lambda name: total[name])
        other = max(scores[AGREED], scores[NOTHING]) + settings.ahead
        return [first] if total[first] > max(settings.alone, other) else []

    def _words(
        self, name: str, message: Message, said: Mapping[str, Spans], grams: Grams
    ) -> tuple[str, ...]:
        """The clauses that show it."""
        if name in said:
            return message.written(said[name])
        return message.clauses_written(self.weights.clauses([name], grams)[name])

    def _agrees(self, message: Message, scores: Mapping[str, float]) -> bool:
        return message.agrees_loosely or scores[AGREED] > max(0, scores[NOTHING])
