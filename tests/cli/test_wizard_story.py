"""A buyer who finds no line in the list tells the story, and confirms what was read in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import TODAY
from tests.cli.interview import walk
from tests.cli.terminal import CTRL_C, DOWN, ENTER, SPACE, Terminal

Open = Callable[..., Terminal]
TOLD = (
    "11月1日在某某卡盟花98.5元买了张Q币卡蜜，支付宝付的，订单号KM20261101001，"
    "兑换提示已被使用，客服非说是我自己用了，我没有用过！"
)


def case(home: Path) -> dict[str, Any]:
    """The only case, as it stands."""
    path = next(home.glob("cases/*/case.toml"))
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "size", [{"rows": 24, "columns": 80}, {"rows": 20, "columns": 40}], ids=["80x24", "40x20"]
)
def test_a_story_is_read_and_confirmed(terminal: Open, home: Path, size: dict[str, int]) -> None:
    """Scenario and facts come from the words, once the buyer has said that they are right."""
    shown = terminal("new", *TODAY, **size)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    shown.answer("用自己的话说说发生了什么", TOLD + ENTER)
    shown.answer("最像哪一种", ENTER)
    shown.answer("不对的去掉勾", ENTER)
    # What the words have told is not asked again.
    shown.expect_prompt("提示的原话")
    known = case(home)
    assert known["scenario"] == "card_invalid"
    assert known["story"] == TOLD
    assert known["facts"]["error_kind"] == "used"
    assert known["order"]["number"] == "KM20261101001"
    assert known["order"]["amount"] == "98.50"
    assert str(known["order"]["paid_at"]) == "2026-11-01"
    assert known["order"]["payment"] == "alipay"


def test_what_is_wrong_is_left_out(terminal: Open, home: Path) -> None:
    """A box without its tick is not taken over."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    shown.answer("用自己的话说说发生了什么", TOLD + ENTER)
    shown.expect_prompt("最像哪一种")
    shown.expect_text("你说“兑换提示已被使用”")
    shown.answer("最像哪一种", ENTER)
    shown.expect_prompt("不对的去掉勾")
    shown.expect_text("KM20261101001")
    shown.answer("不对的去掉勾", f"{SPACE}{ENTER}")
    shown.expect_prompt("提示的原话")
    assert "number" not in case(home)["order"]


def test_it_can_be_skipped(terminal: Open, home: Path) -> None:
    """An empty line leads to the list, which then stands on its first problem."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    shown.answer("用自己的话说说发生了什么", ENTER)
    shown.answer("遇到的是哪种问题", ENTER)
    shown.expect_prompt("页面说的是哪一种")
    assert case(home)["scenario"] == "card_invalid"


def test_none_of_these(terminal: Open) -> None:
    """Whoever recognises nothing chooses from the list; the words are kept."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    shown.answer("用自己的话说说发生了什么", TOLD + ENTER)
    shown.answer("最像哪一种", f"{DOWN}{ENTER}")
    shown.answer("遇到的是哪种问题", ENTER)
    shown.expect_prompt("页面说的是哪一种")


def test_words_survive_ctrl_c(terminal: Open, home: Path) -> None:
    """They are saved before anything is read in them."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    shown.answer("用自己的话说说发生了什么", TOLD + ENTER)
    shown.expect_prompt("最像哪一种")
    shown.type(CTRL_C)
    assert shown.leave() == 130
    assert case(home)["story"] == TOLD


def test_another_matter_is_told_where_to_turn(terminal: Open) -> None:
    """A parcel is none of this tool's business."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    told = "在网上买的冰箱快递送来是坏的，外壳破损，卖家不给退货，让我自己寄回付运费"
    shown.answer("用自己的话说说发生了什么", told + ENTER)
    shown.expect_prompt("最像哪一种")
    shown.expect_text("看起来是另一回事（实物商品）")
    shown.answer("最像哪一种", f"{DOWN}{ENTER}")
    assert shown.leave() == 130


def test_words_that_must_be_faced(terminal: Open) -> None:
    """A story that speaks of writing what is not true raises the question at once."""
    shown = terminal("new", *TODAY)
    walk(shown, (("下面有符合", ENTER), ("遇到的是哪种问题", ENTER)))
    told = "买的Q币卡密其实我用了，想写成没用过，让卖家退款，兑换提示已被使用"
    shown.answer("用自己的话说说发生了什么", told + ENTER)
    shown.answer("最像哪一种", ENTER)
    shown.answer("不对的去掉勾", ENTER)
    shown.expect_prompt("却打算写成没用过")
