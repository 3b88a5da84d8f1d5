"""Writes a line into the log of a case, saved or in a file, whatever other windows do meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from refundcli.case.log import Entry, new_event
from refundcli.case.model import CHINA, Event
from refundcli.case.store import Saved
from refundcli.cli.porch import Porch
from refundcli.errors import ConflictError
from refundcli.judge.facts import Facts

_RETRIES = 4


def append(porch: Porch, found: Saved, entry: Entry) -> tuple[Saved, Event]:
    """Append the line and save; an id that another window took meanwhile is left to it.

    Raises `InvalidInputError` for what cannot be, `NotSavedError` where the disk refuses.
    """
    for _ in range(_RETRIES):
        try:
            return _appended(porch, found, entry)
        except ConflictError:
            found = porch.store.again(found, porch.today)
    return _appended(porch, found, entry)


def _appended(porch: Porch, found: Saved, entry: Entry) -> tuple[Saved, Event]:
    changes = new_event(found.case, porch.knowledge, entry, now(porch))
    after = porch.store.edit(found, changes, porch.today)
    name = changes[0].key.split(".")[1]
    return after, next(event for event in after.case.log if event.id == name)


def denied(event: Event, facts: Facts) -> tuple[str, ...]:
    """Answers of the case that the line shows to be out of date: that nobody replies, say."""
    usual = facts.knowledge.road.log.get(event.kind or "")
    if usual is None or event.by != usual.by:
        return ()
    return tuple(key for key in usual.denies if facts.get(key) is True)


def now(porch: Porch) -> datetime | date:
    """The moment it is in China; the day alone where `--today` said which day it is."""
    moment = datetime.now(CHINA)
    return moment if porch.clock and moment.date() == porch.today else porch.today
