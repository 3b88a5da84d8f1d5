"""The doors: which channel is open, which is too early, which is shut, which shuts others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, DocumentState
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.outlook import DoorState
from refundcli.knowledge.catalogue import Channel
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.road import Door

_GONE = ("closed", "early")


def doors(assessment: Assessment, facts: Facts, lookup: Lookup) -> tuple[DoorState, ...]:
    """The state of every channel, in the order of channels.toml."""
    channels = facts.knowledge.channels.channels
    states = {
        name: _state(name, channel, channel.door, assessment, lookup)
        for name, channel in channels.items()
        if channel.door
    }
    shut = {name for name, state in states.items() if state.status == "closed"}
    return tuple(_closing(state, channels[name].door, shut) for name, state in states.items())


def order(states: tuple[DoorState, ...], facts: Facts, lookup: Lookup) -> tuple[str, ...]:
    """Channels that are still of use, as they are best taken one after the other."""
    channels = facts.knowledge.channels.channels
    usable = [(channels[state.channel].door, state) for state in states if state.status != "closed"]
    placed = [
        (not evaluate(parse(door.first), lookup).value, door.place, state.channel)
        for door, state in usable
        if door
    ]
    return tuple(channel for _, _, channel in sorted(placed))


def _state(
    name: str, channel: Channel, door: Door, assessment: Assessment, lookup: Lookup
) -> DoorState:
    def state(status: str, why: str, from_: date | None = None) -> DoorState:
        return DoorState(name, channel.title, status, why, from_, beside=door.beside)

    for shut in door.shut:
        if evaluate(parse(shut.when), lookup).value:
            return state("closed", shut.why)
    documents = [assessment.document(document) for document in door.documents]
    if not any(document.open for document in documents):
        return _by_document(documents[0], state("closed", ""))
    for early in door.early:
        if evaluate(parse(early.when), lookup).value:
            return state("early", early.why, _day(early.until, lookup))
    return state("open", door.open)


def _by_document(document: DocumentState, closed: DoorState) -> DoorState:
    """What the document that is handed in there says of itself."""
    status = "early" if document.kind == "early" else "closed"
    from_ = date.fromisoformat(document.from_[:10]) if document.from_ else None
    return DoorState(
        closed.channel, closed.title, status, document.why or "", from_, beside=closed.beside
    )


def _day(key: str, lookup: Lookup) -> date | None:
    found = lookup(key) if key else None
    return found if isinstance(found, date) else None


def _closing(state: DoorState, door: Door | None, shut: set[str]) -> DoorState:
    """An open door that shuts others says which, as long as they are not shut anyway."""
    if door is None or state.status in _GONE:
        return state
    closes = tuple(name for name in door.closes if name not in shut)
    if not closes:
        return state
    why = f"{door.open}{door.closes_why}"
    return DoorState(state.channel, state.title, "closes_others", why, None, closes, door.beside)


def shut_by(channel: str, states: tuple[DoorState, ...]) -> Iterator[DoorState]:
    """The doors, open or soon to be, that handing in at this channel would shut."""
    chosen = next((state for state in states if state.channel == channel), None)
    for state in states if chosen else ():
        if chosen and state.channel in chosen.closes:
            yield state
