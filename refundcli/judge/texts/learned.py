"""How strongly the characters of a text speak for each name, as learned from examples.

A linear measure: every run of up to three characters and every named group of words adds its
weight, the rarer ones more, and the sum is taken over the length of them all. What refusals weigh
stands in learned.toml, what scenarios weigh in taught.toml; `teach.py` under tests/replies and
tests/stories makes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import sqrt
from string import ascii_letters

import msgspec

from refundcli.knowledge.schema import Measured

HUNDRED = 100
SIZES = (1, 2, 3)
Grams = Mapping[str, Sequence[int]]
"""Pieces, each with the clauses it stands in."""


class Piece(msgspec.Struct, frozen=True):
    """How much a piece counts, and what it then adds for names by their letters."""

    rarity: int
    adds: dict[str, int]


class Weights:
    """What was learned, all in hundredths.

    Each line of `pieces` has a piece, how much it counts, and its weights, each after the letter
    of a name: `a` is the first in `bias`. A piece without a line counts for nothing. A text has
    but few of them, so that a line is read when its piece is first met.
    """

    def __init__(self, measured: Measured) -> None:
        self._bias = measured.bias
        self._letters = lettered(measured.bias)
        self._lines = dict(line.split(" ", 1) for line in measured.pieces.splitlines())
        self._read: dict[str, Piece] = {}

    def scores(self, grams: Iterable[str]) -> dict[str, float]:
        """For each name how much speaks for it."""
        sums = dict.fromkeys(self._letters.values(), 0)
        squares = 0
        for _, piece in self._known(grams):
            squares += piece.rarity * piece.rarity
            for letter, added in piece.adds.items():
                sums[letter] += added
        root = sqrt(squares or 1)
        return {
            name: (sums[letter] / root + self._bias[name]) / HUNDRED
            for name, letter in self._letters.items()
        }

    def clauses(self, names: Iterable[str], grams: Grams) -> dict[str, list[int]]:
        """For each of the names the clauses that speak most for it."""
        letters = {name: self._letters.get(name, "") for name in names}
        sums: dict[str, dict[int, int]] = {letter: {} for letter in letters.values()}
        for gram, piece in self._known(grams):
            for letter in sums.keys() & piece.adds:
                for number in grams[gram]:
                    sums[letter][number] = sums[letter].get(number, 0) + piece.adds[letter]
        return {name: _foremost(sums[letter]) for name, letter in letters.items()}

    def _known(self, grams: Iterable[str]) -> Iterator[tuple[str, Piece]]:
        for gram in grams:
            piece = self._read.get(gram)
            if piece is None and gram in self._lines:
                piece = self._read[gram] = _piece(self._lines[gram])
            if piece is not None:
                yield gram, piece


def lettered(names: Iterable[str]) -> dict[str, str]:
    """Names, each with its letter; there are 52."""
    return {name: ascii_letters[place] for place, name in enumerate(names)}


def _piece(line: str) -> Piece:
    rarity, *weights = line.split(" ")
    counts = int(rarity)
    return Piece(counts, {cell[0]: counts * int(cell[1:]) for cell in weights})


def _foremost(sums: Mapping[int, int]) -> list[int]:
    most = max(sums.values(), default=0)
    return sorted(place for place, total in sums.items() if 3 * total >= 2 * most > 0)


_NUMBERS = re.compile(r"\d+")


def pieces(text: str) -> list[str]:
    """Up to three characters of a stretch in turn; all numbers count as one."""
    text = _NUMBERS.sub("0", text)
    return [text[at : at + size] for size in SIZES for at in range(len(text) - size + 1)]


def named(names: Iterable[str]) -> list[str]:
    """The pieces that names make which stand in one clause: each, and each two of them."""
    here = sorted(names)
    return [f"<{name}>" for name in (*here, *map("+".join, combinations(here, 2)))]


def placed(found: Iterable[tuple[int, Collection[str]]]) -> dict[str, list[int]]:
    """Pieces of clauses, each with the numbers of those it stands in."""
    grams: dict[str, list[int]] = {}
    for number, here in found:
        for piece in dict.fromkeys(here):
            grams.setdefault(piece, []).append(number)
    return grams
