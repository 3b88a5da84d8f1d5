"""The evidence checklist: what is held, what is missing, what each item must show."""

from __future__ import annotations

from typing import Final

from refundcli.case.model import Evidence, State
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Checklist, ChecklistItem
from refundcli.knowledge.proofs import EvidenceKind
from refundcli.knowledge.schema import EvidenceNeed

_RANK: Final = {"required": 0, "recommended": 1, "optional": 2}


def checklist(facts: Facts) -> Checklist:
    """Every item that the case's scenarios need, each kind once with its highest need."""
    needs: dict[str, EvidenceNeed] = {}
    asking = list(facts.scenarios.values()) or facts.knowledge.grounds
    for scenario in asking:
        for need in scenario.evidence:
            known = needs.get(need.kind)
            if known is None or _RANK[need.need] < _RANK[known.need]:
                needs[need.kind] = need
    items = [_item(need, facts) for need in needs.values()]
    items.sort(key=lambda item: (item.urgent, _RANK[item.need]))
    counted = [item for item in items if item.need != "optional"]
    held = sum(item.status == "held" for item in counted)
    return Checklist(tuple(items), round(100 * held / len(counted)) if counted else 0)


def shown_keys(item: Evidence, kinds: dict[str, EvidenceKind]) -> tuple[str, ...]:
    """The case keys an item shows: as recorded, else what its kind shows by nature."""
    if item.shows is not None:
        return item.shows
    return kinds[item.kind].shows if item.kind in kinds else ()


def _item(need: EvidenceNeed, facts: Facts) -> ChecklistItem:
    kind = facts.knowledge.evidence[need.kind]
    held = [item for item in facts.case.evidence if item.kind == need.kind]
    seen = {key for item in held for key in shown_keys(item, facts.knowledge.evidence)}
    return ChecklistItem(
        kind=need.kind,
        title=kind.title,
        need=need.need,
        status="held" if held else _status(facts.case.state(f"has.{need.kind}")),
        number=held[0].number if held else None,
        must_show=kind.must_show,
        lacks=tuple(key for key in kind.shows if key not in seen) if held else (),
        proves=need.proves or kind.proves,
        how=kind.how,
        held_by=kind.held_by,
        substitute=kind.substitute,
        urgent=kind.urgent,
    )


def _status(state: State) -> str:
    return {State.UNAVAILABLE: "unavailable", State.UNKNOWN: "unknown"}.get(state, "missing")
