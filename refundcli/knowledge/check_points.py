"""What must be proved, held against the rest of the base: keys, kinds, records, other points."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from refundcli.knowledge.names import Names, lost
from refundcli.knowledge.proofs import Point, Record

# No letter is written to these, so the buyer is told where to ask.
_ASKED_BY_HAND: Final = ("payment", "carrier", "issuer")


def point_slips(names: Names) -> Iterator[str]:
    """What is wrong with the points of evidence.toml and of every scenario."""
    base = names.knowledge
    shared = base.proof.records
    common = {point.id for point in base.proof.points}
    for name, records in shared.items():
        yield from _record_slips(f"evidence.toml 的 records.{name}", records, names, names.every)
    for point in base.proof.points:
        yield from _slips("evidence.toml 的 points", point, names, names.every, common)
    for name in base.scenario_ids:
        scenario = base.scenario(name)
        asked = {*base.common.questions, *scenario.questions}
        ids = {*common, *(point.id for point in scenario.points)}
        for point in scenario.points:
            place = f"scenarios/{name}.toml 的 points"
            yield from _slips(place, point, names, {*asked, *names.computed}, ids)


def _slips(
    where: str, point: Point, names: Names, keys: Collection[str], ids: Collection[str]
) -> Iterator[str]:
    place = f"{where}.{point.id}"
    evidence = names.knowledge.evidence
    # Proof that adds to what must be proved would make a case worse.
    free = [key for key in keys if key not in names.held]
    yield from names.when(f"{place}.when", point.when, free)
    yield from lost(f"{place}.kinds", (*point.kinds, *point.may), evidence)
    yield from lost(f"{place}.settled_by", point.settled_by, ids)
    yield from lost(f"{place}.shared", point.shared, names.knowledge.proof.records)
    yield from _record_slips(place, point.records, names, keys)
    shown = {key for kind in evidence.values() for key in kind.shows}
    for entry in point.keys:
        alternatives = entry.split("|")
        yield from lost(f"{place}.keys", alternatives, {*free, *names.logged})
        showable = point.kinds or point.may or not shown.isdisjoint(alternatives)
        if point.whose == "buyer" and not showable:
            yield f"{place}.keys：没有哪种证据能看出 {entry}"


def _record_slips(
    place: str, records: Collection[Record], names: Names, keys: Collection[str]
) -> Iterator[str]:
    roles = {role for kind in names.knowledge.documents.documents.values() for role in kind.basis}
    for record in records:
        yield from names.when(f"{place}.records.{record.from_}.when", record.when, keys)
        yield from lost(f"{place}.records.{record.from_}.role", filter(None, [record.role]), roles)
        if record.from_ in _ASKED_BY_HAND and not record.how:
            yield f"{place}.records.{record.from_}：没有写到哪里去要（how）"
