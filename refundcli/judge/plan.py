"""What to do now, by when, and what each step shuts: the steps of road.toml held against a case.

The first step that certainly applies, and whose document is open, is the one thing to do. Nothing
here invents a date: each comes from a deadline, the buyer's own day or the rule that says wait.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from refundcli.case.model import Value
from refundcli.judge import doors as channel_doors
from refundcli.judge.assess import assess
from refundcli.judge.checklist import checklist
from refundcli.judge.deadlines import deadlines, with_deadlines
from refundcli.judge.documents import shown
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.judge.judged import judged
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.outlook import Deadline, DoorState, Now, Plan, Saving
from refundcli.judge.record import stage, with_record
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.road import Step

# So many things to save are told at once: more would not be done.
_SAVED_AT_ONCE = 3
_PLACE = re.compile(r"\{([a-z_.]+)\}")


def plan(facts: Facts) -> Plan:
    """Where the matter stands and what comes next, on the day of `facts`."""
    found = assess(facts)
    recorded = with_record(facts, judged(found.stance, facts, found.rules))
    dates = deadlines(facts, recorded)
    lookup = _with_days(dates, facts, with_deadlines(dates, _with_judgement(found, recorded)))
    states = channel_doors.doors(found, facts, lookup)
    return Plan(
        stage=stage(facts, lookup),
        now=_now(found, states, facts, lookup),
        deadlines=dates,
        doors=states,
        order=channel_doors.order(states, facts, lookup),
        often=facts.knowledge.road.often if _often(lookup) else (),
        warnings=found.warnings,
    )


def _with_judgement(found: Assessment, inner: Lookup) -> Lookup:
    """Adds what was judged.

    `open.<document>`, `named` (the problem is known), `until` (what a rule waits for), `stake` (the
    sum of money it is about).
    """
    states = {state.id: state for state in found.documents}

    def lookup(key: str) -> Value | None:
        head, _, rest = key.partition(".")
        if head == "open":
            return states[rest].open
        own = {"named": bool(found.scenario), "until": found.until, "stake": _stake(found)}
        return own[key] if key in own else inner(key)

    return lookup


def _stake(found: Assessment) -> Decimal | None:
    sums = (remedy.amount for remedy in found.remedies if not remedy.alternative)
    return next((amount for amount in sums if amount is not None), None)


def _with_days(dates: tuple[Deadline, ...], facts: Facts, inner: Lookup) -> Lookup:
    """Adds `after.<deadline>` (the day after it) and `holds.<name>` (what steps share)."""
    due = {found.id: found.due for found in dates if not found.if_today}
    shared = facts.knowledge.road.holds

    def lookup(key: str) -> Value | None:
        head, _, rest = key.partition(".")
        if head == "after":
            return due[rest] + timedelta(days=1) if rest in due else None
        if head == "holds":
            return evaluate(parse(shared[rest]), lookup).value is True
        return inner(key)

    return lookup


def _often(lookup: Lookup) -> bool:
    """While a platform's own times may still matter."""
    return lookup("open.platform_complaint") is True and lookup("holds.pending") is False


def _now(found: Assessment, states: tuple[DoorState, ...], facts: Facts, lookup: Lookup) -> Now:
    step = next(step for step in facts.knowledge.road.steps if _applies(step, lookup))
    until = lookup(step.until) if step.until else None
    effort = facts.knowledge.road.efforts.get(step.document)
    return Now(
        step=step.id,
        action=_filled(step.action, found, until, lookup),
        document=step.document or None,
        to=step.to or None,
        why=_filled(step.why, found, until, lookup),
        from_=_day(until),
        then=step.then or None,
        save=_saving(step, facts),
        minutes=effort.minutes if effort else None,
        cost=_filled(effort.yuan, found, until, lookup) if effort else None,
        outcome=step.outcome or (effort.outcome if effort else ""),
        stop=_stop(step, lookup, facts),
        warning=_warning(step, states, facts),
    )


def _applies(step: Step, lookup: Lookup) -> bool:
    certain = evaluate(parse(step.when), lookup).value is True
    return certain and (not step.document or lookup(f"open.{step.document}") is True)


def _day(until: Value | None) -> date | None:
    return (
        until.date() if isinstance(until, datetime) else until if isinstance(until, date) else None
    )


def _filled(text: str, found: Assessment, until: Value | None, lookup: Lookup) -> str:
    """The words with their places filled: days as ISO, sums as text, what a gate says."""
    blocked = found.blocked
    own = {
        "until": shown(until) if isinstance(until, date) else "",
        "instead": blocked.instead if blocked else "",
        "blocked": blocked.why if blocked else "",
        "why": found.why,
    }
    return _PLACE.sub(lambda place: str(own.get(place[1], lookup(place[1]))), text)


def _saving(step: Step, facts: Facts) -> tuple[Saving, ...]:
    """What is to be saved first: of what is wanted and not held yet, the most perishable."""
    if not step.document and not step.save:
        return ()
    wanted = [
        Saving(item.kind, item.title, item.how)
        for item in checklist(facts).items
        if item.status in ("missing", "unknown")
        and (item.kind in step.save or (step.collect and item.need != "optional"))
    ]
    known = {item.kind for item in wanted} | {item.kind for item in facts.case.evidence}
    kinds = facts.knowledge.evidence
    own = [
        Saving(kind, kinds[kind].title, kinds[kind].how) for kind in step.save if kind not in known
    ]
    ranked = sorted((*own, *wanted), key=lambda item: kinds[item.kind].urgent)
    return tuple(ranked[:_SAVED_AT_ONCE])


def _stop(step: Step, lookup: Lookup, facts: Facts) -> str:
    """An honest word on when to stop, of this step where it has one, else of the case."""

    def with_step(key: str) -> Value | None:
        own: dict[str, Value] = {"now.step": step.id, "now.document": step.document}
        return own[key] if key in own else lookup(key)

    stops = facts.knowledge.road.stops
    text = next((s.text for s in stops if evaluate(parse(s.when), with_step).value), "")
    return _PLACE.sub(lambda place: str(lookup(place[1])), text)


def _warning(step: Step, states: tuple[DoorState, ...], facts: Facts) -> str:
    """Said before a step that shuts a door which is still of use."""
    kinds = facts.knowledge.documents.documents
    channel = kinds[step.document].channel if step.document else ""
    shut = [state.title for state in channel_doors.shut_by(channel, states)]
    phrase = facts.knowledge.words.phrases["shuts"]
    return phrase.format(others="、".join(shut)) if shut else ""
