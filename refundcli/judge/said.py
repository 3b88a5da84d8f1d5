"""What in a text counts as said by whoever wrote it.

Words do not count where they are denied, asked, only supposed, somebody else's, or called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from refundcli.judge.plain import ASKED, COMMA, STOP, Clause, Plain
from refundcli.knowledge.replies import Silence

Span = tuple[int, int]
_BEFORE = 32
"""Nothing that turns words round stands farther before them."""
_QUOTES = {"\u201c": "\u201d", "\u300c": "\u300d", '"': '"'}


class Said:
    """One text; `pattern` compiles a regular expression of the base."""

    def __init__(
        self, plain: Plain, silence: Silence, pattern: Callable[[str], re.Pattern[str]]
    ) -> None:
        self.plain = plain
        self.pattern = pattern
        self._silence = silence

    def counting(self, sources: Iterable[str], even_in: tuple[str, ...] = ()) -> tuple[Span, ...]:
        """Where any of the patterns matches and counts."""
        found = (
            span
            for source in sources
            for span in self.stretches(source)
            if self.counts(span, even_in)
        )
        return tuple(sorted(set(found)))

    def spoken(self, clause: Clause) -> Iterator[str]:
        """The characters of a clause that are the writer's own words."""
        return self._letters(clause, silent=False)

    def silent(self, clause: Clause) -> Iterator[str]:
        """Those that are not."""
        return self._letters(clause, silent=True)

    def _letters(self, clause: Clause, *, silent: bool) -> Iterator[str]:
        for place in range(clause.start, clause.end):
            char = self.plain.text[place].lower()
            if char.isalnum() and bool(self._silent[place]) is silent:
                yield char

    def written(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The clauses that hold these stretches, as they were written, each once."""
        return tuple(dict.fromkeys(self.plain.as_written(*span) for span in spans))

    def clauses_written(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Clauses by their numbers, as they were written."""
        clauses = (self.plain.clauses[number] for number in numbers)
        return self.written((clause.start, clause.end) for clause in clauses)

    def stretches(self, source: str) -> Iterator[Span]:
        """Matches of a pattern, those within others too: the longer one may not count."""
        pattern, place = self.pattern(source), 0
        while match := pattern.search(self.plain.text, place):
            if match.end() > match.start():
                yield match.span()
            place = match.start() + 1

    def counts(self, span: Span, even_in: tuple[str, ...] = ()) -> bool:
        """Whether the words are stated and nothing before turns them round."""
        return self.stated(span, even_in) and not self._denied(span[0])

    def stated(self, span: Span, even_in: tuple[str, ...] = ()) -> bool:
        """Whether the writer says the words; `even_in` names forms in which they still count."""
        start, end = span
        touched = {self.plain.clause_at(place) for place in range(start, end)}
        if "question" not in even_in and touched & self.asked:
            return False
        if "condition" not in even_in and touched & self.supposed:
            return False
        return self.own(span)

    def own(self, span: Span) -> bool:
        """Whether they are the writer's own words."""
        return not any(self._silent[slice(*span)])

    @cached_property
    def reported(self) -> tuple[str, ...]:
        """What somebody else is said to have said, as it was written."""
        return self.written(span for span in self._reported() if span[0] < span[1])

    def touched(self, start: int, end: int) -> list[Clause]:
        """The clauses that a stretch lies in."""
        numbers = sorted({self.plain.clause_at(place) for place in range(start, end)})
        return [self.plain.clauses[number] for number in numbers]

    def text_of(self, clause: Clause) -> str:
        """Its words in the one spelling."""
        return self.plain.text[clause.start : clause.end]

    @cached_property
    def asked(self) -> frozenset[int]:
        """Clauses that are real questions."""
        asked = self.pattern(self._silence.asked)
        return frozenset(
            number
            for number, clause in enumerate(self.plain.clauses)
            if asked.search(self.text_of(clause) + clause.mark) and not self._rhetorical(clause)
        )

    @cached_property
    def supposed(self) -> frozenset[int]:
        """Conditions, each with the clause that follows from it."""
        supposed = self.pattern(self._silence.supposed)
        found: set[int] = set()
        for number, clause in enumerate(self.plain.clauses):
            if supposed.search(self.text_of(clause)):
                found |= {number} if clause.mark in (STOP, ASKED) else {number, number + 1}
        return frozenset(found)

    @cached_property
    def _silent(self) -> bytearray:
        """One a place where stands what somebody else says, or what is then called wrong."""
        silent = bytearray(len(self.plain.text))
        for start, end in (*self._reported(), *self._disowned(), *self._elsewhere()):
            silent[start:end] = b"\1" * (end - start)
        return silent

    def _denied(self, start: int) -> bool:
        clause = self.plain.clauses[self.plain.clause_at(start)]
        first = max(clause.start, start - _BEFORE)
        denied = self.pattern(self._silence.denied).search(self.plain.text, first, start)
        return bool(denied) and not self._rhetorical(clause)

    def _rhetorical(self, clause: Clause) -> bool:
        return clause.start in self._rhetoric

    @cached_property
    def _rhetoric(self) -> frozenset[int]:
        """Where clauses begin that have the form of a question and state something."""
        rhetorical = self.pattern(self._silence.rhetorical)
        clauses = self.plain.clauses
        return frozenset(one.start for one in clauses if rhetorical.search(self.text_of(one)))

    def _elsewhere(self) -> Iterator[Span]:
        """Sentences about something else."""
        about = self.pattern(self._silence.elsewhere)
        for sentence in re.finditer(f"[^{STOP}{ASKED}]+", self.plain.text):
            if about.search(sentence[0]):
                yield sentence.span()

    def _reported(self) -> Iterator[Span]:
        text = self.plain.text
        for source in self._silence.reported:
            for match in self.pattern(source).finditer(text):
                clause = self.plain.clauses[self.plain.clause_at(match.end() - 1)]
                if self._rhetorical(clause) and match.start() != clause.start:
                    continue
                quote = _QUOTES.get(text[match.end() : match.end() + 1])
                closed = text.find(quote, match.end() + 1) if quote else -1
                yield match.end(), closed + 1 if closed >= 0 else clause.end

    def _disowned(self) -> Iterator[Span]:
        for source in self._silence.disowned:
            for match in self.pattern(source).finditer(self.plain.text):
                own = self.plain.clause_at(match.start())
                first = max(own - 1, 0)
                while first > 0 and self.plain.clauses[first - 1].mark == COMMA:
                    first -= 1
                yield self.plain.clauses[first].start, match.start()
