"""`assess` and `checklist`: what the answers amount to."""

from __future__ import annotations

from refundcli import api
from refundcli.cli import shapes
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Inputs, load, open_porch
from refundcli.cli.show import show
from refundcli.cli.verdicts import assessment, checklist


def assess(inputs: Inputs, *, as_json: bool) -> None:
    """Judge the case and show it."""
    porch = open_porch(inputs.today)
    case = load(porch, inputs)
    result = api.assess(case, porch.knowledge, today=porch.today)
    points = api.matrix(case, porch.knowledge, result, today=porch.today)
    if as_json:
        emit_json(shapes.assessment(result, points))
    else:
        show(assessment(result, points, porch.knowledge))


def check_list(inputs: Inputs, *, as_json: bool) -> None:
    """List the proof and show it."""
    porch = open_porch(inputs.today)
    result = api.checklist(load(porch, inputs), porch.knowledge, today=porch.today)
    if as_json:
        emit_json(shapes.checklist(result))
    else:
        show(checklist(result, porch.knowledge))
