"""A linear measure fitted to examples, and how its weights are written down."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from refundcli.judge.texts.learned import HUNDRED

PENALTY: Final = 3
ROUNDS: Final = 15
SMALL: Final = 0.2


def fit(rows: Sequence[tuple[Mapping[str, float], int]]) -> tuple[dict[str, float], float]:
    """Weights and bias that tell the rows marked 1 from those marked -1.

    A row is its pieces with their values, which are of length 1 together.
    """
    chance = random.Random(1)  # noqa: S311 - the same every time is what is wanted
    marked = Counter(sign for _, sign in rows)
    loose = {sign: times / (PENALTY * len(rows)) for sign, times in marked.items()}
    weights: dict[str, float] = {}
    bias, alpha, order = 0.0, [0.0] * len(rows), list(range(len(rows)))
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            pieces, sign = rows[at]
            score = sum(weights.get(piece, 0.0) * value for piece, value in pieces.items()) + bias
            slope = sign * score - 1 + loose[sign] * alpha[at]
            new = max(alpha[at] - slope / (2 + loose[sign]), 0.0)
            step, alpha[at] = (new - alpha[at]) * sign, new
            if step:
                bias += step
                for piece, value in pieces.items():
                    weights[piece] = weights.get(piece, 0.0) + step * value
    return weights, bias


def in_hundredths(weights: Mapping[str, float]) -> dict[str, int]:
    """Weights that matter, in hundredths."""
    big = {piece: weight for piece, weight in weights.items() if abs(weight) > SMALL}
    return {piece: round(HUNDRED * weight) for piece, weight in sorted(big.items())}


def line(name: str, weights: Mapping[str, int]) -> str:
    """The weights of one name as a line of TOML: pieces and hundredths in turn."""
    return f"{name} = '{' '.join(f'{piece} {weight}' for piece, weight in weights.items())}'"
