"""The matrix in letters: exactly the records that are lacking, and only what is proved."""

from __future__ import annotations

from typing import Final

import pytest

from refundcli import api
from refundcli.errors import DocumentClosedError, MissingFactsError
from refundcli.write.compose import Letter
from refundcli.write.document import Sentence
from tests.golden import GOLDEN, Golden
from tests.support import CARD, KNOWLEDGE, TODAY, case_of

IDS: Final = [golden.name for golden in GOLDEN]
RECIPIENTS: Final = ("merchant", "platform")
LINES: Final = ("records.", "identity")


def asked(golden: Golden, to: str) -> Letter | None:
    """The request for records to one recipient, None where none can be written."""
    try:
        return api.draft("records_request", golden.signed, KNOWLEDGE, today=TODAY, to=to)
    except (DocumentClosedError, MissingFactsError):
        return None


def lines(letter: Letter) -> list[Sentence]:
    """The numbered lines of a request."""
    return [line for line in letter.document.sentences() if line.id.startswith(LINES)]


@pytest.mark.parametrize("golden", GOLDEN, ids=IDS)
def test_a_request_asks_for_what_is_lacking_and_for_nothing_else(golden: Golden) -> None:
    """Each line is a record of a point that is not proved, and each such record has its line."""
    judged = api.assess(golden.signed, KNOWLEDGE, today=TODAY)
    points = api.matrix(golden.signed, KNOWLEDGE, judged, today=TODAY)
    own_site = golden.signed.get("order.platform_kind") == "self_operated"
    for to in RECIPIENTS:
        letter = asked(golden, to)
        if letter is None:
            continue
        wanted = {
            record.what
            for point in points
            for record in point.records
            if record.from_ == to or (own_site and record.from_ == "platform" and not record.role)
        }
        found = [line.text for line in lines(letter)]
        assert len(found) == len(set(found))
        assert all(any(what in line for what in wanted) for line in found)
        if not own_site:
            assert all(any(what in line for line in found) for what in wanted)


@pytest.mark.parametrize("golden", GOLDEN, ids=IDS)
def test_what_the_buyer_asks_for_himself_is_said_beside_the_letter(golden: Golden) -> None:
    """Records of a payment service, a carrier or an issuer stand in no letter, but are told."""
    letter = asked(golden, "merchant")
    if letter is None:
        return
    judged = api.assess(golden.signed, KNOWLEDGE, today=TODAY)
    for point in api.matrix(golden.signed, KNOWLEDGE, judged, today=TODAY):
        for record in point.records:
            if record.from_ not in RECIPIENTS:
                assert any(record.how in warning for warning in letter.warnings)
                assert record.how not in letter.text


@pytest.mark.parametrize("golden", GOLDEN, ids=IDS)
def test_the_list_of_evidence_claims_only_what_is_proved(golden: Golden) -> None:
    """A line for each point of the buyer that is proved, with its items; no gap, no advice."""
    letter = golden.letter("evidence_list")
    if letter is None:
        return
    judged = api.assess(golden.signed, KNOWLEDGE, today=TODAY)
    points = api.matrix(golden.signed, KNOWLEDGE, judged, today=TODAY)
    proved = {
        f"{point.title}：证据{'、'.join(map(str, point.evidence))}。"
        for point in points
        if point.status == "proved" and point.whose == "buyer"
    }
    said = [line for line in letter.document.sentences() if line.id.startswith("proves.")]
    assert {line.text for line in said} == proved
    assert all(line.facts for line in said)


def test_a_letter_that_asks_for_no_records_works_nothing_out() -> None:
    """Only a request tells the buyer where else to ask."""
    message = api.draft("merchant_message", case_of(CARD), KNOWLEDGE, today=TODAY)
    request = api.draft("records_request", case_of(CARD), KNOWLEDGE, today=TODAY)
    told = set(request.warnings) - set(message.warnings)
    phrase, _, _ = KNOWLEDGE.words.phrases["records_elsewhere"].partition("{")
    assert [warning for warning in told if warning.startswith(phrase)]
    assert not [warning for warning in message.warnings if warning.startswith(phrase)]


def test_a_line_names_the_answers_it_comes_from() -> None:
    """Provenance of a request: what makes the record matter."""
    request = api.draft("records_request", case_of(CARD), KNOWLEDGE, today=TODAY)
    line = next(s for s in request.document.sentences() if s.id == "records.valid_when_sold")
    assert "facts.error_kind" in line.facts
