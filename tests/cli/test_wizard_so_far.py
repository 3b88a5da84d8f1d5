"""After each group of answers the letter is shown as it reads so far: what is new in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refundcli.cli.wizard.so_far import SoFar
from tests.cli.command import TODAY
from tests.cli.interview import BLOCK, EVIDENCE, ORDER, PROBLEM, walk
from tests.cli.terminal import ENTER, Terminal, pasted, squeezed
from tests.support import CARD, facts_of

Open = Callable[..., Terminal]
FIRST = "merchant_message"


@pytest.mark.parametrize("size", [{"rows": 24, "columns": 80}, {"rows": 20, "columns": 40}])
def test_what_each_group_adds(terminal: Open, size: dict[str, int]) -> None:
    """Nothing before there is something to say; then what happened; then the letter's new parts."""
    shown = terminal("new", *TODAY, **size)
    walk(shown, PROBLEM[:1])
    shown.expect_prompt("遇到的是哪种问题")
    assert "信写到这里" not in squeezed(shown.lines)
    walk(shown, PROBLEM[1:])
    shown.expect_prompt("订单号是多少")
    text = squeezed(shown.lines)
    assert text.count("信写到这里") == 1
    assert "页面提示“该卡密已被使用”。" in text
    assert "还差：订单号、商品、金额、付款时间等" in text
    # What is asked for may still change: it is not shown yet.
    assert "请在2026年" not in text
    walk(shown, ORDER)
    shown.expect_prompt("手里有哪些证据")
    text = squeezed(shown.lines)
    assert text.count("信里新写的") == 1
    assert "请在2026年11月29日前将98.50元原路退回给我。" in text
    # A sentence that did not change is not shown again.
    assert text.count("从未兑换成功") == 1


def test_nothing_new_nothing_shown(terminal: Open) -> None:
    """Before the review the letter is not shown once more: it follows as a whole."""
    shown = terminal("new", *TODAY)
    walk(shown, PROBLEM)
    shown.answer("订单号是多少", pasted("\n".join(BLOCK)) + ENTER)
    walk(shown, EVIDENCE)
    shown.expect_prompt("以上是否属实")
    assert squeezed(shown.lines).count("——信") == 2


def test_a_short_letter_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Where all of it is a few words, pieces of it would be harder to read."""
    so_far = SoFar()
    first = {key: CARD[key] for key in ("scenario", "facts.error_kind", "facts.error_text")}
    so_far.tell(facts_of({**first, "facts.redeemed_by": "shown"}), FIRST)
    assert "信写到这里" in capsys.readouterr().err
    told = {**first, "facts.redeemed_by": "shown", "facts.tried_at": CARD["facts.tried_at"]}
    so_far.tell(facts_of(told), FIRST)
    err = capsys.readouterr().err
    assert "信现在写成这样" in err
    assert "没有兑换成功过" in err
    so_far.tell(facts_of(told), FIRST)
    assert capsys.readouterr().err == ""


def test_what_may_not_be_written_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a closed case no letter is begun; without a problem there is none."""
    SoFar().tell(facts_of({**CARD, "facts.redeemed_by": "self"}), FIRST)
    SoFar().tell(facts_of({"order.amount": "5"}), FIRST)
    assert capsys.readouterr().err == ""


def test_where_another_letter_is_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever made the mistake himself reads the friendly letter that will be written."""
    own = {"scenario": "wrong_purchase", "facts.mistake": "changed_mind"}
    order = {key: value for key, value in CARD.items() if key.startswith(("order", "merchant"))}
    SoFar().tell(facts_of({**order, **own, "facts.purchase_state": "used"}), FIRST)
    assert "（协商函）" in capsys.readouterr().err
