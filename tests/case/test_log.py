"""A new line of the log: what it says where the buyer left it unsaid, and what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from refundcli.case.edit import Change
from refundcli.case.log import VOID, Entry, kind_named, kinds_like, new_event, rewritten
from refundcli.case.model import CHINA, Case, Event
from refundcli.case.usual import sent_as
from refundcli.errors import InvalidInputError
from tests.support import CARD, KNOWLEDGE, TODAY, case_of, holding

NOW = datetime(2026, 11, 22, 15, 30, 45, tzinfo=CHINA)


def told(*lines: Mapping[str, object]) -> dict[str, object]:
    """Lines of the log as answers, e1 first."""
    return {
        f"events.e{number}.{field}": value
        for number, line in enumerate(lines, start=1)
        for field, value in line.items()
    }


def logged(before: Mapping[str, object], now: datetime | date = NOW, /, **entry: object) -> Event:
    """The line that an entry adds to a case."""
    case = case_of({**CARD, **before})
    changes = new_event(case, KNOWLEDGE, Entry(**entry), now)  # type: ignore[arg-type]
    added = {change.key: change.value for change in changes}
    return case_of({**CARD, **before, **added}).log[-1]


def place(event: Event) -> tuple[str | None, str | None]:
    """Who, and on which channel."""
    return event.by, event.channel


@pytest.mark.parametrize(
    ("kind", "by", "channel"),
    [
        ("asked", "buyer", "merchant"),
        ("refused", "merchant", "merchant"),
        ("applied", "buyer", "platform"),
        ("platform_decided", "platform", "platform"),
        ("filed", "buyer", "market_12315"),
        ("accepted", "authority", "market_12315"),
        ("refunded", "merchant", "merchant"),
        ("withdrawn", "buyer", "merchant"),
    ],
)
def test_what_is_usual(kind: str, by: str, channel: str) -> None:
    """Who does such a thing and where, when nothing is said."""
    assert place(logged({}, kind=kind)) == (by, channel)


@pytest.mark.parametrize(
    ("said", "by", "channel"),
    [
        ({"kind": "refused", "by": "platform"}, "platform", "platform"),
        ({"kind": "replied", "channel": "payment"}, "payment", "payment"),
        ({"kind": "refused", "channel": "12315"}, "authority", "market_12315"),
        ({"kind": "refused", "by": "商家"}, "merchant", "merchant"),
        ({"kind": "asked", "channel": "platform"}, "buyer", "platform"),
        ({"kind": "filed", "document": "complaint_cca"}, "buyer", "consumer_association"),
        ({"kind": "filed", "document": "payment_complaint"}, "buyer", "payment"),
        (
            {"kind": "asked", "document": "records_request", "channel": "platform"},
            "buyer",
            "platform",
        ),
    ],
)
def test_one_says_the_other(said: Mapping[str, str], by: str, channel: str) -> None:
    """A party is met on its own channel; a letter goes to its own recipient."""
    assert place(logged({}, **said)) == (by, channel)


def test_an_answer_comes_from_the_door_of_the_complaint() -> None:
    """受理 after a complaint to the association is the association's, not that of 12315."""
    paid = {"kind": "filed", "by": "buyer", "channel": "payment"}
    filed = {"kind": "filed", "by": "buyer", "channel": "consumer_association"}
    assert place(logged(told(filed, paid), kind="accepted")) == (
        "authority",
        "consumer_association",
    )
    assert place(logged(told(filed, paid), kind="withdrawn")) == ("buyer", "payment")
    ended = {"kind": "rejected", "by": "authority", "channel": "consumer_association"}
    assert place(logged(told(filed, ended), kind="withdrawn")) == ("buyer", "merchant")


