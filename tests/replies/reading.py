"""Replies whose reading is known, and how a message is held against one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HELD_OUT: Final = Path(__file__).with_name("held_out.toml")


@dataclass(frozen=True)
class Known:
    """One reply: what a careful reader finds in it, and what may be found or not."""

    text: str
    refusals: frozenset[str]
    arguable: frozenset[str]
    kinds: frozenset[str]
    by: str

    def right(self, found: set[str], kind: str) -> bool:
        """Whether all that it contains was found, nothing else, and the kind of event fits."""
        return self.refusals <= found and not self.false(found) and kind in self.kinds

    def false(self, found: set[str]) -> set[str]:
        """What was found and is not there."""
        return found - self.refusals - self.arguable


def held_out() -> list[Known]:
    """The replies that were written before the patterns, and apart from them."""
    entries = tomllib.loads(HELD_OUT.read_text(encoding="utf-8"))["replies"]
    return [
        Known(
            entry["text"],
            frozenset(entry["refusals"]),
            frozenset(entry["arguable"]),
            frozenset([entry["kind"], *entry["kind_ok"]]),
            entry["by"],
        )
        for entry in entries
    ]
