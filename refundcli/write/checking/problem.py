"""What is wrong with a text, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    found = list(dict.fromkeys(problems))
    placed = _apart(problem for problem in found if problem.end)
    placed = _gravest(placed, lambda one: one.start)
    placed = _gravest(placed, lambda one: one.end)
    return (*sorted(placed, key=lambda one: one.start), *(one for one in found if not one.end))


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """Of problems of one kind that overlap the longest."""
    kept: list[Problem] = []
    last: dict[str, int] = {}
    for problem in sorted(problems, key=lambda one: (one.start, -one.end)):
        place = last.get(problem.code)
        if place is None or problem.start >= kept[place].end:
            last[problem.code] = len(kept)
            kept.append(problem)
        elif _weight(problem) < _weight(kept[place]):
            kept[place] = problem
    return kept


def _gravest(problems: list[Problem], place: Callable[[Problem], int]) -> list[Problem]:
    """Of problems that begin, or end, in one place the gravest, of equals the longest."""
    found: dict[int, Problem] = {}
    for problem in problems:
        other = found.setdefault(place(problem), problem)
        if _weight(problem) < _weight(other):
            found[place(problem)] = problem
    return list(found.values())


def _weight(problem: Problem) -> tuple[int, int]:
    return _RANK[problem.severity], problem.start - problem.end
