"""What a picture says beside what the case says; and pages of any lines whatever."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.case.values import parse
from refundcli.intake.screenshot.against import standing
from refundcli.intake.screenshot.found import Found
from refundcli.intake.screenshot.page import Line, Page
from refundcli.intake.screenshot.reading import read
from tests.support import KNOWLEDGE, TODAY, case_of

LINE: Final = (Line("", 0, 0, 1, 1),)
CARD: Final = {"scenario": "card_invalid"}


def found(key: str, raw: str, *doubts: str) -> Found:
    question = KNOWLEDGE.question(key)
    assert question is not None
    return Found(key, raw, parse(question, raw), doubts, LINE)


@pytest.mark.parametrize(
    ("key", "case", "picture", "expected"),
    [
        ("order.amount", None, "98.50", "new"),
        ("order.amount", "?", "98.50", "new"),
        ("order.amount", "98.50", "98.5", "same"),
        ("order.amount", "98.50", "47.50", "other"),
        ("order.number", "KM 2026-1101", "km20261101", "same"),
        ("order.number", "KM20261101", "KM20261102", "other"),
        ("order.number", "20261101", "202611011", "other"),
        ("order.paid_at", "2026-11-01", "2026-11-01 14:01:07", "finer"),
        ("order.paid_at", "2026-11-01 14:01", "2026-11-01 14:01:07", "same"),
        ("order.paid_at", "2026-11-01 14:01", "2026-11-01", "same"),
        ("order.paid_at", "2026-11-01 14:01", "2026-11-02 14:01", "other"),
        ("order.paid_at", "2026-11-01", "2026-11-02 14:01", "other"),
        ("merchant.name", "演示店铺", "演示店铺旗舰店", "finer"),
        ("merchant.name", "演示店铺旗舰店", "演示店铺", "same"),
        ("merchant.name", "演示店铺", "样例商行", "other"),
        ("order.payment", "alipay", "wechat", "other"),
        ("facts.contacted_on", "2026-11-02", "2026-11-02", "same"),
        ("facts.contacted_on", "2026-11-02", "2026-11-02、2026-11-05", "finer"),
    ],
)
def test_how_a_value_stands_to_the_case(
    key: str, case: str | None, picture: str, expected: str
) -> None:
    """Another sum, number, day or name contradicts; more of the same is offered."""
    told = case_of({**CARD, **({key: case} if case else {})})
    assert standing(found(key, picture), told, KNOWLEDGE) == expected


def test_a_sum_spoken_of_contradicts_nothing_but_another_order_does() -> None:
    case = case_of({**CARD, "order.amount": "98.50", "order.number": "KM20261101"})
    spoken = found("order.amount", "30", "mention")
    assert standing(spoken, case, KNOWLEDGE) == "elsewhere"
    other = found("order.number", "KM20269999", "mention")
    assert standing(other, case, KNOWLEDGE) == "other"


def test_a_question_that_the_problem_does_not_ask_is_left_alone() -> None:
    told = found("facts.error_text", "该卡密已被使用")
    assert standing(told, case_of(CARD), KNOWLEDGE) == "new"
    assert standing(told, case_of({"scenario": "not_delivered"}), KNOWLEDGE) == "elsewhere"
    assert standing(told, case_of({}), KNOWLEDGE) == "new"


WORDS: Final = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789KMTO-:.¥年月日 ", max_size=40),
    st.sampled_from(
        sorted(
            {
                label
                for s in KNOWLEDGE.screens.screens.values()
                for f in s.fields
                for label in f.labels
            }
        )
    ),
)
PLACE: Final = st.floats(min_value=-50, max_value=3000, allow_nan=False)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    left, top = draw(PLACE), draw(PLACE)
    wide, tall = (draw(st.floats(min_value=0, max_value=900)) for _ in range(2))
    score, clear = draw(st.floats(0, 1)), draw(st.floats(0, 99))
    again = draw(st.one_of(st.none(), st.tuples(WORDS)))
    return Line(draw(WORDS), left, top, left + wide, top + tall, score, clear, again)


@given(st.lists(lines(), max_size=25), st.integers(1, 2000))
def test_no_page_makes_the_reader_fail(found: list[Line], width: int) -> None:
    """Whatever was recognised, there is a reading, and what it offers its question takes."""
    reading = read(Page(width, 3000, tuple(found)), KNOWLEDGE, TODAY)
    for one in reading.found:
        question = KNOWLEDGE.question(one.key)
        assert question is not None
        assert not (one.sure and one.value is None)
        assert question.mask != "code" or one.value is None


@given(st.text(alphabet="0123456789", min_size=20, max_size=34))
def test_only_a_number_of_its_form_is_sure(number: str) -> None:
    """Of a WeChat bill 28 digits that begin with 4 and hold a day, and nothing else."""
    rows = (("交易单号", 50.0), (number, 305.0), ("收单机构", 50.0), ("财付通支付", 305.0))
    page = Page(
        1080,
        2340,
        tuple(
            Line(text, left, 300 + 100 * (place // 2), left + 300, 350 + 100 * (place // 2))
            for place, (text, left) in enumerate(rows)
        ),
    )
    reading = read(page, KNOWLEDGE, TODAY)
    for one in reading.found:
        if one.key == "order.payment_number" and one.sure:
            assert len(number) == 28
            assert number[0] == "4"
