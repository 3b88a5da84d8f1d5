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
# More steps than these and only letters and decisions are told.
_MOST: Final = 6
_DECISIONS: Final = (
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

    @property
    def keys(self) -> tuple[str, ...]:
        """The records it rests on."""
        return tuple(f"events.{name}" for name in self.events)


def course(facts: Facts) -> tuple[Step, ...]:
    """The steps in order, where the log names a letter; what a report said stays with it."""
    if not any(event.document for event in facts.case.events):
        return ()
    steps = _joined(_step(event, facts) for event in facts.case.events if _told(event, facts))
    return steps if len(steps) <= _MOST else _joined(_weighty(steps, facts))


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
    return Step((event.id,), days, who, act, event.kind or "")


def _party(who: str, facts: Facts) -> str:
    """A site that sells itself is its own platform."""
    own = facts.get("order.platform_kind") == "self_operated"
    return "merchant" if own and who == "platform" else who


def _joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The same done twice in a row is told once, with both days."""
    found: list[Step] = []
    for step in steps:
        before = found[-1] if found else None
        if before and (before.who, before.act) == (step.who, step.act):
            days = tuple(dict.fromkeys((*before.days, *step.days)))
            events = (*before.events, *step.events)
            found[-1] = msgspec.structs.replace(before, events=events, days=days)
        else:
            found.append(step)
    return tuple(found)


def _weighty(steps: tuple[Step, ...], facts: Facts) -> Iterable[Step]:
    """The first contact, the letters and the decisions."""
    kinds = facts.knowledge.documents.documents
    for number, step in enumerate(steps):
        letter = step.act.partition(".")[0] in kinds
        if number == 0 or letter or step.kind in (*_DECISIONS, "filed", "applied"):
            yield step
