"""Letters: every sentence has its source, nothing private leaks, nothing changes the layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli import api
from refundcli.errors import DocumentClosedError, MissingFactsError, WrongCallError
from refundcli.write.compose import Letter
from refundcli.write.document import Document, Heading, Paragraph, Sentence, to_markdown, to_text
from tests.golden import GOLDEN, Golden
from tests.support import CARD, IDENTITY, KNOWLEDGE, TODAY, case_of, holding

# Courtesy, form and what is asked for: they state nothing that happened, and so need no source.
COURTESY: Final = {
    *("greeting", "salutation", "opening", "closing", "signed", "dated", "final", "sign"),
    *("demand.mediate", "demand.answer", "asked", "true", "helped", "ask.check", "ask.stop"),
    *("agreed", "then", "default", "scope", "costs", "to", "demand.stop_renewal"),
}
EACH: Final = pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])


def message(answers: Mapping[str, object], document: str = "merchant_message") -> Letter:
    """A document of a card case without a limit."""
    case = case_of({**CARD, **answers})
    return api.draft(document, case, KNOWLEDGE, today=TODAY, limit=100_000)


@EACH
def test_every_sentence_has_its_source(golden: Golden) -> None:
    """Facts that were confirmed or articles stand behind each sentence that states anything."""
    for name, letter in golden.letters.items():
        said = letter.document.sentences()
        assert {item.id for item in said if not (item.facts or item.rules)} <= COURTESY, name


@EACH
def test_a_letter_is_finished(golden: Golden) -> None:
    """No placeholder, no empty brackets, no doubled mark, no id of ours, no control character."""
    slips = r"None|\{|\}|（）|“”|。。|，，|、、|，。|facts\.|[\ue000-\uf8ff\x1b]"
    for name, letter in golden.letters.items():
        for text in filter(None, (letter.text, letter.short_text)):
            assert re.findall(slips, text) == [], name
            assert not re.search(r"(?m)[ \t]$", text), name
            assert text.strip(), name


@EACH
def test_a_letter_makes_no_threat_and_no_promise(golden: Golden) -> None:
    """No insult, no threat, no outcome promised, no advice to the buyer inside a letter."""
    words = ("骗子", "欺诈", "诈骗", "三倍", "曝光", "差评", "后果自负", "否则", "一定会", "--set",
             "建议你", "你可以")  # fmt: skip
    for name, letter in golden.letters.items():
        # Damages for fraud are an alternative that rests on a fact the buyer named.
        # What others said is quoted as they said it, and a law is called by its title.
        own = re.sub("“[^”]*”|《[^》]*》", "", letter.text)
        named = any("consumer_law.55.1" in item.rules for item in letter.document.sentences())
        allowed = {"欺诈", "三倍"} if named else set()
        assert [word for word in words if word in own and word not in allowed] == [], name


@EACH
def test_a_fact_is_stated_once(golden: Golden) -> None:
    """No sentence comes twice, and the order number stands once."""
    for name, letter in golden.letters.items():
        texts = [item.text for item in letter.document.sentences()]
        assert len(texts) == len(set(texts)), name
        assert letter.text.count("订单号") <= 1, name


@EACH
def test_cited_evidence_exists(golden: Golden) -> None:
    """Every 证据 number in a letter is an item of the case."""
    numbers = {str(item.number) for item in golden.case.evidence}
    for name, letter in golden.letters.items():
        cited = re.findall(r"证据([0-9、]+)", letter.text)
        found = {number for group in cited for number in group.strip("、").split("、")}
        assert found <= numbers, name


def test_evidence_keeps_its_number_in_every_document() -> None:
    """证据2 is the same item in message, complaint and list."""
    answers = {**IDENTITY, **holding("chat_log", "failure_recording", "order_page")}
    title = KNOWLEDGE.evidence["failure_recording"].title
    for document in ("merchant_message", "platform_complaint", "complaint_12315"):
        letter = message(answers, document)
        tried = next(
            item for item in letter.document.sentences() if "facts.error_text" in item.facts
        )
        assert tried.evidence == ("E2",)
        assert re.search(rf"证据2\s?{title}", letter.text)
    assert re.search(rf"证据2\s?{title}", message(answers, "evidence_list").text)


def test_evidence_is_cited_for_what_it_shows() -> None:
    """An item recorded as showing something else is not cited for what its kind shows by nature."""
    answers = {"evidence.E1.kind": "order_page", "evidence.E1.shows": ["merchant.name"]}
    order = next(item for item in message(answers).document.sentences() if item.id == "order")
    assert order.evidence == ()


def test_a_gap_is_left_out_and_reported() -> None:
    """The letter reads without what is not known, and each gap is listed with its state."""
    answers = {
        "facts.tried_at": "?",
        "facts.delivered_at": "skip",
        "has.failure_recording": "/",
        "facts.usage_shows": None,
    }
    letter = message(answers)
    told = {item.key: item.state for item in letter.missing}
    assert told["facts.tried_at"] == "unknown"
    assert told["has.failure_recording"] == "unavailable"
    assert told["has.usage_record"] == "never"
    assert "11月1日14:05" not in letter.text
    assert "“该卡密已被使用”" in letter.text


def test_what_is_required_is_asked_for_with_an_example() -> None:
    """Without a product there is no letter; the key and a way to give it are named."""
    with pytest.raises(MissingFactsError) as caught:
        message({"order.product": "?"})
    assert caught.value.keys == ("order.product",)
    assert "--set order.product=" in caught.value.message


def test_a_payment_number_stands_in_for_an_order_number() -> None:
    """A seller in a chat gives no order number: the payment's number names the purchase."""
    with pytest.raises(MissingFactsError) as caught:
        message({"order.number": "/"})
    assert caught.value.keys == ("order.payment_number",)
    told = message({"order.number": "/", "order.payment_number": "4200000001"})
    assert "支付交易单号4200000001" in told.text
    assert "订单号" not in told.text


