"""Until when: periods that run from what is on record, each counted by its own rule.

What deadlines.toml says of a period is read here and nothing is added to it. Beside what the lookup
knows its conditions may name what `surroundings` tells, and the periods told so far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from msgspec.structs import replace

from refundcli.case.model import Value
from refundcli.judge.calendar import add, is_weekend
from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.outlook import Deadline
from refundcli.judge.promised import clauses, promises
from refundcli.judge.record import stage
from refundcli.judge.surroundings import day_of, with_surroundings
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.periods import DeadlineRule

_OVER = "closed"


def deadlines(facts: Facts, lookup: Lookup) -> tuple[Deadline, ...]:
    """Every period that matters now, by the day it ends; none once the matter is over."""
    if stage(facts, lookup) == _OVER:
        return ()
    found: dict[str, Deadline] = {}
    inner = with_surroundings(facts, lookup)
    for key, rule in facts.knowledge.deadlines.deadlines.items():
        name = key.partition(":")[0]
        seen = with_deadlines(found.values(), inner)
        earlier = found.get(name)
        if earlier is None or earlier.if_today:
            told = (
                _running(name, rule, facts, seen) or earlier or _if_today(name, rule, facts, seen)
            )
            found |= {name: told} if told else {}
    own = (*promises(facts, inner), *clauses(facts, inner))
    return tuple(sorted((*found.values(), *own), key=lambda one: (one.due, one.id)))


def with_deadlines(found: Collection[Deadline], inner: Lookup) -> Lookup:
    """The lookup that knows the periods beside what `inner` knows.

    `running.<id>` until its last day is over, `passed.<id>` after it, `due.<id>` that day.
    `promise` stands for every `promise.<event>`: for the next that ends, else for the last that
    ended. What would only run from today is none of them.
    """
    begun = [one for one in found if not one.if_today]

    def lookup(key: str) -> Value | None:
        head, _, name = key.partition(".")
        if head not in ("running", "passed", "due"):
            return inner(key)
        own = [one for one in begun if name in (one.id, one.id.partition(".")[0])]
        running = sorted(one.due for one in own if one.days >= 0)
        passed = sorted(one.due for one in own if one.days < 0)
        if head == "due":
            return next(iter(running or passed[-1:]), None)
        return bool(running if head == "running" else passed)

    return lookup


def _running(name: str, rule: DeadlineRule, facts: Facts, lookup: Lookup) -> Deadline | None:
    """The period as it runs, from its start or from the last day on which it began anew."""
    first = _start(rule, lookup)
    if first is None or not evaluate(parse(rule.when), lookup).value:
        return None
    start = first
    for day in sorted({day for key in rule.restarts for day in _days(lookup(key))}):
        start = day if start < day <= _end(rule, start)[0] else start
    told = _counted(name, rule, start, facts)
    if told is None or start == first:
        return told
    return replace(
        told,
        start_event=rule.restarted,
        basis=(*told.basis, *_in_force(rule.restarted_basis, start, facts)),
    )


def _if_today(name: str, rule: DeadlineRule, facts: Facts, lookup: Lookup) -> Deadline | None:
    if not rule.if_today or not evaluate(parse(rule.if_today), lookup).value:
        return None
    told = _counted(name, rule, facts.today, facts)
    words = facts.knowledge.deadlines
    return replace(told, start_event=words.today, if_today=True) if told else None


def _start(rule: DeadlineRule, lookup: Lookup) -> date | None:
    """The day it runs from: the first or the latest of its keys that is known and not outdated."""
    since = day_of(lookup(rule.since)) if rule.since else None
    known = (day_of(lookup(key)) for key in rule.starts)
    days = [day for day in known if day and (since is None or day >= since)]
    return (max(days) if rule.latest else days[0]) if days else None


def _days(value: Value | None) -> Iterator[date]:
    found = (day_of(one) for one in (value if isinstance(value, tuple) else (value,)))
    yield from filter(None, found)


def _end(rule: DeadlineRule, start: date) -> tuple[date, bool]:
    return add(start, rule.length, rule.unit, rule.last_day)


def _counted(name: str, rule: DeadlineRule, start: date, facts: Facts) -> Deadline | None:
    """The period that began on a day, if the rule and what it rests on hold for it."""
    basis = tuple(_in_force(rule.basis, start if rule.law_of == "start" else facts.today, facts))
    if not _within(start, rule.started_from, rule.started_to) or (rule.basis and not basis):
        return None
    words = facts.knowledge.deadlines
    due, estimated = _end(rule, start)
    last_day = words.last_days[rule.last_day]
    doubts = [rule.doubt if _within(start, None, rule.doubt_to) else ""]
    doubts += [last_day.doubt if is_weekend(due) else ""]
    return Deadline(
        id=name,
        title=rule.title,
        due=due,
        days=(due - facts.today).days,
        kind="working" if rule.unit == "working_day" else "calendar",
        estimated=estimated,
        basis=basis,
        start=start,
        start_event=rule.from_word,
        rule=words.units[rule.unit].format(n=rule.length) + last_day.text if rule.length else "",
        passes=rule.passes,
        doubt="".join(doubts),
        ours=rule.ours,
    )


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _in_force(basis: tuple[str, ...], day: date, facts: Facts) -> Iterator[str]:
    """The articles in force on a day that certainly apply to this buyer and these goods."""
    for article_id in basis:
        law, article = facts.knowledge.article(article_id)
        applies = evaluate(parse(article.applies), facts.get).value
        if applies and _within(day, law.in_force_from, law.in_force_to):
            yield article_id
