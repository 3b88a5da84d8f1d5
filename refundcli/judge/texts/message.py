"""What a message of the other side says no with, and where it agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from refundcli.judge.texts.learned import Grams, named, pieces, placed
from refundcli.judge.texts.plain import ASKED, Plain
from refundcli.judge.texts.said import Said, Span
from refundcli.knowledge.replies import Replies


class Message(Said):
    """One message; `pattern` compiles a regular expression of the base."""

    def __init__(
        self, plain: Plain, data: Replies, pattern: Callable[[str], re.Pattern[str]]
    ) -> None:
        super().__init__(plain, data.silence, pattern)
        self._agreement = data.agreement

    def grams(self, groups: Iterable[str]) -> Grams:
        """The pieces of what is stated, the edges of clauses among them, and where they stand."""
        return placed(self._pieces(groups))

    def _pieces(self, groups: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
        left_out = self.asked | self.supposed
        for number, clause in enumerate(self.plain.clauses):
            if number not in left_out:
                text = self.spoken(clause)
                here = [name for name in groups if self.pattern(f"<{name}>").search(text)]
                yield number, pieces(f"^{text}$") + named(here)

    @cached_property
    def agreed_at(self) -> int | None:
        """Where the message agrees without a condition, None where it does not."""
        if any(self.counts(span) for span in self.stretches(self._agreement.refused)):
            return None
        return min((end for _, end in self._agreements(self._agreement.says)), default=None)

    @cached_property
    def agrees_loosely(self) -> bool:
        """Whether it says that something will be done."""
        no = self.pattern(self._agreement.not_loosely)
        return any(
            not any(no.search(self.text_of(clause)) for clause in self.touched(*span))
            for span in self._agreements(self._agreement.loosely)
        )

    def _agreements(self, sources: Iterable[str]) -> Iterator[Span]:
        for source in sources:
            for span in self.stretches(source):
                if self.stated(span) and not self._restricted(*span):
                    yield span

    def still_said(self, spans: Iterable[Span], agreed: int) -> bool:
        """Whether words stand after the agreement as an exception to it."""
        but = self.pattern(self._agreement.but)
        later = [self.plain.clause_at(start) for start, _ in spans if start >= agreed]
        first = self.plain.clause_at(agreed - 1)
        return any(
            but.search(self.text_of(self.plain.clauses[number]))
            for last in later
            for number in range(first + 1, last + 1)
        )

    def _restricted(self, start: int, end: int) -> bool:
        clauses = self.touched(start, end)
        before = self.plain.text[clauses[0].start : start]
        unless = self.pattern(self._agreement.unless)
        return bool(self.pattern(self._agreement.not_after).search(before)) or any(
            clause.mark == ASKED or unless.search(self.text_of(clause)) for clause in clauses
        )
