"""`assess`, `explain`, `checklist` and `draft`: the reading commands."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from refundcli.cli.commands.completion import document_ids
from refundcli.cli.commands.options import (
    Answers,
    Case,
    Document,
    Json,
    Limit,
    Sets,
    Today,
    inputs,
)

Output = Annotated[str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")]
Format = Annotated[
    Literal["txt", "md", "docx"] | None,
    typer.Option(
        "--format", metavar="txt|md|docx", help="纯文本、Markdown 或 Word 文档（要写 -o 文件.docx）"
    ),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="收件人", help="records_request 写给 merchant 还是 platform"),
]
Line = Annotated[int | None, typer.Argument(metavar="[行]", help="信的第几行，从 1 数", min=1)]
Of = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="文书",
        help="哪一份文书的那一行，默认第一份能写的",
        autocompletion=document_ids,
    ),
]
Whole = Annotated[bool, typer.Option("--full", help="不限字数的全文，例如作附件用")]
Annotate = Annotated[
    bool, typer.Option("--annotate", help="每一句旁边写明事实、证据和法条，核对用，不发给对方")
]
Confirm = Annotated[bool, typer.Option("--confirm", help="确认所写事实属实")]


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


def explain(
    case: Case = None,
    line: Line = None,
    answers: Answers = None,
    sets: Sets = None,
    document: Of = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """说明为什么这样判断、什么会改变它；写上行号，就说明信里那一行。"""
    from refundcli.cli.actions import explaining

    wanted = explaining.Wanted(line, document, as_json)
    explaining.explain(inputs(case, answers, sets, today), wanted)


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
    full: Whole = False,
    annotate: Annotate = False,
    confirm: Confirm = False,
    as_json: Json = False,
) -> None:
    """写出一份文书。"""
    from refundcli.cli.actions import writing

    wanted = writing.Wanted(
        output, form, limit, to, full=full, annotate=annotate, confirm=confirm, as_json=as_json
    )
    writing.draft(document, inputs(case, answers, sets, today), wanted)
