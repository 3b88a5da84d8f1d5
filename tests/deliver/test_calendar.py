"""The calendar file as another library reads it: days, zone, words, alarms, and nothing private."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec
import pytest
import vobject

from refundcli.deliver.ics import Subject, calendar
from refundcli.judge.outlook import Deadline
from tests.support import KNOWLEDGE

STAMP: Final = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
SUBJECT: Final = Subject("kami-1", "演示店铺，kami-1", str)
ACCEPT: Final = Deadline(
    id="accept_12315",
    title="12315 决定是否受理",
    due=date(2026, 12, 1),
    days=9,
    kind="working_day",
    estimated=False,
    basis=("civil_code.577",),
    start=date(2026, 11, 20),
    start_event="从递交投诉那天起",
    rule="7 个工作日，当天不算；遇节假日顺延",
    passes="可以打电话催问，\n也可以换一条路",
)
OWN: Final = msgspec.structs.replace(
    ACCEPT,
    id="limitation",
    title="诉讼时效",
    due=date(2027, 2, 28),
    days=98,
    kind="day",
    estimated=True,
    basis=("平台规则“退款”第5条",),
    doubt="两种算法差一天；按早的算",
    ours=True,
)


def read(made: bytes) -> Any:  # noqa: ANN401 - the other library has no types
    """The only calendar of the file, in the other library's eyes."""
    [found] = vobject.readComponents(made.decode("utf-8"))
    return found


def made(*deadlines: Deadline, subject: Subject = SUBJECT, stamp: datetime = STAMP) -> bytes:
    return calendar(deadlines, subject, stamp, KNOWLEDGE)


def test_each_deadline_is_a_whole_day() -> None:
    """DATE values: the due day alone, on whatever phone, with its end written out."""
    events = read(made(ACCEPT, OWN)).vevent_list
    assert [(event.dtstart.value, event.dtend.value) for event in events] == [
        (date(2026, 12, 1), date(2026, 12, 2)),
        (date(2027, 2, 28), date(2027, 3, 1)),
    ]
    assert {type(event.dtstart.value) for event in events} == {date}
    assert made(ACCEPT, OWN).count(b";VALUE=DATE:") == 4


def test_the_zone_is_that_of_china() -> None:
    """Named for the whole calendar, and defined: eight hours, all year round."""
    found = read(made(ACCEPT))
    assert found.contents["x-wr-timezone"][0].value == "Asia/Shanghai"
    assert found.vtimezone.tzid.value == "Asia/Shanghai"
    for month in range(1, 13):
        offset = found.vtimezone.tzinfo.utcoffset(datetime(2026, month, 1, 12))  # noqa: DTZ001
        assert offset == timedelta(hours=8)


def test_what_the_phone_shows_is_chinese() -> None:
    """Title and case in one line; then start, rule, basis, meaning, estimate and doubt."""
    first, second = read(made(ACCEPT, OWN)).vevent_list
    assert first.summary.value == "12315 决定是否受理（演示店铺，kami-1）"
    assert second.summary.value.startswith("诉讼时效（日期是估计的；演示店铺")
    told = first.description.value
    for words in (
        "2026年12月1日",
        "2026年11月20日，从递交投诉那天起",
        "7 个工作日，当天不算；遇节假日顺延",
        "《民法典》第577条",
        "可以打电话催问，\n也可以换一条路",
        "kami-1",
    ):
        assert words in told
    assert KNOWLEDGE.deadlines.estimated not in told
    assert "拿不准" not in told
    assert "平台规则“退款”第5条" in second.description.value
    assert KNOWLEDGE.deadlines.estimated in second.description.value
    assert "两种算法差一天；按早的算" in second.description.value


def test_what_is_not_known_has_no_line() -> None:
    """A day that the buyer set himself runs by no rule and rests on no article."""
    bare = msgspec.structs.replace(ACCEPT, rule="", basis=(), doubt="")
    told = read(made(bare)).vevent.description.value
    assert "怎么算" not in told
    assert "依据" not in told
    assert "怎么算" in read(made(ACCEPT)).vevent.description.value


@pytest.mark.parametrize(
    ("deadline", "before"),
    [
        (ACCEPT, [timedelta(hours=15)]),
        (OWN, [timedelta(hours=15), timedelta(days=6, hours=15)]),
    ],
)
def test_the_phone_reminds_at_nine_the_day_before(
    deadline: Deadline, before: list[timedelta]
) -> None:
    """Counted from midnight of the due day; what the buyer must do himself also a week before."""
    alarms = read(made(deadline)).vevent.valarm_list
    assert [-alarm.trigger.value for alarm in alarms] == before
    due = datetime.combine(deadline.due, datetime.min.time())
    assert {(due + alarm.trigger.value).hour for alarm in alarms} == {9}
    assert (due + alarms[0].trigger.value).date() == deadline.due - timedelta(days=1)
    assert {alarm.action.value for alarm in alarms} == {"DISPLAY"}
    assert all(deadline.title in alarm.description.value for alarm in alarms)


def test_lines_are_folded_as_the_standard_asks() -> None:
    """CRLF, at most 75 octets a line, no character cut in two, whatever the words."""
    long = msgspec.structs.replace(ACCEPT, passes="很长的一句话，没有空格😀" * 40, title="题" * 90)
    whole = made(long, OWN)
    assert whole.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", whole) is None
    lines = whole.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")
    first = read(whole).vevent_list[0]
    assert first.summary.value.startswith("题" * 90)
    assert "很长的一句话，没有空格😀" * 40 in first.description.value


def test_read_in_again_an_event_moves_and_none_is_added() -> None:
    """The same identity for a new day, a later stamp and a higher number; the same bytes if not."""
    assert made(ACCEPT, OWN) == made(ACCEPT, OWN)
    moved = msgspec.structs.replace(ACCEPT, due=date(2026, 12, 2), days=9)
    before = read(made(ACCEPT)).vevent
    after = read(made(moved, stamp=STAMP + timedelta(days=1))).vevent
    assert before.uid.value == after.uid.value == "kami-1-accept_12315@refundcli"
    assert before.dtstamp.value == STAMP
    assert after.dtstamp.value > before.dtstamp.value
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.dtstart.value == date(2026, 12, 2)
    assert len({event.uid.value for event in read(made(ACCEPT, OWN)).vevent_list}) == 2
    other = Subject("kami-2", "演示店铺，kami-2", str)
    assert read(made(ACCEPT, subject=other)).vevent.uid.value != before.uid.value


def test_only_what_is_still_to_come() -> None:
    """Today counts; what has passed, and what would only begin today, is no event."""
    today = msgspec.structs.replace(ACCEPT, id="today", days=0)
    passed = msgspec.structs.replace(ACCEPT, id="passed", days=-1)
    supposed = msgspec.structs.replace(ACCEPT, id="supposed", if_today=True)
    events = read(made(passed, today, supposed, OWN)).vevent_list
    assert [event.uid.value for event in events] == [
        "kami-1-today@refundcli",
        "kami-1-limitation@refundcli",
    ]


def test_words_stay_words() -> None:
    """A name with the signs of the format makes no property and no event."""
    odd = Subject("kami-1", "甲\nBEGIN:VEVENT\r\nSUMMARY:乙;丙,丁\\n", str)
    found = read(made(ACCEPT, subject=odd))
    assert len(found.vevent_list) == 1
    assert "乙;丙,丁\\n" in found.vevent.summary.value
