"""`check` finds what is wrong in a text and nothing else, and takes no longer than its length."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli import api
from refundcli.knowledge.lint import Misread, Rule
from refundcli.write.checking.problem import Problem
from tests.golden import GOLDEN, Golden
from tests.support import CARD, KNOWLEDGE, TODAY, case_of

TEXTS: Final = tomllib.loads((Path(__file__).parent / "check_texts.toml").read_text("utf-8"))
BAD: Final[list[dict[str, Any]]] = TEXTS["bad"]
GOOD: Final[list[dict[str, Any]]] = TEXTS["good"]
DOCUMENTS: Final = tuple(KNOWLEDGE.documents.documents)
RULES: Final = KNOWLEDGE.lint.rules
MISREAD: Final = KNOWLEDGE.lint.citations.misread


def found(text: str, document: str = "", **options: Any) -> tuple[Problem, ...]:  # noqa: ANN401 - the options of `check`
    return api.check(text, KNOWLEDGE, today=TODAY, document=document, **options)


def codes(text: str, document: str = "", **options: Any) -> set[str]:  # noqa: ANN401 - the same
    return {problem.code for problem in found(text, document, **options)}


@pytest.mark.parametrize("one", BAD, ids=[one["name"] for one in BAD])
def test_a_bad_text_fails_for_its_reason(one: dict[str, Any]) -> None:
    problems = found(one["text"], one.get("document", ""))
    assert set(one["codes"]) <= {problem.code for problem in problems}
    assert {"error", "warning"} & {problem.severity for problem in problems}


@pytest.mark.parametrize("one", GOOD, ids=[one["name"] for one in GOOD])
def test_a_good_text_is_clean(one: dict[str, Any]) -> None:
    assert found(one["text"], one.get("document", "")) == ()


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_our_own_letters_are_clean(golden: Golden) -> None:
    """Every golden letter and short form: no error, no warning, no hint; beside its case too."""
    for document, letter in golden.letters.items():
        for text in filter(None, (letter.text, letter.short_text)):
            assert found(text, document) == ()
            assert found(text, document, case=golden.signed) == ()


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_finds_its_examples_alone(name: str, rule: Rule) -> None:
    document = rule.documents[0] if rule.documents else ""
    code = rule.code or name
    assert [text for text in rule.examples if code not in codes(text, document)] == []
    assert [text for text in rule.others if code in codes(text, document)] == []


@pytest.mark.parametrize("one", MISREAD, ids=[f"{one.law}.{one.article}" for one in MISREAD])
def test_a_misread_article_is_told(one: Misread) -> None:
    assert [text for text in one.examples if "misread_law" not in codes(text)] == []
    assert [text for text in one.others if "misread_law" in codes(text)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("《民法典》第1260条", "unread_article"),
        ("《民法典》第一千二百六十一条", "no_such_article"),
        ("民法典第0条", "no_such_article"),
        ("《民法典》第577条、第1300条", "no_such_article"),
        ("《民法典》第577、578、1300条", "no_such_article"),
        ("《民法典》第577条、1300条", "no_such_article"),
        ("《民法典》第577至1300条", "no_such_article"),
        ("《民法典》第五百七十七、一千三百条", "no_such_article"),
        ("《民法典》第577条第一、二款、第1300条", "no_such_article"),
        ("《民法典》第577条、578条", None),
        ("《民法典》第577条第1款、第二款", None),
        ("《民法典》第577条，3条规则都写了", None),
        ("电商法第九十条", "no_such_article"),
        ("《消费者权益保护法（2013修正）》第六十四条", "no_such_article"),
        ("《电子商务法》第62条第1款第3项", None),
        ("《电子商務法》第６２条", None),
        ("根据合同法，应当退款", "repealed_law"),
        ("根据合同法律关系", None),
        ("《劳动合同法》", None),
        ("《虚拟财产保护条例》", "unknown_law"),
        ("依据虚拟商品管理条例第三条", "unknown_law"),
        ("《三体》第5条", None),
        ("按平台规则第5条处理", "invented_clause"),
        ("平台《售后办法》第5条", "invented_clause"),
        ("按照平台服务协议第3.2条", "invented_clause"),
        ("《消费者权益保护法》第26条，商家应于3日内退款", "unfounded_period"),
        ("商家应在15日内退款（《侵害消费者权益行为处罚办法》第8条）", None),
        ("商家称按《本店售后规则》第5条不退", None),
    ],
)
def test_a_citation(text: str, code: str | None) -> None:
    """In brackets or not, in figures or in words, by its short name; others' words are theirs."""
    assert codes(text) == ({code} if code else set())


def test_measures_hold_until_their_day() -> None:
    """What is repealed today was in force before."""
    text = "请依照《市场监督管理投诉举报处理暂行办法》第16条调解"
    assert codes(text) == {"repealed_law"}
    before = api.check(text, KNOWLEDGE, today=TODAY.replace(month=4, day=14))
    assert before == ()
    later = api.check(text.replace("暂行", ""), KNOWLEDGE, today=TODAY.replace(month=4, day=14))
    assert [problem.code for problem in later] == ["not_yet_law"]
    (today,) = found(text)
    assert "市场监督管理投诉举报处理办法" in today.fix


def test_lines_and_words_are_those_that_were_written() -> None:
    """Lines count from one; the words keep their spelling; a card code is covered."""
    problems = found("您好\r\n你们這群騙子\n\n卡密：ＡＢＣＤ－1234-EFGH-5678\x1b[31m")
    told = [(problem.line, problem.code, problem.text) for problem in problems]
    assert told[0] == (2, "insult", "騙子")
    assert told[1][:2] == (4, "card_code")
    assert "****" in told[1][2]
    assert "1234" not in told[1][2]


