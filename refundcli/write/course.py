"""What has happened since, as a letter tells it: one step after the other, each with its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from refundcli.case.events import REPORT, counterpart
from refundcli.case.model import Event
from refundcli.judge.facts import Facts

_PROMISED: Final = "promised"
_ASKED: Final = "asked"
_REMINDED: Final = "reminded"
_MESSAGE: Final = "merchant_message"
# More steps than these and only letters and decisions are told.
_MOST: Final = 6
_WEIGHTY: Final = (
    "applied",
    "filed",
    "refused",
    "platform_decided",
    "accepted",
    "rejected",
    "mediation_ended",
    "withdrawn",
    "refunded",
)


class Step(msgspec.Struct, frozen=True):
    """Lines of the log that one clause tells: who did what, on which days.

    `act` is the letter that was sent, else the kind and with whom: `refused.merchant`.
    """

    events: tuple[str, ...]
    days: tuple[date, ...]
    who: str
    act: str
    kind: str
    door: str
    letter: bool

    @property
    def weighty(self) -> bool:
        """A letter or a decision, no mere contact."""
        return self.letter or self.kind in _WEIGHTY

    @property
    def keys(self) -> tuple[str, ...]:
        """The records it rests on."""
        return tuple(f"events.{name}" for name in self.events)


def course(facts: Facts) -> tuple[Step, ...]:
    """The steps in order, where the log names a letter; what a report said stays with it."""
    if not any(event.document for event in facts.case.events):
        return ()
    steps = _joined(_step(event, facts) for event in facts.case.events if _told(event, facts))
    return steps if len(steps) <= _MOST else _joined(_shortened(steps))


def _told(event: Event, facts: Facts) -> bool:
    if event.day is None or event.kind is None or counterpart(event) == REPORT:
        return False
    kind = facts.knowledge.documents.documents.get(event.document or "")
    # What was promised in so many words is told with them.
    promised = event.by == "merchant" and event.kind == _PROMISED and event.text is not None
    return not promised and (kind is None or kind.tells)


def _step(event: Event, facts: Facts) -> Step:
    door = _party(counterpart(event), facts)
    who = "buyer" if event.by in ("buyer", None) else door
    letter = event.document if who == "buyer" else None
    kind = facts.knowledge.documents.documents.get(letter or "")
    several = kind is not None and len(kind.recipients) > 1
    act = f"{letter}.{door}" if several else letter or f"{event.kind}.{door}"
    days = (event.day,) if event.day else ()
    return Step((event.id,), days, who, act, event.kind or "", door, letter is not None)


def _party(who: str, facts: Facts) -> str:
    """A site that sells itself is its own platform."""
    own = facts.get("order.platform_kind") == "self_operated"
    return "merchant" if own and who == "platform" else who


def _joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The same done twice in a row is told once, with both days."""
    found: list[Step] = []
    for step in steps:
        before = found[-1] if found else None
        act = _one_act(before, step) if before else ""
        if before and act:
            days = tuple(dict.fromkeys((*before.days, *step.days)))
            events = (*before.events, *step.events)
            found[-1] = msgspec.structs.replace(before, events=events, days=days, act=act)
        else:
            found.append(step)
    return tuple(found)


def _one_act(one: Step, other: Step) -> str:
    """As what two steps in a row are told together; a message is a contact among others."""
    if (one.who, one.door) != (other.who, other.door):
        return ""
    if one.act == other.act:
        return one.act
    contact = f"{_ASKED}.{one.door}"
    plain = (contact, f"{_REMINDED}.{one.door}", _MESSAGE)
    return contact if one.act in plain and other.act in plain else ""


def _shortened(steps: tuple[Step, ...]) -> Iterable[Step]:
    """The first contact, the letters and the decisions."""
    return (step for number, step in enumerate(steps) if number == 0 or step.weighty)
