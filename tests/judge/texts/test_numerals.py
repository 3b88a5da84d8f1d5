"""A numeral is read whole, or it is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.judge.texts.numerals import ends, value
from tests.support import KNOWLEDGE

SIGNS: Final = KNOWLEDGE.figures.signs


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("128", "128"),
        ("1,299.00", "1299"),
        ("1,200,000", "1200000"),
        ("3.2万", "32000"),
        ("1千5百", "1500"),
        ("2万5千", "25000"),
        ("1千2百万", "12000000"),
        ("5k", "5000"),
        ("1.5亿", "150000000"),
        ("一百零五", "105"),
        ("两千六百", "2600"),
        ("一千零五十", "1050"),
        ("一万零五", "10005"),
        ("三百十五", "315"),
        ("十", "10"),
        ("二十五", "25"),
        ("廿五", "25"),
        ("一二八", "128"),
        ("二〇二六", "2026"),
        ("一亿两千万", "120000000"),
        ("0", "0"),
    ],
)
def test_a_numeral(text: str, number: str) -> None:
    """In digits, in words, in both; the same where no short form is meant or allowed."""
    assert value(text, SIGNS) == Decimal(number)
    assert value(text, SIGNS, short=True) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("一千八", 1800, 1008),
        ("两百五", 250, 205),
        ("一万二", 12000, 10002),
        ("3万2", 32000, 30002),
        ("一万二千三", 12300, 12003),
    ],
)
def test_a_short_form(text: str, short: int, long: int) -> None:
    """The last digit stands for the next smaller power in a sum, never in an article's number."""
    assert value(text, SIGNS, short=True) == short
    assert value(text, SIGNS) == long


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "百",
        "千五",
        "1,29",
        "1,2999",
        "1.2.3",
        "五十千",
        "三四百",
        "1.5万2",
        "30一",
        "一零百",
        "零百",
    ],
)
def test_what_is_none(text: str) -> None:
    """No part of it is read either."""
    assert value(text, SIGNS) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("两三", (2, 3)),
        ("三四百", (300, 400)),
        ("十五六", (15, 16)),
        ("一二八", None),
        ("二〇二六", None),
        ("三二", None),
        ("三百", None),
        ("12", None),
    ],
)
def test_two_ends(text: str, found: tuple[int, int] | None) -> None:
    """Two numerals in one."""
    assert ends(text, SIGNS) == (found and tuple(map(Decimal, found)))


@given(st.text("".join(SIGNS) + "0123456789.,", max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is written."""
    value(text, SIGNS, short=True)
    ends(text, SIGNS)


@given(st.integers(0, 999_999))
def test_a_number_in_words(number: int) -> None:
    """What is written out is read back."""
    assert value(written_out(number), SIGNS) == number
    assert value(f"{number:,}", SIGNS) == number


def written_out(number: int) -> str:
    digits = "零一二三四五六七八九"
    for power, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            before, behind = divmod(number, power)
            gap = "零" if 0 < behind < power // 10 else ""
            return written_out(before) + sign + gap + (written_out(behind) if behind else "")
    return digits[number]
