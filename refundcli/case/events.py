"""What lines of the log say together: with whom something happened, and what stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from refundcli.case.model import Case, Event, chain
from refundcli.case.text import shorten

# Whoever acts for the buyer or decides is met on a channel; the others speak for themselves.
_ON_A_CHANNEL: Final = ("buyer", "authority", None)
_MERCHANT: Final = "merchant"
# A report is handed in at the same door as a complaint and is another matter there.
REPORT: Final = "report_12315"


def counterpart(event: Event) -> str:
    """With whom it happened: a channel, the party that spoke, or the report of a breach."""
    if event.by not in _ON_A_CHANNEL:
        return str(event.by)
    return REPORT if event.document == REPORT else event.channel or _MERCHANT


def misled(case: Case) -> Iterator[tuple[str, str]]:
    """Lines that correct what is not there, or each other: they would make facts vanish."""
    target_of = {event.id: event.corrects for event in case.log}
    for name, target in target_of.items():
        if target and target not in target_of:
            yield f"events.{name}.corrects", f"没有 {shorten(target)} 这一条"
        elif name in chain(name, target_of):
            yield f"events.{name}.corrects", "绕回了自己：更正只能指另一条"


def with_whom(events: Iterable[Event], who: str) -> list[Event]:
    """The lines about one counterpart, in the order given."""
    return [event for event in events if counterpart(event) == who]
