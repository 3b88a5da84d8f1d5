"""What the log holds, as conditions read it; nothing recorded is `false`, not unknown.

    event.<who>.<kind>   whether it is recorded          on.<who>.<kind>   its latest day
    last.<who>           the latest kind with them        sent.<document>   whether it was sent
    course.<who>         how far they have come with what was handed in: filed, accepted, rejected,
                         mediation_ended, withdrawn
    sent_on.<document>   when it was sent last            first.<who>.<kind>  its first day

`who` is a channel, the party that spoke, or `report_12315`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from refundcli.case.events import counterpart, with_whom
from refundcli.case.model import Event, Value
from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.grammar import parse

NOTHING = "none"
_COURSE = ("filed", "accepted", "rejected", "mediation_ended", "withdrawn")


def with_record(facts: Facts, inner: Lookup) -> Lookup:
    """The lookup that knows the log beside what `inner` knows."""
    readers: dict[str, Callable[[str], Value | None]] = {
        "event": lambda rest: bool(_found(rest, facts)),
        "on": lambda rest: _day(_found(rest, facts)[::-1]),
        "first": lambda rest: _day(_found(rest, facts)),
        "last": lambda rest: _last(rest, facts),
        "course": lambda rest: _course(rest, facts),
        "sent": lambda rest: bool(_sent(rest, facts)),
        "sent_on": lambda rest: _day(_sent(rest, facts)[::-1]),
    }

    def lookup(key: str) -> Value | None:
        head, _, rest = key.partition(".")
        return readers[head](rest) if head in readers else inner(key)

    return lookup


def stage(facts: Facts, lookup: Lookup) -> str:
    """How far the matter has come: the first stage of road.toml whose condition holds."""
    stages = facts.knowledge.road.stages
    return next(name for name, found in stages.items() if evaluate(parse(found.when), lookup).value)


def _found(rest: str, facts: Facts) -> list[Event]:
    who, _, kind = rest.partition(".")
    return [event for event in with_whom(facts.case.events, who) if event.kind == kind]


def _day(events: Iterable[Event]) -> date | None:
    return next((event.day for event in events if event.day), None)


def _sent(document: str, facts: Facts) -> list[Event]:
    return [event for event in facts.case.events if event.document == document]


def _course(who: str, facts: Facts) -> str:
    kinds = [event.kind for event in with_whom(facts.case.events, who) if event.kind in _COURSE]
    return kinds[-1] or NOTHING if kinds else NOTHING


def _last(who: str, facts: Facts) -> str:
    """Of the merchant also what was answered instead of logged: contact, refusal."""
    kinds = [event.kind for event in facts.case.events if counterpart(event) == who and event.kind]
    if kinds or who != "merchant":
        return kinds[-1] if kinds else NOTHING
    if facts.get("computed.refusal_recorded"):
        return "refused"
    return "asked" if facts.get("computed.contact_dates") else NOTHING
