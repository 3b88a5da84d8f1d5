"""A case file is read whole or answered with every problem at once; nothing in it is executed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from refundcli.case.file import MAX_BYTES, parse_text, storable, to_case
from refundcli.case.model import Case, State
from refundcli.errors import InvalidInputError
from refundcli.knowledge.load import Knowledge
from tests.support import CARD, KNOWLEDGE, TODAY, case_of

TOML = """# 演示案件
schema = 1
scenario = "card_invalid"
unknown = ["merchant.legal_name"]
unavailable = ["has.usage_record"]
skipped = ["order.payment_number"]
[order]
number = "000123"
amount = "98.50"
paid_at = 2026-11-01T14:01:00
[demand]
kind = ["refund", "records"]
[evidence.E1]
kind = "order_page"
shows = ["order.number"]
"""


def read(text: str) -> Case:
    """A case from a document of either shape."""
    return to_case(parse_text(text, "案件"), KNOWLEDGE, TODAY)


def refused(text: str) -> InvalidInputError:
    """The error of a document that must not pass."""
    with pytest.raises(InvalidInputError) as caught:
        read(text)
    assert any("\u4e00" <= ch <= "\u9fff" for ch in caught.value.message)
    return caught.value


def test_toml_and_json_are_one_shape() -> None:
    """The same answers in either shape are the same case, with or without a byte order mark."""
    from_json = {
        "schema": 1,
        "scenario": "card_invalid",
        "unknown": ["merchant.legal_name"],
        "unavailable": ["has.usage_record"],
        "skipped": ["order.payment_number"],
        "order": {"number": "000123", "amount": "98.50", "paid_at": "2026-11-01 14:01"},
        "demand": {"kind": "refund,records"},
        "evidence": {"E1": {"kind": "order_page", "shows": ["order.number"]}},
    }
    case = read(TOML)
    assert read("\ufeff" + TOML) == case
    assert read(json.dumps(from_json, ensure_ascii=False)) == case
    assert read("\ufeff\n" + json.dumps(from_json)) == case


def test_the_four_states_of_a_question() -> None:
    """Not known, not to be had, left for later and never asked are told apart."""
    case = read(TOML)
    assert case.state("merchant.legal_name") is State.UNKNOWN
    assert case.state("has.usage_record") is State.UNAVAILABLE
    assert case.state("order.payment_number") is State.SKIPPED
    assert case.state("buyer.name") is State.NEVER
    assert case.state("order.number") is State.ANSWERED
    assert case.get("merchant.legal_name") is None


def test_an_order_number_keeps_its_zeros() -> None:
    """A number in quotation marks is text to the last zero; without them the file is refused."""
    assert read(TOML).get("order.number") == "000123"
    assert "加引号" in refused("[order]\nnumber = 000123\n").message
    assert "加引号" in refused("[order]\nnumber = 123\n").message


def test_every_problem_in_one_go_with_the_nearest_key() -> None:
    """All wrong keys and values are named together, each with what would be right."""
    error = refused(
        'scenario = "card_invalyd"\nunknown = ["merchant.leagl_name"]\n'
        '[order]\namuont = "1"\namount = "-5"\npaid_at = "2026-02-30"\n'
        '[facts]\nerror_kindd = "used"\n[evidence.E1]\nknd = "order_page"\n[nowhere]\nx = 1\n'
    )
    for part in (
        "是不是 card_invalid", "是不是 merchant.legal_name", "是不是 order.amount", "“-5”不是金额",
        "2026-02-30", "是不是 facts.error_kind", "是不是 evidence.E1.kind", "nowhere.x",
    ):  # fmt: skip
        assert part in error.message
    assert {"order.amuont", "order.amount", "order.paid_at", "nowhere.x"} <= set(error.keys)
    assert "8 处要改" in error.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[order]\nnumber = "1"\nnumber = "2"\n', "第 3 行"),
        ('[order]\nnumber = "1"\n[order]\namount = "2"\n', "第 3 行"),
        ('[order]\nnumber = "1\n', "第 2 行"),
        ("[order]\nnumber\n", "第 2 行"),
        ("[order]\npaid_at = 2026-02-30\n", "第 2 行"),
        ('{"order": {"number": "1",}}', "第 1 行"),
        ('{"order": {"number": "1", "number": "2"}}', "number 写了两次"),
        ('{"order": ', "JSON"),
        ("随便写的一段话", "第 1 行"),
    ],
)
def test_broken_syntax_names_the_place(text: str, said: str) -> None:
    """A syntax error names its line, a duplicate key in JSON the key."""
    assert said in refused(text).message


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("order = 5", "order"),
        ('order = "x"', "order"),
        ("[order.number]\nx = 1", "order.number"),
        ("[order]\nnumber = true", "order.number"),
        ("[order]\namount = [1]", "order.amount"),
        ("[demand]\nkind = 1", "demand.kind"),
        ("unknown = 5", "unknown"),
        ("unknown = [5]", "unknown"),
        ("schema = 2", "schema"),
        ("[[evidence]]\nkind = 'order_page'", "evidence"),
        ("[facts]\nno_reply = 'maybe'", "facts.no_reply"),
        ("[facts]\nerror_kind = 'sold'", "facts.error_kind"),
        ('{"order": {"amount": null}}', "order.amount"),
        ('{"order": {"amount": NaN}}', "order.amount"),
        (f"[order]\namount = 0x{'f' * 5000}", "order.amount"),
    ],
)
def test_wrong_types_name_their_key(text: str, key: str) -> None:
    """A value of the wrong type is an answer to nothing: its key is named."""
    assert key in refused(text).keys


def test_an_empty_answer_is_none() -> None:
    """Empty text and an empty list count as not given."""
    case = read('unknown = []\n[order]\nnumber = ""\n[demand]\nkind = []\n')
    assert case == Case({})
    assert case.state("order.number") is State.NEVER


def test_an_answer_and_its_absence_contradict() -> None:
    """One key cannot be both answered and unknown."""
    error = refused('unknown = ["order.number"]\n[order]\nnumber = "1"\n')
    assert "请留一个" in error.message


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("order.ordered_at", "2026-11-01 15:00", "早于 order.ordered_at"),
        ("order.paid_at", "2026-11-23", "还没有到"),
        ("facts.tried_at", "2026-10-31", "早于 order.paid_at"),
        ("facts.contacted_on", "2026-11-02、2026-12-02", "还没有到"),
        ("demand.reply_by", "2026-11-21", "已经过去"),
    ],
)
def test_dates_that_cannot_be(key: str, value: str, said: str) -> None:
    """A payment before the order, an event to come and a deadline gone by are refused."""
    with pytest.raises(InvalidInputError, match=said):
        case_of({**CARD, key: value})


def test_today_is_neither_past_nor_future() -> None:
    """The day itself is allowed on both sides."""
    case = case_of({**CARD, "facts.tried_at": "2026-11-22", "demand.reply_by": "2026-11-22"})
    assert case.get("demand.reply_by") == date(2026, 11, 22)


def test_a_long_story_is_refused_and_a_huge_file_too() -> None:
    """Ten megabytes of story are answered with the limit, not cut and not a crash."""
    error = refused(f'story = """{"啊" * (10 * 1024 * 1024 // 3)}"""')
    assert error.keys == ("story",)
    assert "最多 50000 字" in error.message
    assert len(error.message) < 500
    assert "16 MB" in refused("#" * (MAX_BYTES + 1)).message


@pytest.mark.parametrize(
    "text", ['{"a":' * 100_000, "a = " + "[" * 100_000, '{"order":' * 900 + "1" + "}" * 900]
)
def test_deep_nesting_is_refused(text: str) -> None:
    """A file made to exhaust the stack is answered like any other that cannot be read."""
    assert len(refused(text).message) < 1000


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    """Python's own limit on whole numbers comes back as a Chinese line."""
    for text in (f"[order]\namount = {'9' * 5000}\n", '{"order": {"amount": ' + "9" * 5000 + "}}"):
        assert "太长" in refused(text).message


def test_a_wrong_key_cannot_paint_the_terminal() -> None:
    """Control characters in a key are not echoed."""
    assert "\x1b" not in refused('{"\\u001b[31mx": "1"}').message


@pytest.mark.parametrize("text", ["{{7*7}}", "[bold]红[/bold]", "{% raw %}", "# 标题", "${HOME}"])
def test_markup_is_data(text: str, knowledge: Knowledge) -> None:
    """What looks like a template or like markup is kept as it was typed."""
    document = {"order": {"product": text}, "story": text}
    case = to_case(document, knowledge, TODAY)
    assert case.get("order.product") == case.get("story") == text


def test_a_stored_value_reads_back_as_itself() -> None:
    """Every checked value survives being written and read again."""
    case = case_of({**CARD, "facts.promised_within": "36小时", "facts.contacted_on": "2026-11-02"})
    again = case_of({key: storable(value) for key, value in case.answers.items()})
    assert again == case
