"""Makes knowledge/taught.toml from narratives whose scenario is known.

    python -m tests.stories.teach

The narratives stand in taught.tsv, one a line: the scenario that leads, others beside it (`-` for
none), the words. Of a text that may tell of either nothing is learned. For each scenario a linear
measure is fitted that tells its narratives from all others; one that stands beside speaks neither
for nor against. The same lines give the same weights.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from refundcli.judge.classify import OUT
from refundcli.judge.texts.learned import HUNDRED
from refundcli.judge.texts.narrative import Reader
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.stories.narratives import TAUGHT, taught
from tests.teaching import Example, Terms, measure, written

WEIGHTS: Final = PACKAGE_DATA / "taught.toml"
# What is left out would make the file three times as long, and hardly a text be read better.
TERMS: Final = Terms(penalty=1.5, rare=4, slight=80)
# Makes the shares of the lines, each read by weights that others gave, as sure as they are right.
SHARPNESS: Final = 3.5
# Of what is none of this tool's business so much more is found than by the examples alone: better
# to ask once too often than to write a letter about a sofa.
LEAN: Final = {OUT: 0.15}


def fingerprint(knowledge: Knowledge) -> str:
    """Changes with whatever the weights are made from."""
    reader = Reader(knowledge)
    patterns = [told.says for told in (*reader.told.values(), *knowledge.stories.signs.values())]
    stories = knowledge.stories
    words = (patterns, stories.words, stories.instead, stories.silence, knowledge.replies.spelling)
    data = repr((words, TERMS, SHARPNESS, LEAN)).encode()
    return hashlib.sha256(TAUGHT.read_bytes() + data).hexdigest()[:16]


def examples(knowledge: Knowledge) -> list[Example]:
    """All that is taught."""
    reader = Reader(knowledge)
    return [
        Example(
            frozenset(reader.features(reader.narrative(one.text))),
            frozenset({one.scenario}),
            one.also,
        )
        for one in taught()
        if not one.open
    ]


def main(path: Path = WEIGHTS) -> None:
    """Write taught.toml."""
    knowledge = Knowledge()
    known = examples(knowledge)
    names = sorted(set().union(*(one.names for one in known)))
    found = measure(known, names, TERMS)
    bias = {name: base + round(HUNDRED * LEAN.get(name, 0)) for name, base in found.bias.items()}
    head = [
        "# Made by `python -m tests.stories.teach`; not to be edited by hand.",
        f'taught_by = "{fingerprint(knowledge)}"',
        f"sharpness = {SHARPNESS}",
    ]
    path.write_text("\n".join([*head, *written(found, bias), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
