"""What in a text counts as said by whoever wrote it.

Words do not count where they are denied, asked, only supposed, somebody else's, or called wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final

from refundcli.judge.texts.plain import ASKED, COMMA, STOP, Clause, Plain
from refundcli.knowledge.replies import Silence

Span = tuple[int, int]
# Nothing is looked for farther away than this, so that a text takes no longer than its length.
_QUOTE: Final = 400
_BEFORE: Final = 40
_NO_LETTERS: Final = re.compile(r"[\W_]+")


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

    def spoken(self, clause: Clause) -> str:
        """The letters of a clause that are the writer's own words."""
        return self._letters(clause, silent=False)

    def silent(self, clause: Clause) -> str:
        """Those that are not."""
        return self._letters(clause, silent=True)

    def _letters(self, clause: Clause, *, silent: bool) -> str:
        marks = self._silent[clause.start : clause.end]
        text = self.text_of(clause)
        if not any(marks):
            return "" if silent else letters(text)
        chosen = (char for char, mark in zip(text, marks, strict=True) if bool(mark) is silent)
        return letters("".join(chosen))

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
        return self.written(self._reported)

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
        for start, end in merged((*self._reported, *self._disowned(), *self._off_topic())):
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

    def _off_topic(self) -> Iterator[Span]:
        """Sentences about something else."""
        about = self.pattern(self._silence.off_topic)
        for sentence in re.finditer(f"[^{STOP}{ASKED}]+", self.plain.text):
            if about.search(sentence[0]):
                yield sentence.span()

    @cached_property
    def _reported(self) -> list[Span]:
        return merged(self._reports())

    def _reports(self) -> Iterator[Span]:
        for source in self._silence.reported:
            for match in self.pattern(source).finditer(self.plain.text):
                clause = self.plain.clauses[self.plain.clause_at(match.end() - 1)]
                if self._rhetorical(clause) and match.start() != clause.start:
                    continue
                yield match.end(), self._closed(match.end()) or clause.end

    def _closed(self, start: int) -> int:
        """Where the quotation that begins here ends; 0 where none does within its line."""
        last = self.plain.quotes.get(self.plain.text[start : start + 1])
        end = self.plain.text.find(last, start + 1, start + _QUOTE) + 1 if last else 0
        return 0 if self.plain.breaks(start, end) else end

    def _disowned(self) -> Iterator[Span]:
        for source in self._silence.disowned:
            for match in self.pattern(source).finditer(self.plain.text):
                before = self.plain.clauses[max(self.plain.clause_at(match.start()) - 1, 0)]
                opening = bisect_right(self._openings, before.start) - 1
                yield self._openings[opening], match.start()

    @cached_property
    def _openings(self) -> list[int]:
        """Where sentences begin."""
        clauses = self.plain.clauses
        later = (one.start for last, one in pairwise(clauses) if last.mark != COMMA)
        return [clauses[0].start, *later]


def letters(text: str) -> str:
    """Its letters and digits, in lower case."""
    return _NO_LETTERS.sub("", text.lower())


def merged(spans: Iterable[Span]) -> list[Span]:
    """Stretches that no longer touch one another, in their order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        elif start < end:
            found.append((start, end))
    return found
