"""`next --ics`: the deadlines of a saved case on a phone, as another library reads the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import vobject

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS

FILED = (
    "events.e1.kind=filed",
    "events.e1.by=buyer",
    "events.e1.channel=market_12315",
    "events.e1.at=2026-11-20",
)


def test_the_phone_gets_what_next_tells(command: Command, tmp_path: Path) -> None:
    """The same days under the same ids, and again after a second run; an id of its own a case."""
    sets = [part for pair in FILED for part in ("--set", pair)]
    path = tmp_path / "期限.ics"
    assert command("new", "--id", "kami-1", *SETS, *sets, *TODAY).code == 0
    for _ in range(2):
        result = command("next", "kami-1", "--ics", str(path), "--json", *TODAY)
        assert result.code == 0
        assert str(path) in result.err
        [found] = vobject.readComponents(path.read_bytes().decode("utf-8"))
        told = {
            f"kami-1-{one['id']}@refundcli": date.fromisoformat(one["due"])
            for one in result.data["deadlines"]
            if one["days"] >= 0 and not one["if_today"]
        }
        assert {event.uid.value: event.dtstart.value for event in found.vevent_list} == told
        # Seven working days: Friday is not counted, 21, 22, 28 and 29 November are weekends.
        assert told["kami-1-accept_12315@refundcli"] == date(2026, 12, 1)
    assert all("演示店铺" in event.summary.value for event in found.vevent_list)


def test_somebody_elses_file_is_safe(command: Command, tmp_path: Path) -> None:
    """Exit 4 and a Chinese line; the file is as it was."""
    path = tmp_path / "a.ics"
    path.write_text("别的日历", encoding="utf-8")
    sets = [part for pair in FILED for part in ("--set", pair)]
    result = command("next", *SETS, *sets, "--ics", str(path), *TODAY)
    assert (result.code, result.out) == (4, "")
    assert "没有覆盖它" in result.err
    assert path.read_text(encoding="utf-8") == "别的日历"
