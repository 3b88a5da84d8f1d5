"""What merchants say when they refuse: recognised, near misses not, every reference real."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refundcli import api
from refundcli.case.file import to_case
from refundcli.errors import DocumentClosedError, MissingFactsError
from refundcli.judge.texts.heard import hear
from refundcli.knowledge.catalogue import Refusal
from refundcli.knowledge.grammar import keys, literals, parse
from refundcli.write.document import Document, Paragraph
from refundcli.write.templates import template_root
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY

REFUSALS: Final = list(KNOWLEDGE.refusals.items())
NAMES: Final = [name for name, _ in REFUSALS]
STANCES: Final = {*KNOWLEDGE.documents.stances}
FOLDER: Final = template_root() / "refusals"


def recognised(text: str) -> list[str]:
    """Every refusal that the text contains."""
    return [heard.name for heard in hear(text, KNOWLEDGE).refusals]


def known(key: str) -> bool:
    """Whether a condition may name this key."""
    evidence = {f"has.{kind}" for kind in KNOWLEDGE.evidence}
    named = {"stance", *KNOWLEDGE.every_question, *evidence, *KNOWLEDGE.common.computed}
    return key in named or key.startswith("role.")


each: Final = pytest.mark.parametrize(("name", "refusal"), REFUSALS, ids=NAMES)


@each
def test_its_examples_are_recognised(name: str, refusal: Refusal) -> None:
    """At least three messages as merchants write them; `other` has no say where another fits."""
    assert len(refusal.examples) >= 3
    for text in refusal.examples:
        assert name in recognised(text), text
        assert name == "other" or "other" not in recognised(text), text


@each
def test_near_misses_are_not(name: str, refusal: Refusal) -> None:
    """Negations, questions, offers of the opposite."""
    assert len(refusal.others) >= 2
    for text in refusal.others:
        assert name not in recognised(text), text


@pytest.mark.parametrize(
    "text",
    [
        "好的，已为您原路退款，请注意查收",
        "可以的，给您补发一张",
        "麻烦您提供一下订单截图",
        "您好，请问遇到什么问题了？",
        "是我们发错了，今天给您全额退款",
        "您可以申请退款，我们同意了",
    ],
)
def test_an_agreeable_answer_is_no_refusal(text: str) -> None:
    """Nobody is told to argue against a yes."""
    assert recognised(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我们发的卡都是好的，请您证明不是自己使用的，证明不了无法退款。",
            ["prove_unused"],
        ),
        ("已充值成功，虚拟商品充值后概不退换。", ["no_returns", "shown_done"]),
        ("亲，页面和发货消息都写明3月31日前兑换，过期无法退款哦。", ["stated_on_page"]),
        ("亲亲，订单已经完成了，超过24小时不能售后了", ["shown_done", "after_sales_over"]),
        ("您先撤销纠纷，我这边立刻安排退款", ["withdraw_first"]),
        ("只能退到账户余额，还要扣5%手续费", ["to_balance", "deduct_fee"]),
        ("请自行联系商家。", ["middleman"]),
        ("在排队，请您再等等。", ["stalling"]),
    ],
)
def test_one_message_may_hold_several(text: str, expected: list[str]) -> None:
    """Each reason is answered, none is invented."""
    assert recognised(text) == expected


@each
def test_what_it_names_exists(name: str, refusal: Refusal) -> None:
    """Kinds of proof, the next document, articles in force, keys and choices of its condition."""
    assert set(refusal.ask_for) <= set(KNOWLEDGE.evidence)
    assert refusal.ask_for
    assert refusal.next_document in KNOWLEDGE.documents.documents
    assert refusal.basis.get("counter"), name
    for ids in refusal.basis.values():
        assert 1 <= len(ids) <= 3
        for article_id in ids:
            law, _ = KNOWLEDGE.article(article_id)
            assert law.in_force_from <= TODAY
            assert law.in_force_to is None or law.in_force_to >= TODAY
    condition = parse(refusal.when)
    assert [key for key in keys(condition) if not known(key)] == []
    for key, value in literals(condition):
        question = KNOWLEDGE.every_question.get(key)
        values = {choice.value for choice in question.choices} if question else STANCES
        if question is None or question.choices:
            assert value in values or key.startswith(("computed.", "role.")), (key, value)


@each
def test_no_counter_argument_for_one_s_own_mistake(name: str, refusal: Refusal) -> None:
    """Its condition names the honest positions it may be used in."""
    assert "stance" in keys(parse(refusal.when)), name
    stances = {value for key, value in literals(parse(refusal.when)) if key == "stance"}
    assert stances <= {"claim", "demand", "clarify"}


@each
def test_it_is_one_name_in_two_places(name: str, refusal: Refusal) -> None:
    """Its words for the merchant stand in a template of its name, with sentences of its name."""
    text = (FOLDER / f"{name}.j2").read_text(encoding="utf-8")
    assert "{% macro counter() %}" in text
    assert "{% macro ask() %}" in text
    said = re.findall(r'{% say "([^"]+)"', text)
    assert f"{name}.counter" in said
    # A rule that several of them share stands under one id, so that it is said once.
    assert {sentence.partition(".")[0] for sentence in said} <= {name, "refusal"}
    cited = {role for roles in re.findall(r"cite\(([^)]*)\)", text) for role in roles.split(",")}
    assert {role.strip(' "') for role in cited} == {f"{name}.{role}" for role in refusal.basis}


@each
def test_its_sentences_ask_for_what_exists(name: str, refusal: Refusal) -> None:
    """Conditions inside the template name keys and choices that the base has."""
    text = (FOLDER / f"{name}.j2").read_text(encoding="utf-8")
    del refusal
    for condition in map(parse, re.findall(r'when="([^"]+)"', text)):
        assert [key for key in keys(condition) if not known(key)] == []
        for key, value in literals(condition):
            question = KNOWLEDGE.every_question.get(key)
            choices = {choice.value for choice in question.choices} if question else set()
            assert not choices or value in choices, (key, value)


def test_no_template_is_left_over() -> None:
    """Every template belongs to a refusal."""
    assert {path.stem for path in FOLDER.glob("*.j2")} == set(NAMES)


def said(document: Document) -> dict[str, str]:
    """The sentences of a letter by their ids."""
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    return {item.id: item.text for paragraph in paragraphs for item in paragraph.sentences}


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_every_refusal_that_may_be_answered_is(golden: Golden) -> None:
    """Told with all of them at once, a case answers each one that it honestly can, and no other."""
    facts = {**golden.answers.get("facts", {}), "refusals": NAMES}
    case = to_case({**golden.answers, "facts": facts}, KNOWLEDGE, TODAY, golden.name)
    usable = {item.id for item in api.assess(case, KNOWLEDGE, today=TODAY).refusals if item.usable}
    try:
        letter = api.draft("merchant_rebuttal", case, KNOWLEDGE, today=TODAY)
    except (DocumentClosedError, MissingFactsError):
        return
    sentences = said(letter.document)
    assert {name for name in NAMES if f"{name}.counter" in sentences} == usable
    spoken = "".join(sentences.values())
    assert not re.search("。。|，，|；。|（）|举证责任倒置|24小时内必须", spoken)
