"""What must be proved, and what proves it: each point against the evidence that is held.

A point matters only while its condition is certainly true, and what is not known is not proved.
Another item never makes a point worse.
"""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.case.model import State
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.judge.logic import evaluate
from refundcli.judge.points import Lacking, PointState, RecordWanted
from refundcli.judge.shown import Part, of_log, parts
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.proofs import Point, Record


def matrix(facts: Facts, assessment: Assessment) -> tuple[PointState, ...]:
    """Every point of the problems that a letter tells, in the order of reading.

    Nothing where no problem is named or all are over, nor where the case is closed: false claims
    need no proof.
    """
    if not assessment.told or assessment.blocked or facts.problems.over:
        return ()
    found = {point.id: (point, parts(point, facts)) for point in _mattering(facts, assessment)}
    states = {name: _state(point, of_it, facts) for name, (point, of_it) in found.items() if of_it}
    proved = {name for name, state in states.items() if state.status == "proved"}
    return tuple(
        state for name, state in states.items() if proved.isdisjoint(found[name][0].settled_by)
    )


def _mattering(facts: Facts, assessment: Assessment) -> list[Point]:
    """Of points of one id the first that matters; a scenario's own stand for the common ones."""
    common = facts.knowledge.proof.points
    joined = (name for name, scenario in facts.scenarios.items() if scenario.modifier)
    told = dict.fromkeys((*joined, *assessment.told))
    owed = facts.knowledge.documents.stances[assessment.stance].owed
    own = [point for name in told for point in facts.scenarios[name].points]
    replaced = {point.id for point in own}
    found: dict[str, Point] = {}
    for point in (*(point for point in common if point.id not in replaced), *own):
        wanted = owed or point.whose == "buyer"
        if wanted and point.id not in found and _holds(point.when, facts):
            found[point.id] = point
    places = {point.id: place for place, point in enumerate(common)}
    return sorted(found.values(), key=lambda point: (point.last, places.get(point.id, len(places))))


def _holds(condition: str, facts: Facts) -> bool:
    return evaluate(parse(condition), facts.get).value is True


def _state(point: Point, of_it: tuple[Part, ...], facts: Facts) -> PointState:
    status, open_ = _status(point, of_it, facts), [part for part in of_it if not part.items]
    lacking = _lacking(open_, facts)
    answers = _answers(point, of_it, facts)
    held = _held(point, facts)
    # What the buyer can fetch himself is asked of others only where he cannot.
    stuck = any(not _reachable(part, facts) for part in open_)
    asked = [record for record in held if open_ and (stuck or not record.last_resort)]
    return PointState(
        point=point.id,
        title=point.title,
        whose=point.whose,
        status=status,
        evidence=tuple(sorted({item.number for part in of_it for item in part.items})),
        answers=answers,
        lacking=lacking,
        unknown=tuple(dict.fromkeys(part.question for part in open_ if part.question)),
        substitute=_substitute(point, lacking, facts),
        held_by=tuple(record.from_ for record in held),
        records=tuple(_wanted(record, point, answers, facts) for record in asked),
    )


def _status(point: Point, of_it: tuple[Part, ...], facts: Facts) -> str:
    if all(part.items for part in of_it):
        return "proved"
    if point.whose == "other":
        return "other_side"
    if any(part.items for part in of_it):
        return "partly"
    return "gap" if any(_reachable(part, facts) for part in of_it) else "out_of_reach"


def _reachable(part: Part, facts: Facts) -> bool:
    """Whether the buyer can still show it: by proof to be had, or by an answer to what is held."""
    return part.held or any(
        _standing(kind, facts) != "unavailable" for kind in _listed(part, facts)
    )


def _standing(kind: str, facts: Facts) -> str:
    state = facts.case.state(f"has.{kind}")
    return state.value if state is State.UNAVAILABLE else "missing"


def _listed(part: Part, facts: Facts) -> list[str]:
    """The kinds that would show it: those of the case's checklist, where any of them is one."""
    listed = {need.kind for scenario in facts.scenarios.values() for need in scenario.evidence}
    return [kind for kind in part.kinds if kind in listed] or list(part.kinds)


def _lacking(open_: list[Part], facts: Facts) -> tuple[Lacking, ...]:
    """The kinds that would show what is not shown: first what is to be had, and shows the most."""
    wanted = [kind for part in open_ for kind in _listed(part, facts)]
    ranked = sorted(
        dict.fromkeys(wanted),
        key=lambda kind: (_standing(kind, facts) == "unavailable", -wanted.count(kind)),
    )
    kinds, parts_open = facts.knowledge.evidence, len(open_)
    return tuple(
        Lacking(
            kind=kind,
            title=kinds[kind].title,
            how=kinds[kind].how,
            status=_standing(kind, facts),
            alone=wanted.count(kind) == parts_open,
        )
        for kind in ranked
    )


def _substitute(point: Point, lacking: tuple[Lacking, ...], facts: Facts) -> str:
    """What would do instead: the point's own, else that of the first kind that has one."""
    told = (facts.knowledge.evidence[item.kind].substitute for item in lacking)
    return (point.substitute or next(filter(None, told), "")) if lacking else ""


def _held(point: Point, facts: Facts) -> list[Record]:
    """Of each holder the first record that is certainly meant."""
    found: dict[str, Record] = {}
    for record in _records(point, facts):
        if record.from_ not in found and _holds(record.when, facts):
            found[record.from_] = record
    return list(found.values())


def _records(point: Point, facts: Facts) -> Iterator[Record]:
    yield from point.records
    for name in point.shared:
        yield from facts.knowledge.proof.records[name]


def _wanted(record: Record, point: Point, answers: tuple[str, ...], facts: Facts) -> RecordWanted:
    behind = tuple(dict.fromkeys((*answers, *_deciding(record.when, facts))))
    return RecordWanted(point.id, record.from_, record.what, record.how, record.role, behind)


def _answers(point: Point, of_it: tuple[Part, ...], facts: Facts) -> tuple[str, ...]:
    """What the point comes from: the answers it hangs on, and those it is about."""
    about = (key for part in of_it for key in part.keys if not of_log(key))
    told = (key for key in about if facts.get(key) is not None)
    return tuple(dict.fromkeys((*_deciding(point.when, facts), *told)))


def _deciding(condition: str, facts: Facts) -> list[str]:
    because = sorted(evaluate(parse(condition), facts.get).because)
    return [key for key in because if facts.get(key) is not None]
