"""How well narratives are read.

    python -m tests.stories.measure [FILE]

FILE holds narratives as held_out.jsonl does; without it, that one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from refundcli.judge.classify import OUT, classify
from refundcli.knowledge.load import Knowledge
from tests.stories.narratives import EITHER, HELD_OUT, held_out

TODAY: Final = date(2026, 11, 22)
THIRD: Final = 3


class Score(msgspec.Struct, frozen=True):
    """Shares of 1; `slips` are pairs of what is true and what was read."""

    first: float
    """Decided narratives with their scenario in front,"""
    acceptable: float
    """with that or one that stands beside it,"""
    among_three: float
    out: float
    """Narratives out of scope that are told to be."""
    left_open: float
    """Narratives that may be either: not decided, or decided for one of these."""
    wrongly_sure: float
    """Decided narratives that are decided wrongly."""
    slips: tuple[tuple[str, str, str], ...]


def score(known: Iterable[dict[str, Any]], knowledge: Knowledge) -> Score:
    """Read all of them."""
    firsts, acceptable, thirds, outs, opens, sure = [], [], [], [], [], []
    slips = []
    for one in known:
        read = classify(one["text"], knowledge, TODAY)
        names = [candidate.scenario for candidate in read.candidates]
        truth, also = one["scenario"], {one["scenario"], *one["also"]}
        if EITHER in truth:
            opens.append(not read.decided or names[0] in truth.split(EITHER))
            continue
        firsts.append(names[0] == truth)
        acceptable.append(names[0] in also)
        thirds.append(truth in names[:THIRD])
        sure.append(read.decided and names[0] not in also)
        if truth == OUT:
            outs.append(names[0] == OUT)
        if names[0] not in also:
            slips.append((truth, names[0], one["text"]))
    return Score(
        first=_mean(firsts),
        acceptable=_mean(acceptable),
        among_three=_mean(thirds),
        out=_mean(outs),
        left_open=_mean(opens),
        wrongly_sure=_mean(sure),
        slips=tuple(slips),
    )


def _mean(values: list[bool]) -> float:
    return round(sum(values) / len(values), 3) if values else 1.0


def main() -> None:
    """Print the figures and what was taken for what."""
    found = score(held_out(Path(sys.argv[1]) if sys.argv[1:] else HELD_OUT), Knowledge())
    for name in msgspec.structs.fields(Score)[:-1]:
        print(f"{name.name:13} {getattr(found, name.name):.1%}")
    for (truth, read), times in Counter((slip[0], slip[1]) for slip in found.slips).most_common():
        print(f"{times:3} {truth} -> {read}")


if __name__ == "__main__":
    main()
