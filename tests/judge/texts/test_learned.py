"""What was learned can be read, line by line."""

from __future__ import annotations

import pytest

from refundcli.judge.texts.learned import Weights, lettered
from refundcli.knowledge.schema import Measured
from tests.support import KNOWLEDGE


@pytest.mark.parametrize(
    "measured", [KNOWLEDGE.taught, KNOWLEDGE.learned], ids=["taught", "learned"]
)
def test_every_line_can_be_read(measured: Measured) -> None:
    """Each piece once, with weights of names that there are."""
    letters = set(lettered(measured.bias).values())
    lines = [line.split(" ") for line in measured.pieces.splitlines()]
    assert all({cell[0] for cell in cells} <= letters for _, _, *cells in lines)
    known = [piece for piece, *_ in lines]
    assert len(set(known)) == len(known) > 10_000
    assert set(Weights(measured).scores(known)) == set(measured.bias)