def test_the_answer_to_a_report_is_told_apart() -> None:
    """A report alone is what is answered; with a complaint at the same door, the complaint."""
    report = {"kind": "filed", "channel": "market_12315", "by": "buyer"}
    report["document"] = "report_12315"
    complaint = {**report, "document": "complaint_12315"}
    assert logged(told(report), kind="rejected").document == "report_12315"
    assert logged(told(complaint, report), kind="rejected").document is None


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("在12315举报了虚假宣传", "report_12315"),
        ("在12315投诉并举报", None),
        ("已提交，等通知", None),
    ],
)
def test_a_report_is_told_by_its_word(text: str, document: str | None) -> None:
    """举报 without 投诉 on 12315 is a report, which is another matter there."""
    assert logged({}, kind="filed", text=text).document == document
    assert logged({}, kind="filed", text=text, channel="police").document is None


def test_when_it_happened() -> None:
    """Now to the minute; the day alone where a day was stated; what was said where it was."""
    assert logged({}, kind="asked").at == NOW.replace(second=0)
    assert logged({}, TODAY, kind="asked").at == TODAY
    assert logged({}, kind="asked", at="2026年11月2日").at == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("said", "told_of"),
    [
        ({"kind": "asked", "at": "2026-11-22 15:31"}, "还没有到"),
        ({"kind": "asked", "at": "2026-11-23"}, "还没有到"),
        ({"kind": "asked", "at": "昨天"}, "昨天"),
        ({"kind": "asked", "evidence": ("E1", "E9")}, "E9"),
        ({"kind": "asked", "corrects": "e9"}, "e9"),
        ({"kind": "asked", "by": "merchant"}, "商家"),
        ({"kind": "refused", "by": "buyer"}, "我"),
        ({"kind": "refused", "by": "authority", "channel": "merchant"}, "有关部门"),
        ({"kind": "asked", "document": "complaint_12315"}, "filed"),
        ({"kind": "refused", "document": "merchant_message"}, "文书"),
        ({"kind": "refunded", "amount": "很多"}, "很多"),
        ({"kind": "asked", "channel": "微博"}, "微博"),
    ],
)
def test_what_cannot_be(said: Mapping[str, object], told_of: str) -> None:
    """A time to come, proof or lines that are not there, an act put down to the wrong party."""
    with pytest.raises(InvalidInputError, match=told_of):
        logged(holding("order_page"), **said)


def test_ids_count_on() -> None:
    """The next id is above all that were given, whatever their order."""
    line = {"kind": "asked", "by": "buyer"}
    assert logged(told(line, line), kind="refused").id == "e3"
    odd = {"events.e7.kind": "asked", "events.e2.kind": "asked", "events.x.kind": "asked"}
    assert logged(odd, kind="refused").id == "e8"


FIRST = {
    "at": "2026-11-02 09:00",
    "by": "buyer",
    "channel": "merchant",
    "kind": "asked",
    "text": "请退款",
    "evidence": ["E1"],
    "document": "merchant_message",
}


def test_a_correction_keeps_what_it_does_not_deny() -> None:
    """Only the day was wrong: the words, the proof and the letter are as they were."""
    before = {**holding("chat_log"), **told(FIRST)}
    found = logged(before, kind="asked", at="2026-11-03", corrects="e1")
    assert (found.id, found.corrects, found.at) == ("e2", "e1", date(2026, 11, 3))
    assert (found.text, found.evidence, found.document) == ("请退款", ("E1",), "merchant_message")


def test_a_correction_of_the_kind_keeps_the_time() -> None:
    """What was no request but a refusal happened when it happened, by whoever refuses."""
    before = {**holding("chat_log"), **told(FIRST)}
    found = logged(before, kind="refused", corrects="e1")
    assert found.at == datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
    assert (place(found), found.document) == (("merchant", "merchant"), None)


def test_a_correction_of_the_place_follows_the_place() -> None:
    """Not at 12315 but with the association: the letter to 12315 was not what went there."""
    filed = {"kind": "filed", "by": "buyer", "channel": "market_12315"}
    before = told({**filed, "document": "complaint_12315"})
    found = logged(before, kind="filed", channel="consumer_association", corrects="e1")
    assert (found.channel, found.document) == ("consumer_association", None)
    again = logged(before, kind="filed", document="complaint_cca", corrects="e1")
    assert again.channel == "consumer_association"


