"""What a text is checked for: its document, its limit, the case it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import msgspec

from refundcli.judge.facts import Facts
from refundcli.judge.texts.spans import plain, spans
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.load import Knowledge

Length = timedelta | tuple[int, str]
_CLOCK: Final = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}


class Setting(msgspec.Struct, frozen=True, dict=True):
    """A document may be named, and a case; `limit` is one that was asked for."""

    knowledge: Knowledge
    today: date
    document: str = ""
    kind: DocumentKind | None = None
    limit: int | None = None
    facts: Facts | None = None

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """All that the case holds in words."""
        return tuple(self._strings())

    def _strings(self) -> Iterator[str]:
        for value in self.facts.case.answers.values() if self.facts else ():
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (str(item) for item in value)

    @cached_property
    def lengths(self) -> frozenset[Length]:
        """The lengths of time that the case holds."""
        answers = self.facts.case.answers.values() if self.facts else ()
        promised = (value for value in answers if isinstance(value, timedelta))
        found = (length for text in self.strings for length in self.lengths_in(text))
        return frozenset((*promised, *found))

    def lengths_in(self, text: str) -> Iterator[Length]:
        """The lengths of time that a text names."""
        for span in spans(plain(text), self.knowledge.deadlines.spans):
            clock = _CLOCK.get(span.unit)
            yield (span.length, span.unit) if clock is None else clock * span.length
