"""`new`, `resume`, `list`, `show`, `set`: saved cases."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.options import (
    Answers,
    AnyCase,
    Case,
    Json,
    SavedCase,
    Sets,
    Today,
    inputs,
)

NewId = Annotated[str | None, typer.Option("--id", metavar="编号", help="案件编号，默认按日期编")]
Pairs = Annotated[list[str] | None, typer.Argument(metavar="键=值…", help="要改的答案")]
Unset = Annotated[
    list[str] | None, typer.Option("--unset", metavar="键", help="删掉一项，可写多次")
]

ForSharing = Annotated[
    bool, typer.Option("--for-sharing", help="去掉身份和号码，给帮忙的人看；还是一份案件文件")
]
Yes = Annotated[bool, typer.Option("--yes", help="不再问，直接删")]


def new(
    answers: Answers = None,
    sets: Sets = None,
    case_id: NewId = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """新建案件：在终端里逐项提问，或用 --answers、--set 直接建。"""
    from refundcli.cli.actions import cases

    cases.new(inputs(None, answers, sets, today), case_id, as_json=as_json)


def resume(case: Case = None, today: Today = None) -> None:
    """接着填上次没填完的案件。"""
    from refundcli.cli.actions import cases

    cases.resume(case, today)


def list_cases(today: Today = None, *, as_json: Json = False) -> None:
    """列出保存过的案件，有期限过了的排在前面。"""
    from refundcli.cli.actions import listing

    listing.list_cases(today, as_json=as_json)


def show(
    case: AnyCase, today: Today = None, *, for_sharing: ForSharing = False, as_json: Json = False
) -> None:
    """按问题分组查看一个案件。"""
    from refundcli.cli.actions import cases, sharing

    action = sharing.show if for_sharing else cases.show
    action(inputs(case, None, None, today), as_json=as_json)


def purge(case: SavedCase, *, yes: Yes = False, as_json: Json = False) -> None:
    """删除一个保存过的案件，连同写好的文书和证据的副本；说明删了什么。"""
    from refundcli.cli.actions import purging

    purging.purge(case, yes=yes, as_json=as_json)


def edit(
    case: SavedCase,
    pairs: Pairs = None,
    unset: Unset = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """修改已保存案件的答案。"""
    from refundcli.cli.actions import cases

    cases.edit(case, pairs or [], unset or [], today, as_json=as_json)


def begin() -> None:
    """Without a command, on a terminal: offer what is unfinished, or start anew."""
    from refundcli.cli.actions import cases

    cases.begin()
