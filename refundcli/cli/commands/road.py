"""`next`: what lies ahead of a saved or a given case."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.options import Answers, Case, Json, Sets, Today, inputs

Ics = Annotated[
    str | None, typer.Option("--ics", metavar="文件", help="把期限写成手机日历能导入的文件")
]


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
