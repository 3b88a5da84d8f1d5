"""Regular expressions of the base, with named groups of words put in their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

GROUP = re.compile(r"(?<!\?P)<([a-z_]+)>")


class Patterns:
    """Compiles a pattern when it is first needed; `<name>` in it stands for a group of words."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __call__(self, source: str) -> re.Pattern[str]:
        """The pattern, ready."""
        if source not in self._compiled:
            self._compiled[source] = re.compile(self._spelt_out(source), re.IGNORECASE)
        return self._compiled[source]

    def named(self, source: str) -> tuple[list[str], Collection[str]]:
        """Groups of words that it names, and those that there are."""
        return GROUP.findall(source), self._words

    def _spelt_out(self, source: str) -> str:
        return GROUP.sub(lambda found: f"(?:{self._spelt_out(self._words[found[1]])})", source)
