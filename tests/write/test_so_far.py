"""A letter that is not finished: whatever is missing, what there is can be read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli.judge.assess import assess
from refundcli.write.compose import so_far
from tests.judge.answers import GROUNDS, answers
from tests.support import CARD, KNOWLEDGE, facts_of


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_answers_in_any_document(data: st.DataObject) -> None:
    """None where the document is closed, else sentences that rest on what was told."""
    facts = facts_of(data.draw(answers(data.draw(st.sampled_from(GROUNDS)))))
    found = assess(facts)
    for document in KNOWLEDGE.documents.documents:
        letter = so_far(document, facts, found)
        if not found.document(document).open:
            assert letter is None
        for sentence in letter.sentences() if letter else ():
            assert sentence.text


def test_what_is_known_is_there() -> None:
    """Without the order the event is told, and no sum is asked for."""
    told = {key: value for key, value in CARD.items() if not key.startswith("order.")}
    facts = facts_of(told)
    letter = so_far("merchant_message", facts, assess(facts))
    assert letter is not None
    ids = {sentence.id for sentence in letter.sentences()}
    assert {"card.tried", "card.unused"} <= ids
    assert not {"order", "demand.refund"} & ids


def test_a_favour_is_not_asked_for_before_its_sum_is_known() -> None:
    """Of an order too many: it is told, and nothing stumbles."""
    told = {"facts.charge_kind": "orders_each", "order.goods": "card_code", "order.amount": "?"}
    facts = facts_of({"scenario": "duplicate_payment", "buyer.purpose": "personal", **told})
    letter = so_far("goodwill_request", facts, assess(facts))
    assert letter is not None
    ids = {sentence.id for sentence in letter.sentences()}
    assert "dp.each" in ids
    assert "goodwill.ask" not in ids
