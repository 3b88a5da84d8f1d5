"""The wizard in a real terminal: from the first question to letters on disk."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from refundcli.case.model import CHINA
from tests.cli.command import TODAY
from tests.cli.interview import (
    BLOCK,
    CONFIRM,
    EVIDENCE,
    IDENTITY,
    NOT_SENT,
    PROBLEM,
    SCREENERS,
    TYPED,
    walk,
)
from tests.cli.terminal import DOWN, ENTER, Terminal, pasted, squeezed

Open = Callable[..., Terminal]
CASE = "20261122-1"
# Behind the end: reminder, request for records, platform, payment, 12315.
TO_12315 = f"{DOWN * 5}{ENTER}"
TRUE = ("信里写的都属实", ENTER)
NARROW = {"rows": 20, "columns": 40}
ORDERED = {
    "number": "KM20261101001",
    "product": "某某游戏点卡1000点",
    "amount": "98.50",
    "paid_at": datetime(2026, 11, 1, 14, 1, tzinfo=CHINA),
}


def case(home: Path) -> dict[str, Any]:
    """The case as it stands."""
    return tomllib.loads((home / "cases" / CASE / "case.toml").read_text(encoding="utf-8"))


def letter(home: Path, document: str) -> str:
    """What was saved."""
    path = home / "cases" / CASE / "letters" / f"{document}.txt"
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("size", [{"rows": 24, "columns": 80}, NARROW], ids=["80x24", "40x20"])
def test_whole_interview(terminal: Open, home: Path, size: dict[str, int]) -> None:
    """At most 14 prompts to a merchant message, 20 to a 12315 draft, no screener dropped."""
    shown = terminal("new", *TODAY, **size)
    shown.expect_prompt("下面有符合")
    for screener in SCREENERS:
        shown.expect_text(screener)
    walk(shown, TYPED)
    shown.expect_text("已保存到")
    shown.expect_text("遇到的是哪种问题？卡密无效、已被使用、已过期、限区不可用")
    assert shown.prompts <= 14
    assert "98.50元" in letter(home, "merchant_message")
    walk(shown, (("接下来", TO_12315), ("在哪个平台", f"某某卡盟{ENTER}")))
    walk(
        shown, (("登记的名称", f"某某公司{ENTER}"), ("地址在哪里", f"某某路1号{ENTER}"), *IDENTITY)
    )
    shown.expect_prompt("信里写的都属实")
    assert shown.prompts - 1 <= 20
    walk(shown, (TRUE,))
    shown.expect_prompt("接下来")
    assert "被投诉人" in letter(home, "complaint_12315")
    walk(shown, (("接下来", ENTER), NOT_SENT))
    assert shown.leave() == 0


def test_order_facts_pasted_as_a_block(terminal: Open, home: Path) -> None:
    """One bracketed paste answers every order question, also in a narrow terminal."""
    shown = terminal("new", *TODAY, **NARROW)
    walk(shown, PROBLEM)
    shown.answer("订单号是多少", pasted("\n".join((*BLOCK, "平台：某某卡盟"))) + ENTER)
    walk(shown, (*EVIDENCE, *CONFIRM))
    shown.expect_prompt("接下来")
    assert shown.prompts <= 10
    walk(shown, (("接下来", TO_12315), ("登记的名称", f"?{ENTER}"), *IDENTITY, TRUE))
    shown.expect_prompt("接下来")
    assert "某某卡盟" in letter(home, "complaint_12315")


def test_order_facts_pasted_line_by_line(terminal: Open, home: Path) -> None:
    """A terminal without bracketed paste sends lines: each finds its question, none is lost."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM)
    shown.answer("订单号是多少", "".join(f"{line}{ENTER}" for line in reversed(BLOCK)))
    walk(shown, (*EVIDENCE, *CONFIRM))
    shown.expect_prompt("接下来")
    assert case(home)["order"] == ORDERED
    assert case(home)["merchant"] == {"name": "某某点卡专营店"}


def test_a_paste_never_answers_what_has_not_been_read(terminal: Open, home: Path) -> None:
    """Lines left over from a paste do not tick boxes, and do not confirm that all is true."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM)
    lines = (*BLOCK, "平台：某某卡盟", "备注：无", "谢谢惠顾")
    shown.answer("订单号是多少", "".join(f"{line}{ENTER}" for line in lines))
    walk(shown, EVIDENCE)
    shown.expect_prompt("以上是否属实")
    assert case(home)["order"] == {**ORDERED, "platform": "某某卡盟"}


def test_letter_is_shown_without_a_border(terminal: Open, home: Path) -> None:
    """What is on the screen can be copied: the saved text, nothing before or behind a line."""
    shown = terminal("new", *TODAY)
    walk(shown, TYPED)
    shown.expect_prompt("接下来")
    saved = letter(home, "merchant_message")
    assert saved.replace("\n", "\r\n") in shown.log
    assert squeezed([saved]) in squeezed(shown.lines)


def test_letter_printed_again_and_edited(terminal: Open, home: Path, tmp_path: Path) -> None:
    """再显示一遍 shows the saved letter; 用编辑器修改 calls $EDITOR, and the edit stays."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nopen(sys.argv[1], 'a', encoding='utf-8').write('补充一句。\\n')\n", "utf-8"
    )
    shown = terminal("new", *TODAY, extra={"VISUAL": "", "EDITOR": f"{sys.executable} {script}"})
    walk(shown, TYPED)
    shown.expect_prompt("接下来")
    saved = letter(home, "merchant_message")
    labels = [line.strip(" >") for line in shown.display]
    first = labels.index("结束，以后可以接着办")
    shown.answer("接下来", DOWN * (labels.index("用编辑器修改") - first) + ENTER)
    shown.expect_prompt("接下来")
    assert letter(home, "merchant_message") == f"{saved}补充一句。\n"
    shown.answer("接下来", DOWN * (labels.index("再显示一遍") - first) + ENTER)
    shown.expect_prompt("接下来")
    shown.expect_text("补充一句。")


def test_no_color(terminal: Open) -> None:
    """NO_COLOR is respected: tables and prompts carry no colour."""
    shown = terminal("scenarios", extra={"NO_COLOR": "1"})
    assert shown.leave() == 0
    assert "\x1b[3" not in shown.log
    assert "card_invalid" in shown.log


@pytest.mark.parametrize("columns", [80, 40])
def test_tables_keep_every_word(terminal: Open, columns: int) -> None:
    """A narrow terminal breaks lines; it does not cut text off."""
    shown = terminal("scenarios", rows=20, columns=columns)
    assert shown.leave() == 0
    assert "卡密无效、已被使用、已过期、限区不可用" in squeezed(shown.lines)
    assert "…" not in shown.log
