"""`explain`: why the judgement came out so, what would change it, and what one line rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from refundcli import api
from refundcli.cli import explain_shapes, explained
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Inputs, load, open_porch, templates
from refundcli.cli.show import show
from refundcli.errors import WrongCallError
from refundcli.judge.facts import Facts

if TYPE_CHECKING:
    from refundcli.cli.explained import Line
    from refundcli.cli.porch import Porch


class Wanted(msgspec.Struct, frozen=True):
    """Which line of which document, if any."""

    line: int | None
    document: str | None
    as_json: bool


def explain(inputs: Inputs, wanted: Wanted) -> None:
    """Explain the judgement, or one line of a letter."""
    if wanted.document and wanted.line is None:
        raise WrongCallError(
            "--document 要和行号一起写，例如 refundcli explain 案件 2 --document merchant_message；"
            "每一行的行号见 refundcli draft 文书 案件 --annotate"
        )
    porch = open_porch(inputs.today)
    facts = Facts(load(porch, inputs), porch.knowledge, porch.today)
    line = _line(wanted, facts, porch) if wanted.line else None
    if line and not wanted.as_json:
        show(explained.line(line, facts))
        return
    found = api.explain(facts.case, porch.knowledge, today=porch.today)
    if wanted.as_json:
        emit_json(explain_shapes.explanation(found, line, facts))
    else:
        show(explained.judgement(found, facts))


def _line(wanted: Wanted, facts: Facts, porch: Porch) -> Line:
    """The line of the letter; raises as `draft` does where the letter cannot be written."""
    states = api.assess(facts.case, porch.knowledge, today=porch.today).documents
    document = wanted.document or next((s.id for s in states if s.open), states[0].id)
    letter = api.draft(
        document, facts.case, porch.knowledge, today=porch.today, templates=templates()
    )
    there = explained.lines(letter)
    if wanted.line is None or wanted.line > len(there):
        raise WrongCallError(
            f"{letter.document.title}只有 {len(there)} 行，没有第 {wanted.line} 行"
        )
    return there[wanted.line - 1]
