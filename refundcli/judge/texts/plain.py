"""A message in one spelling: full width, traditional characters, particles and marks made even.

Only `，` `。` and `？` are left between clauses. Where each character came from is kept, so that
what is found can be shown in the words that were written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

import msgspec

from refundcli.judge.texts.simplified import simplified
from refundcli.knowledge.replies import Spelling

COMMA, STOP, ASKED = "\uff0c", "\u3002", "\uff1f"
CLOCK = "_"
"""Between a day and a clock time: no letter, so that nothing else is made of it."""
_CJK = r"[\u4e00-\u9fff]"
# In this order; the text is in NFKC by then, so that the wide forms are gone but for the full stop.
_MARKS = (
    (re.compile(r"(?<!\s)\s*\?[?!~\s]*"), ASKED),
    (re.compile(r"(?<!\s)\s*(?:[\u3002!\n]|\.{2,}|\.(?=\s|$))[\u3002!.~\s]*"), STOP),
    (
        re.compile(
            rf"(?<!\d),|,(?!\d)|[;\t]|(?<!\d)~|~(?!\d)|\u2014+|-{{2,}}|(?<={_CJK})\s+(?={_CJK})"
        ),
        COMMA,
    ),
    (re.compile(r"(?<=\d)\s+(?=\d{1,2}:\d{2})"), CLOCK),
    (re.compile(r"\s+"), ""),
    (re.compile(f"(?<!{COMMA}){COMMA}*([{STOP}{ASKED}]){COMMA}*"), r"\1"),
    (re.compile(f"{COMMA}{{2,}}"), COMMA),
)
# What may be left around a clause: spaces and marks that were read as one.
_AROUND = " \t\r\n,.;!?~\u3001\uff0c\u3002\uff1b\uff01\uff1f\uff5e\u2026"


class Clause(msgspec.Struct, frozen=True):
    """A stretch between two marks, and the mark that ends it."""

    start: int
    end: int
    mark: str


class Plain:
    """One message in one spelling."""

    def __init__(
        self, text: str, spelling: Spelling, pattern: Callable[[str], re.Pattern[str]]
    ) -> None:
        self.written = text
        self.quotes = spelling.quotes
        found = [
            (new, place)
            for place, char in enumerate(simplified(text))
            for new in unicodedata.normalize("NFKC", char)
        ]
        self.text = "".join(char if not _drawn(char) else COMMA for char, _ in found)
        self._places = [place for _, place in found]
        for mark, new in _MARKS:
            self._replace(mark, new)
        for source, new in spelling.instead.items():
            self._replace(pattern(source), new)
        for source in spelling.fillers:
            self._replace(pattern(source), "")

    def _replace(self, pattern: re.Pattern[str], new: str) -> None:
        """Put `new` for each match; what stands for several characters comes from the first."""
        if not pattern.search(self.text):
            return
        parts: list[str] = []
        places: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            put = match.expand(new)
            parts += [self.text[done : match.start()], put]
            places += self._places[done : match.start()]
            places += [self._places[min(match.start(), len(self._places) - 1)]] * len(put)
            done = match.end()
        self.text = "".join([*parts, self.text[done:]])
        self._places = [*places, *self._places[done:]]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Clauses in their order; empty ones are left out."""
        found = re.finditer(f"([^{COMMA}{STOP}{ASKED}]+)([{COMMA}{STOP}{ASKED}]?)", self.text)
        return tuple(Clause(m.start(1), m.end(1), m[2] or STOP) for m in found)

    def clause_at(self, place: int) -> int:
        """Number of the clause in which a place lies."""
        return min(bisect_right(self._ends, place), len(self.clauses) - 1)

    @cached_property
    def _ends(self) -> list[int]:
        return [clause.end for clause in self.clauses]

    def breaks(self, start: int, end: int) -> bool:
        """Whether a line ends within a stretch."""
        return start < end and "\n" in self.written[self._places[start] : self._places[end - 1]]

    def as_written(self, start: int, end: int) -> str:
        """The clauses that a stretch touches, as they were written, from mark to mark."""
        first, last = self.clauses[self.clause_at(start)], self.clauses[self.clause_at(end - 1)]
        begin = self._places[first.start - 1] + 1 if first.start else 0
        stop = self._places[last.end] if last.end < len(self._places) else len(self.written)
        return self.written[begin:stop].strip(_AROUND)


def _drawn(char: str) -> bool:
    """Emoji and ornaments separate like a comma."""
    return unicodedata.category(char) in ("So", "Cn", "Co") or char in "\ufe0f\u200d"
