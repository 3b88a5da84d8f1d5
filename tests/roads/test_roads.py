"""Whole roads, day by day: on each day the stage, the step, its document, the dates, the doors.

A road is a file that a lawyer can read: the answers, then days on which something is logged and
what is right to do next. `refunded` in full ends every road on every day of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli import api
from refundcli.case.model import Case
from refundcli.judge.outlook import Plan
from tests.support import CARD, IDENTITY, KNOWLEDGE, PARTICULARS, case_of

HERE: Final = Path(__file__).parent
ROADS: Final = sorted(path.stem for path in HERE.glob("*.toml"))


@cache
def road(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def days() -> Iterator[tuple[str, int]]:
    return ((name, number) for name in ROADS for number in range(len(road(name)["days"])))


def answers(name: str) -> dict[str, object]:
    """The case of a road: `like` another one's, with its own answers over it."""
    like = road(name).get("like")
    return {**(answers(like) if like else {}), **road(name).get("case", {})}


def until(name: str, number: int) -> dict[str, object]:
    """The answers and everything logged up to a day of a road."""
    found: dict[str, object] = {**CARD, **IDENTITY, **PARTICULARS, **answers(name)}
    count = 0
    for day in road(name)["days"][: number + 1]:
        found |= day.get("answers", {})
        for line in day.get("log", []):
            count += 1
            usual = KNOWLEDGE.road.log[line["kind"]]
            whole = {"by": usual.by, "channel": usual.channel, "at": day["today"], **line}
            found |= {f"events.e{count}.{key}": value for key, value in whole.items()}
    return {key: value for key, value in found.items() if value != "-"}


def case_on(name: str, number: int, **more: object) -> tuple[Case, date]:
    today: date = road(name)["days"][number]["today"]
    extra = {key.replace("__", "."): value for key, value in more.items()}
    return case_of({**until(name, number), **extra}, today), today


@cache
def plan_on(name: str, number: int) -> Plan:
    case, today = case_on(name, number)
    return api.plan(case, KNOWLEDGE, today=today)


@pytest.mark.parametrize(("name", "number"), list(days()))
def test_what_is_next(name: str, number: int) -> None:
    """The stage, the one thing to do, its document, the day until which to wait."""
    expected = road(name)["days"][number]
    now = plan_on(name, number).now
    found = {
        "stage": plan_on(name, number).stage,
        "step": now.step,
        "document": now.document or "",
        "from": now.from_ or "",
    }
    assert found == {key: expected.get(key, "") for key in found}


@pytest.mark.parametrize(("name", "number"), list(days()))
def test_dates(name: str, number: int) -> None:
    """Deadlines by their literal days."""
    due = {found.id: found.due for found in plan_on(name, number).deadlines}
    expected = road(name)["days"][number].get("due", {})
    assert {key: due.get(key) for key in expected} == expected


@pytest.mark.parametrize(("name", "number"), list(days()))
def test_doors(name: str, number: int) -> None:
    status = {door.channel: door.status for door in plan_on(name, number).doors}
    expected = road(name)["days"][number].get("doors", {})
    assert {key: status[key] for key in expected} == expected


@pytest.mark.parametrize(("name", "number"), list(days()))
def test_what_is_proposed_can_be_written(name: str, number: int) -> None:
    """The document proposed is open, and comes into being from the answers of the road."""
    case, today = case_on(name, number)
    now = plan_on(name, number).now
    if now.document is not None:
        assert api.draft(now.document, case, KNOWLEDGE, today=today, to=now.to).text


@pytest.mark.parametrize(("name", "number"), list(days()))
def test_paid_back_ends_it(name: str, number: int) -> None:
    """Whatever the stage: when all the money is back, nothing more is demanded or waited for."""
    more = {
        "events__e90__kind": "refunded",
        "events__e90__by": "merchant",
        "events__e90__channel": "merchant",
        "events__e90__at": road(name)["days"][number]["today"],
        "events__e90__amount": "98.50",
    }
    case, today = case_on(name, number, **more)
    found = api.plan(case, KNOWLEDGE, today=today)
    assert (found.stage, found.now.document, found.deadlines) == ("closed", None, ())
    assert found.now.step in ("settled", "settled_open")


def test_every_step_is_walked() -> None:
    """A step that no road reaches is read by nobody; what follows a full refund, by the test above.

    `note` is for a log that makes no sense: there must be a last step.
    """
    walked = {plan_on(name, number).now.step for name, number in days()}
    walked |= {"settled", "settled_open", "note"}
    assert [step.id for step in KNOWLEDGE.road.steps if step.id not in walked] == []
