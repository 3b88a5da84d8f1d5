"""Until when: periods that run from what is on record, each counted by its own rule.

What deadlines.toml says of a period is read here and nothing is added to it. Beside what the lookup
knows its conditions may name `open.<document>`, `shortfall` and the periods told so far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from refundcli.case.model import Value
from refundcli.judge.calendar import add, is_weekend
from refundcli.judge.documents import is_open
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Deadline
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.record import stage
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.road import DeadlineRule

_OVER = "closed"


def deadlines(facts: Facts, lookup: Lookup) -> tuple[Deadline, ...]:
    """Every period that matters now, by the day it ends; none once the matter is over."""
    if stage(facts, lookup) == _OVER:
        return ()
    found: dict[str, Deadline] = {}
    inner = _with_documents(facts, lookup)
    for key, rule in facts.knowledge.deadlines.deadlines.items():
        name = key.partition(":")[0]
        seen = with_deadlines(found.values(), inner)
        earlier = found.get(name)
        if earlier is None or earlier.if_today:
            told = (
                _running(name, rule, facts, seen) or earlier or _if_today(name, rule, facts, seen)
            )
            found |= {name: told} if told else {}
    return tuple(sorted(found.values(), key=lambda one: (one.due, one.id)))


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


def _with_documents(facts: Facts, inner: Lookup) -> Lookup:
    lead = facts.scenarios.get(facts.scenario)

    def lookup(key: str) -> Value | None:
        if key == "shortfall":
            return lead is not None and lead.shortfall
        head, _, name = key.partition(".")
        return is_open(name, inner, facts) if head == "open" else inner(key)

    return lookup


def _running(name: str, rule: DeadlineRule, facts: Facts, lookup: Lookup) -> Deadline | None:
    start = _start(rule, lookup)
    if start is None or not evaluate(parse(rule.when), lookup).value:
        return None
    return _counted(name, rule, start, facts)


def _if_today(name: str, rule: DeadlineRule, facts: Facts, lookup: Lookup) -> Deadline | None:
    if not rule.if_today or not evaluate(parse(rule.if_today), lookup).value:
        return None
    return _counted(name, rule, facts.today, facts, if_today=True)


def _start(rule: DeadlineRule, lookup: Lookup) -> date | None:
    """The day it runs from: the first or the latest of its keys that is known and not outdated."""
    since = _day(lookup(rule.since)) if rule.since else None
    known = (_day(lookup(key)) for key in rule.starts)
    days = [day for day in known if day and (since is None or day >= since)]
    return (max(days) if rule.latest else days[0]) if days else None


def _day(value: Value | None) -> date | None:
    """A day; of several the last."""
    if isinstance(value, tuple):
        return max((day for day in value if isinstance(day, date)), default=None)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _counted(
    name: str, rule: DeadlineRule, start: date, facts: Facts, *, if_today: bool = False
) -> Deadline | None:
    """The period that began on a day, if the rule and what it rests on held on that day."""
    basis = tuple(_in_force(rule.basis, start, facts))
    if not _within(start, rule.started_from, rule.started_to) or (rule.basis and not basis):
        return None
    words = facts.knowledge.deadlines
    due, estimated = add(start, rule.length, rule.unit, rule.last_day)
    last_day = words.last_days[rule.last_day]
    doubts = [rule.doubt if _within(start, None, rule.doubt_to) else ""]
    doubts += [last_day.doubt if is_weekend(due) else ""]
    return Deadline(
        id=name,
        title=rule.title,
        due=due,
        days=(due - facts.today) // timedelta(days=1),
        kind="working" if rule.unit == "working_day" else "calendar",
        estimated=estimated,
        basis=basis,
        start=start,
        start_event=words.today if if_today else rule.from_word,
        rule=words.units[rule.unit].format(n=rule.length) + last_day.text if rule.length else "",
        passes=rule.passes,
        doubt="".join(doubts),
        if_today=if_today,
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
