"""How numbers, sums and days are written, ready to be looked for."""

from __future__ import annotations

from functools import lru_cache

from refundcli.knowledge.figures import Figures
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.patterns import Patterns


class Written:
    """figures.toml with its patterns."""

    def __init__(self, data: Figures) -> None:
        self.data = data
        self.pattern = Patterns(data.words)


@lru_cache(maxsize=4)
def written(knowledge: Knowledge) -> Written:
    """That of a base, made once."""
    return Written(knowledge.figures)
