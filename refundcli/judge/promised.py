"""Times that the other side set itself: in its own words, in rules that the buyer captured.

Where it is not certain how long, from when or who is bound, there is no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from refundcli.case.events import counterpart
from refundcli.case.model import Event, Value
from refundcli.judge.clauses import BUYER, Term, terms
from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.outlook import Deadline
from refundcli.judge.surroundings import day_of
from refundcli.judge.texts.spans import Span, dates, plain, spans
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.periods import Deadlines, Told

_PROMISED = "promised"


class _End(msgspec.Struct, frozen=True, order=True):
    """A day on which a time is up, and the words that name it."""

    due: date
    words: str
    estimated: bool = False
    working: bool = False


def promises(facts: Facts, lookup: Lookup) -> Iterator[Deadline]:
    """Each promise on record that names a time, while its party has not gone back on it.

    One that was broken and then given anew stands no longer: the new one counts, dated or not.
    """
    base = facts.knowledge.deadlines
    given = [event for event in facts.case.events if event.kind == _PROMISED]
    for number, event in enumerate(given):
        told = base.promises.told.get(counterpart(event))
        ends = _named(event, base)
        if told is None or event.day is None or not ends:
            continue
        last = max(ends)
        later = (one.day for one in given[number + 1 :] if one.by == event.by)
        anew = any(day and day > last.due for day in later)
        if not anew and evaluate(parse(told.when), lookup).value:
            yield _deadline(f"promise.{event.id}", told, event.day, last, facts)


def promised_until(text: str, said: date, base: Deadlines) -> date | None:
    """The last day that a message names for what it promises, if it is certain."""
    ends = _ends(plain(text), said, base)
    return max(ends).due if ends else None


def _named(event: Event, base: Deadlines) -> list[_End]:
    return _ends(plain(event.text), event.at, base) if event.text and event.at else []


def _ends(text: str, said: date, base: Deadlines) -> list[_End]:
    """Every time that a message sets; none at all where one of them depends on something else."""
    words, ends, begin = base.promises, [], 0
    for span in spans(text, base.spans):
        before, after = re.sub(words.harmless, "", text[begin : span.start]), text[span.end :]
        begin = span.end
        meant = re.match(words.goes_on, after) or re.search(words.comes_before, before)
        if not meant or re.search(words.unsure, before) or re.match(words.unsure_after, after):
            continue
        if re.search(words.depends, before):
            return []
        ends.append(_end(span, said))
    day = day_of(said) or said
    return ends + [_End(due, name) for due, name in dates(text, day, base.spans)]


def _end(span: Span, start: date, *, early: bool = False) -> _End:
    due, estimated = span.ends(start, early=early)
    return _End(due, span.words, estimated, span.unit == "working_day")


def clauses(facts: Facts, lookup: Lookup) -> Iterator[Deadline]:
    """Each time of a captured rule whose start is on record: `clause.<id>`, `window.<id>`."""
    base = facts.knowledge.deadlines
    case = facts.case
    for name in dict.fromkeys(key.split(".")[1] for key in case.answers if _is_clause(key)):
        text = case.text(f"clauses.{name}.text")
        seen: dict[str, int] = {}
        for term in terms(text, base.clauses, base.spans):
            kind = "window" if term.party == BUYER else "clause"
            found = _of_rule(term, facts, lookup)
            if found is None:
                continue
            seen[kind] = number = seen.get(kind, 0) + 1
            own_id = f"{kind}.{name}" if number == 1 else f"{kind}.{name}.{number}"
            basis = _title(name, facts)
            yield msgspec.structs.replace(found, id=own_id, basis=(basis,) if basis else ())


def _is_clause(key: str) -> bool:
    return key.startswith("clauses.")


def _title(name: str, facts: Facts) -> str:
    title, number = (facts.case.text(f"clauses.{name}.{field}") for field in ("title", "number"))
    return facts.knowledge.deadlines.clauses.basis.format(title=title.strip("《》"), number=number)


def _of_rule(term: Term, facts: Facts, lookup: Lookup) -> Deadline | None:
    """The time a rule sets, if the day it runs from is known; a window also by the earliest day."""
    words = facts.knowledge.deadlines.clauses
    told = words.told.get(term.party)
    if told is None or not evaluate(parse(told.when), lookup).value:
        return None
    start = next(filter(None, (_moment(lookup(key)) for key in term.anchor.starts)), None)
    from_word, doubt = told.from_word or term.anchor.from_word, ""
    if start is None and term.anchor.earliest and told.ours:
        start = _moment(lookup(term.anchor.earliest))
        from_word, doubt = words.earliest_from, words.earliest
    if start is None:
        return None
    end = _end(term.span, start, early=told.ours)
    if doubt and end.due < facts.today:
        return None
    told = msgspec.structs.replace(told, from_word=from_word)
    found = _deadline("", told, day_of(start) or start, end, facts)
    return msgspec.structs.replace(found, doubt=doubt)


def _moment(value: Value | None) -> date | None:
    return value if isinstance(value, date) else day_of(value)


def _deadline(name: str, told: Told, start: date, end: _End, facts: Facts) -> Deadline:
    return Deadline(
        id=name,
        title=told.title,
        due=end.due,
        days=(end.due - facts.today).days,
        kind="working" if end.working else "calendar",
        estimated=end.estimated,
        basis=(),
        start=start,
        start_event=told.from_word,
        rule=facts.knowledge.deadlines.quote.format(words=end.words),
        passes=told.passes,
        ours=told.ours,
    )
