"""The card_invalid interview as a person types it: a piece of each question, and the keys."""

from __future__ import annotations

from typing import Final

from tests.cli.terminal import DOWN, ENTER, SPACE, Terminal

Step = tuple[str, str]

PROBLEM: Final[tuple[Step, ...]] = (
    ("下面有符合", ENTER),
    ("遇到的是哪种问题", f"{DOWN}{ENTER}"),
    ("页面说的是哪一种", ENTER),
    ("提示的原话", f"该卡密已被使用{ENTER}"),
    ("第一次兑换是什么时候", f"2026-11-01 14:05{ENTER}"),
    ("在看到这个提示之前", ENTER),
)
ORDER: Final[tuple[Step, ...]] = (
    ("订单号是多少", f"KM20261101001{ENTER}"),
    ("商品名称", f"某某游戏点卡1000点{ENTER}"),
    ("一共付了多少", f"98.50{ENTER}"),
    ("什么时候付的款", f"2026-11-01 14:01{ENTER}"),
    ("卖家（店铺）叫", f"某某点卡专营店{ENTER}"),
)
BLOCK: Final = (
    "订单号：KM20261101001",
    "商品名称：某某游戏点卡1000点",
    "实付款：¥98.50",
    "支付时间：2026-11-01 14:01:00",
    "店铺：某某点卡专营店",
)
EVIDENCE: Final[tuple[Step, ...]] = (("手里有哪些证据", f"{SPACE}{DOWN}{SPACE}{ENTER}"),)
CONFIRM: Final[tuple[Step, ...]] = (("以上是否属实", ENTER),)
# At the end: whether what was written has gone out; not yet.
NOT_SENT: Final[Step] = ("发出去", ENTER)
TYPED: Final = (*PROBLEM, *ORDER, *EVIDENCE, *CONFIRM)
IDENTITY: Final[tuple[Step, ...]] = (
    ("你的姓名", f"张某某{ENTER}"),
    ("你的电话", f"13800000000{ENTER}"),
    ("你的通讯地址", f"某某省某某市某某区某某街道1号{ENTER}"),
)
SCREENERS: Final = (
    "买来是为了转卖",
    "已经向12315、消协",
    "对方收款后网站关闭",
    "买的是外挂",
    "客服一直不回复",
)


def walk(terminal: Terminal, steps: tuple[Step, ...]) -> None:
    """Give the answers one after the other, each to the prompt it belongs to."""
    for piece, keys in steps:
        terminal.answer(piece, keys)
