"""What a template finds beside the facts: problems, demands, proof, what went before."""

from __future__ import annotations

import msgspec

from refundcli.case.model import Evidence, Value
from refundcli.judge import money
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.judge.problems import KEY
from refundcli.knowledge.schema import RemedyKind
from refundcli.write.course import course
from refundcli.write.earlier import Earlier
from refundcli.write.page import Page


class Ask:
    """One demand as a template reads it: `source` says which sum it is, reading it notes a fact."""

    def __init__(self, page: Page, demand: money.Demand) -> None:
        self.kind: RemedyKind | str = demand.kind
        self.has_amount = demand.amount is not None
        self.source = demand.source
        self._page = page

    @property
    def amount(self) -> Value:
        """The sum asked for."""
        return self._page.read(self.source)


class Ended(msgspec.Struct, frozen=True):
    """A problem that is over as a template reads it: its own template, what shows that it is."""

    template: str
    state: str
    keys: tuple[str, ...]


def context(
    facts: Facts,
    assessment: Assessment,
    page: Page,
    asked: tuple[money.Demand, ...],
    letters: tuple[Earlier, ...],
) -> dict[str, object]:
    """The names that every document's template knows; `letters` went to this recipient before."""
    modifiers = [name for name, scenario in facts.scenarios.items() if scenario.modifier]
    # The problem that decided speaks first, then the others, then what joins any problem; what
    # came of a problem is told after the problem itself.
    in_turn = sorted(assessment.told, key=lambda name: facts.scenarios[name].later)
    told = dict.fromkeys((*in_turn, *modifiers))
    return {
        "problems": [f"scenarios/{name}.j2" for name in told],
        "stance": assessment.stance,
        "responsible": assessment.responsible,
        "today": facts.today,
        "roles": frozenset(article.role for article in page.rules),
        "demand_kinds": tuple(demand.kind for demand in asked),
        "demands": [Ask(page, demand) for demand in asked],
        "evidence": [_listed(item, facts) for item in facts.case.evidence],
        "course": course(facts),
        "earlier": next((letter for letter in letters if letter.stated), None),
        "ended": _ended(facts, letters),
        "paid_by": frozenset(e.by or "merchant" for e in facts.case.events if e.kind == "refunded"),
    }


def _ended(facts: Facts, letters: tuple[Earlier, ...]) -> list[Ended]:
    """Problems that are over and of which this recipient was told."""
    found = []
    for name, state in facts.problems.ended.items():
        telling = [letter for letter in letters if name in letter.told]
        if telling and not facts.knowledge.scenario(name).modifier:
            keys = (KEY.format(name), *telling[0].keys)
            found.append(Ended(f"scenarios/{name}.j2", state, keys))
    return found


def _listed(item: Evidence, facts: Facts) -> dict[str, object]:
    """An item of proof as a template reads it."""
    kind = facts.knowledge.evidence[item.kind]
    return {
        "id": item.id,
        "number": item.number,
        "kind": item.kind,
        "title": kind.title,
        "origin": kind.origin,
        "proves": _proves(item.kind, facts),
        "captured_at": item.captured_at,
    }


def _proves(kind: str, facts: Facts) -> str:
    """What an item proves in this case: the scenario's own words first."""
    needs = (need for scenario in facts.scenarios.values() for need in scenario.evidence)
    own = next((need.proves for need in needs if need.kind == kind and need.proves), "")
    return own or facts.knowledge.evidence[kind].proves
