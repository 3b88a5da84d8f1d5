"""The letters word for word: a changed template shows in the diff what a reader will read.

After a wanted change run this file with `-n 0 --snapshot-update`, and read what changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def written(golden: Golden) -> str:
    """Every document that the case opens, one after the other, the short form behind its own."""
    parts = []
    for document in KNOWLEDGE.documents.documents:
        letter = golden.letter(document)
        if letter is not None:
            short = (
                f"\n[short, {len(letter.short_text)}]\n{letter.short_text}\n"
                if letter.short_text
                else ""
            )
            parts.append(f"== {document}, {letter.length}\n{letter.text}{short}")
    return "\n".join(parts)


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_letters_word_for_word(golden: Golden, snapshot: SnapshotAssertion) -> None:
    """Each golden case gives exactly the letters that were read and approved."""
    assert written(golden) == snapshot
