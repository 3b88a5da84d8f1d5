"""What the tool knows, and whether it is in order: `scenarios` … `schema`, `doctor`, `demo`."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.options import Json, Scenario, Today

LawId = Annotated[
    str | None,
    typer.Argument(metavar="[法条]", help="例如 civil_code（一部），civil_code.577（一条）"),
]


def scenarios(*, as_json: Json = False) -> None:
    """列出能处理的情形。"""
    from refundcli.cli.actions import library

    library.scenarios(as_json=as_json)


def documents(*, as_json: Json = False) -> None:
    """列出能写的文书。"""
    from refundcli.cli.actions import library

    library.documents(as_json=as_json)


def questions(scenario: Scenario = None, *, as_json: Json = False) -> None:
    """列出会问的问题（键名、选项、例子）。"""
    from refundcli.cli.actions import library

    library.questions(scenario, as_json=as_json)


def laws(law: LawId = None, today: Today = None, *, as_json: Json = False) -> None:
    """列出引用的法规；写上编号就看其中一部、一条。"""
    from refundcli.cli.actions.laws import laws as show_laws

    show_laws(law, today, as_json=as_json)


def doctor(today: Today = None, *, as_json: Json = False) -> None:
    """自查：资料、模板和保存位置是否正常，哪些法规该重新核对了。"""
    from refundcli.cli.actions.doctor import doctor as look

    look(today, as_json=as_json)


def schema(*, as_json: Json = False) -> None:
    """输出案件文件的 JSON Schema（加不加 --json 都一样）。"""
    del as_json  # it is JSON either way
    from refundcli.cli.actions import library

    library.schema()


def demo(today: Today = None) -> None:
    """看一个从回答到文书的完整例子（虚构的买家）。"""
    from refundcli.cli.actions.demo import demo as show_demo

    show_demo(today)
