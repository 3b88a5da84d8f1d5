"""The answers and what is already judged of them, for conditions on documents and channels.

Beside the keys of the case such conditions may name `stance` and `role.<role>`: whether an article
of that role carries the case (`role.clue` holds for `clue` and for every `clue.<kind>`).
"""

from __future__ import annotations

from collections.abc import Iterable

from refundcli.case.model import Value
from refundcli.judge.facts import Facts
from refundcli.judge.findings import CitedArticle
from refundcli.judge.logic import Lookup


def judged(stance: str, facts: Facts, articles: Iterable[CitedArticle] = ()) -> Lookup:
    """A lookup that knows the stance and the roles beside the facts."""
    roles = {part for article in articles for part in (article.role, article.role.split(".")[0])}

    def lookup(key: str) -> Value | None:
        if key == "stance":
            return stance
        if key.startswith("role."):
            return key.removeprefix("role.") in roles
        return facts.get(key)

    return lookup
