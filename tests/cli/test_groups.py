"""Commands under a common name: found, helped and refused like any other."""

from __future__ import annotations

import pytest
import typer

from refundcli.cli import app
from tests.cli.command import Command
from tests.cli.test_wrong_calls import ENGLISH


def one(name: str) -> None:
    """Tell the name."""
    typer.echo(f"one {name}")


def two() -> None:
    """Tell nothing."""
    typer.echo("two")


@pytest.fixture(autouse=True)
def group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up group among the commands."""
    made_up = app.Group("演示的一组。", {"one": one, "two": two})
    monkeypatch.setitem(app.COMMANDS, "sample", made_up)


def test_a_command_of_a_group_is_called(command: Command) -> None:
    assert command("sample", "one", "甲").out == "one 甲\n"
    assert command("sample", "two").out == "two\n"


@pytest.mark.parametrize("arguments", [("sample",), ("sample", "--help"), ("sample", "thre")])
def test_a_group_names_all_its_commands(arguments: tuple[str, ...], command: Command) -> None:
    """Bare, with `--help`, or after a slip: what there is to choose from, in Chinese."""
    result = command(*arguments)
    told = result.out + result.err
    assert result.code == (0 if "--help" in arguments else 2)
    assert ENGLISH.search(told) is None
    assert "thre" in told or ("one" in told and "two" in told)


def test_a_slip_inside_a_group_is_named_with_the_group(command: Command) -> None:
    assert "没有“sample tow”这个命令，是不是 two？" in command("sample", "tow").err
    assert "refundcli sample --help" in command("sample", "zzz").err


def test_the_root_lists_the_group(command: Command) -> None:
    result = command("--help")
    assert "演示的一组。" in result.out
    assert "Tell nothing" not in result.out
