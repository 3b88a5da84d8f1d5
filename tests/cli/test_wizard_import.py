"""`import bill` in a real terminal: a list, what goes in, and one confirmation."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.terminal import CTRL_C, DOWN, ENTER, Terminal
from tests.intake.exports import ROW, wechat


@pytest.fixture
def path(command: Command, tmp_path: Path) -> Path:
    """An export beside a saved case that differs from it by the sum."""
    made = command("new", "--id", "a", "--set", "order.amount=45", *TODAY)
    assert made.code == 0
    path = tmp_path / "b.csv"
    path.write_bytes(wechat({}, {"payee": "演示卡盟", "number": "TEST-2", "amount": "46"}))
    return path


def test_pick_and_confirm(path: Path, home: Path, terminal: Callable[..., Terminal]) -> None:
    """Every value is on the screen before it is saved; the register's name stays out."""
    screen = terminal("import", "bill", str(path), "a", *TODAY)
    screen.answer("是哪一笔付款", ENTER)
    screen.expect_text("可能只是代收款的公司")
    screen.answer("核对过了吗", ENTER)
    screen.expect_text("案件里是“45.00元”")
    screen.answer("以哪个为准", DOWN + ENTER)
    screen.expect_text(str(ROW["number"]))
    screen.answer("都对吗", DOWN + ENTER)
    assert screen.leave() == 0
    saved = tomllib.loads((home / "cases" / "a" / "case.toml").read_text("utf-8"))
    assert saved["order"]["amount"] == "98.50"
    assert saved["order"]["payment_number"] == ROW["number"]
    assert "merchant" not in saved


def test_ctrl_c_changes_nothing(path: Path, home: Path, terminal: Callable[..., Terminal]) -> None:
    before = (home / "cases" / "a" / "case.toml").read_text("utf-8")
    screen = terminal("import", "bill", str(path), "a", *TODAY)
    screen.answer("是哪一笔付款", ENTER)
    screen.answer("核对过了吗", CTRL_C)
    assert screen.leave() == 130
    assert (home / "cases" / "a" / "case.toml").read_text("utf-8") == before
