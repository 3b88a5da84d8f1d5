"""`assess` and `checklist`: what the answers amount to."""

from __future__ import annotations

from refundcli import api
from refundcli.cli import shapes
from refundcli.cli.commands.options import Answers, Case, Json, Sets, Today
from refundcli.cli.output import emit_json
from refundcli.cli.porch import load, open_porch
from refundcli.cli.screens import assessment, checklist
from refundcli.cli.show import show


def assess(
    case: Case = None, answers: Answers = None, sets: Sets = None, today: Today = None, *, as_json: Json = False
) -> None:
    """判断责任、理由强弱和能写的文书。"""
    porch = open_porch(today)
    result = api.assess(load(porch, case, answers, sets or ()), porch.knowledge, today=porch.today)
    if as_json:
        emit_json(shapes.assessment(result))
    else:
        show(assessment(result, porch.knowledge))


def check_list(
    case: Case = None, answers: Answers = None, sets: Sets = None, today: Today = None, *, as_json: Json = False
) -> None:
    """列出证据清单。"""
    porch = open_porch(today)
    result = api.checklist(load(porch, case, answers, sets or ()), porch.knowledge, today=porch.today)
    if as_json:
        emit_json(shapes.checklist(result))
    else:
        show(checklist(result, porch.knowledge))
