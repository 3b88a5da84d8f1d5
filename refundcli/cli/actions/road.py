"""`next`: where the matter stands and what comes next."""

from __future__ import annotations

from refundcli import api
from refundcli.cli import itinerary, shapes
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Inputs, load, open_porch
from refundcli.cli.show import show


def ahead(inputs: Inputs, ics: str | None, *, as_json: bool) -> None:
    """Plan the case and show it; with `ics` also write the deadlines for a phone's calendar."""
    porch = open_porch(inputs.today)
    case = load(porch, inputs)
    plan = api.plan(case, porch.knowledge, today=porch.today)
    if as_json:
        emit_json(shapes.plan(plan))
    else:
        show(itinerary.plan(plan, porch.knowledge))
        for line in (*plan.often, *plan.warnings):
            note(f"注意：{line}")
