"""The command tree: which command is which function, and what happens without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, NamedTuple

import typer

from refundcli import __version__
from refundcli.cli.commands import bundle, cases, evidence, intake, judging, library, road
from refundcli.cli.commands.chinese import ChineseCommand, ChineseGroup, usage_error

HELP = "帮买了卡密、话费充值、会员等虚拟商品的人，如实、有据地要求退款。"
EPILOG = "案件只保存在这台电脑上。完整说明见 README。"

Function = Callable[..., None]


class Group(NamedTuple):
    """Commands under one name (`refundcli <name> <command>`); the help tells what unites them."""

    help: str
    commands: Mapping[str, Function]


COMMANDS: dict[str, Function | Group] = {
    "new": cases.new,
    "resume": cases.resume,
    "list": cases.list_cases,
    "show": cases.show,
    "set": cases.edit,
    "purge": cases.purge,
    "evidence": Group(
        evidence.HELP,
        {
            "add": evidence.add,
            "verify": evidence.verify,
            "list": evidence.list_items,
            "read": evidence.read,
        },
    ),
    "import": Group(intake.HELP, {"bill": intake.bill}),
    "log": road.log,
    "assess": judging.assess,
    "checklist": judging.checklist,
    "draft": judging.draft,
    "reply": road.reply,
    "next": road.ahead,
    "bundle": Group(bundle.HELP, {"make": bundle.make, "verify": bundle.verify}),
    "scenarios": library.scenarios,
    "documents": library.documents,
    "questions": library.questions,
    "laws": library.laws,
    "doctor": library.doctor,
    "schema": library.schema,
    "demo": library.demo,
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
    cases.begin()


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
            app.command(name, cls=ChineseCommand)(found)
    return app


def _branch(group: Group, arguments: list[str]) -> typer.Typer:
    """The commands of a group, again only the one that is called."""
    branch = typer.Typer(cls=ChineseGroup, help=group.help, rich_markup_mode=None)
    for name in _called(arguments, group.commands):
        branch.command(name, cls=ChineseCommand)(group.commands[name])
    return branch


def _called(arguments: list[str], commands: Mapping[str, object]) -> list[str]:
    """The one command that the first argument names, else all of them."""
    return arguments[:1] if arguments and arguments[0] in commands else list(commands)
