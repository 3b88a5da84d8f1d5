"""Makes knowledge/learned.toml from replies whose reading is known.

    python -m tests.replies.teach

The replies stand in taught.tsv, beside them the examples of refusals.toml: one line a reply, first
what it contains (`+` where it agrees, `-` for neither), then its words. A linear measure is fitted
for each of them. The same lines give the same weights.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundcli.judge.texts.heard import AGREED, NOTHING, Ear
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.teaching import Example, Terms, measure, written

TAUGHT: Final = Path(__file__).with_name("taught.tsv")
LEARNED: Final = PACKAGE_DATA / "learned.toml"
SIGNS: Final = {"+": AGREED, "-": NOTHING}
GROUPS: Final = (
    *("virtual", "kind", "noret", "nohelp", "used", "view", "code", "system", "maker", "trouble"),
    *("later", "soon", "wrong", "complaint", "review", "undo", "sold", "period", "we", "you"),
)
# The foremost is heard only where it is rather there than not: to miss a refusal costs less than to
# argue against what nobody said.
SETTINGS: Final = {"said": 0.6, "enough": 0.4, "alone": 0.1, "ahead": 0.5, "doubtful": -0.4}
# Of two replies one after the other both readings hold: taught as well, so that several are found.
PAIRS: Final = 800
TERMS: Final = Terms(penalty=4.0, rare=3, slight=80)


def fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever the weights are made from."""
    near = [(item.examples, item.others) for item in knowledge.refusals.values()]
    settings = (GROUPS, SETTINGS, PAIRS, TERMS)
    data = repr((near, knowledge.replies, settings)).encode()
    return hashlib.sha256(TAUGHT.read_bytes() + data).hexdigest()[:16]


def lines() -> Iterator[tuple[frozenset[str], str]]:
    """What each line of taught.tsv contains, and its words."""
    for row in TAUGHT.read_text(encoding="utf-8").splitlines():
        names, _, text = row.partition("\t")
        yield frozenset(SIGNS.get(name, name) for name in names.split(",")), text


def examples(knowledge: Knowledge, names: list[str]) -> list[Example]:
    """All that is taught."""
    ear = Ear(knowledge)

    def pieces(text: str) -> frozenset[str]:
        return frozenset(ear.message(text).grams(GROUPS))

    told = [Example(pieces(text), contains) for contains, text in lines()]
    for name, item in knowledge.refusals.items():
        told += [Example(pieces(text), frozenset({name})) for text in item.examples]
    told += pairs(told)
    for name, item in knowledge.refusals.items():
        # What is written beside a refusal says of that one only that it is not there.
        others = frozenset(names) - {name}
        told += [Example(pieces(text), frozenset(), others) for text in item.others]
    return told


def pairs(told: list[Example]) -> list[Example]:
    """Two replies with different refusals as one."""
    chance = random.Random(2)  # noqa: S311 - the same every time is what is wanted
    refusing = [reply for reply in told if not reply.names & set(SIGNS.values())]
    found: list[Example] = []
    while len(found) < PAIRS:
        one, other = chance.choice(refusing), chance.choice(refusing)
        if not one.names & other.names:
            found.append(Example(one.pieces | other.pieces, one.names | other.names))
    return found


def main() -> None:
    """Write learned.toml."""
    knowledge = Knowledge()
    names = [*knowledge.refusals, AGREED, NOTHING]
    found = measure(examples(knowledge, names), names, TERMS)
    head = [
        "# Made by `python -m tests.replies.teach`; not to be edited by hand.",
        f'taught_by = "{fingerprint(knowledge)}"',
        f"groups = {list(GROUPS)}".replace("'", '"'),
        *(f"{key} = {value}" for key, value in SETTINGS.items()),
    ]
    LEARNED.write_text("\n".join([*head, *written(found, found.bias), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
