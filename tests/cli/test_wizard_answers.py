"""What a person may type: the three states, sums in many spellings, answers that end the case."""

from __future__ import annotations

import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import TODAY
from tests.cli.interview import ORDER, PROBLEM, walk
from tests.cli.terminal import CTRL_C, DOWN, ENTER, SPACE, UP, Terminal

Open = Callable[..., Terminal]
CASE = "20261122-1"


def case(home: Path) -> dict[str, Any]:
    """The case as it stands."""
    return tomllib.loads((home / "cases" / CASE / "case.toml").read_text(encoding="utf-8"))


def test_three_states(terminal: Open, home: Path) -> None:
    """不知道, 没有 and 以后再说 go into the three lists, typed in a line or chosen from a list."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM[:2])
    shown.answer("页面说的是哪一种", f"{UP * 4}{ENTER}")
    shown.answer("提示的原话", f"/{ENTER}")
    shown.answer("第一次兑换是什么时候", ENTER)
    walk(
        shown, (("订单号是多少", f"？{ENTER}"), ("商品名称", f"／{ENTER}"), ("一共付了多少", ENTER))
    )
    shown.answer("什么时候付的款", CTRL_C)
    shown.leave()
    found = case(home)
    assert found["unknown"] == ["facts.error_kind", "order.number"]
    assert found["unavailable"] == ["facts.error_text", "order.product"]
    assert found["skipped"] == ["facts.tried_at", "order.amount"]
    assert "error_kind" not in found["facts"]


@pytest.mark.parametrize(("typed", "stored"), [("１２．５", "12.50"), ("¥1,299.00", "1299.00")])
def test_sums(terminal: Open, home: Path, typed: str, stored: str) -> None:
    """`-5` and `NaN` are asked again in Chinese, full-width digits and ¥ are understood."""
    shown = terminal("new", *TODAY)
    walk(shown, (*PROBLEM, *ORDER[:2]))
    shown.answer("一共付了多少", f"-5{ENTER}")
    shown.answer("一共付了多少", f"NaN{ENTER}")
    shown.expect_text("“NaN”不是金额")
    shown.answer("一共付了多少", f"{typed}{ENTER}")
    shown.expect_prompt("什么时候付的款")
    assert case(home)["order"]["amount"] == stored


def test_impossible_time_is_asked_again(terminal: Open, home: Path) -> None:
    """A day that does not exist, a day to come: each is told, then asked again."""
    shown = terminal("new", *TODAY)
    walk(shown, (*PROBLEM, *ORDER[:3]))
    shown.answer("什么时候付的款", f"2026-02-30{ENTER}")
    shown.expect_text("不是真实存在的时间")
    shown.answer("什么时候付的款", f"2026-12-24{ENTER}")
    shown.expect_text("还没有到")
    shown.answer("什么时候付的款", f"2026年11月1日 14:01{ENTER}")
    shown.expect_prompt("卖家（店铺）叫")
    assert case(home)["order"]["paid_at"].isoformat() == "2026-11-01T14:01:00+08:00"


def test_hostile_text_is_only_text(terminal: Open, home: Path) -> None:
    """A template, markup, a right-to-left mark: stored as typed or cleaned, never carried out."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM[:3])
    shown.answer("提示的原话", f"{{{{7*7}}}}[bold]失败\u202e{ENTER}")
    shown.expect_prompt("第一次兑换是什么时候")
    assert case(home)["facts"]["error_text"] == "{{7*7}}[bold]失败"


def test_illegal_goods_stop_kindly(terminal: Open, home: Path) -> None:
    """买的是外挂…: it stops before a further question and says what can be done instead."""
    shown = terminal("new", *TODAY)
    shown.answer("下面有符合", f"{DOWN * 3}{SPACE}{ENTER}")
    shown.answer("接下来", ENTER)
    assert shown.leave() == 0
    assert shown.prompts == 2
    shown.expect_text("可以做的")
    assert case(home)["facts"]["illegal_goods"] is True


def test_redeemed_code_stops(terminal: Open, home: Path) -> None:
    """The buyer redeemed it: no letter, no order questions, the honest alternatives named."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM[:-1])
    shown.answer("在看到这个提示之前", f"{DOWN * 3}{ENTER}")
    shown.answer("接下来", ENTER)
    assert shown.leave() == 0
    shown.expect_text("不属实")
    shown.expect_text("可以做的")
    assert not (home / "cases" / CASE / "letters").exists()


def test_a_stop_can_be_taken_back(terminal: Open, home: Path) -> None:
    """Whoever ticked the wrong box changes it at once, and the interview goes on."""
    shown = terminal("new", *TODAY)
    shown.answer("下面有符合", f"{DOWN * 3}{SPACE}{ENTER}")
    shown.answer("接下来", f"{DOWN}{ENTER}")
    shown.answer("改哪一项", ENTER)
    shown.answer("下面有符合", f"{DOWN * 3}{SPACE}{ENTER}")
    shown.expect_prompt("遇到的是哪种问题")
    assert case(home)["facts"]["illegal_goods"] is False


@pytest.mark.parametrize("arguments", ["new", "resume", ""])
def test_prompts_never_land_in_a_file(terminal: Open, tmp_path: Path, arguments: str) -> None:
    """`> file` with a keyboard attached: no prompt, keys named, exit 3 (bare: help, 2)."""
    prepared = terminal("new", "--set", "scenario=card_invalid", *TODAY)
    assert prepared.leave() == 0
    target = tmp_path / "out.txt"
    line = (
        f"exec {shlex.quote(sys.executable)} -m refundcli {arguments} > {shlex.quote(str(target))}"
    )
    shown = terminal("-c", line, program=("/bin/sh",))
    assert shown.leave() == (3 if arguments else 2)
    written = target.read_text(encoding="utf-8")
    if arguments:
        assert written == ""
        shown.expect_text("buyer.purpose")
    else:
        assert written.startswith("用法：refundcli")
