"""What is covered: never more than half of a code, never a whole number, and only once."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.case.masking import Cover, masked, without_code, without_looks
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from tests.support import KNOWLEDGE, ORDER, case_of

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
CODES: Final = st.text(LETTERS, min_size=8, max_size=40)
CARD: Final = "6200000000000000000"
NUMBERS: Final = ("13800000021", "000000199001010018", CARD, "test@demo.example")


def shown(text: str) -> str:
    """What is left of a text to be read."""
    return re.sub(r"[\W_]", "", text)


@given(st.text(min_size=1, max_size=60))
def test_at_most_half_is_shown_and_four_a_side(code: str) -> None:
    left = masked("code", code)
    assert left == masked("code", left)
    if left != code:
        assert len(left) - 4 <= min(8, len(code) // 2)


@given(CODES, st.sampled_from(["", "-", " ", "—"]), st.integers(1, 6))
def test_a_code_is_found_however_it_is_spelled(code: str, gap: str, step: int) -> None:
    """In groups, in lower case: nowhere more than half of it in one piece, and once is enough."""
    case = case_of({**ORDER, "order.card_code": code})
    spelled = gap.join(code[place : place + step] for place in range(0, len(code), step))
    text = without_code(f"卡密：{spelled.lower()}，打不开", case)
    assert len(shown(text)) - len("卡密打不开") <= len(code) // 2
    assert without_code(text, case) == text


@given(st.data())
def test_most_of_a_code_is_told_as_little_as_the_whole(data: st.DataObject) -> None:
    """A part that is longer than half of it is covered, too."""
    code = data.draw(CODES)
    case = case_of({**ORDER, "order.card_code": code})
    if len(code) < 10:
        return
    start = data.draw(st.integers(0, len(code) - len(code) // 2 - 1))
    part = code[start : start + len(code) // 2 + 1]
    text = without_code(f"只抄了“{part}”", case)
    assert len(shown(text)) - len("只抄了") <= len(code) // 2
    assert without_code(text, case) == text


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("frame", ["{}", "电话{}。", "a {} b", "【{}】", "IMG_{}.png", "x{},{}"])
def test_a_number_is_known_by_its_look(number: str, frame: str) -> None:
    text = without_looks(frame.replace("{}", number))
    assert number not in text
    assert without_looks(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "+8613800000021",
        "+86 138 0000 0021",
        "138-0000-0021",
        "１３８００００００２１",
        "6200 0000 0000 0000 000",
        "000000 19900101 0018",
    ],
)
def test_separators_and_wide_digits_hide_nothing(text: str) -> None:
    assert "****" in without_looks(text)
    assert "00000" not in without_looks(text).replace(" ", "").replace("-", "")


@pytest.mark.parametrize(
    "text",
    ["2026-11-01 14:01", "4200000000202611010000000001", "TEST0000000001", "98.50", "400-000-0000"],
)
def test_what_is_no_private_number_stays(text: str) -> None:
    """Days, sums, payment numbers of 28 digits, a service line."""
    assert without_looks(text) == text


def test_the_order_keeps_its_number_whatever_it_looks_like() -> None:
    """A shop may number its orders like mobile phones: they are told by name and in words."""
    case = case_of({**ORDER, "order.number": "13800000021"})
    cover = Cover(case, KNOWLEDGE, "merchant_message")
    assert cover.value("order.number", "13800000021") == "13800000021"
    assert "13800000021" in cover.words("订单13800000021，电话13800000033")
    assert "13800000033" not in cover.words("订单13800000021，电话13800000033")


def test_each_document_shows_what_its_recipient_needs() -> None:
    """The table decides, for an answer and for the same number in other words."""
    case = case_of({**ORDER, "buyer.phone": "13800000021", "order.card_code": "TESTCODE00001111"})
    for name in KNOWLEDGE.documents.documents:
        cover = Cover(case, KNOWLEDGE, name)
        needs = name in KNOWLEDGE.privacy.values["phone"].documents
        assert (cover.value("buyer.phone", "13800000021") == "13800000021") is needs
        assert ("13800000021" in cover.words("打13800000021")) is needs
        assert cover.value("order.card_code", "TESTCODE00001111") == "TEST****1111"


@pytest.mark.parametrize(
    "key", [k for k, q in KNOWLEDGE.every_question.items() if q.type != "money"]
)
def test_a_card_code_is_covered_in_whatever_answer_it_stands(key: str) -> None:
    """A buyer who types it where an account or a name was asked has not given it away."""
    case = case_of({**ORDER, "order.card_code": "TEST-1234-5678-WXYZ"})
    for name in ("", *KNOWLEDGE.documents.documents):
        told = Cover(case, KNOWLEDGE, name).value(key, "卡密TEST-1234-5678-WXYZ无效")
        assert "1234-5678" not in str(told)


@pytest.mark.parametrize("key", [k for k, q in KNOWLEDGE.every_question.items() if q.mask])
@pytest.mark.parametrize("wrong", ["159000000210", 15900000021, "9" * 501, ["TESTCODE1111"]])
def test_a_wrong_private_value_is_not_quoted(key: str, wrong: object) -> None:
    """Neither it nor its beginning stands in the message, and no cause carries it along."""
    question = KNOWLEDGE.every_question[key]
    if question.type != "phone" and wrong == "159000000210":
        wrong = ""
    with pytest.raises(ValueProblem) as raised:
        parse(question, wrong)
    assert not re.search(r"159000|9999|TESTCODE", str(raised.value))
    assert raised.value.__context__ is None
