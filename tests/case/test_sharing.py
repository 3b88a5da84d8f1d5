"""A case without identity: nobody is recognised by it, and it says the same."""

from __future__ import annotations

from typing import Final

import pytest
import tomlkit

from refundcli import api
from refundcli.case.sharing import shared
from tests.golden import GOLDEN, Golden
from tests.support import IDENTITY, KNOWLEDGE, ORDER, TODAY, case_of

PRIVATE: Final = {
    "buyer.name": "测试甲乙",
    "buyer.phone": "13800000021",
    "buyer.address": "示例省示例市示例路9号",
    "buyer.id_number": "000000199001010018",
    "buyer.agent.name": "测试丙丁",
    "buyer.agent.phone": "13800000022",
    "buyer.guardian.name": "测试戊己",
    "order.card_code": "TESTCODE0000WXYZ1111",
    "order.number": "TEST000000000777",
    "order.payment_number": "TEST420000000888",
}


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_the_verdict_is_the_same(golden: Golden) -> None:
    """What is left out or covered never decided anything; the file is read like any other."""
    found = shared(golden.signed, KNOWLEDGE)
    again = api.read_case(tomlkit.dumps(found.document), KNOWLEDGE, today=TODAY)
    before = api.assess(golden.signed, KNOWLEDGE, today=TODAY)
    after = api.assess(again, KNOWLEDGE, today=TODAY)
    for field in ("scenario", "also", "responsible", "strength", "stance"):
        assert getattr(before, field) == getattr(after, field)
    text = tomlkit.dumps(found.document)
    for key in ("buyer.name", "buyer.phone", "buyer.address", "order.payment_number"):
        assert str(golden.signed.get(key)) not in text


def test_private_answers_are_found_in_what_was_written() -> None:
    """A name in the story, a number in the log and in a file's name: gone with the answer."""
    told = "，".join(PRIVATE.values())
    answers = {
        **ORDER,
        **IDENTITY,
        **PRIVATE,
        "scenario": "card_invalid",
        "story": f"我是{told}，邮箱 test@demo.example，卡 6200000000000000000，电话 13800000033",
        "events.e1.kind": "replied",
        "events.e1.by": "merchant",
        "events.e1.at": "2026-11-02",
        "events.e1.text": f"{told}已处理",
        "evidence.E1.kind": "order_page",
        "evidence.E1.name": f"{told}.png",
        "clauses.C1.title": "演示规则",
        "clauses.C1.text": told,
        "unknown": ["merchant.legal_name"],
    }
    found = shared(case_of(answers), KNOWLEDGE)
    text = tomlkit.dumps(found.document)
    others = ("test@demo.example", "6200000000000000000", "13800000033")
    assert [value for value in (*PRIVATE.values(), *others) if value in text] == []
    assert "98.50" in text
    assert "演示店铺" in text
    assert found.document["unknown"] == ["merchant.legal_name"]
    assert {"姓名", "手机号", "地址", "身份证号"} <= {*found.left_out}
    assert "卡密" in found.covered


def test_two_numbers_stay_two() -> None:
    """Numbers that differ in the middle only must not become the same one."""
    pair = {"facts.target_right": "13800000021", "facts.target_wrong": "13811110021"}
    found = shared(case_of({**ORDER, "scenario": "wrong_target", **pair}), KNOWLEDGE)
    facts = found.document["facts"]
    assert facts["target_right"] != facts["target_wrong"]
    assert not {*pair.values()} & {*facts.values()}


def test_shared_twice_is_shared_once() -> None:
    """What somebody passes on is not worn down further."""
    once = shared(case_of({**ORDER, **PRIVATE, "scenario": "card_invalid"}), KNOWLEDGE)
    again = api.read_case(tomlkit.dumps(once.document), KNOWLEDGE, today=TODAY)
    assert shared(again, KNOWLEDGE).document == once.document
