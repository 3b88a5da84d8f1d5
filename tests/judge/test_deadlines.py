"""Every period of the road against days written out: from the law's number to the last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest

from refundcli.case.file import to_case
from refundcli.judge.assess import assess
from refundcli.judge.deadlines import deadlines, with_deadlines
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Deadline
from refundcli.judge.judged import judged
from refundcli.judge.logic import Lookup
from refundcli.judge.record import with_record
from tests.support import CARD, KNOWLEDGE, document_of

BOUGHT: Final = {**CARD, "order.paid_at": "2026-06-11 10:00", "facts.tried_at": "2026-06-11 10:05"}
OLD: Final = {**CARD, "order.paid_at": "2024-01-05 10:00", "facts.tried_at": "2024-01-05 10:05"}


def line(number: int, kind: str, at: str, **more: str) -> dict[str, object]:
    """A line of the log; by the buyer to the merchant, unless it says otherwise."""
    given = {"by": "buyer", "channel": "merchant", **more, "kind": kind, "at": at}
    return {f"events.e{number}.{field}": value for field, value in given.items()}


def authority(number: int, kind: str, at: str) -> dict[str, object]:
    """What the market authority did."""
    return line(number, kind, at, by="authority", channel="market_12315")


ASKED: Final = line(1, "asked", "2026-06-11", text="请退款98.50元")


def lookup_of(answers: Mapping[str, object], today: str) -> tuple[tuple[Deadline, ...], Lookup]:
    """The periods of a case on a day, and the lookup that knows them."""
    # As a saved case is read: a day that was to come when it was written may have passed.
    day = date.fromisoformat(today)
    facts = Facts(to_case(document_of(answers), KNOWLEDGE, day, fresh=()), KNOWLEDGE, day)
    found = assess(facts)
    lookup = with_record(facts, judged(found.stance, facts, found.rules))
    told = deadlines(facts, lookup)
    return told, with_deadlines(told, lookup)


def told(answers: Mapping[str, object], today: str) -> dict[str, str]:
    """Name and last day of every period; `?` where estimated, `if` where nothing runs yet."""
    return {
        one.id: f"{'if ' * one.if_today}{one.due}{'?' * one.estimated}"
        for one in lookup_of(answers, today)[0]
    }


def period(answers: Mapping[str, object], today: str, name: str) -> Deadline:
    """One period."""
    return next(one for one in lookup_of(answers, today)[0] if one.id == name)


FILED: Final = {**BOUGHT, **line(2, "filed", "2026-06-15", channel="market_12315")}
ACCEPTED: Final = {**FILED, **authority(3, "accepted", "2026-06-22")}


def test_a_complaint_is_decided_on_in_seven_working_days() -> None:
    """端午 is no working day; what was filed has its own day, not that of filing today."""
    assert told(FILED, "2026-06-16")["accept_12315"] == "2026-06-25"
    found = period(FILED, "2026-06-16", "accept_12315")
    assert (found.start, found.days, found.kind) == (date(2026, 6, 15), 9, "working")
    assert found.basis == ("complaint_measures.15", "complaint_measures.45", "consumer_rules.46")


@pytest.mark.parametrize(
    ("filed", "due"), [("2026-08-24", "2026-09-02"), ("2026-07-20", "2026-07-29")]
)
def test_days_to_decide_on_a_complaint(filed: str, due: str) -> None:
    """Seven working days, weekends left out, the day of filing not counted."""
    answers = {**BOUGHT, **ASKED, **line(2, "filed", filed, channel="market_12315")}
    assert told(answers, filed)["accept_12315"] == due


def test_before_filing_the_day_is_told_as_if_today() -> None:
    """An honest “if filed today”, which no condition takes for a running period."""
    found, lookup = lookup_of({**BOUGHT, **ASKED}, "2026-06-15")
    assert {one.id: one.due for one in found if one.if_today} == {"accept_12315": date(2026, 6, 25)}
    keys = ("running.accept_12315", "passed.accept_12315", "due.accept_12315")
    assert [lookup(key) for key in keys] == [False, False, None]


def test_what_cannot_be_filed_has_no_day_for_its_acceptance() -> None:
    """Bought for resale, or dealt with elsewhere already."""
    assert "accept_12315" not in told({**BOUGHT, "buyer.purpose": "resale"}, "2026-06-15")
    assert "accept_12315" not in told({**BOUGHT, "facts.filed_elsewhere": "是"}, "2026-06-15")


def test_filed_anew_on_the_day_of_refusal() -> None:
    """The new complaint has its own seven working days; a refused one has none."""
    refused = {**FILED, **authority(3, "rejected", "2026-06-24")}
    assert told(refused, "2026-06-24")["accept_12315"].startswith("if ")
    anew = {**refused, **line(4, "filed", "2026-06-24", channel="market_12315")}
    assert told(anew, "2026-06-24")["accept_12315"] == "2026-07-03"


def test_mediation_ends_after_sixty_days() -> None:
    """From acceptance, not from filing; then the wait for acceptance is over."""
    found = told(ACCEPTED, "2026-06-23")
    assert found["mediate_12315"] == "2026-08-21"
    assert "accept_12315" not in found
    one = period(ACCEPTED, "2026-06-23", "mediate_12315")
    assert one.basis == ("complaint_measures.23.5", "complaint_measures.45", "consumer_rules.46")
    assert not one.doubt


def test_sixty_days_within_a_holiday_end_after_it() -> None:
    """4 October lies in the National Day block, and 8 October is the first day after it."""
    answers = {**BOUGHT, **authority(3, "accepted", "2026-08-05")}
    assert told(answers, "2026-08-06")["mediate_12315"] == "2026-10-08"


def test_a_plain_saturday_carries_its_doubt() -> None:
    """The measures name holidays alone; whether a weekend moves they do not say."""
    answers = {**BOUGHT, **authority(3, "accepted", "2026-07-07")}
    found = period(answers, "2026-07-08", "mediate_12315")
    assert found.due == date(2026, 9, 5)
    assert "周六或周日" in found.doubt


@pytest.mark.parametrize(
    ("accepted", "due", "kind", "basis", "doubt"),
    [
        ("2024-06-28", "2024-08-30", "working", ["complaint_measures_2020.21.1.5"], False),
        ("2024-07-01", "2024-08-30", "calendar", ["consumer_rules.46"], True),
        ("2026-04-14", "2026-06-13", "calendar", ["consumer_rules.46"], True),
        (
            "2026-04-15",
            "2026-06-14",
            "calendar",
            ["complaint_measures.23.5", "complaint_measures.45", "consumer_rules.46"],
            False,
        ),
    ],
)
def test_months_in_which_two_rules_overlapped(
    accepted: str, due: str, kind: str, basis: list[str], doubt: bool
) -> None:
    """45 working days alone, then 60 days beside them with a doubt, then 60 days alone."""
    found = period({**OLD, **authority(3, "accepted", accepted)}, accepted, "mediate_12315")
    assert (str(found.due), found.kind, list(found.basis)) == (due, kind, basis)
    assert ("取舍没有明文" in found.doubt) == doubt


def test_the_end_of_mediation_is_told_in_seven_working_days() -> None:
    """From the decision to end it, or from the day the sixty days ran out."""
    ended = {**ACCEPTED, **authority(4, "mediation_ended", "2026-07-20")}
    assert told(ended, "2026-07-21")["told_12315"] == "2026-07-29"
    assert "mediate_12315" not in told(ended, "2026-07-21")
    assert "told_12315" not in told(ACCEPTED, "2026-08-21")
    ran_out = told(ACCEPTED, "2026-08-22")
    assert (ran_out["mediate_12315"], ran_out["told_12315"]) == ("2026-08-21", "2026-09-01")


def test_a_report_is_checked_in_fifteen_working_days_and_fifteen_more() -> None:
    """A report is another matter at the same door; its days are its own."""
    report = line(2, "filed", "2026-06-15", channel="market_12315", document="report_12315")
    found = told({**BOUGHT, **ASKED, **report}, "2026-06-16")
    assert found["check_report"] == "2026-07-07"
    assert found["check_report_longest"] == "2026-07-28"
    assert found["accept_12315"].startswith("if ")


def test_fifteen_days_from_the_first_request() -> None:
    """Calendar days; the day of the request is not counted, a later reminder changes nothing."""
    asked = {**BOUGHT, **line(1, "asked", "2026-08-20", text="请退款")}
    assert told({**BOUGHT, **ASKED}, "2026-06-12")["overdue"] == "2026-06-26"
    assert told(asked, "2026-08-21")["overdue"] == "2026-09-04"
    again = {**asked, **line(2, "reminded", "2026-08-27", text="请尽快退款")}
    assert told(again, "2026-08-28")["overdue"] == "2026-09-04"
    assert "没有写明" in period(asked, "2026-08-21", "overdue").doubt


def test_fifteen_days_are_for_what_fell_short() -> None:
    """A purchase by mistake is no breach that the seller could be late with."""
    mistake = {**BOUGHT, **ASKED, "scenario": "wrong_purchase"}
    assert "overdue" not in told(mistake, "2026-06-12")
    assert "overdue" not in told({**BOUGHT, **ASKED, "buyer.purpose": "resale"}, "2026-06-12")


def test_the_reply_day_the_buyer_set() -> None:
    """As set; without one seven days from the latest contact, said to be that."""
    assert told({**BOUGHT, **ASKED}, "2026-06-12")["reply_by"] == "2026-06-18"
    assert "没有另写日子" in period({**BOUGHT, **ASKED}, "2026-06-12", "reply_by").start_event
    dated = {**BOUGHT, **ASKED, "demand.reply_by": "2026-06-15"}
    assert told(dated, "2026-06-12")["reply_by"] == "2026-06-15"


def test_a_reminder_makes_an_earlier_reply_day_out_of_date() -> None:
    """Whoever wrote again after the day has given time again."""
    again = {**BOUGHT, **ASKED, **line(2, "reminded", "2026-06-20")}
    assert (
        told({**again, "demand.reply_by": "2026-06-22"}, "2026-06-23")["reply_by"] == "2026-06-22"
    )
    assert (
        told({**again, "demand.reply_by": "2026-06-19"}, "2026-06-23")["reply_by"] == "2026-06-27"
    )


def test_after_a_refusal_there_is_no_reply_to_wait_for() -> None:
    """Nor once somebody else decides."""
    refused = {**BOUGHT, **ASKED, **line(2, "refused", "2026-06-13", by="merchant")}
    assert "reply_by" not in told(refused, "2026-06-14")
    assert "reply_by" not in told({**FILED, **ASKED}, "2026-06-19")


def test_conditions_know_what_runs_and_what_has_passed() -> None:
    """On its last day a period still runs; the day after it has passed."""
    answers = {**BOUGHT, **ASKED}
    keys = ("running.overdue", "passed.overdue", "due.overdue")
    on_the_day = lookup_of(answers, "2026-06-26")[1]
    assert [on_the_day(key) for key in keys] == [True, False, date(2026, 6, 26)]
    after = lookup_of(answers, "2026-06-27")[1]
    assert [after(key) for key in keys] == [False, True, date(2026, 6, 26)]
    assert after("order.product") == "演示商品甲"


def test_nothing_is_awaited_once_the_money_is_back() -> None:
    """A matter that is over has no deadlines."""
    back = line(4, "refunded", "2026-06-24", by="merchant", amount="98.50")
    assert told({**ACCEPTED, **back}, "2026-06-25") == {}