def test_a_sum_is_kept_only_by_its_own_kind() -> None:
    """A refund of another day is the same sum; a promise is not a sum that came."""
    paid = {"kind": "refunded", "by": "platform", "channel": "platform", "amount": "30.00"}
    assert logged(told(paid), kind="refunded", at="2026-11-03", corrects="e1").amount == Decimal(30)
    assert logged(told(paid), kind="refunded", corrects="e1").by == "platform"
    assert logged(told(paid), kind="promised", corrects="e1").amount is None


def test_a_line_is_corrected_once() -> None:
    """A second correction names the first, which is the line that stands."""
    two = told(FIRST | {"evidence": []}, {"kind": "reminded", "corrects": "e1"})
    with pytest.raises(InvalidInputError, match="请更正 e2"):
        logged(two, kind="asked", corrects="e1")
    assert logged(two, kind="asked", corrects="e2").id == "e3"


def test_taking_back() -> None:
    """Without a kind a line only takes another back; what was taken back can be stated anew."""
    found = logged(told(FIRST | {"evidence": []}), corrects="e1", text="记错了")
    assert (found.kind, found.corrects, found.text, found.by) == (None, "e1", "记错了", None)
    void = {"corrects": "e1"}
    again = logged(told(FIRST | {"evidence": []}, void), kind="asked", corrects="e2")
    assert (again.text, again.at) == ("请退款", datetime(2026, 11, 2, 9, 0, tzinfo=CHINA))


def test_kinds_by_their_names() -> None:
    """Ids and Chinese labels are understood; a slip is answered with the nearest."""
    names = {"refused": "refused", "拒绝": "refused", "推诿": "stalled", "作废": VOID, "拒决": None}
    assert {name: kind_named(KNOWLEDGE, name) for name in names} == names
    assert "拒绝" in kinds_like(KNOWLEDGE, "拒决").splitlines()[0]
    assert "refused" in kinds_like(KNOWLEDGE, "refusd").splitlines()[0]


def test_every_letter_has_one_way_out() -> None:
    """What is sent by itself is sent by one kind of line; a list and a settlement are not."""
    kinds = KNOWLEDGE.documents.documents
    listed = [name for found in KNOWLEDGE.road.log.values() for name in found.documents]
    assert len(listed) == len(set(listed))
    assert set(kinds) - set(listed) == {"evidence_list", "settlement"}
    assert set(listed) <= set(kinds)
    assert sent_as(KNOWLEDGE, "evidence_list") is None
    for name in listed:
        kind = str(sent_as(KNOWLEDGE, name))
        assert logged({}, kind=kind, document=name).channel == kinds[name].channel


def test_every_kind_has_its_usual_party() -> None:
    """road.toml says of each kind of the contract who usually does it."""
    choices = KNOWLEDGE.common.questions["events.*.kind"].choices
    assert set(KNOWLEDGE.road.log) == {choice.value for choice in choices}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("events.e1.text", "改了"), "e1"),
        (Change("events.e1.kind"), "e1"),
        (Change("events.e1"), "e1"),
        (Change("events.e1.text", "请退款"), None),
        (Change("events.e1.at", "2026年11月2日 9:00"), None),
        (Change("events.e1.amount", "5"), None),
        (Change("events.e2.kind", "asked"), None),
        (Change("order.amount", "5"), None),
    ],
)
def test_what_would_rewrite_a_line(change: Change, line: str | None) -> None:
    """Only what stands there already can be rewritten; the same again rewrites nothing."""
    case: Case = case_of({**CARD, **told(FIRST | {"evidence": []})})
    found = rewritten(case, KNOWLEDGE, change)
    assert (found.id if found else None) == line


def test_seconds_within_the_minute_are_not_to_come() -> None:
    """A moment typed with its seconds is compared with the clock, not with the minute."""
    at = NOW - timedelta(seconds=1)
    assert logged({}, kind="asked", at=at.isoformat()).at == at
