"""`purge` on a terminal: what would go is told, and it is asked once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS
from tests.cli.terminal import CTRL_C, DOWN, ENTER, Terminal

Open = Callable[..., Terminal]


def test_it_is_asked_once(terminal: Open, command: Command, home: Path) -> None:
    """Enter and Ctrl-C keep the case; only who goes on to 删掉 loses it."""
    assert command("new", "--id", "a", *SETS, *TODAY).code == 0
    kept = terminal("purge", "a")
    kept.expect_text("要删的是 案件文件")
    kept.answer("真的要删吗", ENTER)
    kept.expect_text("没有删")
    assert kept.leave() == 0
    left = terminal("purge", "a")
    left.answer("真的要删吗", CTRL_C)
    assert left.leave() == 130
    assert (home / "cases" / "a" / "case.toml").is_file()
    gone = terminal("purge", "a")
    gone.answer("真的要删吗", f"{DOWN}{ENTER}")
    gone.expect_text("已删除案件 a")
    assert gone.leave() == 0
    assert not (home / "cases" / "a").exists()
