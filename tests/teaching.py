"""Linear measures fitted to examples, and how they are written down."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from refundcli.judge.texts.learned import HUNDRED, lettered

ROUNDS: Final = 4000


@dataclass(frozen=True)
class Terms:
    """How closely a measure follows its examples, and what is too little to be kept."""

    penalty: float
    """What an example costs that is told wrongly."""
    rare: int
    """A piece that stands in fewer examples is left out from the first,"""
    slight: int
    """and one that then adds less for a name, its weight times its rarity."""


@dataclass(frozen=True)
class Example:
    """Pieces of a text, the names it speaks for, and those it says nothing of; against all else."""

    pieces: frozenset[str]
    names: frozenset[str]
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Measure:
    """What was learned, all in hundredths."""

    bias: Mapping[str, int]
    rarity: Mapping[str, int]
    """How much each piece counts: the fewer examples it stands in, the more."""
    weights: Mapping[str, Mapping[str, int]]
    """By name, then by piece."""


def measure(examples: Sequence[Example], names: Sequence[str], terms: Terms) -> Measure:
    """Fitted twice: what adds little is left out, and the rest is fitted anew without it."""
    rarity = _rarity(examples, terms.rare)
    every = dict.fromkeys(names, rarity.keys())
    telling = {
        name: {piece for piece, at in weights.items() if abs(at) * rarity[piece] > terms.slight}
        for name, weights, _ in _fitted(examples, every, rarity, terms.penalty)
    }
    rarity = {piece: rarity[piece] for piece in sorted(set().union(*telling.values()))}
    bias, kept = {}, {}
    for name, weights, base in _fitted(examples, telling, rarity, terms.penalty):
        bias[name] = round(HUNDRED * base)
        kept[name] = {piece: round(HUNDRED * weight) for piece, weight in weights.items()}
    return Measure(bias, rarity, kept)


def _rarity(examples: Sequence[Example], rare: int) -> dict[str, int]:
    often = Counter(piece for one in examples for piece in one.pieces)
    return {
        piece: round(HUNDRED * (math.log((1 + len(examples)) / (1 + times)) + 1))
        for piece, times in often.items()
        if times >= rare
    }


def _fitted(
    examples: Sequence[Example],
    telling: Mapping[str, Collection[str]],
    rarity: Mapping[str, int],
    penalty: float,
) -> Iterator[tuple[str, dict[str, float], float]]:
    """For each name the weights of its telling pieces, and its bias."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - an extra
    from sklearn.preprocessing import normalize  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    vectors = DictVectorizer()
    rows: Any = normalize(
        vectors.fit_transform(
            {piece: rarity[piece] for piece in one.pieces if piece in rarity} for one in examples
        )
    )
    pieces = list(vectors.get_feature_names_out())
    for name, asked in telling.items():
        heard = [place for place, one in enumerate(examples) if name not in one.silent]
        columns = [place for place, piece in enumerate(pieces) if piece in asked]
        machine = LinearSVC(C=penalty, class_weight="balanced", max_iter=ROUNDS, random_state=0)
        machine.fit(rows[heard][:, columns], [name in examples[place].names for place in heard])
        weights = zip((pieces[place] for place in columns), machine.coef_[0], strict=True)
        yield name, dict(weights), float(machine.intercept_[0])


def written(found: Measure, bias: Mapping[str, int]) -> list[str]:
    """A measure as lines of TOML, see `Weights`."""
    letters = lettered(bias)
    lines = ["pieces = '''"]
    for piece, rarity in found.rarity.items():
        weights = ((letters[name], found.weights[name].get(piece, 0)) for name in letters)
        cells = [f"{letter}{weight}" for letter, weight in weights if weight]
        lines.append(" ".join([piece, str(rarity), *cells]))
    return [*lines, "'''", "\n[bias]", *(f"{name} = {base}" for name, base in bias.items())]
