"""`next`: where the matter stands and what comes next."""

from __future__ import annotations

from pathlib import Path

from refundcli import api
from refundcli.cli import itinerary, shapes
from refundcli.cli.diagnostics import note, private
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Inputs, load, open_porch
from refundcli.cli.show import show
from refundcli.errors import WrongCallError
from refundcli.judge.facts import Facts
from refundcli.judge.outlook import Plan


def ahead(inputs: Inputs, ics: str | None, *, as_json: bool) -> None:
    """Plan the case and show it; with `ics` also write the deadlines for a phone's calendar."""
    porch = open_porch(inputs.today)
    case = load(porch, inputs)
    plan = api.plan(case, porch.knowledge, today=porch.today)
    if ics is not None:
        if ics in ("", "-"):
            raise WrongCallError("--ics 后面要写日历文件的名字，例如 --ics 期限.ics")
        _keep(Path(ics), plan, Facts(case, porch.knowledge, porch.today))
    if as_json:
        emit_json(shapes.plan(plan))
    else:
        show(itinerary.plan(plan, porch.knowledge))
        for line in (*plan.often, *plan.warnings):
            note(f"注意：{line}")


def _keep(path: Path, plan: Plan, facts: Facts) -> None:
    from refundcli.deliver.files import save_calendar  # noqa: PLC0415 - only `--ics` pays for it

    count = save_calendar(path, plan.deadlines, facts)
    note(
        f"已写入 {private(str(path))}：{count} 个期限"
        if count
        else "眼下没有要记的期限，没有写日历文件"
    )
