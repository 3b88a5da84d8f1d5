"""Arguments and options that several commands share, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from refundcli.cli.commands.completion import case_ids, document_ids, scenario_ids

if TYPE_CHECKING:
    from refundcli.cli.porch import Inputs

Case = Annotated[
    str | None,
    typer.Argument(
        metavar="[案件]", help="案件文件、案件编号，或 -（标准输入）", autocompletion=case_ids
    ),
]
SavedCase = Annotated[
    str, typer.Argument(metavar="案件", help="已保存案件的编号", autocompletion=case_ids)
]
AnyCase = Annotated[
    str, typer.Argument(metavar="案件", help="案件文件、案件编号，或 -", autocompletion=case_ids)
]
Document = Annotated[
    str, typer.Argument(metavar="文书", help="文书的编号", autocompletion=document_ids)
]
Scenario = Annotated[
    str | None, typer.Argument(metavar="[情形]", help="情形的编号", autocompletion=scenario_ids)
]
Answers = Annotated[str | None, typer.Option("--answers", metavar="文件", help="从文件读入答案")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="键=值", help="直接给答案，可写多次；? 不知道，/ 没有"),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="字数", help="字数上限", min=1)]
Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]
Today = Annotated[str | None, typer.Option("--today", metavar="日期", help="把今天当作这一天")]


def inputs(
    case: str | None, answers: str | None, sets: list[str] | None, today: str | None
) -> Inputs:
    """The four of them as one."""
    from refundcli.cli.porch import Inputs

    return Inputs(case, answers, tuple(sets or ()), today)
