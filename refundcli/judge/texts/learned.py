"""How strongly the characters of a text speak for each name, as learned from examples.

A linear measure: every run of up to three characters and every named group of words adds its
weight, and the sum is taken over the root of their number. The weights of refusals stand in
learned.toml, those of scenarios in taught.toml; `teach.py` under tests/replies and tests/stories
makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import sqrt

HUNDRED = 100
SIZES = (1, 2, 3)
Grams = Mapping[str, frozenset[int]]
_NONE: Mapping[str, int] = {}


class Weights:
    """Weights as learned.toml and taught.toml hold them, by what they are for.

    `rarity` says how much each piece counts, where some count more than others; what does not
    stand in it counts for nothing.
    """

    def __init__(
        self, bias: Mapping[str, int], weights: Mapping[str, str], rarity: str | None = None
    ) -> None:
        self._bias = bias
        self._rarity = None if rarity is None else dict(_pairs(rarity))
        self._by_gram: dict[str, dict[str, int]] = {}
        for name, line in weights.items():
            for gram, weight in _pairs(line):
                self._by_gram.setdefault(gram, {})[name] = weight

    def scores(self, grams: Grams) -> dict[str, float]:
        """For each name how much speaks for it."""
        sums = dict.fromkeys(self._bias, 0)
        squares = 0
        for gram in grams:
            value = self._value(gram)
            squares += value * value
            for name, weight in self._by_gram.get(gram, _NONE).items():
                sums[name] += weight * value
        root = sqrt(squares or 1)
        return {name: (total / root + self._bias[name]) / HUNDRED for name, total in sums.items()}

    def _value(self, gram: str) -> int:
        return 1 if self._rarity is None else self._rarity.get(gram, 0)

    def clauses(self, name: str, grams: Grams) -> list[int]:
        """The clauses that speak most for it."""
        sums: dict[int, int] = {}
        for gram, places in grams.items():
            weight = self._by_gram.get(gram, _NONE).get(name, 0) * self._value(gram)
            for place in places:
                sums[place] = sums.get(place, 0) + weight
        most = max(sums.values(), default=0)
        return sorted(place for place, total in sums.items() if 2 * total >= most > 0)


def _pairs(line: str) -> Iterator[tuple[str, int]]:
    cells = line.split(" ")
    return ((gram, int(value)) for gram, value in zip(cells[::2], cells[1::2], strict=True))


_NUMBERS = re.compile(r"\d+")


def pieces(text: str) -> list[str]:
    """Up to three characters of a stretch in turn; all numbers count as one."""
    text = _NUMBERS.sub("0", text)
    return [text[at : at + size] for size in SIZES for at in range(len(text) - size + 1)]


def named(names: Iterable[str]) -> list[str]:
    """The pieces that names make which stand in one clause: each, and each two of them."""
    here = sorted(names)
    return [f"<{name}>" for name in (*here, *map("+".join, combinations(here, 2)))]


def placed(found: Iterable[tuple[str, int]]) -> Grams:
    """Pieces, each with the clauses it stands in."""
    grams: dict[str, set[int]] = {}
    for piece, number in found:
        grams.setdefault(piece, set()).add(number)
    return {piece: frozenset(numbers) for piece, numbers in grams.items()}