def test_one_problem_a_place() -> None:
    """Of two rules that meet the same words the graver, else the longer one speaks."""
    (problem,) = found("赔我500元我就撤销举报")
    assert problem.code == "bargain"
    assert [one.code for one in found("骗子，骗子")] == ["insult", "insult"]
    text = "字" * 195 + "骗子，请依《民法典》第1300条退款"
    told = [one.code for one in found(text, "report_12315", limit=196)]
    assert told[:4] == ["insult", "mixed_refund", "no_such_article", "too_long"]


@pytest.mark.parametrize(
    ("document", "count", "limit", "excess"),
    [
        ("refund_request", 201, None, 1),
        ("refund_request", 200, None, None),
        ("merchant_message", 600, 300, 300),
        ("complaint_12315", 401, None, 1),
        ("police_statement", 9000, None, None),
    ],
)
def test_the_excess_is_told(
    document: str, count: int, limit: int | None, excess: int | None
) -> None:
    """By the document's limit or the one asked for; the closing line break does not count."""
    text = "字" * count + "\n"
    told = [one for one in found(text, document, limit=limit) if one.code == "too_long"]
    assert [f"多 {excess} 字" in one.why for one in told] == ([True] if excess else [])


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("字" * 30, "多出"),
        ("😀" * 15, "多出"),
        ("😀" * 14 + "字😀", "😀多出"),
        ("字" * 30 + "\n ", "多出"),
    ],
)
def test_the_words_that_have_no_place_are_shown(before: str, shown: str) -> None:
    """From the first that has none on, however many units those before it take."""
    text = f"{before}{shown.removeprefix('😀')}\n"
    (told,) = [one for one in found(text, limit=30, document="police_statement")
               if one.code == "too_long"]  # fmt: skip
    assert told.text == shown


def test_a_text_in_columns_fills_several_boxes() -> None:
    """The short form's limit is not that of the whole paper."""
    text = "投诉人\n测试甲\n\n投诉请求\n" + "字" * 500
    assert "too_long" not in codes(text, "complaint_12315")


CASE: Final = case_of(
    {
        **CARD,
        "order.card_code": "QWER-1234-TYUI",
        "evidence.E1.kind": "order_page",
        "clauses.C1.title": "虚拟商品售后规则",
        "clauses.C1.number": "第5条",
        "clauses.C1.text": "商家应当在48小时内处理售后申请。",
        "events.e1.at": "2026-11-03 09:00",
        "events.e1.by": "merchant",
        "events.e1.kind": "refused",
        "events.e1.text": "一经售出，概不退换",
    }
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("订单号TEST0000000001", None),
        ("订单号TEST0000000002", "case_number"),
        ("订单号TEST00000000", "case_number"),
        ("实付98.5元", None),
        ("实付89.50元", "case_paid"),
        ("另外损失20元", "case_amount"),
        ("付款9千元", "case_paid"),
        ("付了九千元", "case_paid"),
        ("付了2.5万元", "case_paid"),
        ("付款¥1,299.00", "case_paid"),
        ("付款98元5角", None),
        ("一百零五块", "case_amount"),
        ("RMB 299", "case_amount"),
        ("12月30日付款", "case_bought"),
        ("十一月二日付款", "case_bought"),
        ("下单时间：2026-11-02", "case_bought"),
        ("请在12月30日前处理", None),
        ("2月30日付款", "no_such_day"),
        ("2025年2月29日", "no_such_day"),
        ("2026年11月1日付款", None),
        ("11月1日14:01付款", None),
        ("2026年11月2日付款", "case_bought"),
        ("11月7日我又问了一次", "case_date"),
        ("请在2026年11月29日前处理", None),
        ("见证据1", None),
        ("见证据1、2", "case_exhibit"),
        ("商家说“一经售出，概不退换”", None),
        ("商家说“不退就是不退”", "case_quote"),
        ("根据平台《虚拟商品售后规则》第5条，商家需在48小时内处理", None),
        ("根据平台《虚拟商品售后规则》第6条", "invented_clause"),
        ("商家需在24小时内处理", "unfounded_period"),
        ("我收到的是qwer 1234 tyui", "card_code"),
        ("《消费者权益保护法》第52条", None),
    ],
)
def test_a_text_beside_its_case(text: str, code: str | None) -> None:
    """What contradicts the case, what it does not hold; a captured clause may be cited."""
    assert codes(text, case=CASE) == ({code} if code else set())


def test_an_article_that_the_case_rules_out() -> None:
    """Consumer law is not for who buys to sell on."""
    resale = case_of({**CARD, "buyer.purpose": "resale"})
    assert codes("《消费者权益保护法》第52条", case=resale) == {"not_applicable"}


PIECES: Final = sorted(
    {
        *(one["text"][:60] for one in (*BAD, *GOOD)),
        *(text for rule in RULES.values() for text in (*rule.examples, *rule.others)),
        *"《》“”「」第条款项、，。！？；：\n\r\t 0１a*-@",
        "证據", "\x00", "\u202e", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    }
)  # fmt: skip
ANYTHING: Final = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
)


@given(ANYTHING, st.sampled_from(("", *DOCUMENTS)), st.sampled_from((None, CASE)))
def test_any_text_can_be_checked(text: str, document: str, case: Any) -> None:  # noqa: ANN401 - a case or none
    """No crash; every problem has a place in the text, and no two the same."""
    problems = found(text, document, case=case)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in problems)
    assert len(set(problems)) == len(problems)
