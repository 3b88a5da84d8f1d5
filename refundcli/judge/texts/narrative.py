"""A buyer's own account: its words in one spelling, and what speaks in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

import msgspec

from refundcli.judge.texts.learned import Grams, named, pieces, placed
from refundcli.judge.texts.plain import Plain
from refundcli.judge.texts.said import Said, Span, letters
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.patterns import Patterns
from refundcli.knowledge.schema import Told

NOT = "!"
THEIRS = "~"
"""Before a piece of what the other side says."""


class Narrative(Said):
    """One account; what the other side wrote or is said to have said does not speak in it."""

    theirs: tuple[str, ...] = ()
    """Lines of a copied conversation that the other side wrote."""

    @cached_property
    def pieces(self) -> Grams:
        """Pieces of the buyer's words and, marked, of the other side's, each with its clauses."""
        return placed(
            (number, pieces(self.spoken(clause)) + _marked(self.silent(clause)))
            for number, clause in enumerate(self.plain.clauses)
        )

    def signs(self, known: Mapping[str, Told]) -> Grams:
        """Signs, and what stands with one in a clause, each with its clauses."""
        by_clause: dict[int, set[str]] = {}
        for name, told in known.items():
            for start, end in self.places(told):
                if self.own((start, end)):
                    by_clause.setdefault(self.plain.clause_at(start), set()).add(name)
        return placed((number, named(names)) for number, names in by_clause.items())

    def accounts(self, known: Mapping[str, Told]) -> Grams:
        """Names told of, with their clauses; `!name` where that is denied or quoted."""
        return placed(self._accounts(known))

    def _accounts(self, known: Mapping[str, Told]) -> Iterator[tuple[int, list[str]]]:
        for name, told in known.items():
            places = list(self.places(told))
            counting = [span for span in places if self.counts(span)]
            sign = f"<{name}>" if counting else f"<{NOT}{name}>"
            numbers = (self.plain.clause_at(start) for start, _ in counting or places)
            yield from ((number, [sign]) for number in dict.fromkeys(numbers))

    def places(self, told: Told) -> Iterator[Span]:
        """Where its words stand, whoever says them."""
        for source in told.says:
            for match in self.pattern(source).finditer(self.plain.text):
                if match.end() > match.start():
                    yield match.span()


def _marked(theirs: str) -> list[str]:
    return [f"{THEIRS}{piece}" for piece in pieces(theirs)]


class Reader:
    """Makes narratives of texts, by the words of one base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.data = knowledge.stories
        spelling = knowledge.replies.spelling
        self._spelling = msgspec.structs.replace(
            spelling, instead={**spelling.instead, **self.data.instead}
        )
        self.pattern = Patterns({**knowledge.replies.words, **self.data.words})
        told = {name: scenario.told for name, scenario in knowledge.in_order}
        self.told: dict[str, Told] = {
            **{name: words for name, words in told.items() if words is not None},
            **{name: kind.told for name, kind in self.data.elsewhere.items()},
        }

    def narrative(self, text: str) -> Narrative:
        """A text ready to be looked at."""
        theirs = self.pattern(self.data.silence.lines)
        lines = [line.strip() for line in text.splitlines()]
        kept = "\n".join(line for line in lines if not theirs.match(line))
        found = Narrative(self._plain(kept), self.data.silence, self.pattern)
        found.theirs = tuple(line[m.end() :] for line in lines if (m := theirs.match(line)))
        return found

    def features(self, narrative: Narrative) -> Grams:
        """All that is weighed, each with the clauses it stands in."""
        signs = narrative.signs(self.data.signs)
        lines = (letters(self._plain(line).text) for line in narrative.theirs)
        nowhere: Grams = {piece: () for line in lines for piece in _marked(line)}
        return {**nowhere, **narrative.pieces, **signs, **narrative.accounts(self.told)}

    def _plain(self, text: str) -> Plain:
        return Plain(text, self._spelling, self.pattern)


@lru_cache(maxsize=4)
def reader(knowledge: Knowledge) -> Reader:
    """The reader of a base, made once."""
    return Reader(knowledge)
