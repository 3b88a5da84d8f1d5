"""The card case as a hand-written file, as `--set` alone, and as JSON: all data invented."""

from __future__ import annotations

from typing import Final

ANSWERS: Final = {
    "scenario": "card_invalid",
    "buyer.purpose": "personal",
    "buyer.name": "测试甲",
    "buyer.phone": "13800000000",
    "buyer.address": "示例省示例市示例路1号",
    "order.number": "0012000000001",
    "order.platform": "演示平台",
    "order.product": "演示商品甲",
    "order.amount": "98.50",
    "order.paid_at": "2026-11-01 14:01",
    "merchant.name": "演示店铺",
    "facts.error_kind": "used",
    "facts.error_text": "该卡密已被使用",
    "facts.tried_at": "2026-11-01 14:05",
    "facts.redeemed_by": "nobody",
    "evidence.E1.kind": "order_page",
    "evidence.E2.kind": "failure_recording",
}
SETS: Final = tuple(part for key, value in ANSWERS.items() for part in ("--set", f"{key}={value}"))
TOML: Final = """# 手写的案件
scenario = "card_invalid"

[buyer]
purpose = "personal"
name = "测试甲"
phone = "13800000000"
address = "示例省示例市示例路1号"

[order]
number = "0012000000001"
platform = "演示平台"
product = "演示商品甲"
amount = "98.50"
paid_at = 2026-11-01T14:01:00+08:00

[merchant]
name = "演示店铺"

[facts]
error_kind = "used"
error_text = "该卡密已被使用"
tried_at = 2026-11-01T14:05:00+08:00
redeemed_by = "nobody"

[evidence.E1]
kind = "order_page"
[evidence.E2]
kind = "failure_recording"
"""


def nested(answers: dict[str, str]) -> dict[str, object]:
    """Answers by key in the shape of a case file."""
    document: dict[str, object] = {}
    for key, value in answers.items():
        node = document
        *tables, last = key.split(".")
        for table in tables:
            inner = node.setdefault(table, {})
            assert isinstance(inner, dict)
            node = inner
        node[last] = value
    return document


def but(**changes: str | None) -> tuple[str, ...]:
    """`--set` options of the card case with some answers changed (`__` for the dot) or left out."""
    answers: dict[str, str | None] = {**ANSWERS}
    answers |= {key.replace("__", "."): value for key, value in changes.items()}
    return tuple(
        part
        for key, value in answers.items()
        if value is not None
        for part in ("--set", f"{key}={value}")
    )
