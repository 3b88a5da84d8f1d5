"""What people write is understood or refused with a Chinese line, the same on every path in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.case.model import CHINA
from refundcli.case.text import ValueProblem, clean, shorten
from refundcli.case.values import parse
from refundcli.knowledge.schema import Question, ValueType
from tests.support import KNOWLEDGE

ERROR_KIND = KNOWLEDGE.every_question["facts.error_kind"]
DEMAND_KIND = KNOWLEDGE.every_question["demand.kind"]
MOMENT = datetime(2026, 11, 1, 14, 5, tzinfo=CHINA)


def ask(kind: ValueType) -> Question:
    """A question of one type."""
    return Question(ask="?", type=kind, example="例")


@pytest.mark.parametrize(
    ("raw", "sum_"),
    [
        ("１２．５", "12.50"),
        ("¥1,299.00", "1299.00"),
        ("￥1，299.00", "1299.00"),
        ("98.5元", "98.50"),
        (" CNY 98 ", "98.00"),
        ("0.01", "0.01"),
        ("98.500", "98.50"),
        (98.5, "98.50"),
        (7, "7.00"),
        ("0012.50", "12.50"),
    ],
)
def test_money_as_people_write_it(raw: object, sum_: str) -> None:
    """Full-width digits, currency signs and thousands are understood, and kept to the cent."""
    assert str(parse(ask("money"), raw)) == sum_


@pytest.mark.parametrize(
    "raw",
    ["-5", "NaN", "Infinity", "0", "0.00", "1e3", "1E+3", "98.505", "0.001", "", "约98", "1,29.00",
     "9" * 40, 10**18, float("nan"), float("inf"), -5, True, None, [98], "98.50.1", "一百元"],
)  # fmt: skip
def test_what_is_no_sum_is_refused(raw: object) -> None:
    """Nothing but a positive sum to the cent becomes money; no number however long is a crash."""
    with pytest.raises(ValueProblem, match=r"[\u4e00-\u9fff]"):
        parse(ask("money"), raw)


@given(st.decimals(min_value="0.01", max_value="9999999", places=2))
def test_money_survives_reading_back(amount: Decimal) -> None:
    """What is shown of a sum is read as the same sum."""
    assert parse(ask("money"), f"¥{amount:,.2f}") == amount


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-01 14:05",
        "2026-11-01T14:05",
        "2026-11-01T14:05:00+08:00",
        "2026-11-01T06:05:00Z",
        "2026/11/1 14:05",
        "2026.11.01 14:05:00",
        "2026年11月1日14:05",
        "2026年11月1日 14点05分",
        "2026年11月1日 下午2:05",
        "２０２６-１１-０１ １４：０５",
        datetime(2026, 11, 1, 14, 5),  # noqa: DTZ001 - a time without zone is the point
        MOMENT,
    ],
)
def test_moments_in_the_shapes_people_write(raw: object) -> None:
    """A time without a zone is Beijing time; every shape means the same moment."""
    assert parse(ask("time"), raw) == MOMENT
    assert str(parse(ask("time"), raw)).endswith("+08:00")


@pytest.mark.parametrize("raw", ["2026-11-01", "2026/11/1", "2026年11月1日", date(2026, 11, 1)])
def test_a_day_stays_a_day(raw: object) -> None:
    """No clock time is invented for somebody who remembers only the day."""
    found = parse(ask("time"), raw)
    assert found == date(2026, 11, 1)
    assert not isinstance(found, datetime)


@pytest.mark.parametrize(
    ("raw", "hour"),
    [("凌晨12点", 0), ("中午12点", 12), ("中午1点", 13), ("上午9点", 9), ("晚上8点", 20)],
)
def test_hours_with_a_part_of_day(raw: str, hour: int) -> None:
    """A spoken hour is the hour of 24 that it means."""
    assert parse(ask("time"), f"2026-11-01 {raw}") == MOMENT.replace(hour=hour, minute=0)


@pytest.mark.parametrize(
    "raw",
    ["2026-02-30", "2026年2月30日", "2026-13-01", "2026-11-01 25:00", "2026-11-01 14:61", "昨天",
     "11月1日", "2026-11-01 晚上12点", "2026-11-01 后半夜", 20261101, True,
     "0001-01-01T00:00:00+14:00", "2026-02-30T10:00"],
)  # fmt: skip
def test_what_is_no_time_is_refused(raw: object) -> None:
    """A day that does not exist or could be two is asked again, never guessed."""
    with pytest.raises(ValueProblem, match=r"[\u4e00-\u9fff]"):
        parse(ask("time"), raw)


def test_several_days() -> None:
    """Days in any order are kept once each, in order."""
    found = parse(ask("dates"), "2026-11-05、2026年11月2日，2026/11/5")
    assert found == (date(2026, 11, 2), date(2026, 11, 5))


@pytest.mark.parametrize(
    ("raw", "length"),
    [
        ("30分钟", timedelta(minutes=30)),
        ("24小时", timedelta(hours=24)),
        ("付款后24小时内", timedelta(hours=24)),
        ("3天", timedelta(days=3)),
        ("1天12小时", timedelta(hours=36)),
        ("半小时", timedelta(minutes=30)),
        ("1.5小时", timedelta(minutes=90)),
        ("2h", timedelta(hours=2)),
        ("立即", timedelta()),
        ("秒到账", timedelta()),
    ],
)
def test_durations(raw: str, length: timedelta) -> None:
    """A promised time is understood in the words of a product page."""
    assert parse(ask("duration"), raw) == length


@pytest.mark.parametrize(
    "raw", ["1-3天", "3天或5天", "一个半小时", "-3天", "尽快", "5", "9999999999天", "", "0号"]
)
def test_durations_that_are_not_one_length(raw: str) -> None:
    """Of two lengths none is chosen for the buyer."""
    with pytest.raises(ValueProblem):
        parse(ask("duration"), raw)


@pytest.mark.parametrize(
    ("raw", "number"),
    [("138 0000 0000", "13800000000"), ("+86-138-0000-0000", "13800000000"),
     ("400-000-0000", "4000000000"), ("１３８００００００００", "13800000000")],
)  # fmt: skip
def test_phone_numbers(raw: str, number: str) -> None:
    """Blanks, hyphens, full-width digits and the country code do not matter."""
    assert parse(ask("phone"), raw) == number


@pytest.mark.parametrize("raw", ["138000000001234", "abc", "12", "", 13800000000])
def test_what_is_no_phone_number(raw: object) -> None:
    """A number nobody could call is refused."""
    with pytest.raises(ValueProblem):
        parse(ask("phone"), raw)


@pytest.mark.parametrize("raw", [0, -1, "1.5", True, 2.0, "一", "9999999"])
def test_what_is_no_count(raw: object) -> None:
    """Pieces are counted from one, in whole numbers."""
    with pytest.raises(ValueProblem):
        parse(ask("number"), raw)


def test_choices_by_value_and_by_label() -> None:
    """A choice is taken by its id or by the words the buyer reads; the nearest id is named."""
    assert parse(ERROR_KIND, "used") == parse(ERROR_KIND, "已被使用、已兑换过") == "used"
    assert parse(DEMAND_KIND, "refund, records") == ("refund", "records")
    with pytest.raises(ValueProblem, match="是不是 used"):
        parse(ERROR_KIND, "usd")


@pytest.mark.parametrize(
    ("raw", "value"), [("是", True), ("否", False), (True, True), ("no", False)]
)
def test_yes_and_no(raw: object, value: bool) -> None:
    """Yes and no in words and as a file writes them."""
    assert parse(ask("yesno"), raw) is value


def test_an_uncertain_yes_is_no_answer() -> None:
    """Neither yes nor no is refused, not read as no."""
    with pytest.raises(ValueProblem):
        parse(ask("yesno"), "也许")


@pytest.mark.parametrize(
    "dirty",
    ["a\x1b[31mb\x1b[0m", "a\x1b]0;title\x07b", "a\u202eb\u202c", "a\u2066b\u2069", "a\x00\x07b",
     "\ufeffa\u200bb", "a\ue000b", "a\ud800b", "a\x9bb", "\x1bPab"],
)  # fmt: skip
def test_terminal_and_bidi_controls_never_get_in(dirty: str) -> None:
    """Escapes, direction overrides and characters of the layout are taken out, the words kept."""
    assert parse(ask("text"), dirty) == "ab"
    assert clean(dirty) == "ab"
    assert shorten(dirty) == "ab"


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=500))
def test_text_is_never_shortened(text: str) -> None:
    """Up to the limit every printable character stays; beyond it the answer is refused, not cut."""
    assert parse(ask("text"), text) == text
    with pytest.raises(ValueProblem, match="最多 500 字"):
        parse(ask("text"), text + "长" * 500)


def test_markup_in_an_answer_is_only_text() -> None:
    """Template, rich and shell syntax are kept to the letter."""
    for text in ("{{7*7}}", "[bold]x[/bold]", "{% say %}", "$(id)", "# x", "| a"):
        assert parse(ask("text"), text) == text
