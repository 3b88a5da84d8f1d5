"""`demo`: a sample buyer from the answers to the letter, no questions asked, nothing saved."""

from __future__ import annotations

from importlib.resources import files

from refundcli import api
from refundcli.cli.output import emit_text
from refundcli.cli.porch import day
from refundcli.cli.screens import Text, Title
from refundcli.cli.screens import case as case_blocks
from refundcli.cli.show import show
from refundcli.cli.verdicts import assessment
from refundcli.judge.facts import Facts
from refundcli.knowledge.load import Knowledge

DEMO_DAY = "2026-11-22"
DEMO_DOCUMENTS = ("merchant_message", "complaint_12315")


def demo(today: str | None) -> None:
    """Show the sample buyer's answers, the judgement and the letters."""
    knowledge = Knowledge()
    now = day(today or DEMO_DAY)
    text = files("refundcli.knowledge").joinpath("demo.toml").read_text(encoding="utf-8")
    case = api.read_case(text, knowledge, today=now)
    show([Title("虚构买家的回答"), *case_blocks(case, Facts(case, knowledge, now))])
    result = api.assess(case, knowledge, today=now)
    show(assessment(result, api.matrix(case, knowledge, result, today=now), knowledge))
    for document in DEMO_DOCUMENTS:
        letter = api.draft(document, case, knowledge, today=now)
        show([Title(letter.document.title)])
        emit_text(letter.text)
    show([Text("轮到你了：输入 refundcli 开始。")])
