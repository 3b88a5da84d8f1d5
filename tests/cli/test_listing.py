"""`list`: what a volunteer with forty cases looks at first on a Monday morning."""

from __future__ import annotations

import io
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from refundcli.cli import views
from refundcli.cli.actions.listing import blocks, coming, lines, passed
from refundcli.cli.porch import open_porch
from refundcli.judge.outlook import Deadline, Now, Plan
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, but

DAY: Final = date(2026, 11, 22)


def deadline(name: str, days: int, *, if_today: bool = False, ours: bool = False) -> Deadline:
    """A deadline so many days from the day of the tests."""
    return Deadline(
        id=name,
        title=name,
        due=DAY + timedelta(days=days),
        days=days,
        kind="calendar",
        estimated=False,
        basis=(),
        start=DAY,
        start_event="",
        rule="",
        passes="",
        if_today=if_today,
        ours=ours,
    )


def plan(*deadlines: Deadline, wait: date | None = None, document: str | None = None) -> Plan:
    """A plan with these deadlines; to wait until a day, or to act."""
    fields = {field.name for field in msgspec.structs.fields(Now)}
    empty = dict.fromkeys(fields, "") | {"save": (), "minutes": None, "cost": None, "to": None}
    now = msgspec.convert({**empty, "from_": wait, "document": document}, Now)
    return Plan("negotiate", now, deadlines, (), (), (), ())


def test_a_passed_day_that_calls_for_a_step_is_overdue() -> None:
    """The last that ran out; not the buyer's own lost time, nor what never began."""
    late, later = deadline("a", -9), deadline("b", -3)
    own, supposed = deadline("c", -1, ours=True), deadline("d", -1, if_today=True)
    assert passed(plan(late, later, own, supposed, deadline("e", 2))) == later
    assert passed(plan(own, supposed, deadline("e", 0))) is None


def test_what_the_matter_has_left_behind_is_not_overdue() -> None:
    """While all there is to do is wait; a letter that is due by a day is no waiting."""
    late = deadline("a", -9)
    assert passed(plan(late, wait=date(2026, 12, 1))) is None
    assert passed(plan(late, wait=date(2026, 12, 1), document="platform_complaint")) == late


def test_the_next_day_may_be_the_buyers_own() -> None:
    """Today is not over; what would only begin today has no day yet."""
    own = deadline("own", 5, ours=True)
    found = plan(deadline("a", -1), deadline("b", 1, if_today=True), deadline("c", 40), own)
    assert coming(found) == own
    assert coming(plan(deadline("a", 0), own)) == deadline("a", 0)
    assert coming(plan(deadline("a", -1))) is None


@pytest.fixture
def cases(command: Command, home: Path) -> Command:
    """Four cases and a broken one, the newest first: e d c b a."""
    asked = ("events.e1.kind=asked", "events.e1.by=buyer", "events.e1.channel=merchant")
    filed = ("events.e2.kind=filed", "events.e2.by=buyer", "events.e2.channel=market_12315")
    plans = {
        "a": (*asked, "events.e1.at=2026-10-20"),
        "b": (*asked, "events.e1.at=2026-11-02", *filed, "events.e2.at=2026-11-20"),
        "c": (*asked, "events.e1.at=2026-11-10"),
        "d": (),
        "e": (),
    }
    for age, (name, pairs) in enumerate(plans.items()):
        sets = [part for pair in pairs for part in ("--set", pair)]
        assert command("new", "--id", name, *SETS, *sets, *TODAY).code == 0
        os.utime(home / "cases" / name / "case.toml", ns=(age, age))
    broken = home / "cases" / "e" / "case.toml"
    broken.write_text('scenario = "card_invalid"\n[order]\namount = "\n', encoding="utf-8")
    return command


def test_overdue_cases_come_first(cases: Command) -> None:
    """Longest overdue, then by the nearest day, then the newest; a broken file stands last."""
    found = cases("list", "--json", *TODAY).data["cases"]
    assert [case["id"] for case in found] == ["a", "c", "b", "d", "e"]
    assert [case["overdue"] for case in found] == [True, True, False, False, False]
    by_id = {case["id"]: case for case in found}
    assert by_id["b"]["deadline"] == "accept_12315"
    assert by_id["b"]["days"] == (date.fromisoformat(by_id["b"]["due"]) - DAY).days > 0
    assert by_id["a"]["days"] < 0
    assert by_id["a"]["stage"] == "negotiate"
    for case in found[:4]:
        assert case["merchant"] == "演示店铺"
        assert case["amount"] == "98.50 元"
        assert case["error"] is None


def test_each_case_tells_how_many_days(cases: Command) -> None:
    """Stage, days and title on one line a case."""
    lines = cases("list", *TODAY).out.splitlines()
    assert len(lines) == 5
    assert "已过" in lines[0]
    assert "还有" in lines[2]
    assert all("演示店铺" in line and "98.50元" in line for line in lines[:4])


def test_a_broken_case_is_told_and_breaks_nothing(cases: Command) -> None:
    """Which case, and why it cannot be read, on one line."""
    result = cases("list", *TODAY)
    assert (result.code, result.err) == (0, "")
    line = result.out.splitlines()[-1]
    assert line.startswith("案件 e 没能列出：")
    assert "第 3 行" in line
    broken = cases("list", "--json", *TODAY).data["cases"][-1]
    assert "第 3 行" in broken["error"]
    assert (broken["due"], broken["overdue"], broken["stage"]) == (None, False, None)


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_days_are_read_at_a_glance(columns: int, cases: Command) -> None:
    """However narrow the terminal and long the name: whole ids and days, no line too wide."""
    name = "很长的店铺名字" * 20
    assert cases("new", "--id", "long-id-20261122-001", *but(merchant__name=name), *TODAY).code == 0
    porch = open_porch("2026-11-22")
    screen = io.StringIO()
    views.show(blocks(lines(porch), porch), Console(file=screen, width=columns, highlight=False))
    drawn = screen.getvalue()
    assert max(map(cell_len, drawn.splitlines())) <= columns
    for whole in ("long-id-20261122-001", "已过18天", "还有9天"):
        assert whole in drawn
    assert drawn.count("很长的店铺") < 5
