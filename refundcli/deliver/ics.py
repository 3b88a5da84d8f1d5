"""Deadlines for a phone's calendar: iCalendar (RFC 5545), one event a deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from refundcli.judge.articles import label
from refundcli.judge.outlook import Deadline
from refundcli.knowledge.load import Knowledge

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

PRODUCT: Final = "-//refundcli//refundcli//ZH"
_ZONE: Final = "Asia/Shanghai"
_OFFSET: Final = timedelta(hours=8)
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = timedelta(days=1)
# An all-day event begins at midnight wherever the phone is: nine in the morning of the day before.
_DAY_BEFORE: Final = timedelta(hours=-15)
# What the buyer himself must have done by then takes longer than a day.
_WEEK_BEFORE: Final = _DAY_BEFORE - 6 * _DAY


class Subject(msgspec.Struct, frozen=True):
    """Whose deadlines: the id that keeps an event the same when it is read in again, and a name.

    `cover` hides private numbers in whatever is written.
    """

    id: str
    name: str
    cover: Callable[[str], str]


def calendar(
    deadlines: Sequence[Deadline], subject: Subject, stamp: datetime, knowledge: Knowledge
) -> bytes:
    """The deadlines still to come as one file; the same input gives the same bytes.

    Each is an all-day event on its due day. A deadline is a day of the Chinese calendar, and a DATE
    stands on that day on every phone, in whatever zone it is; a moment (nine o'clock in Shanghai)
    would stand on the evening before in another part of the world. The zone the days are meant in
    is named for the calendar as a whole, by `X-WR-TIMEZONE` and a `VTIMEZONE`, and no date is
    shifted by it. The end is written out, because some calendars show nothing without one.

    The `UID` is made of the case and the deadline, so that a calendar that reads the file again
    moves the event and adds none; `SEQUENCE` grows with the day on which the file was made.
    """
    # Imported here: it takes longer to load than a plan takes to make.
    from icalendar import Calendar  # noqa: PLC0415

    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", PRODUCT)
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-timezone", _ZONE)
    found.add_component(_zone())
    for deadline in to_come(deadlines):
        found.add_component(_event(deadline, subject, stamp, knowledge))
    return bytes(found.to_ical())


def to_come(deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Those that run and have not passed; what would run only if it began today has no day yet."""
    return tuple(item for item in deadlines if item.days >= 0 and not item.if_today)


def _zone() -> Timezone:
    """China has known one offset since 1991, and the case file none but it."""
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415

    standard = TimezoneStandard()
    standard.add("dtstart", _FIRST.replace(tzinfo=None))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


def _event(deadline: Deadline, subject: Subject, stamp: datetime, knowledge: Knowledge) -> Event:
    from icalendar import Event  # noqa: PLC0415

    phrases = knowledge.words.phrases
    kind = "calendar_estimate" if deadline.estimated else "calendar_summary"
    summary = subject.cover(phrases[kind].format(title=deadline.title, name=subject.name))
    event = Event()
    event.add("uid", f"{subject.id}-{deadline.id}@refundcli")
    event.add("dtstamp", stamp)
    event.add("sequence", (stamp - _FIRST).days)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + _DAY)
    event.add("summary", summary)
    event.add("description", "\n".join(map(subject.cover, _told(deadline, subject, knowledge))))
    # It takes no time of the day: nobody is busy because of it.
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary, _DAY_BEFORE))
    if deadline.ours:
        event.add_component(_alarm(summary, _WEEK_BEFORE))
    return event


def _alarm(summary: str, before: timedelta) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", before)
    return alarm


def _told(deadline: Deadline, subject: Subject, knowledge: Knowledge) -> Iterator[str]:
    phrases = knowledge.words.phrases
    yield from explained(deadline, knowledge)
    yield phrases["calendar_case"].format(name=subject.name)
    yield phrases["calendar_foot"]


def explained(deadline: Deadline, knowledge: Knowledge) -> Iterator[str]:
    """Line by line: until when, from when, by which rule, what it means, what is not certain."""
    phrases = knowledge.words.phrases
    yield phrases["calendar_due"].format(day=deadline.due)
    if deadline.estimated:
        yield knowledge.deadlines.estimated
    yield phrases["calendar_start"].format(event=deadline.start_event, day=deadline.start)
    if deadline.rule:
        yield phrases["calendar_rule"].format(rule=deadline.rule)
    if deadline.basis:
        named = (_basis(name, knowledge) for name in deadline.basis)
        yield phrases["calendar_basis"].format(basis=phrases["calendar_join"].join(named))
    yield phrases["calendar_passes"].format(passes=deadline.passes)
    if deadline.doubt:
        yield phrases["calendar_doubt"].format(doubt=deadline.doubt)


def _basis(name: str, knowledge: Knowledge) -> str:
    """An article as it is cited; the buyer's own clause as it stands."""
    if name.partition(".")[0] not in knowledge.law_ids:
        return name
    law, article = knowledge.article(name)
    return knowledge.words.phrases["calendar_article"].format(law=law.short, article=label(article))
