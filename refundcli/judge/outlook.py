"""What lies ahead of a case: frozen results of the plan, each told with where it comes from."""

from __future__ import annotations

from datetime import date

import msgspec


class Deadline(msgspec.Struct, frozen=True):
    """A period that runs, or would run from today: when it ends and what that means.

    `days` are calendar days from today, negative once it has passed; `kind` is how its length is
    counted; `basis` names articles, or the buyer's own clause.
    """

    id: str
    title: str
    due: date
    days: int
    kind: str
    estimated: bool
    basis: tuple[str, ...]
    start: date
    start_event: str
    rule: str
    passes: str
    doubt: str = ""
    if_today: bool = False
    ours: bool = False


class DoorState(msgspec.Struct, frozen=True):
    """One channel: open, early (from when), closed, or closing the channels it names."""

    channel: str
    title: str
    status: str
    why: str
    from_: date | None = None
    closes: tuple[str, ...] = ()
    beside: bool = False


class Saving(msgspec.Struct, frozen=True):
    """What to save before going on: the kind of evidence, and how."""

    kind: str
    title: str
    how: str


class Now(msgspec.Struct, frozen=True):
    """The one thing to do now; `document` is None where there is nothing to write.

    `from_` is the day until which it is right to wait, where waiting is what to do; `then` is the
    document that usually follows.
    """

    step: str
    action: str
    document: str | None
    to: str | None
    why: str
    from_: date | None
    then: str | None
    save: tuple[Saving, ...]
    minutes: int | None
    cost: str | None
    outcome: str
    stop: str
    warning: str


class Plan(msgspec.Struct, frozen=True):
    """Where the matter stands, what to do now, until when, and which door shuts another."""

    stage: str
    now: Now
    deadlines: tuple[Deadline, ...]
    doors: tuple[DoorState, ...]
    order: tuple[str, ...]
    """Channels that are still of use, in the order proposed."""
    often: tuple[str, ...]
    warnings: tuple[str, ...]
