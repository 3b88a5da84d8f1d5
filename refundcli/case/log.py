"""A new line of the log: checked, filled up with what is usual, under the next free id; pure.

A line is never rewritten: a later one stands in its place, or takes it back.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

import msgspec

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.model import Case, Event, Value
from refundcli.case.text import ValueProblem
from refundcli.case.usual import filled
from refundcli.case.values import parse
from refundcli.errors import InvalidInputError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.slip import nearest

TABLE: Final = "events"
# What takes a line back: no kind of event.
VOID: Final = "void"
_UNKNOWN: Final = ("?", "？")
VOID_LABEL: Final = "作废"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is told, each value as it was typed; without a kind it takes a line back.

    Without `at` it is of now, with `?` the day is not known.
    """

    at: str | date | None = None
    by: str | None = None
    channel: str | None = None
    kind: str | None = None
    text: str | None = None
    amount: str | None = None
    evidence: str | tuple[str, ...] = ()
    document: str | None = None
    corrects: str | None = None


def new_event(case: Case, knowledge: Knowledge, entry: Entry, now: datetime | date) -> list[Change]:
    """The edits that append the line; raises on what cannot be. `now` is when it is told."""
    undated = entry.at in _UNKNOWN
    told = _told(msgspec.structs.replace(entry, at=None) if undated else entry, knowledge)
    _check_time(told.get("at"), now)
    _check_evidence(told.get("evidence"), case)
    _check_corrected(told.get("corrects"), case)
    moment = now.replace(second=0, microsecond=0) if isinstance(now, datetime) else now
    line = {"at": moment, **(filled(told, case, knowledge) if entry.kind else told)}
    name = next_id(case)
    fields = [field for field in entry.__struct_fields__ if field in line]
    fields = [field for field in fields if field != "at" or not undated]
    return [Change(f"{TABLE}.{name}.{field}", storable(line[field])) for field in fields]


def next_id(case: Case) -> str:
    """`e` and a number above all that were given."""
    numbers = (re.fullmatch(r"e(\d{1,6})", event.id) for event in case.log)
    return f"e{max((int(found[1]) for found in numbers if found), default=0) + 1}"


def kind_named(knowledge: Knowledge, name: str) -> str | None:
    """The kind of an id or of its Chinese label; VOID for what takes a line back, None for none."""
    question = knowledge.common.questions["events.*.kind"]
    if name in (VOID, VOID_LABEL):
        return VOID
    names = {choice.value: (choice.value, *choice.label.split("、")) for choice in question.choices}
    return next((kind for kind, found in names.items() if name in found), None)


def kinds_like(knowledge: Knowledge, name: str) -> str:
    """A did-you-mean for a kind that does not exist, and all that do."""
    choices = knowledge.common.questions["events.*.kind"].choices
    labels = {label: c.value for c in choices for label in (c.value, c.label)}
    known = "、".join(f"{choice.value} {choice.label}" for choice in choices)
    return f"{nearest(name, [*labels, VOID, VOID_LABEL])}\n可以记的有：{known}、{VOID} {VOID_LABEL}"


def rewritten(case: Case, knowledge: Knowledge, change: Change) -> Event | None:
    """The line of which a change would alter what stands there; None where it alters nothing."""
    table, _, rest = change.key.partition(".")
    name, _, field = rest.partition(".")
    line = next((event for event in case.log if event.id == name), None)
    before = case.get(change.key)
    if table != TABLE or line is None or (field and before is None):
        return None
    question = knowledge.question(f"{TABLE}.*.{field}")
    if question is None or change.value is None:
        return line
    try:
        return line if parse(question, change.value) != before else None
    except ValueProblem:
        return line


def _told(entry: Entry, knowledge: Knowledge) -> dict[str, Value]:
    """What was said, by the questions of the log."""
    found: dict[str, Value] = {}
    for field in entry.__struct_fields__:
        raw = getattr(entry, field)
        question = knowledge.question(f"{TABLE}.*.{field}")
        if raw in (None, "", ()) or question is None:
            continue
        try:
            found[field] = parse(question, raw)
        except ValueProblem as problem:
            key = f"{TABLE}.*.{field}"
            raise InvalidInputError(f"{question.ask}{problem}", keys=(key,)) from problem
    return found


def _check_time(at: Value | None, now: datetime | date) -> None:
    """What is to come has not happened."""
    exact = isinstance(at, datetime) and isinstance(now, datetime)
    to_come = exact and at > now  # type: ignore[operator]
    if isinstance(at, date) and (to_come or _day(at) > _day(now)):
        shown = f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else f"{at}"
        raise InvalidInputError(f"{shown} 还没有到，只能记已经发生的事", keys=("events.*.at",))


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _check_evidence(named: Value | None, case: Case) -> None:
    held = [item.id for item in case.evidence]
    known = f"；案件里有 {'、'.join(held)}" if held else "；案件里还没有证据"
    for name in named if isinstance(named, tuple) else ():
        if name not in held:
            raise InvalidInputError(f"没有编号为 {name} 的证据{known}", keys=("events.*.evidence",))


def _check_corrected(named: Value | None, case: Case) -> None:
    """What is corrected is a line that nothing has corrected yet: of two, none would count."""
    if named is None:
        return
    lines = [event.id for event in case.log]
    later = next((event.id for event in case.log if event.corrects == named), None)
    if named not in lines:
        known = f"；记过的有 {'、'.join(lines)}" if lines else "；还没有记过什么"
        raise InvalidInputError(f"没有 {named} 这一条{known}", keys=("events.*.corrects",))
    if named in case.corrected:
        raise InvalidInputError(
            f"{named} 已经由 {later} 更正过，请更正 {later}", keys=("events.*.corrects",)
        )
