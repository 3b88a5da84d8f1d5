"""The command tree: which command is which function, and what happens without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Annotated, NamedTuple

import typer

from refundcli import __version__
from refundcli.cli.commands.chinese import ChineseCommand, ChineseGroup, usage_error

HELP = "帮买了卡密、话费充值、会员等虚拟商品的人，如实、有据地要求退款。"
EPILOG = "案件只保存在这台电脑上。完整说明见 README。"

# A function, or where it stands: `module.function` under commands/, read when it is called.
Function = Callable[..., None] | str


def _bundle() -> ModuleType:
    from refundcli.cli.commands import bundle

    return bundle


def _cases() -> ModuleType:
    from refundcli.cli.commands import cases

    return cases


def _evidence() -> ModuleType:
    from refundcli.cli.commands import evidence

    return evidence


def _intake() -> ModuleType:
    from refundcli.cli.commands import intake

    return intake


def _judging() -> ModuleType:
    from refundcli.cli.commands import judging

    return judging


def _library() -> ModuleType:
    from refundcli.cli.commands import library

    return library


def _road() -> ModuleType:
    from refundcli.cli.commands import road

    return road


def _texts() -> ModuleType:
    from refundcli.cli.commands import texts

    return texts


MODULES: dict[str, Callable[[], ModuleType]] = {
    "bundle": _bundle,
    "cases": _cases,
    "evidence": _evidence,
    "intake": _intake,
    "judging": _judging,
    "library": _library,
    "road": _road,
    "texts": _texts,
}


class Group(NamedTuple):
    """Commands under one name (`refundcli <name> <command>`); the help tells what unites them."""

    help: str
    commands: Mapping[str, Function]


COMMANDS: dict[str, Function | Group] = {
    "new": "cases.new",
    "resume": "cases.resume",
    "list": "cases.list_cases",
    "show": "cases.show",
    "set": "cases.edit",
    "purge": "cases.purge",
    "evidence": Group(
        "证据文件：加进案件、核对有没有变、列出来、看截图写了什么。",
        {
            "add": "evidence.add",
            "verify": "evidence.verify",
            "list": "evidence.list_items",
            "read": "evidence.read",
        },
    ),
    "import": Group("读入手上已有的：支付宝、微信支付导出的账单。", {"bill": "intake.bill"}),
    "log": "road.log",
    "classify": "texts.classify",
    "assess": "judging.assess",
    "explain": "judging.explain",
    "checklist": "judging.checklist",
    "draft": "judging.draft",
    "check": "texts.check",
    "reply": "road.reply",
    "next": "road.ahead",
    "bundle": Group(
        "材料包：文书、编好号的证据、清单打成一包，也能核对收到的包。",
        {"make": "bundle.make", "verify": "bundle.verify"},
    ),
    "scenarios": "library.scenarios",
    "documents": "library.documents",
    "questions": "library.questions",
    "laws": "library.laws",
    "doctor": "library.doctor",
    "schema": "library.schema",
    "demo": "library.demo",
}


def root(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    """帮买了卡密、话费充值、会员等虚拟商品的人，如实、有据地要求退款。"""
    if version:
        typer.echo(f"refundcli {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(context.get_help())
        raise typer.Exit(2)
    _function("cases.begin")()


def run(arguments: list[str]) -> int:
    """Run one command line; the framework's own errors come out as `RefundError`."""
    try:
        result = _tree(arguments)(args=arguments, prog_name="refundcli", standalone_mode=False)
    except Exception as error:
        if any(kind.__name__ == "ClickException" for kind in type(error).__mro__):
            raise usage_error(error) from error
        raise
    return result if isinstance(result, int) else 0


def _tree(arguments: list[str]) -> typer.Typer:
    """The command that is called: the framework takes long over each.

    All of them where they are to be named: for help, completion, or after a slip.
    """
    app = typer.Typer(
        cls=ChineseGroup,
        help=HELP,
        epilog=EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    for name in _called(arguments, COMMANDS):
        found = COMMANDS[name]
        if isinstance(found, Group):
            app.add_typer(_branch(found, arguments[1:]), name=name)
        else:
            app.command(name, cls=ChineseCommand)(_function(found))
    return app


def _branch(group: Group, arguments: list[str]) -> typer.Typer:
    """The commands of a group, again only the one that is called."""
    branch = typer.Typer(cls=ChineseGroup, help=group.help, rich_markup_mode=None)
    for name in _called(arguments, group.commands):
        branch.command(name, cls=ChineseCommand)(_function(group.commands[name]))
    return branch


def _function(found: Function) -> Callable[..., None]:
    """The function itself: its module is read now, if it was only named."""
    if not isinstance(found, str):
        return found
    module, _, name = found.partition(".")
    function: Callable[..., None] = getattr(MODULES[module](), name)
    return function


def _called(arguments: list[str], commands: Mapping[str, object]) -> list[str]:
    """The one command that the first argument names, else all of them."""
    return arguments[:1] if arguments and arguments[0] in commands else list(commands)
