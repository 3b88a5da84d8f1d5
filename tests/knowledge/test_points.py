"""What must be proved, as data: every problem has its points, every record reads as one."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refundcli.knowledge.proofs import Point, Record
from tests.support import KNOWLEDGE

OWN: Final = [
    (name, point) for name in KNOWLEDGE.scenario_ids for point in KNOWLEDGE.scenario(name).points
]
POINTS: Final[list[tuple[str, Point]]] = [
    *(("common", point) for point in KNOWLEDGE.proof.points),
    *OWN,
]
RECORDS: Final[list[tuple[str, Record]]] = [
    *((name, record) for name, group in KNOWLEDGE.proof.records.items() for record in group),
    *((point.id, record) for _, point in POINTS for record in point.records),
]
# Speaks for nobody: who asks, and whether it is a shop or a platform, the letter says.
ADDRESSES: Final = re.compile("本人|贵店|贵平台|请你|请您|您")
# What the other side must prove by law, problem by problem.
OTHERS: Final = {
    "card_invalid": {"valid_when_sold", "valid_for_buyer", "limit_told"},
    "not_delivered": {"delivered"},
    "delayed": {"excused"},
    "not_as_described": {"delivered_in_full", "told_truly"},
    "stopped_working": {"kept_up", "told_shared"},
    "account_banned": set(),
    "wrong_target": {"delivered_right"},
    "wrong_purchase": set(),
    "duplicate_payment": {"basis"},
    "promise_broken": {"delivered", "excused", "kept_promise"},
    "unreachable": set(),
    "refund_refused": {"paid_back"},
    "balance_only": {"consented", "named_before", "frozen_rightly"},
    "terms_changed": {"consented"},
    "auto_renewal": {
        "told_at_start",
        "told_of_item",
        "told_each_time",
        "way_out",
        "right_to_charge",
    },
    "runaway": {"delivered"},
    "minor": set(),
}


def test_every_problem_has_its_points() -> None:
    """Something of its own to prove, and no two lines that say the same."""
    for name in KNOWLEDGE.scenario_ids:
        own = [point.title for owner, point in OWN if owner == name]
        assert own
        assert len(own) == len(set(own))


@pytest.mark.parametrize("name", KNOWLEDGE.scenario_ids)
def test_who_must_prove_what(name: str) -> None:
    """The other side's points are those the law lays on it, and no others."""
    points = KNOWLEDGE.scenario(name).points
    assert {point.id for point in points if point.whose == "other"} == OTHERS[name]


@pytest.mark.parametrize(("owner", "point"), POINTS, ids=[f"{o}.{p.id}" for o, p in POINTS])
def test_a_point_reads_as_a_line(owner: str, point: Point) -> None:
    """Short, without a mark at its end; and it can be shown, or others hold what it takes."""
    del owner
    assert 3 < len(point.title) <= 30
    assert point.title[-1] not in "。，；：！？"
    assert not ADDRESSES.search(point.title)
    assert point.keys or point.kinds or point.records
    assert not point.may or point.keys, "only what is recorded counts, so there must be a key"
    assert not point.only or point.kinds
    assert point.whose == "buyer" or point.records


@pytest.mark.parametrize(("place", "record"), RECORDS, ids=[f"{p}.{r.from_}" for p, r in RECORDS])
def test_a_record_reads_as_a_thing(place: str, record: Record) -> None:
    """A noun phrase that stands in a numbered line of a letter, whoever writes it to whom."""
    del place
    assert len(record.what) <= 45
    assert record.what[-1] not in "。，；：！？"
    assert not ADDRESSES.search(record.what)
    assert "{" not in record.what
    assert (record.from_ in ("merchant", "platform")) == (not record.how)
    assert not record.how.endswith("。")


def test_each_holder_has_a_last_word() -> None:
    """Of several records of one holder all but the last are conditional: none is unreachable."""
    for _, point in POINTS:
        for holder in {record.from_ for record in point.records}:
            *earlier, _ = (record for record in point.records if record.from_ == holder)
            assert [record.what for record in earlier if record.when == "true"] == []