def test_an_unknown_document_names_the_nearest() -> None:
    """A slip in a document's id is a wrong call, answered with the right one."""
    with pytest.raises(WrongCallError, match="是不是 merchant_message"):
        message({}, "merchant_mesage")


def test_a_closed_document_is_not_written() -> None:
    """The kind of closing is told, and the honest alternative."""
    with pytest.raises(DocumentClosedError) as caught:
        message({"facts.redeemed_by": "self"})
    assert caught.value.kind == "safety"
    assert "可以做的" in caught.value.message


@pytest.mark.parametrize("purpose", ["personal", "resale"])
def test_private_numbers_stay_out(purpose: str) -> None:
    """Card code, identity number, and the phone where no authority needs it appear in no letter."""
    secret = {"order.card_code": "ABCD-1234-5678-WXYZ", "buyer.id_number": "000000199001010000",
              "buyer.purpose": purpose, **IDENTITY, **holding("card_delivery")}  # fmt: skip
    for document in ("refund_request", "merchant_message", "platform_complaint", "evidence_list"):
        text = message(secret, document).text
        for private in ("1234-5678", "000000199001010000", "13800000000", "示例路1号", "测试甲"):
            assert private not in text


TYPED: Final = ("{{7*7}}", "# x", "## 二级", "- x", "1. x", "|| a | b", "| a", "“引”“号”",
                '"x"', "[bold]x[/bold]",
                "{% say %}", "<b>", "a\\b", "&amp;", "`x`", "___", "x。", "（证据9）")  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("document", ["merchant_message", "platform_complaint", "complaint_12315"])
def test_user_text_never_changes_the_layout(typed: str, document: str) -> None:
    """Whatever is typed as product, prompt or shop, blocks and sentences are the same."""
    keys = ("order.product", "facts.error_text", "merchant.name")
    plain = message({**IDENTITY, **dict.fromkeys(keys, "甲")}, document)
    odd = message({**IDENTITY, **dict.fromkeys(keys, typed)}, document)
    assert [type(block) for block in odd.document.blocks] == [
        type(block) for block in plain.document.blocks
    ]
    assert [item.id for item in odd.document.sentences()] == [
        item.id for item in plain.document.sentences()
    ]
    assert len(odd.text.splitlines()) == len(plain.text.splitlines())
    assert "49" not in odd.text


@given(st.text(alphabet="\\`*_<[|#-“”{}%。甲乙", min_size=1, max_size=20))
def test_markdown_escapes_what_was_typed(typed: str) -> None:
    """In Markdown every special character of an answer is escaped, and shows as it was typed."""
    sentence = Sentence("s", f"购买{typed}。", (), (), (), 0, None)
    document = Document("d", "题", (Heading("节"), Paragraph((sentence,))))
    body = to_markdown(document).splitlines()[-1]
    assert re.sub(r"\\([\\`*_<\[|])", r"\1", body) == sentence.text
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_<\[|]", body)
    assert to_text(document) == f"节\n{sentence.text}\n"


@EACH
def test_the_same_case_gives_the_same_bytes(golden: Golden) -> None:
    """Nothing in a letter depends on when or how often it is written."""
    for name in ("merchant_message", "complaint_12315", "civil_complaint", "goodwill_request"):
        assert golden.write(name) == golden.letter(name)


@pytest.mark.parametrize(
    ("today", "cited", "not_cited"),
    [
        (date(2026, 4, 14), "暂行办法》第16条", "处理办法》第18条"),
        (date(2026, 4, 15), "处理办法》第18条", "暂行办法"),
    ],
)
def test_a_complaint_cites_the_procedure_of_its_day(
    today: date, cited: str, not_cited: str
) -> None:
    """The 12315 procedure changed on 2026-04-15: the day of filing chooses."""
    answers = {**CARD, **IDENTITY, "order.paid_at": "2026-04-01", "facts.tried_at": "2026-04-02"}
    case = case_of(answers, today)
    text = api.draft("complaint_12315", case, KNOWLEDGE, today=today).text
    assert cited in text
    assert not_cited not in text
