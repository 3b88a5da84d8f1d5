"""Cases from flat dicts, the same way as `--set` and a file make them; all data invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from refundcli.case.edit import Change, apply
from refundcli.case.file import to_case
from refundcli.case.model import Case, State
from refundcli.judge.facts import Facts
from refundcli.knowledge.load import Knowledge

TODAY: Final = date(2026, 11, 22)
KNOWLEDGE: Final = Knowledge()
_MARKS: Final = {"?": State.UNKNOWN, "/": State.UNAVAILABLE, "skip": State.SKIPPED}

ORDER: Final[Mapping[str, object]] = {
    "buyer.purpose": "personal",
    "order.number": "TEST0000000001",
    "order.product": "演示商品甲",
    "order.amount": "98.50",
    "order.paid_at": "2026-11-01 14:01",
    "merchant.name": "演示店铺",
}
CARD: Final[Mapping[str, object]] = {
    **ORDER,
    "scenario": "card_invalid",
    "facts.error_kind": "used",
    "facts.error_text": "该卡密已被使用",
    "facts.tried_at": "2026-11-01 14:05",
    "facts.redeemed_by": "nobody",
}
IDENTITY: Final[Mapping[str, object]] = {
    "buyer.name": "测试甲",
    "buyer.phone": "13800000000",
    "buyer.address": "示例省示例市示例路1号",
    "order.platform": "演示平台",
}
PARTICULARS: Final[Mapping[str, object]] = {
    "buyer.gender": "女",
    "buyer.birth": "1990-01-01",
    "buyer.ethnicity": "汉族",
    "buyer.occupation": "职员",
    "buyer.postcode": "000000",
    "facts.court": "示例省示例市示例区人民法院",
    "facts.settled_amount": "50.00",
    "facts.settled_by": "2026-12-01",
    "order.payment": "wechat",
    "order.payment_number": "TEST4200000001",
}


def document_of(answers: Mapping[str, object]) -> dict[str, Any]:
    """A case document; `?`, `/` and `skip` stand for the three states that are no answer."""
    document: dict[str, Any] = {}
    marked = {key: _MARKS.get(value) for key, value in answers.items() if isinstance(value, str)}
    apply(
        document,
        [
            Change(key, state=marked[key]) if marked.get(key) else Change(key, value)
            for key, value in answers.items()
        ],
    )
    return document


def case_of(answers: Mapping[str, object], today: date = TODAY) -> Case:
    """A checked case."""
    return to_case(document_of(answers), KNOWLEDGE, today)


def facts_of(answers: Mapping[str, object], today: date = TODAY) -> Facts:
    """A checked case as conditions read it."""
    return Facts(case_of(answers, today), KNOWLEDGE, today)


def holding(*kinds: str) -> dict[str, object]:
    """Answers that say these kinds of proof are held, E1 first."""
    return {f"evidence.E{number}.kind": kind for number, kind in enumerate(kinds, start=1)}
