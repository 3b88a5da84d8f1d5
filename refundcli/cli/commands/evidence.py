"""`evidence`: the files behind the proof."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.completion import case_ids, evidence_kinds
from refundcli.cli.commands.options import AnyCase, Json, Today

Files = Annotated[list[str], typer.Argument(metavar="文件…", help="要加的文件，可以写多个")]
Picture = Annotated[
    str, typer.Argument(metavar="文件", help="截图的文件；写了案件，也可以写证据编号，例如 E3")
]
Belongs = Annotated[
    str | None,
    typer.Argument(
        metavar="[案件]", help="案件文件或案件编号；不写就只看图", autocompletion=case_ids
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="种类",
        help="例如 order_page 或 订单详情页",
        autocompletion=evidence_kinds,
    ),
]
Shows = Annotated[
    str | None,
    typer.Option("--shows", metavar="键", help="上面看得到什么，例如 order.number,order.amount"),
]
Slot = Annotated[
    str | None, typer.Option("--as", metavar="编号", help="给已有编号、还没有文件的证据，例如 E2")
]
Captured = Annotated[
    str | None, typer.Option("--captured-at", metavar="时间", help="什么时候截（录）的")
]


def add(
    case: AnyCase,
    files: Files,
    kind: Kind = None,
    shows: Shows = None,
    slot: Slot = None,
    captured_at: Captured = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """把文件复制进案件并编号；原文件不动。"""
    from refundcli.case.evidence import Told
    from refundcli.cli.actions import evidence

    told = Told(kind=kind, slot=slot, shows=shows, captured_at=captured_at)
    evidence.add(case, files, told, today, as_json=as_json)


def verify(case: AnyCase, today: Today = None, *, as_json: Json = False) -> None:
    """核对文件：哪一份变了、不见了，哪一份没有登记。"""
    from refundcli.cli.actions import evidence

    raise typer.Exit(evidence.verify(case, today, as_json=as_json))


def read(
    file: Picture,
    case: Belongs = None,
    kind: Kind = None,
    today: Today = None,
    *,
    as_json: Json = False,
) -> None:
    """看截图：是哪一种，看得到什么、看不到什么，和案件对不对得上。"""
    from refundcli.cli.actions import reading

    reading.read(reading.Wanted(file, case, kind), today, as_json=as_json)


def list_items(case: AnyCase, today: Today = None, *, as_json: Json = False) -> None:
    """列出证据：编号、种类、文件，能不能交给各个渠道。"""
    from refundcli.cli.actions import evidence

    evidence.list_items(case, today, as_json=as_json)
