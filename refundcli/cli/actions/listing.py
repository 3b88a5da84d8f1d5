"""`list`: saved cases, those first where the other side's time has run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec

from refundcli import api
from refundcli.case.masking import without_numbers
from refundcli.case.text import shorten
from refundcli.cli.diagnostics import note, private
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Porch, open_porch, saved
from refundcli.cli.screens import Block, Rows, Text
from refundcli.cli.show import show as show_blocks
from refundcli.errors import RefundError
from refundcli.judge.outlook import Deadline, Plan

_REASON: Final = 160
_SHOP: Final = 16
_OVER: Final = "closed"
# What ends within a week is told beside what has passed already.
_SOON: Final = 7


class Line(msgspec.Struct, frozen=True):
    """One saved case; of one that cannot be read only the id, and why."""

    id: str
    scenario: str = ""
    merchant: str = ""
    amount: str = ""
    stage: str = ""
    passed: Deadline | None = None
    coming: Deadline | None = None
    error: str = ""

    @property
    def told(self) -> Deadline | None:
        """The deadline by which the case is ranked."""
        return self.passed or self.coming


def list_cases(today: str | None, *, as_json: bool) -> None:
    """Overdue first, then by the nearest day, then the newest; what cannot be read stands last."""
    porch = open_porch(today)
    found = lines(porch)
    if as_json:
        emit_json({"cases": [_json(line) for line in found]})
    elif found:
        show_blocks(blocks(found, porch))
    else:
        note("还没有保存过案件，用 refundcli new 新建一个")


def lines(porch: Porch) -> list[Line]:
    """Every saved case in the order of the list."""
    return sorted((_line(porch, name) for name in porch.store.ids()), key=_rank)


def passed(plan: Plan) -> Deadline | None:
    """The last deadline that ran out and calls for a step; none while all there is to do is wait.

    Then the matter has moved on since: fifteen days of the seller's are no news once the complaint
    is in. Time that the buyer himself let pass is none either: nothing is left to do about it.
    """
    if plan.now.from_ is not None and plan.now.document is None:
        return None
    found = [one for one in plan.deadlines if one.days < 0 and not one.if_today and not one.ours]
    return max(found, key=lambda one: one.due, default=None)


def coming(plan: Plan) -> Deadline | None:
    """The next day on which a period ends, the buyer's own time among them."""
    found = [one for one in plan.deadlines if one.days >= 0 and not one.if_today]
    return min(found, key=lambda one: one.due, default=None)


def _line(porch: Porch, name: str) -> Line:
    try:
        case = saved(porch, name).case
        plan = api.plan(case, porch.knowledge, today=porch.today)
    except RefundError as error:
        return Line(name, error=shorten(private(error.message), _REASON))
    scenario = case.text("scenario")
    amount = case.get("order.amount")
    return Line(
        id=name,
        scenario=porch.knowledge.scenario(scenario).title if scenario else "",
        merchant=without_numbers(case.text("merchant.name"), case, porch.knowledge),
        amount=f"{amount} 元" if amount is not None else "",
        stage=plan.stage,
        passed=passed(plan),
        coming=coming(plan),
    )


def _rank(line: Line) -> tuple[bool, bool, bool, date]:
    """Cases of one rank stay in the order of the store: the newest first."""
    due = line.told.due if line.told else date.max
    return bool(line.error), line.passed is None, line.stage == _OVER, due


def blocks(found: Sequence[Line], porch: Porch) -> list[Block]:
    """A table of what could be read, and a line each for what could not."""
    rows = tuple(_row(line, porch) for line in found if not line.error)
    table: list[Block] = [Rows(("编号", "阶段", "期限", "案件"), rows)] if rows else []
    broken = (f"案件 {line.id} 没能列出：{line.error}" for line in found if line.error)
    return [*table, *map(Text, broken)]


def _row(line: Line, porch: Porch) -> tuple[str, ...]:
    stage = porch.knowledge.road.stages[line.stage].title
    about = (shorten(line.merchant, _SHOP), line.amount.replace(" ", ""), line.scenario)
    return line.id, stage, _until(line, porch.today), "，".join(part for part in about if part)


def _until(line: Line, today: date) -> str:
    soon = line.coming and (line.passed is None or line.coming.days <= _SOON)
    told = (line.passed, line.coming if soon else None)
    return "；".join(_day(one, today) for one in told if one) or "没有在走的期限"


def _day(one: Deadline, today: date) -> str:
    """Without spaces: in a narrow column a line is broken at each of them."""
    left = f"还有{one.days}天" if one.days else "今天到期"
    left = f"已过{-one.days}天" if one.days < 0 else left
    year = "" if one.due.year == today.year else f"{one.due.year}年"
    estimated = "，估计" if one.estimated else ""
    return f"{left}（{year}{one.due.month}月{one.due.day}日{estimated}）：{one.title}"


def _json(line: Line) -> dict[str, Any]:
    told = _short(line.told) or dict.fromkeys(("deadline", "title", "due", "days"))
    return {
        "id": line.id,
        "scenario": line.scenario,
        "merchant": line.merchant,
        "amount": line.amount,
        "stage": line.stage or None,
        "overdue": line.passed is not None,
        **told,
        "coming": _short(line.coming),
        "error": line.error or None,
    }


def _short(one: Deadline | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"deadline": one.id, "title": one.title, "due": one.due, "days": one.days}
