"""Any text in: `classify`, what it tells of, and `check`, what is wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.completion import case_ids, document_ids
from refundcli.cli.commands.options import Json, Limit, Today

Story = Annotated[
    str | None, typer.Argument(metavar="[经过]", help="用自己的话；也可以从标准输入给")
]


File = Annotated[
    str | None, typer.Argument(metavar="[文件]", help="要查的文字，UTF-8；不写就从标准输入读")
]
MeantFor = Annotated[
    str | None,
    typer.Option(
        "--document", metavar="文书", help="当作哪一种文书来查", autocompletion=document_ids
    ),
]
Beside = Annotated[
    str | None,
    typer.Option("--case", metavar="案件", help="和哪个案件核对", autocompletion=case_ids),
]


def classify(text: Story = None, today: Today = None, *, as_json: Json = False) -> None:
    """读一段经过，看像哪种问题。"""
    from refundcli.cli.actions import classifying

    classifying.classify(text, today, as_json=as_json)


def check(
    file: File = None,
    document: MeantFor = None,
    case: Beside = None,
    limit: Limit = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """检查任何一段文字：太长、骂人、不存在的法条、完整卡密、缺订单号……"""
    from refundcli.cli.actions import checking

    wanted = checking.Wanted(file, document, case, limit)
    checking.check(wanted, today, as_json=as_json)
