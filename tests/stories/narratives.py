"""Narratives whose scenario is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
HELD_OUT: Final = HERE / "held_out.jsonl"
TAUGHT: Final = HERE / "taught.tsv"
EITHER: Final = "|"
"""Between scenarios that a text may equally well tell of."""


@dataclass(frozen=True)
class Known:
    """A text and what a careful reader finds in it."""

    text: str
    scenario: str
    also: frozenset[str]
    """Scenarios that are acceptable beside it."""

    @property
    def open(self) -> bool:
        """Whether it is right to leave it undecided."""
        return EITHER in self.scenario


def held_out(path: Path = HELD_OUT) -> list[dict[str, Any]]:
    """Narratives that were written before anything read them, with all that was noted of them."""
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def taught() -> Iterator[Known]:
    """Narratives that the weights are made from."""
    for row in TAUGHT.read_text(encoding="utf-8").splitlines():
        scenario, also, text = row.split("\t")
        names = frozenset() if also == "-" else frozenset(also.split(","))
        yield Known(text.replace("\\n", "\n"), scenario, names)
