"""Makes knowledge/taught.toml from narratives whose scenario is known.

    python -m tests.stories.teach

The narratives stand in taught.tsv, one a line: the scenario that leads, others beside it (`-` for
none), the words. Of a text that may tell of either nothing is learned. For each scenario a linear
measure is fitted that tells its narratives from all others; one that stands beside speaks neither
for nor against. Rare pieces and small weights are left out. The same lines give the same weights.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundcli.judge.learned import HUNDRED
from refundcli.judge.narrative import Reader
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.stories.narratives import TAUGHT, Known, taught
from tests.teaching import fit, in_hundredths, line

WEIGHTS: Final = PACKAGE_DATA / "taught.toml"
RARE: Final = 3
# Makes the shares of the lines, each read by weights that others gave, as sure as they are right.
SHARPNESS: Final = 3.0

Row = tuple[frozenset[str], Known]


def fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever the weights are made from."""
    reader = Reader(knowledge)
    patterns = [told.says for told in (*reader.told.values(), *knowledge.stories.signs.values())]
    stories = knowledge.stories
    data = repr((patterns, stories.words, stories.instead, stories.silence, RARE, SHARPNESS))
    spelling = repr(knowledge.replies.spelling)
    return hashlib.sha256(TAUGHT.read_bytes() + (data + spelling).encode()).hexdigest()[:16]


def rows(knowledge: Knowledge) -> list[Row]:
    """The pieces of every narrative."""
    reader = Reader(knowledge)
    return [(frozenset(reader.features(reader.narrative(one.text))), one) for one in taught()]


def learned(told: list[Row]) -> Iterator[tuple[str, dict[str, int], int]]:
    """For each scenario its weights and bias, in hundredths."""
    known = [(pieces, one) for pieces, one in told if not one.open]
    often = Counter(piece for pieces, _ in known for piece in pieces)
    kept = [(sorted(p for p in pieces if often[p] >= RARE), one) for pieces, one in known]
    for name in sorted({one.scenario for _, one in known}):
        marked = [
            (pieces, 1 if one.scenario == name else -1)
            for pieces, one in kept
            if name not in one.also
        ]
        weights, bias = fit(marked)
        yield name, in_hundredths(weights), round(HUNDRED * bias)


def main(path: Path = WEIGHTS) -> None:
    """Write taught.toml."""
    knowledge = Knowledge()
    found = list(learned(rows(knowledge)))
    head = [
        "# Made by `python -m tests.stories.teach`; not to be edited by hand.",
        f'taught_by = "{fingerprint(knowledge)}"',
        f"sharpness = {SHARPNESS}",
        "\n[bias]",
        *(f"{name} = {bias}" for name, _, bias in found),
        "\n[weights]",
    ]
    body = [line(name, weights) for name, weights, _ in found]
    path.write_text("\n".join([*head, *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
