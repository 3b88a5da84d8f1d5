"""Saving a calendar: the buyer's place, nobody else's file, and nothing private inside."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import vobject

from refundcli.deliver.files import save_calendar
from refundcli.errors import NotSavedError
from tests.deliver.test_calendar import ACCEPT, OWN
from tests.support import CARD, IDENTITY, facts_of

FACTS: Final = facts_of(CARD)


def events(path: Path) -> list[Any]:
    """The events of a file, as the other library reads it."""
    [found] = vobject.readComponents(path.read_bytes().decode("utf-8"))
    return list(found.vevent_list)


def test_the_file_is_the_calendar_of_the_case(tmp_path: Path) -> None:
    """Named by shop and id, stamped with the day that was given, for its owner's eyes."""
    path = tmp_path / "期限.ics"
    assert save_calendar(path, [ACCEPT, OWN], FACTS, "kami-1") == 2
    first = events(path)[0]
    assert first.summary.value == "12315 决定是否受理（演示店铺，kami-1）"
    assert first.uid.value == "kami-1-accept_12315@refundcli"
    assert first.dtstamp.value.isoformat() == "2026-11-21T16:00:00+00:00"
    assert b"\r\n" in path.read_bytes()
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_orders_without_an_id_are_two(tmp_path: Path) -> None:
    """The order keeps an event the same from day to day, and apart from another order's."""
    found = []
    for number, day in (("TEST01", 22), ("TEST01", 23), ("TEST02", 22)):
        facts = facts_of({**CARD, "order.number": number}, date(2026, 11, day))
        save_calendar(tmp_path / "a.ics", [ACCEPT], facts)
        found.append(events(tmp_path / "a.ics")[0].uid.value)
    assert found[0] == found[1] != found[2]
    assert "TEST01" not in found[0]


def test_a_calendar_of_ours_is_made_anew(tmp_path: Path) -> None:
    """Made anew each time, so it replaces its own; an empty file is nothing to lose."""
    path = tmp_path / "a.ics"
    path.touch()
    save_calendar(path, [ACCEPT, OWN], FACTS, "kami-1")
    save_calendar(path, [OWN], FACTS, "kami-1")
    assert [event.uid.value for event in events(path)] == ["kami-1-limitation@refundcli"]


@pytest.mark.parametrize("content", ["BEGIN:VCALENDAR\r\nPRODID:other\r\n", "一张截图"])
def test_any_other_file_is_left_alone(content: str, tmp_path: Path) -> None:
    """Refused in Chinese, with the way out; not one byte changed, also behind a link."""
    path = tmp_path / "a.ics"
    path.write_bytes(content.encode())
    places = [path]
    if os.name != "nt":
        link = tmp_path / "link.ics"
        link.symlink_to(path)
        places.append(link)
    for place in places:
        with pytest.raises(NotSavedError, match="没有覆盖它；请换一个文件名"):
            save_calendar(place, [ACCEPT], FACTS, "kami-1")
    assert path.read_bytes() == content.encode()


def test_a_place_that_takes_no_file(tmp_path: Path) -> None:
    """A folder, or a path through a file: one Chinese line that names the place."""
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "file" / "a.ics"):
        with pytest.raises(NotSavedError, match="没能写入") as refused:
            save_calendar(place, [ACCEPT], FACTS, "kami-1")
        assert str(place) in refused.value.message


def test_with_nothing_to_come_nothing_is_written(tmp_path: Path) -> None:
    """No empty calendar, and what was there stands."""
    passed = msgspec.structs.replace(ACCEPT, days=-1)
    assert save_calendar(tmp_path / "a.ics", [passed], FACTS) == 0
    assert list(tmp_path.iterdir()) == []


def test_private_numbers_stay_here(tmp_path: Path) -> None:
    """Card code, phone and ID number, wherever they were written: calendars are synchronised."""
    code, id_number = "ABCD1111222233334444WXYZ", "000000199001010000"
    facts = facts_of(
        {
            **CARD,
            **IDENTITY,
            "order.card_code": code,
            "buyer.id_number": id_number,
            "merchant.name": f"演示店铺很长的名字 {code[:12]}-{code[12:]} 微信13900000001",
        }
    )
    told = msgspec.structs.replace(
        ACCEPT,
        basis=(f"规则 {code}",),
        rule=f"打 {IDENTITY['buyer.phone']}",
        passes=f"{id_number}和000000198001010000都不写",
    )
    path = tmp_path / "a.ics"
    save_calendar(path, [told], facts, "13800000000")
    [event] = events(path)
    text = "\n".join(str(line.value) for line in event.getChildren() if hasattr(line, "value"))
    text += event.valarm.description.value
    for private in (
        code,
        f"{code[:12]}-{code[12:]}",
        id_number,
        "000000198001010000",
        str(IDENTITY["buyer.phone"]),
        "13900000001",
    ):
        assert private not in text
    assert "****" in event.summary.value
    assert code[:8] not in event.summary.value
    assert "12315" in event.summary.value
