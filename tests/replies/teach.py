"""Makes knowledge/learned.toml from replies whose reading is known.

    python -m tests.replies.teach

The replies stand in taught.tsv, beside them the examples of refusals.toml: one line a reply, first
what it contains (`+` where it agrees, `-` for neither), then its words. A linear measure is fitted
for each of them with squared hinge loss, by dual coordinate descent; rare pieces and small weights
are left out. The same lines give the same weights.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundcli.judge.texts.heard import AGREED, NOTHING, Ear
from refundcli.judge.texts.learned import HUNDRED
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.teaching import fit, in_hundredths, line

TAUGHT: Final = Path(__file__).with_name("taught.tsv")
LEARNED: Final = PACKAGE_DATA / "learned.toml"
SIGNS: Final = {"+": AGREED, "-": NOTHING}
GROUPS: Final = (
    *("virtual", "kind", "noret", "nohelp", "used", "view", "code", "system", "maker", "trouble"),
    *("later", "soon", "wrong", "complaint", "review", "undo", "sold", "period", "we", "you"),
)
SETTINGS: Final = {"said": 1.0, "enough": 0.35, "alone": -0.5, "ahead": 0.3}
# Of two replies one after the other both readings hold: taught as well, so that several are found.
PAIRS: Final = 800
RARE: Final = 3


@dataclass(frozen=True)
class Reply:
    """Pieces of one reply, what it contains, and what it does not contain (None: all else)."""

    pieces: frozenset[str]
    contains: frozenset[str]
    lacks: frozenset[str] | None = None


def fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever the weights are made from."""
    near = [(item.examples, item.others) for item in knowledge.refusals.values()]
    data = repr((near, knowledge.replies, GROUPS, SETTINGS)).encode()
    return hashlib.sha256(TAUGHT.read_bytes() + data).hexdigest()[:16]


def lines() -> Iterator[tuple[frozenset[str], str]]:
    """What each line of taught.tsv contains, and its words."""
    for row in TAUGHT.read_text(encoding="utf-8").splitlines():
        names, _, text = row.partition("\t")
        yield frozenset(SIGNS.get(name, name) for name in names.split(",")), text


def replies(knowledge: Knowledge) -> list[Reply]:
    """All that is taught."""
    ear = Ear(knowledge)

    def pieces(text: str) -> frozenset[str]:
        return frozenset(ear.message(text).grams(GROUPS))

    told = [Reply(pieces(text), contains) for contains, text in lines()]
    for name, item in knowledge.refusals.items():
        told += [Reply(pieces(text), frozenset({name})) for text in item.examples]
    told += pairs(told)
    for name, item in knowledge.refusals.items():
        nothing: frozenset[str] = frozenset()
        told += [Reply(pieces(text), nothing, frozenset({name})) for text in item.others]
    return told


def pairs(told: list[Reply]) -> list[Reply]:
    """Two replies with different refusals as one."""
    chance = random.Random(2)  # noqa: S311 - the same every time is what is wanted
    refusing = [reply for reply in told if not reply.contains & set(SIGNS.values())]
    found: list[Reply] = []
    while len(found) < PAIRS:
        one, other = chance.choice(refusing), chance.choice(refusing)
        if not one.contains & other.contains:
            found.append(Reply(one.pieces | other.pieces, one.contains | other.contains))
    return found


def learned(told: list[Reply], names: list[str]) -> Iterator[tuple[str, dict[str, int], int]]:
    """For each name its weights and bias, in hundredths."""
    often = Counter(piece for reply in told for piece in reply.pieces)
    known = {piece for piece, times in often.items() if times >= RARE}
    kept = [(_even(sorted(reply.pieces & known)), reply) for reply in told]
    for name in names:
        rows = [
            (pieces, 1 if name in reply.contains else -1)
            for pieces, reply in kept
            if name in reply.contains or reply.lacks is None or name in reply.lacks
        ]
        weights, bias = fit(rows)
        yield name, in_hundredths(weights), round(HUNDRED * bias)


def _even(pieces: list[str]) -> dict[str, float]:
    """Each piece as much as the others."""
    return dict.fromkeys(pieces, 1 / math.sqrt(len(pieces) or 1))


def main() -> None:
    """Write learned.toml."""
    knowledge = Knowledge()
    names = [*knowledge.refusals, AGREED, NOTHING]
    found = list(learned(replies(knowledge), names))
    head = [
        "# Made by `python -m tests.replies.teach`; not to be edited by hand.",
        f'taught_by = "{fingerprint(knowledge)}"',
        f"groups = {list(GROUPS)}".replace("'", '"'),
        *(f"{key} = {value}" for key, value in SETTINGS.items()),
        "\n[bias]",
        *(f"{name} = {bias}" for name, _, bias in found),
        "\n[weights]",
    ]
    body = [line(name, weights) for name, weights, _ in found]
    LEARNED.write_text("\n".join([*head, *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
