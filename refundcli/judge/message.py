"""What in a message counts as said by the other side, and where it agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations

from refundcli.judge.learned import Grams, pieces
from refundcli.judge.plain import ASKED, COMMA, STOP, Clause, Plain
from refundcli.knowledge.catalogue import Refusal
from refundcli.knowledge.replies import Replies

Span = tuple[int, int]
_QUOTES = {"\u201c": "\u201d", "\u300c": "\u300d", '"': '"'}


class Message:
    """One message; `pattern` compiles a regular expression of the base."""

    def __init__(
        self, plain: Plain, data: Replies, pattern: Callable[[str], re.Pattern[str]]
    ) -> None:
        self.plain = plain
        self._silence = data.silence
        self._agreement = data.agreement
        self._pattern = pattern

    def says(self, refusal: Refusal) -> tuple[Span, ...]:
        """Where its words stand and count."""
        found = (
            span
            for source in refusal.says
            for span in self._stretches(source)
            if self._counts(span, refusal.even_in)
        )
        return tuple(sorted(set(found)))

    def grams(self, groups: Iterable[str]) -> Grams:
        """The pieces of what is stated, each with the clauses it stands in."""
        found: dict[str, set[int]] = {}
        for number, clause in enumerate(self.plain.clauses):
            if number in self._asked | self._supposed:
                continue
            text = "".join(self._spoken(clause))
            here = [name for name in groups if self._pattern(f"<{name}>").search(text)]
            named = (*here, *map("+".join, combinations(here, 2)))
            for piece in (*pieces(text), *(f"<{name}>" for name in named)):
                found.setdefault(piece, set()).add(number)
        return {piece: frozenset(numbers) for piece, numbers in found.items()}

    def _spoken(self, clause: Clause) -> Iterator[str]:
        """The characters of a clause that are the other side's own words."""
        for place in range(clause.start, clause.end):
            char = self.plain.text[place].lower()
            if char.isalnum() and not any(first <= place < last for first, last in self._silent):
                yield char

    def clauses_of(self, *spans: Span) -> set[int]:
        """Numbers of the clauses that stretches touch."""
        return {self.plain.clause_at(place) for span in spans for place in range(*span)}

    def written(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The clauses that hold these stretches, as they were written, each once."""
        return tuple(dict.fromkeys(self.plain.as_written(*span) for span in spans))

    def clauses_written(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Clauses by their numbers, as they were written."""
        clauses = (self.plain.clauses[number] for number in numbers)
        return self.written((clause.start, clause.end) for clause in clauses)

    @cached_property
    def agreed_at(self) -> int | None:
        """Where the message agrees without a condition, None where it does not."""
        if any(self._counts(span, ()) for span in self._stretches(self._agreement.refused)):
            return None
        return min((end for _, end in self._agreements(self._agreement.says)), default=None)

    @cached_property
    def agrees_loosely(self) -> bool:
        """Whether it says that something will be done."""
        no = self._pattern(self._agreement.not_loosely)
        return any(
            not any(no.search(self._text(clause)) for clause in self._touched(*span))
            for span in self._agreements(self._agreement.loosely)
        )

    def _agreements(self, sources: Iterable[str]) -> Iterator[Span]:
        for source in sources:
            for start, end in self._stretches(source):
                if self._stated((start, end), ()) and not self._restricted(start, end):
                    yield start, end

    def still_said(self, spans: Iterable[Span], agreed: int) -> bool:
        """Whether words stand after the agreement as an exception to it."""
        but = self._pattern(self._agreement.but)
        later = [self.plain.clause_at(start) for start, _ in spans if start >= agreed]
        first = self.plain.clause_at(agreed - 1)
        return any(
            but.search(self._text(self.plain.clauses[number]))
            for last in later
            for number in range(first + 1, last + 1)
        )

    def _restricted(self, start: int, end: int) -> bool:
        clauses = self._touched(start, end)
        before = self.plain.text[clauses[0].start : start]
        unless = self._pattern(self._agreement.unless)
        return bool(self._pattern(self._agreement.not_after).search(before)) or any(
            clause.mark == ASKED or unless.search(self._text(clause)) for clause in clauses
        )

    def _stretches(self, source: str) -> Iterator[Span]:
        """Matches of a pattern, those within others too: the longer one may not count."""
        pattern, place = self._pattern(source), 0
        while match := pattern.search(self.plain.text, place):
            if match.end() > match.start():
                yield match.span()
            place = match.start() + 1

    def _counts(self, span: Span, even_in: tuple[str, ...]) -> bool:
        return self._stated(span, even_in) and not self._denied(span[0])

    def _stated(self, span: Span, even_in: tuple[str, ...]) -> bool:
        start, end = span
        touched = {self.plain.clause_at(place) for place in range(start, end)}
        if "question" not in even_in and touched & self._asked:
            return False
        if "condition" not in even_in and touched & self._supposed:
            return False
        return not any(start < last and first < end for first, last in self._silent)

    def _denied(self, start: int) -> bool:
        clause = self.plain.clauses[self.plain.clause_at(start)]
        before = self.plain.text[clause.start : start]
        denied = self._pattern(self._silence.denied).search(before)
        return bool(denied) and not self._rhetorical(clause)

    def _rhetorical(self, clause: Clause) -> bool:
        return bool(self._pattern(self._silence.rhetorical).search(self._text(clause)))

    @cached_property
    def _asked(self) -> frozenset[int]:
        """Clauses that are real questions."""
        asked = self._pattern(self._silence.asked)
        return frozenset(
            number
            for number, clause in enumerate(self.plain.clauses)
            if asked.search(self._text(clause) + clause.mark) and not self._rhetorical(clause)
        )

    @cached_property
    def _supposed(self) -> frozenset[int]:
        """Conditions, each with the clause that follows from it."""
        supposed = self._pattern(self._silence.supposed)
        found: set[int] = set()
        for number, clause in enumerate(self.plain.clauses):
            if supposed.search(self._text(clause)):
                found |= {number} if clause.mark in (STOP, ASKED) else {number, number + 1}
        return frozenset(found)

    @cached_property
    def _silent(self) -> tuple[Span, ...]:
        """Somebody else's words, and what is then called wrong."""
        return (*self._reported(), *self._disowned(), *self._elsewhere())

    def _elsewhere(self) -> Iterator[Span]:
        """Sentences about something else."""
        about = self._pattern(self._silence.elsewhere)
        for sentence in re.finditer(f"[^{STOP}{ASKED}]+", self.plain.text):
            if about.search(sentence[0]):
                yield sentence.span()

    def _reported(self) -> Iterator[Span]:
        text = self.plain.text
        for source in self._silence.reported:
            for match in self._pattern(source).finditer(text):
                clause = self.plain.clauses[self.plain.clause_at(match.end() - 1)]
                if self._rhetorical(clause) and match.start() != clause.start:
                    continue
                quote = _QUOTES.get(text[match.end() : match.end() + 1])
                closed = text.find(quote, match.end() + 1) if quote else -1
                yield match.end(), closed + 1 if closed >= 0 else clause.end

    def _disowned(self) -> Iterator[Span]:
        for source in self._silence.disowned:
            for match in self._pattern(source).finditer(self.plain.text):
                own = self.plain.clause_at(match.start())
                first = max(own - 1, 0)
                while first > 0 and self.plain.clauses[first - 1].mark == COMMA:
                    first -= 1
                yield self.plain.clauses[first].start, match.start()

    def _touched(self, start: int, end: int) -> list[Clause]:
        numbers = sorted({self.plain.clause_at(place) for place in range(start, end)})
        return [self.plain.clauses[number] for number in numbers]

    def _text(self, clause: Clause) -> str:
        return self.plain.text[clause.start : clause.end]
