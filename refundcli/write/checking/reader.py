"""A text as the patterns meet it: one spelling, its lines, and whose words stand where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final

from refundcli.case import looks
from refundcli.case.text import clean
from refundcli.judge.texts.said import merged
from refundcli.judge.texts.simplified import simplified
from refundcli.knowledge.lint import Remark
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.patterns import Patterns
from refundcli.write.checking.problem import Problem

Span = tuple[int, int]
Spans = tuple[list[int], list[int]]
# Nothing is looked for farther away than this, so that a text takes no longer than its length.
_SENTENCE: Final = 160
_QUOTE: Final = 400
_BEFORE: Final = 16


class Reader:
    """One text; each character of `plain` stands where it stands in `written`."""

    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self.lint = knowledge.lint
        self._quotes = knowledge.replies.spelling.quotes
        self.pattern = patterns(knowledge)
        self.written = clean(text)
        self.plain = looks.plain(simplified(self.written))

    def found(self, source: str) -> Iterator[re.Match[str]]:
        """Where a pattern matches."""
        return self.pattern(source).finditer(self.plain)

    def own(self, source: str, *, quoted: bool = False) -> Iterator[re.Match[str]]:
        """Where it matches words of the writer's own; terms in quotation marks are, if `quoted`."""
        others = self._told if quoted else self._silent
        return (match for match in self.found(source) if not _touches(match.span(), others))

    def says(self, source: str) -> bool:
        """Whether a pattern matches anywhere; an empty one does not."""
        return bool(source) and bool(self.pattern(source).search(self.plain))

    def problem(
        self, code: str, remark: Remark, span: Span, words: Mapping[str, object] | None = None
    ) -> Problem:
        """A problem at a place, with words filled in."""
        start, end = span
        return Problem(
            code=code,
            severity=remark.severity,
            line=self.line(start),
            text=self.written[start:end],
            why=remark.why.format(**(words or {})),
            fix=remark.fix.format(**(words or {})),
            start=start,
            end=end,
        )

    def line(self, place: int) -> int:
        """The number of the line in which a place lies, the first is 1."""
        return bisect_left(self._breaks, place) + 1

    def sentence(self, span: Span) -> str:
        """The sentence around a place, so much of it as is near."""
        first = bisect_right(self._stops, span[0])
        last = bisect_left(self._stops, span[1])
        start = self._stops[first - 1] if first else 0
        end = self._stops[last] if last < len(self._stops) else len(self.plain)
        return self.plain[max(start, span[0] - _SENTENCE) : min(end, span[1] + _SENTENCE)]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which a place lies."""
        return bisect_right(self._stops, place)

    def before(self, source: str, place: int) -> bool:
        """Whether a pattern matches up to a place."""
        return bool(self.pattern(source).search(self.plain, max(0, place - _BEFORE), place))

    def denied(self, place: int) -> bool:
        """Whether a negation stands before a place."""
        return self.before(self.lint.silence.denied, place)

    def silent(self, span: Span) -> bool:
        """Whether these are somebody else's words, or touch them."""
        return _touches(span, self._silent)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.plain)]

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in self.found(self.lint.sentence)]

    @cached_property
    def _silent(self) -> Spans:
        """What stands in quotation marks or is told of others."""
        return _apart((*self._quoted, *self._reported))

    @cached_property
    def _told(self) -> Spans:
        """What is told of others, with the quotations in it."""
        reported = _apart(self._reported)
        quoted = (span for span in self._quoted if _touches((span[0] - 1, span[1]), reported))
        return _apart((*self._reported, *quoted))

    @cached_property
    def _quoted(self) -> tuple[Span, ...]:
        """Quotations, but for those that open their line: these are the text itself."""
        quotations = (
            match.span()
            for first, last in self._quotes.items()
            for match in re.finditer(f"{first}[^{last}\n]{{0,{_QUOTE}}}{last}", self.plain)
        )
        return tuple((start + 1, end - 1) for start, end in quotations if self._cites(start))

    def _cites(self, start: int) -> bool:
        """Whether a quotation that begins here repeats what others said."""
        opens = self.plain[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        return bool(opens.strip()) and not self.before(self.lint.silence.own, start)

    @cached_property
    def _reported(self) -> tuple[Span, ...]:
        until = self.pattern(self.lint.silence.until)
        spans = []
        for source in self.lint.silence.reported:
            for match in self.found(source):
                last = min(len(self.plain), match.end() + _QUOTE)
                stop = until.search(self.plain, match.end(), last)
                spans.append((match.end(), stop.start() if stop else last))
        return tuple(spans)


def _apart(spans: Iterable[Span]) -> Spans:
    """Beginnings and ends of stretches that no longer touch one another."""
    apart = merged(spans)
    return [start for start, _ in apart], [end for _, end in apart]


def _touches(span: Span, others: Spans) -> bool:
    starts, ends = others
    place = bisect_right(ends, span[0])
    return place < len(starts) and starts[place] < span[1]


@lru_cache(maxsize=1)
def patterns(knowledge: Knowledge) -> Patterns:
    """Compiles patterns of lint.toml, with its groups of words in their places."""
    return Patterns(knowledge.lint.words)
