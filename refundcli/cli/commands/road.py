"""The road: `log`, what happened since, `reply`, what was answered, `next`, what lies ahead."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.completion import document_ids, kind_ids
from refundcli.cli.commands.options import (
    Answers,
    AnyCase,
    Case,
    Json,
    Sets,
    Today,
    inputs,
)

Kind = Annotated[
    str,
    typer.Argument(
        metavar="事项", help="例如 refused 或 拒绝；作废一条写 void", autocompletion=kind_ids
    ),
]
Words = Annotated[
    str | None, typer.Argument(metavar="[原话]", help="原话或经过；也可以从标准输入给")
]
At = Annotated[str | None, typer.Option("--at", metavar="时间", help="什么时候，默认现在")]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="谁", help="buyer merchant platform payment authority"),
]
Who = Annotated[str, typer.Option("--by", metavar="谁", help="merchant 商家，或 platform 平台")]
NoLog = Annotated[bool, typer.Option("--no-log", help="只读，不记进案件")]
Channel = Annotated[str | None, typer.Option("--channel", metavar="渠道", help="通过哪个渠道")]
Amount = Annotated[str | None, typer.Option("--amount", metavar="金额", help="涉及多少钱")]
Proof = Annotated[
    str | None, typer.Option("--evidence", metavar="证据", help="对应的证据，例如 E1,E2")
]
Sent = Annotated[
    str | None,
    typer.Option(
        "--document", metavar="文书", help="发出去的是哪一份文书", autocompletion=document_ids
    ),
]
Corrects = Annotated[
    str | None, typer.Option("--corrects", metavar="编号", help="更正前面哪一条，例如 e3")
]
Ics = Annotated[
    str | None, typer.Option("--ics", metavar="文件", help="把期限写成手机日历能导入的文件")
]


def log(
    case: AnyCase,
    kind: Kind,
    text: Words = None,
    at: At = None,
    by: By = None,
    channel: Channel = None,
    amount: Amount = None,
    evidence: Proof = None,
    document: Sent = None,
    corrects: Corrects = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """记下发生了什么：谁、哪天、通过哪个渠道、说了什么。"""
    from refundcli.case.log import Entry
    from refundcli.cli.actions import log as action

    entry = Entry(
        at=at,
        by=by,
        channel=channel,
        kind=kind,
        text=text,
        amount=amount,
        evidence=evidence or (),
        document=document,
        corrects=corrects,
    )
    action.log(case, entry, today, as_json=as_json)


def reply(
    case: AnyCase,
    text: Words = None,
    by: Who = "merchant",
    channel: Channel = None,
    at: At = None,
    today: Today = None,
    *,
    no_log: NoLog = False,
    as_json: Json = False,
) -> None:
    """读商家或平台的答复：是哪种拒绝、对在哪里、怎么回应、下一步。"""
    from refundcli.cli.actions import reply as action

    asked = action.Asked(text, by, channel, at, not no_log)
    action.reply(case, asked, today, as_json=as_json)


def ahead(
    case: Case = None,
    answers: Answers = None,
    sets: Sets = None,
    ics: Ics = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """走到哪一步、现在做什么、各个期限，以及哪条路会堵住别的路。"""
    from refundcli.cli.actions import road

    road.ahead(inputs(case, answers, sets, today), ics, as_json=as_json)
