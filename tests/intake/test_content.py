"""A file is what its bytes say, whatever its name claims."""

from __future__ import annotations

import pytest

from refundcli.intake.content import claimed, type_of
from tests.intake.samples import HEADS
from tests.support import KNOWLEDGE


@pytest.mark.parametrize("name", HEADS)
def test_the_type_is_told_by_content(name: str) -> None:
    """What phones, chats and offices make is known; what is not known is not guessed at."""
    head, expected = HEADS[name]
    assert type_of(head, KNOWLEDGE.files) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.PNG", "png"),
        ("图.jpeg", "jpg"),
        ("a.heif", "heic"),
        ("a.xyz", ""),
        ("png", ""),
        ("", ""),
    ],
)
def test_a_name_only_claims(name: str, expected: str) -> None:
    """The extension, in any case, under any of its spellings; a bare name claims nothing."""
    assert claimed(name, KNOWLEDGE.files) == expected
