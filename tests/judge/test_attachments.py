"""What a channel takes is told where it is known, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from refundcli.case.model import Evidence
from refundcli.judge.attachments import Takes, takes
from tests.support import KNOWLEDGE

REPORT: Final = "report_12315"
LIMITS: Final = KNOWLEDGE.channels.channels["market_12315"].files[REPORT]


def item(number: int, kind: str = "png", size: int | None = 1000) -> Evidence:
    """An item with a file of this type and size."""
    return Evidence(f"E{number}", number, "order_page", None, None, None, None, None, kind, size)


def report(*items: Evidence) -> Takes:
    """What the report's form takes of them."""
    return next(one for one in takes(items, KNOWLEDGE) if one.document == REPORT)


def test_the_reports_limits() -> None:
    """Four files, five megabytes each, pictures, pdf, mp3 and mp4; said to be second-hand."""
    assert (LIMITS.most, LIMITS.bytes) == (4, 5_000_000)
    assert set(LIMITS.types) == {"jpg", "png", "pdf", "mp3", "mp4"}
    assert LIMITS.doubt
    assert timedelta() < LIMITS.recheck_by - LIMITS.verified_on <= timedelta(days=366)


def test_what_fits_is_taken() -> None:
    """At the limit itself nothing is refused."""
    fits = [item(number, size=LIMITS.bytes) for number in range(1, 5)]
    assert (report(*fits).refused, report(*fits).over) == ((), 0)


@pytest.mark.parametrize(
    ("kind", "size", "whys"),
    [
        ("heic", 1000, ["type"]),
        ("", 1000, ["type"]),
        ("png", 5_000_001, ["size"]),
        ("mov", 90_000_000, ["type", "size"]),
    ],
)
def test_what_does_not_fit_is_named(kind: str, size: int, whys: list[str]) -> None:
    """Each reason by itself, with the item."""
    found = report(item(1), item(2, kind, size))
    assert [(one.id, one.why) for one in found.refused] == [("E2", why) for why in whys]


def test_too_many_are_counted() -> None:
    """Items without a file are no attachments."""
    files = [item(number) for number in range(1, 7)]
    assert report(*files, item(7, size=None)).over == 2


def test_an_unknown_limit_says_nothing() -> None:
    """Of every other channel nothing is claimed, whatever the files are."""
    found = takes([item(1, "7z", 10**9)], KNOWLEDGE)
    others = [one for one in found if one.document != REPORT]
    assert {one.channel for one in others} == set(KNOWLEDGE.channels.channels)
    assert all((one.limits, one.refused, one.over) == (None, (), 0) for one in others)


def test_every_type_says_what_to_hand_in_instead() -> None:
    """Whatever a channel refuses, there is a next step."""
    files = KNOWLEDGE.files
    assert all(kind.instead for name, kind in files.types.items() if name not in LIMITS.types)
    assert all(files.families[kind.family].smaller for kind in files.types.values())
    names = [name for key, kind in files.types.items() for name in (key, *kind.names)]
    assert len(names) == len(set(names))
