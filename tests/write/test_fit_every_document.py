"""Every document of every golden case at every limit: what is left is whole and makes sense."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli import api
from refundcli.errors import DoesNotFitError
from refundcli.judge.facts import Facts
from refundcli.judge.interview import required
from refundcli.write.document import Document, Heading, Paragraph, Signatures, length, to_text
from refundcli.write.fit import Fitted, fit
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY
from tests.write.test_fit import excess

LEAST: Final = 120
KINDS: Final = KNOWLEDGE.documents.documents
NAMES: Final = {golden.name: golden for golden in GOLDEN}
# What stands on the left is only understood where what stands on the right was said before.
POINTING: Final = {
    "上述承诺": "承诺",
    "上述日期": "日.*前|约定|承诺",
    "上述退款": "退",
    "上述比例": "比例",
    "以上数额": "元",
    r"以上\d+笔": "扣款",
    "以上线索": "《",
    "以上情况足以": "孩子|原告",
    "其中由": "记录",
    "其中充值时": "余额",
    "即使认为": "无效|不发生效力|追认",
    "在此之前，": "兑换",
    "这种退法": "退",
    "还有以下理由": "",
}


@lru_cache(maxsize=64)
def whole(name: str, document: str) -> Document | None:
    """The document whatever its length; None where the case does not open it."""
    golden = NAMES[name]
    if golden.letter(document) is None:
        return None
    return api.draft(document, golden.signed, KNOWLEDGE, today=TODAY, whole=True).document


def within(document: Document, limit: int) -> Fitted:
    """The document within the limit; where it cannot be, within the limit that it names itself."""
    try:
        return fit(document, limit, to_text)
    except DoesNotFitError as error:
        least = limit + excess(error)
    found = fit(document, least, to_text)
    assert length(to_text(found.document)) == least
    with pytest.raises(DoesNotFitError):
        fit(document, least - 1, to_text)
    return found


def check(document: Document, limit: int, golden: Golden) -> frozenset[str]:
    """All that must hold of the document at this limit; the sentences that are left."""
    fitted = within(document, limit)
    left, text = fitted.document, to_text(fitted.document)
    said, every = left.sentences(), document.sentences()
    # Beyond the limit only where the least that must stay is.
    assert length(text) <= max(limit, length(to_text(within(document, 1).document)))
    assert [item for item in every if item in said] == list(said)
    assert {*said, *fitted.omitted} == set(every)
    assert all(item in said for item in every if item.priority == 0)
    assert_essential(document, text, golden)
    assert_sense(document, left)
    assert_layout(left, text)
    return frozenset(item.id for item in said)


def assert_essential(document: Document, text: str, golden: Golden) -> None:
    """Order number, sum and the day by which to answer, of what the document requires."""
    once = to_text(document)
    kind, facts = KINDS[document.id], Facts(golden.signed, KNOWLEDGE, TODAY)
    keys = {key for entry in kind.requires for key in entry.split("|")}
    number = next(
        (
            key
            for key in required(facts, document.id)
            if key in ("order.number", "order.payment_number")
        ),
        None,
    )
    if number is not None:
        numbers = ("order.number", "order.payment_number")
        assert any(str(facts.get(key)) in text for key in numbers if key in keys)
    total = f"{facts.get('order.amount')}元"
    if "order.amount" in keys and total in once:
        # To the payment service: of two payments of one order the one that is asked back.
        assert total in text or (document.id == "payment_complaint" and re.search(r"\d元", text))
    if kind.demands and document.id != "civil_complaint":
        assert "2026年11月29日" in text


def assert_sense(document: Document, left: Document) -> None:
    """Nothing points at what is gone, and something is said of what happened or was seen."""
    said, every = left.sentences(), document.sentences()
    for place, item in enumerate(said):
        before = [other.text for other in said[:place]]
        once = [other.text for other in every[: every.index(item)]]
        for words, needed in POINTING.items():
            if re.search(words, item.text) and any(re.search(needed, text) for text in once):
                assert any(re.search(needed, text) for text in before), item.text
        assert not [o for o in every if item.points_at(o)] or any(map(item.points_at, said))
    if document.id == "report_12315":
        assert any(item.rules for item in said)
    if document.id == "police_statement":
        assert any(item.part == 2 for item in said)


def assert_layout(left: Document, text: str) -> None:
    """No heading over nothing, no list without lines, numbers that count up, whole sentences."""
    blocks = (*left.blocks, Heading(""))
    for block, following in pairwise(blocks):
        assert not (isinstance(block, Heading) and isinstance(following, Heading)) or not block.text
        if isinstance(block, Paragraph) and block.sentences[-1].leads_on:
            assert not isinstance(following, Heading | Signatures)
    numbers = [int(found) for found in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    for number, further in pairwise(numbers):
        assert further in (number + 1, 1)
    assert all(item.text in text for item in left.sentences() if len(item.cells) == 1)


def test_every_document_at_its_shortest_and_its_longest() -> None:
    """Of the whole base a part: each document of every eleventh case, at a few limits."""
    for golden in GOLDEN[::11]:
        for name in KINDS:
            document = whole(golden.name, name)
            if document is None:
                continue
            full = length(to_text(document))
            left: frozenset[str] = frozenset()
            for limit in sorted((LEAST, (LEAST + full) // 2, full - 1, full)):
                kept = check(document, limit, golden)
                # A larger limit takes nothing away.
                assert left <= kept
                left = kept
            assert len(left) == len(document.sentences())


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_limit(data: st.DataObject) -> None:
    """Any case, any document that it opens, two limits of which one is larger."""
    golden = data.draw(st.sampled_from(GOLDEN))
    name = data.draw(st.sampled_from(sorted(golden.letters) or ["merchant_message"]))
    document = whole(golden.name, name)
    if document is None:
        return
    full = length(to_text(document))
    small, large = sorted(data.draw(st.tuples(*[st.integers(LEAST, max(full, LEAST))] * 2)))
    assert check(document, small, golden) <= check(document, large, golden)


def test_evidence_keeps_its_number() -> None:
    """What is cited in a shorter letter is cited there by the number that it has in the whole."""
    golden = next(item for item in GOLDEN if len(item.signed.evidence) > 2)
    numbers = {item.id: item.number for item in golden.signed.evidence}
    for name in golden.letters:
        document = whole(golden.name, name)
        assert document is not None
        cites = KINDS[name].cites_evidence
        for sentence in within(document, LEAST).document.sentences() if cites else ():
            for item in sentence.evidence:
                assert re.search(rf"证据(\d+、)*{numbers[item]}(?!\d)", sentence.text)
