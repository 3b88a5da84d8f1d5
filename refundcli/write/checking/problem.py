"""What is wrong with a text, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from refundcli.knowledge.lint import Severity

_RANK: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "hint": 2}


class Problem(msgspec.Struct, frozen=True):
    """One problem: the words as they were written, none where something is missing."""

    code: str
    severity: Severity
    line: int
    text: str
    why: str
    fix: str
    start: int = 0
    end: int = 0


def settled(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the text, of one place only the gravest; what is missing comes last."""
    found = sorted(set(problems), key=lambda one: (one.end == 0, one.start, _RANK[one.severity]))
    return tuple(_each_place(found))


def _each_place(problems: list[Problem]) -> Iterator[Problem]:
    last: Problem | None = None
    for problem in problems:
        if last is None or not _same_place(last, problem):
            if last is not None:
                yield last
            last = problem
        elif _weight(problem) < _weight(last):
            last = problem
    if last is not None:
        yield last


def _same_place(one: Problem, other: Problem) -> bool:
    """Whether one lies within the other, or both say the same of words that overlap."""
    if not other.end or other.start >= one.end:
        return False
    within = one.start == other.start or other.end <= one.end
    return within or one.code == other.code


def _weight(problem: Problem) -> tuple[int, int]:
    return _RANK[problem.severity], problem.start - problem.end
