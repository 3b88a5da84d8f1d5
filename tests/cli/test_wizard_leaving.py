"""Leaving, coming back, going back, changing one's mind: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.command import TODAY
from tests.cli.interview import PROBLEM, TYPED, walk
from tests.cli.terminal import CTRL_C, DOWN, ENTER, ERASE_LINE, UP, Terminal

Open = Callable[..., Terminal]
CASE = "20261122-1"


def case_text(home: Path) -> str:
    """The case file as it stands."""
    return (home / "cases" / CASE / "case.toml").read_text(encoding="utf-8")


def test_ctrl_c_and_resume(terminal: Open, home: Path) -> None:
    """Ctrl-C ends with 130 and the resume command; `resume` goes on where it was."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM)
    shown.answer("订单号是多少", f"没打完{CTRL_C}")
    assert shown.leave() == 130
    shown.expect_text(f"refundcli resume {CASE}")
    before = case_text(home)
    again = terminal("resume", CASE, *TODAY)
    again.expect_prompt("订单号是多少")
    assert case_text(home) == before
    again.type(CTRL_C)
    assert again.leave() == 130
    assert case_text(home) == before


def test_ctrl_c_before_the_first_answer(terminal: Open, home: Path) -> None:
    """Nothing was answered: nothing is saved, and that is said."""
    shown = terminal("new", *TODAY)
    shown.answer("下面有符合", CTRL_C)
    assert shown.leave() == 130
    shown.expect_text("什么都没有保存")
    assert not (home / "cases" / CASE / "case.toml").exists()


def test_back_twice_and_change(terminal: Open, home: Path) -> None:
    """`<` twice, another answer: what lies between is kept, the walk goes on where it was."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM[:4])
    shown.answer("第一次兑换是什么时候", f"<{ENTER}")
    shown.answer("提示的原话", f"<{ENTER}")
    shown.answer("页面说的是哪一种", f"{DOWN}{ENTER}")
    shown.expect_prompt("第一次兑换是什么时候")
    assert 'error_kind = "invalid"' in case_text(home)
    assert 'error_text = "该卡密已被使用"' in case_text(home)


def test_back_from_the_first_question(terminal: Open) -> None:
    """There is nothing before the first question: it is said, and the question stays."""
    shown = terminal("new", *TODAY)
    shown.answer("下面有符合", "<")
    shown.expect_text("前面没有了")
    shown.answer("下面有符合", ENTER)
    shown.expect_prompt("遇到的是哪种问题")


def test_earlier_answer_stands_in_the_line(terminal: Open, home: Path) -> None:
    """Coming back to a typed answer shows it; Enter keeps it, erasing and typing replaces it."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM[:4])
    shown.answer("第一次兑换是什么时候", f"<{ENTER}")
    shown.answer("提示的原话", ENTER)
    shown.answer("第一次兑换是什么时候", f"<{ENTER}")
    assert 'error_text = "该卡密已被使用"' in case_text(home)
    shown.answer("提示的原话", f"{ERASE_LINE}卡号或密码错误{ENTER}")
    shown.expect_prompt("第一次兑换是什么时候")
    assert 'error_text = "卡号或密码错误"' in case_text(home)


def test_edit_that_unsettles_says_so(terminal: Open, home: Path) -> None:
    """An edited answer that puts another out of play names it; the answer stays in the case."""
    shown = terminal("new", *TODAY)
    walk(shown, TYPED[:-1])
    shown.answer("以上是否属实", f"{DOWN}{ENTER}")
    shown.answer("改哪一项", f"{DOWN * 2}{ENTER}")
    shown.answer("页面说的是哪一种", f"{DOWN * 2}{ENTER}")
    shown.expect_text("（facts.redeemed_by）暂时用不上，答案仍然保留")
    shown.expect_prompt("有没有写明这个期限")
    assert 'redeemed_by = "nobody"' in case_text(home)
    assert 'error_kind = "expired"' in case_text(home)


def test_leave_from_the_review(terminal: Open, home: Path) -> None:
    """先保存，离开 keeps everything; `resume` comes straight back to the review."""
    shown = terminal("new", *TODAY)
    walk(shown, TYPED[:-1])
    shown.answer("以上是否属实", f"{DOWN * 2}{ENTER}")
    assert shown.leave() == 130
    before = case_text(home)
    again = terminal("resume", *TODAY)
    again.expect_prompt("以上是否属实")
    assert (case_text(home), again.prompts) == (before, 1)


def test_bare_command_offers_to_resume(terminal: Open) -> None:
    """Bare `refundcli` starts a case; the second time it offers the unfinished one first."""
    shown = terminal()
    shown.answer("下面有符合", ENTER)
    shown.answer("遇到的是哪种问题", CTRL_C)
    assert shown.leave() == 130
    again = terminal()
    again.answer("有保存过的案件", ENTER)
    again.expect_prompt("遇到的是哪种问题")
    anew = terminal()
    anew.answer("有保存过的案件", f"{UP}{ENTER}")
    anew.expect_prompt("下面有符合")
