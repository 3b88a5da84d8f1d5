"""Makes knowledge/taught.toml from narratives whose scenario is known.

    python -m tests.stories.teach

The narratives stand in taught.tsv, one a line: the scenario that leads, others beside it (`-` for
none), the words. Of a text that may tell of either nothing is learned. For each scenario a linear
measure is fitted that tells its narratives from all others; one that stands beside speaks neither
for nor against. Rare pieces and small weights are left out. The same lines give the same weights.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundcli.judge.classify import OUT
from refundcli.judge.texts.learned import HUNDRED
from refundcli.judge.texts.narrative import Reader
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.stories.narratives import TAUGHT, Known, taught
from tests.teaching import fit, in_hundredths, line

WEIGHTS: Final = PACKAGE_DATA / "taught.toml"
RARE: Final = 2
# Makes the shares of the lines, each read by weights that others gave, as sure as they are right.
SHARPNESS: Final = 4.0
# Of what is none of this tool's business so much more is found than by the examples alone: better
# to ask once too often than to write a letter about a sofa.
LEAN: Final = {OUT: 0.15}

Row = tuple[frozenset[str], Known]


def fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever the weights are made from."""
    reader = Reader(knowledge)
    patterns = [told.says for told in (*reader.told.values(), *knowledge.stories.signs.values())]
    stories = knowledge.stories
    data = repr((patterns, stories.words, stories.instead, stories.silence, RARE, SHARPNESS, LEAN))
    spelling = repr(knowledge.replies.spelling)
    return hashlib.sha256(TAUGHT.read_bytes() + (data + spelling).encode()).hexdigest()[:16]


def rows(knowledge: Knowledge) -> list[Row]:
    """The pieces of every narrative."""
    reader = Reader(knowledge)
    return [(frozenset(reader.features(reader.narrative(one.text))), one) for one in taught()]


def rarities(known: list[Row]) -> dict[str, int]:
    """How much a piece tells that stands in few narratives, in hundredths."""
    often = Counter(piece for pieces, _ in known for piece in pieces)
    return {
        piece: round(HUNDRED * (math.log((1 + len(known)) / (1 + times)) + 1))
        for piece, times in often.items()
        if times >= RARE
    }


def learned(known: list[Row], rarity: dict[str, int]) -> Iterator[tuple[str, dict[str, int], int]]:
    """For each scenario its weights and bias, in hundredths."""
    kept = [(_weighed(pieces, rarity), one) for pieces, one in known]
    for name in sorted({one.scenario for _, one in known}):
        marked = [
            (pieces, 1 if one.scenario == name else -1)
            for pieces, one in kept
            if name not in one.also
        ]
        weights, bias = fit(marked)
        yield name, in_hundredths(weights), round(HUNDRED * (bias + LEAN.get(name, 0.0)))


def _weighed(pieces: frozenset[str], rarity: dict[str, int]) -> dict[str, float]:
    """A narrative as a row of length 1."""
    values = {piece: rarity[piece] for piece in sorted(pieces) if piece in rarity}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {piece: value / length for piece, value in values.items()}


def main(path: Path = WEIGHTS) -> None:
    """Write taught.toml."""
    knowledge = Knowledge()
    known = [row for row in rows(knowledge) if not row[1].open]
    rarity = rarities(known)
    found = list(learned(known, rarity))
    telling = {piece for _, weights, _ in found for piece in weights}
    head = [
        "# Made by `python -m tests.stories.teach`; not to be edited by hand.",
        f'taught_by = "{fingerprint(knowledge)}"',
        f"sharpness = {SHARPNESS}",
        "\n[bias]",
        *(f"{name} = {bias}" for name, _, bias in found),
        "\n[weights]",
    ]
    kept = {piece: value for piece, value in sorted(rarity.items()) if piece in telling}
    head.insert(3, line("rarity", kept))
    body = [line(name, weights) for name, weights, _ in found]
    path.write_text("\n".join([*head, *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
