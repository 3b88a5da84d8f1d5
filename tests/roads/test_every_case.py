"""The plan of every golden case: something to do, in whole words, with a document that is open."""

from __future__ import annotations

import pytest

from refundcli import api
from refundcli.judge.outlook import Plan
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY


@pytest.fixture(params=GOLDEN, ids=lambda golden: golden.name)
def golden(request: pytest.FixtureRequest) -> Golden:
    found: Golden = request.param
    return found


@pytest.fixture
def plan(golden: Golden) -> Plan:
    return api.plan(golden.signed, KNOWLEDGE, today=TODAY)


def test_one_thing_to_do(plan: Plan, golden: Golden) -> None:
    """Its document is open, what it waits for lies ahead, no place in its words stays empty."""
    now = plan.now
    assert now.step != "note"
    assert (
        now.document is None
        or api.assess(golden.signed, KNOWLEDGE, today=TODAY).document(now.document).open
    )
    assert now.from_ is None or now.from_ >= TODAY
    for text in (now.action, now.why, now.cost or "", now.outcome, now.stop, now.warning):
        assert not {"{", "}", "None"} & {*text, *text.split()}, text
    assert now.action
    assert now.why


def test_doors_and_their_order(plan: Plan) -> None:
    """Every channel has a state and a reason; what is proposed is not shut."""
    assert [door.channel for door in plan.doors] == list(KNOWLEDGE.channels.channels)
    assert all(door.why for door in plan.doors)
    shut = {door.channel for door in plan.doors if door.status == "closed"}
    assert set(plan.order) == {door.channel for door in plan.doors} - shut
    assert all(door.from_ is None or door.status == "early" for door in plan.doors)
