"""Random walks over the whole question graph: never a crash, everything reached, letters whole.

`python -m tests.walks SEED …` shows single walks, `python -m tests.walks --count N` walks so often.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Final

import pytest

from tests.walks.journey import Journey, merged, travel
from tests.walks.reached import to_reach
from tests.walks.walk import DOCUMENTS

WALKS: Final = 20_000
PARTS: Final = 10
PROCESSES: Final = 2
# Seeds that a process takes at a time.
AT_A_TIME: Final = 125
# So many walks must have written each document, for its sentences to have met odd answers.
OFTEN: Final = 50


class Travels:
    """All walks, a part at a time, each part once."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self.part = cache(self._part)

    def _part(self, number: int) -> Journey:
        first, end = (WALKS * place // PARTS for place in (number, number + 1))
        seeds = [range(seed, min(seed + AT_A_TIME, end)) for seed in range(first, end, AT_A_TIME)]
        return merged(self._pool.map(travel, seeds))

    def again(self, seeds: range) -> Journey:
        """Some walks once more, in one of the other processes."""
        return self._pool.submit(travel, seeds).result()

    def whole(self) -> Journey:
        """Every part."""
        return merged(self.part(number) for number in range(PARTS))


@pytest.fixture(scope="module")
def travels() -> Iterator[Travels]:
    """Walks in several processes; a walk hangs on its seed alone."""
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        yield Travels(pool)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_walk_stumbles(part: int, travels: Travels) -> None:
    """Whatever is answered: no crash, no question twice, no flaw in any letter."""
    assert travels.part(part).flaws == []


def test_everything_is_reached(travels: Travels) -> None:
    """Every question, rule, article, closing, refusal and piece of advice comes about in a walk."""
    marks = travels.whole().marks
    assert [mark for mark in dict.fromkeys(to_reach()) if mark not in marks] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_written_often(document: str, travels: Travels) -> None:
    """No document is checked on a few lucky cases only."""
    assert travels.whole().marks.get(f"written {document}", 0) >= OFTEN


def test_a_seed_is_a_walk(travels: Travels) -> None:
    """The same seeds give the same walks, in this process and in another one."""
    seeds = range(AT_A_TIME)
    assert travel(seeds) == travels.again(seeds)
