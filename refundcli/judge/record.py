"""What the log holds, as conditions read it; nothing recorded is `false`, not unknown.

    event.<who>.<kind>   whether it is recorded       times.<who>.<kind>   how often
    on.<who>.<kind>      its latest day               first.<who>.<kind>   its first day
    ago.<who>.<kind>     full days since              last.<who>           the latest kind with them
    sent.<document>      whether it was sent          sent_on.<document>   when it was sent last
    course.<who>         how far what was handed in has come: filed, accepted, rejected,
                         mediation_ended, withdrawn
    days.<who>.<kind>    all its days
    latest               the latest line of all: merchant.refused
    awaited.<who>        until when it is fair to wait after the latest line with them
    answer_by.<document> the day by which a letter that was sent asks for an answer

`who` is a channel, the party that spoke, or `report_12315`. None of the days is a rule of law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from refundcli.case.events import counterpart, with_whom
from refundcli.case.model import Event, Value
from refundcli.case.usual import BUYER
from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.money import DAYS_TO_REPLY
from refundcli.knowledge.grammar import parse

NOTHING = "none"
_COURSE = ("filed", "accepted", "rejected", "mediation_ended", "withdrawn")


def with_record(facts: Facts, inner: Lookup) -> Lookup:
    """The lookup that knows the log beside what `inner` knows."""
    readers: dict[str, Callable[[str], Value | None]] = {
        "event": lambda rest: bool(_found(rest, facts)),
        "on": lambda rest: _day(_found(rest, facts)[::-1]),
        "first": lambda rest: _day(_found(rest, facts)),
        "ago": lambda rest: _ago(_day(_found(rest, facts)[::-1]), facts),
        "times": lambda rest: len(_found(rest, facts)),
        "days": lambda rest: tuple(e.day for e in _found(rest, facts) if e.day) or None,
        "last": lambda rest: _last(rest, facts),
        "course": lambda rest: _course(rest, facts),
        "latest": lambda _: _latest(facts),
        "awaited": lambda rest: _awaited(rest, facts),
        "answer_by": lambda rest: _answer_by(rest, facts),
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


def _ago(day: date | None, facts: Facts) -> int | None:
    return (facts.today - day).days if day else None


def _awaited(who: str, facts: Facts) -> date | None:
    last = _day(with_whom(facts.case.events, who)[::-1])
    return last + timedelta(days=DAYS_TO_REPLY) if last else None


def _answer_by(document: str, facts: Facts) -> date | None:
    sent, stated = _day(_sent(document, facts)[::-1]), facts.case.get("demand.reply_by")
    if sent and isinstance(stated, date) and stated > sent:
        return stated
    return sent + timedelta(days=DAYS_TO_REPLY) if sent else None


def _latest(facts: Facts) -> str:
    told = [event for event in facts.case.events if event.kind]
    return f"{counterpart(told[-1])}.{told[-1].kind}" if told else NOTHING


def _sent(document: str, facts: Facts) -> list[Event]:
    """Lines by which the buyer sent it; an authority's answer may name the same letter."""
    own = (event for event in facts.case.events if event.by in (BUYER, None))
    return [event for event in own if event.document == document]


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
