"""A limit is kept by dropping whole sentences, never the demand, the order number or the sum."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from refundcli import api
from refundcli.errors import DoesNotFitError
from refundcli.write.document import Document, Heading, Paragraph, Sentence, brief, length, to_text
from refundcli.write.fit import fit
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY

FITTED: Final = ("refund_request", "merchant_message", "platform_complaint", "goodwill_request")
PAIRS: Final = [(golden, name) for golden in GOLDEN for name in FITTED if golden.letter(name)]
SHORT: Final = [golden for golden in GOLDEN if golden.letter("complaint_12315")]


def sentence(number: int, size: int, priority: int) -> Sentence:
    """A sentence of a length and a priority."""
    return Sentence(f"s{number}", "字" * (size - 1) + "。", (), (), (), priority, number)


sentences = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5)), min_size=1, max_size=12).map(
    lambda items: tuple(sentence(i, size, priority) for i, (size, priority) in enumerate(items))
)


def excess(error: DoesNotFitError) -> int:
    """By how many characters the least that must stay is too long, as the buyer is told."""
    found = re.search(r"上限 (\d+) 字", error.message)
    assert found is not None
    return int(found[1])


@given(said=sentences, limit=st.integers(1, 200))
def test_fitting_in_general(said: tuple[Sentence, ...], limit: int) -> None:
    """Within the limit, in order, whole, priority 0 all there, nothing dropped before its turn."""
    document = Document("d", "t", (Paragraph(said),))
    kept_always = sum(len(item.text) for item in said if item.priority == 0)
    if kept_always > limit:
        with pytest.raises(
            DoesNotFitError, match=f"超出 {limit} 字的上限 {kept_always - limit} 字"
        ):
            fit(document, limit, to_text)
        return
    fitted = fit(document, limit, to_text)
    left = fitted.document.sentences()
    assert length(to_text(fitted.document)) <= limit
    assert set(left) | set(fitted.omitted) == set(said)
    assert [item for item in said if item in left] == list(left)
    assert all(item.priority > 0 for item in fitted.omitted)
    if fitted.omitted and left:
        assert min(item.priority for item in fitted.omitted) >= max(item.priority for item in left)


def test_of_equals_what_a_later_problem_says_goes_first() -> None:
    """The deciding problem keeps its argument; of one problem the last sentence read goes first."""
    lead = [sentence(number, 10, 2) for number in range(2)]
    other = [structs.replace(sentence(number, 10, 2), turn=1) for number in (2, 3)]
    said = (lead[0], other[0], lead[1], other[1])
    fitted = fit(Document("d", "t", (Paragraph(said),)), 10, to_text)
    assert [item.id for item in fitted.omitted] == ["s3", "s2", "s1"]


def test_a_short_form_tells_one_problem_after_the_other() -> None:
    """Within a part the order of the letter stands, whatever the places inside that part."""
    said = tuple(
        structs.replace(sentence(i, 3, 2), brief=place)
        for i, place in enumerate((20, 25, 21, 40, 10))
    )
    short = brief(
        Document("d", "t", (Paragraph(tuple(structs.replace(s, text=s.id) for s in said)),))
    )
    assert short == "s4s0s1s2s3"


def test_what_points_at_another_sentence_keeps_it() -> None:
    """Of those it may point at the best one stays as long as it does, for good if it must stay."""
    first, second, other = (sentence(number, 10, 3) for number in range(3))
    asking = structs.replace(sentence(3, 10, 2), after=("s0", "s1"))
    said = (first, second, other, asking)
    document = Document("d", "t", (Paragraph(said),))
    assert [item.id for item in fit(document, 20, to_text).omitted] == ["s2", "s1"]
    assert [item.id for item in fit(document, 10, to_text).omitted] == ["s2", "s1", "s3"]
    must = structs.replace(asking, priority=0)
    document = Document("d", "t", (Paragraph((first, second, other, must)),))
    with pytest.raises(DoesNotFitError, match="上限 1 字"):
        fit(document, 19, to_text)


def test_what_only_introduces_goes_with_the_last_of_it() -> None:
    """A line that ends in a colon is not left alone, in its paragraph or before a list."""
    lead = structs.replace(sentence(0, 10, 1), text="还有以下几点：")
    points = [structs.replace(sentence(number, 10, 2), turn=1) for number in (1, 2)]
    within = Document("d", "t", (Paragraph((lead, *points)), Heading("t")))
    listed = (Paragraph((lead,)), *(Paragraph((item,), numbered=True) for item in points))
    for document in (within, Document("d", "t", (*listed, Heading("t")))):
        left = fit(document, length(to_text(document)) - 1, to_text).document
        assert [item.id for item in left.sentences()] == ["s0", "s1"]
        with pytest.raises(DoesNotFitError):
            fit(Document("d", "t", (Paragraph((sentence(9, 5, 0),)), *document.blocks)), 4, to_text)
        assert fit(document, 9, to_text).document.sentences() == ()


def test_characters_are_counted_as_forms_count_them() -> None:
    """A web form counts an emoji as two; the last line break is not part of what is pasted."""
    assert length("会员\U0001f3ae\n") == 4
    assert length("一\n二\n") == 3


def test_without_a_limit_nothing_goes() -> None:
    """A letter without a limit is the whole letter."""
    document = Document("d", "t", (Paragraph((sentence(0, 5, 9),)),))
    assert fit(document, None, to_text).document == document


@given(pair=st.sampled_from(PAIRS), limit=st.integers(60, 600))
def test_a_letter_of_any_length_says_the_essential(pair: tuple[Golden, str], limit: int) -> None:
    """Order number, sum and demand are in it, or it is not written; every sentence is whole."""
    golden, name = pair
    whole = api.draft(name, golden.signed, KNOWLEDGE, today=TODAY, whole=True)
    try:
        letter = api.draft(name, golden.signed, KNOWLEDGE, today=TODAY, limit=limit)
    except DoesNotFitError as error:
        limit += excess(error)
        letter = api.draft(name, golden.signed, KNOWLEDGE, today=TODAY, limit=limit)
        assert letter.length == limit
    assert letter.length == length(letter.text) <= limit
    number = golden.signed.get("order.number") or golden.signed.get("order.payment_number")
    assert str(number) in letter.text
    assert f"{golden.case.get('order.amount')}元" in letter.text
    asked = [item for item in whole.document.sentences() if item.priority == 0]
    assert any("2026年11月29日" in item.text for item in asked)
    left = letter.document.sentences()
    assert set(asked) <= set(left)
    assert set(left) | set(letter.omitted) == set(whole.document.sentences())


@pytest.mark.parametrize("golden", SHORT, ids=[golden.name for golden in SHORT])
def test_the_short_form_of_a_complaint(golden: Golden) -> None:
    """At most 400 characters on one line, with order number, sum and the day by which to answer."""
    letter = golden.letter("complaint_12315")
    assert letter is not None
    assert letter.short_text is not None
    assert length(letter.short_text) <= 400
    assert "\n" not in letter.short_text
    for essential in (
        str(golden.signed.get("order.number") or golden.signed.get("order.payment_number")),
        f"{golden.case.get('order.amount')}元",
        "2026年11月29日",
    ):
        assert essential in letter.short_text
    assert brief(letter.document)


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_default_limits_are_kept(golden: Golden) -> None:
    """A form takes 200 characters, a chat 500."""
    for name, kind in KNOWLEDGE.documents.documents.items():
        letter = golden.letter(name)
        if letter is not None and kind.limit is not None:
            assert letter.length <= kind.limit
            assert letter.limit == kind.limit
