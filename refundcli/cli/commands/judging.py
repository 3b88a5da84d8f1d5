"""`assess`, `checklist`, `draft`: the reading commands; `check`, which reads any text."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from refundcli.cli.commands.completion import case_ids, document_ids
from refundcli.cli.commands.options import Answers, Case, Document, Json, Sets, Today, inputs

Output = Annotated[str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")]
Format = Annotated[
    Literal["txt", "md", "docx"] | None,
    typer.Option(
        "--format", metavar="txt|md|docx", help="纯文本、Markdown 或 Word 文档（要写 -o 文件.docx）"
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="字数", help="字数上限", min=1)]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="收件人", help="records_request 写给 merchant 还是 platform"),
]
Confirm = Annotated[bool, typer.Option("--confirm", help="确认所写事实属实")]

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


def assess(
    case: Case = None,
    answers: Answers = None,
    sets: Sets = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """判断责任、理由强弱和能写的文书。"""
    from refundcli.cli.actions import judging

    judging.assess(inputs(case, answers, sets, today), as_json=as_json)


def checklist(
    case: Case = None,
    answers: Answers = None,
    sets: Sets = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """列出证据清单。"""
    from refundcli.cli.actions import judging

    judging.check_list(inputs(case, answers, sets, today), as_json=as_json)


def draft(
    document: Document,
    case: Case = None,
    answers: Answers = None,
    sets: Sets = None,
    output: Output = None,
    form: Format = None,
    limit: Limit = None,
    to: To = None,
    today: Today = None,
    *,
    confirm: Confirm = False,
    as_json: Json = False,
) -> None:
    """写出一份文书。"""
    from refundcli.cli.actions import writing

    wanted = writing.Wanted(output, form, limit, to, confirm, as_json)
    writing.draft(document, inputs(case, answers, sets, today), wanted)


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
