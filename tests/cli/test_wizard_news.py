"""News in a real terminal: the letter goes out, the merchant answers, nothing is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import TODAY
from tests.cli.interview import TYPED, walk
from tests.cli.terminal import CTRL_C, DOWN, ENTER, Terminal, pasted

Open = Callable[..., Terminal]
CASE = "20261122-1"
NARROW = {"rows": 20, "columns": 40}
DAY = date(2026, 11, 22)


def events(home: Path) -> dict[str, dict[str, Any]]:
    """The lines as they stand in the file."""
    text = (home / "cases" / CASE / "case.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = tomllib.loads(text).get("events", {})
    return found


@pytest.mark.parametrize("size", [{"rows": 24, "columns": 80}, NARROW], ids=["80x24", "40x20"])
def test_sent_and_answered(terminal: Open, home: Path, size: dict[str, int]) -> None:
    """The letter is logged at the end; resumed, the answer is pasted, and leaving keeps it."""
    shown = terminal("new", *TODAY, **size)
    walk(shown, (*TYPED, ("接下来", ENTER), ("发出去", f"{DOWN}{ENTER}")))
    assert shown.leave() == 0
    shown.expect_text("已记下 e1")
    shown.expect_text("现在走到：协商沟通")
    sent = {"at": DAY, "by": "buyer", "channel": "merchant", "kind": "asked"}
    assert events(home) == {"e1": {**sent, "document": "merchant_message"}}

    again = terminal("resume", CASE, *TODAY, **size)
    again.answer("发生了什么新情况", f"{DOWN}{ENTER}")
    again.answer("商家是什么意思", ENTER)
    again.answer("什么时候发生的", ENTER)
    again.answer("商家是怎么说的", pasted("亲，虚拟商品\n一经售出概不退换") + ENTER)
    again.expect_text("已记下 e2：2026-11-22 商家：拒绝；“亲，虚拟商品 一经售出概不退换”")
    again.answer("发生了什么新情况", CTRL_C)
    assert again.leave() == 130
    assert events(home)["e2"] == {
        "at": DAY,
        "by": "merchant",
        "channel": "merchant",
        "kind": "refused",
        "text": "亲，虚拟商品 一经售出概不退换",
    }


def test_back_to_the_list(terminal: Open, home: Path) -> None:
    """`<` at a line and at a list leads back, and nothing is on record on the way."""
    assert terminal("new", "--set", "scenario=card_invalid", *TODAY).leave() == 0
    logged = terminal("log", CASE, "asked", "请退款", *TODAY)
    assert logged.leave() == 0
    shown = terminal("resume", CASE, *TODAY)
    shown.answer("发生了什么新情况", f"{DOWN}{ENTER}")
    shown.answer("商家是什么意思", f"{DOWN}{ENTER}")
    shown.answer("什么时候发生的", f"<{ENTER}")
    shown.answer("商家是什么意思", "<")
    shown.answer("发生了什么新情况", ENTER)
    shown.expect_prompt("下面有符合")
    assert list(events(home)) == ["e1"]
