"""Every period of the road against days written out: from the law's number to the last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundcli.case.file import to_case
from refundcli.judge.assess import assess
from refundcli.judge.deadlines import deadlines, with_deadlines
from refundcli.judge.facts import Facts
from refundcli.judge.judged import judged
from refundcli.judge.logic import Lookup
from refundcli.judge.outlook import Deadline
from refundcli.judge.record import with_record
from refundcli.judge.surroundings import with_surroundings
from tests.support import CARD, KNOWLEDGE, document_of, facts_of

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


def knew(answers: Mapping[str, object], today: str) -> object:
    """The day on which the buyer came to know of it, as conditions on periods see it."""
    facts = facts_of(answers, date.fromisoformat(today))
    return with_surroundings(facts, facts.get)("knew")


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


def test_an_article_that_may_not_apply_is_not_named() -> None:
    """Whether it was bought for one's own use is not known: only the measures are named."""
    answers = {key: value for key, value in ACCEPTED.items() if key != "buyer.purpose"}
    found = period(answers, "2026-06-23", "mediate_12315")
    assert found.basis == ("complaint_measures.23.5", "complaint_measures.45")


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
    for day in ("2026-06-11", "2026-06-15"):
        dated = {**BOUGHT, **ASKED, "demand.reply_by": day}
        assert told(dated, "2026-06-12")["reply_by"] == day


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


def test_the_buyers_own_rights_end_by_the_civil_code() -> None:
    """One year to rescind, three to sue, three to complain; all of them the buyer's own time."""
    found = told(BOUGHT, "2026-06-12")
    assert found["rescission"] == "2027-06-11?"
    assert found["limitation"] == "2029-06-11?"
    assert found["complain_by"] == "2029-06-11?"
    for name in ("rescission", "limitation", "complain_by"):
        assert period(BOUGHT, "2026-06-12", name).ours


def test_an_act_still_to_be_done_has_the_law_of_today() -> None:
    """Bought while the older measures held, a complaint of today is refused by the present ones."""
    found = period(OLD, "2026-06-12", "complain_by")
    assert (found.due, found.basis) == (
        date(2027, 1, 5),
        ("complaint_measures.16.4", "complaint_measures.45"),
    )
    before = period(OLD, "2026-04-14", "complain_by")
    assert before.basis == ("complaint_measures_2020.15.4",)


def test_a_request_a_promise_and_a_complaint_begin_the_limitation_anew() -> None:
    """The latest counts; rescission and the authority's own three years never begin anew."""
    asked = {**BOUGHT, **line(1, "asked", "2026-06-18", text="请退款98.50元")}
    assert told(asked, "2026-06-19")["limitation"] == "2029-06-18?"
    promised = {**asked, **line(2, "promised", "2026-06-22", by="merchant", text="会退的")}
    assert told(promised, "2026-06-23")["limitation"] == "2029-06-22?"
    filed = {**promised, **line(3, "filed", "2026-07-01", channel="market_12315")}
    found = period(filed, "2026-07-02", "limitation")
    assert (found.start, found.due) == (date(2026, 7, 1), date(2029, 7, 2))  # 1 July is a Sunday
    assert "重新算" in found.start_event
    assert {"civil_code.195", "limitation_rules.12"} <= set(found.basis)
    assert told(filed, "2026-07-02")["rescission"] == "2027-06-11?"
    assert told(promised, "2026-06-23")["complain_by"] == "2029-06-11?"


def test_what_only_enquires_begins_nothing_anew() -> None:
    """Nor does a message of before the trouble was known."""
    enquired = {**BOUGHT, **line(1, "asked", "2026-06-18", text="在吗")}
    assert told(enquired, "2026-06-19")["limitation"] == "2029-06-11?"
    assert "重新算" not in period(enquired, "2026-06-19", "limitation").start_event


def test_a_request_after_the_limitation_ran_out_does_not_revive_it() -> None:
    """Only while it still runs does a request begin it anew, and then again and again."""
    late = {**OLD, **line(1, "asked", "2027-01-06", text="请退款")}
    assert told(late, "2027-01-07")["limitation"] == "2027-01-05?"
    chain = {**OLD, **line(1, "asked", "2026-12-30", text="请退款")}
    chain |= line(2, "reminded", "2027-06-01", text="请退款")
    assert told(chain, "2027-06-02")["limitation"] == "2030-06-03?"  # the 1st is a Saturday


def test_the_day_the_buyer_knew() -> None:
    """By the problem's own fact; one left over from another problem does not count."""
    banned = {
        **BOUGHT,
        "scenario": "account_banned",
        "facts.ban_reason": "source",
        "facts.banned_at": "2026-06-20",
        "facts.notice_link": "named",
        "facts.source_known": "official",
        "facts.ban_state": "banned",
    }
    assert told(banned, "2026-06-21")["rescission"] == "2027-06-21?"  # 20 June is a Sunday
    assert told({**BOUGHT, "facts.banned_at": "2026-06-20"}, "2026-06-21")["rescission"] == (
        "2027-06-11?"
    )


def test_fraud_has_its_year_only_where_a_fact_shows_it() -> None:
    """A suspicion is no ground."""
    assert "fraud" not in told(BOUGHT, "2026-06-12")
    shown = {**BOUGHT, "facts.seller_knew": "客服承认卡密卖过两次"}
    assert told(shown, "2026-06-12")["fraud"] == "2027-06-11?"


MISTAKE: Final = {
    "scenario": "wrong_purchase",
    "order.goods": "software",
    "facts.mistake": "wrong_item",
    "facts.purchase_state": "unviewed",
    "facts.return_terms": "none",
    "facts.confirm_step": "是",
}


def test_ninety_days_for_the_buyers_own_mistake() -> None:
    """Counted in days, and only where a mistake is the matter; a change of mind is none."""
    answers = {**BOUGHT, **MISTAKE}
    assert told(answers, "2026-06-12")["mistake"] == "2026-09-09"
    assert "由法院认定" in period(answers, "2026-06-12", "mistake").doubt
    assert "mistake" not in told({**answers, "facts.mistake": "changed_mind"}, "2026-06-12")
    assert "mistake" not in told({**BOUGHT, "facts.mistake": "wrong_item"}, "2026-06-12")


def test_seven_days_for_a_membership_paid_in_advance() -> None:
    """Only a first membership, and only until it has been asked back."""
    answers = {
        **BOUGHT,
        **MISTAKE,
        "order.goods": "membership",
        "facts.membership_first": "own_first",
    }
    assert told(answers, "2026-06-12")["prepaid"] == "2026-06-18"
    assert "prepaid" not in told({**answers, "facts.membership_first": "own_before"}, "2026-06-12")
    assert "prepaid" not in told({**answers, **ASKED}, "2026-06-12")


NOT_DELIVERED: Final = {
    **BOUGHT,
    "scenario": "not_delivered",
    "order.goods": "top_up",
    "facts.delivery_state": "nothing",
    "facts.checked_at": "2026-06-11 12:00",
}


def test_the_promised_delivery_and_the_day_the_buyer_set() -> None:
    """What the page promised; where it promised nothing, the day the buyer named."""
    promised = {**NOT_DELIVERED, "facts.promise": "24h"}
    assert told(promised, "2026-06-11")["promise_due"] == "2026-06-12"
    own = {**NOT_DELIVERED, "facts.promise": "none", "facts.deadline_given": "2026-06-14"}
    found = told(own, "2026-06-12")
    assert found["deliver_by"] == "2026-06-14"
    assert "promise_due" not in found
    # What is still to be delivered gives no ground yet: nothing of the buyer's runs out.
    assert not {"rescission", "limitation"} & set(told(promised, "2026-06-11"))
    assert knew(promised, "2026-06-11") is None
    assert knew(promised, "2026-06-12") == date(2026, 6, 12)


def test_the_day_the_refund_was_agreed_for() -> None:
    """As agreed, and only while it is that agreement that is not kept."""
    answers = {
        **BOUGHT,
        "scenario": "refund_refused",
        "facts.refund_ground": "merchant_agreed",
        "facts.agreed_text": "全额退款",
        "facts.agreed_on": "2026-06-12",
        "facts.agreed_state": "dated",
        "facts.agreed_until": "2026-06-18",
    }
    assert told(answers, "2026-06-14")["agreed_refund"] == "2026-06-18"
    assert "agreed_refund" not in told({**answers, "facts.agreed_state": "no_date"}, "2026-06-14")


CARRIER: Final = {
    **NOT_DELIVERED,
    "facts.promise": "0m",
    "facts.seller_is_carrier": "是",
    "facts.carrier_asked_on": "2026-06-15",
    "facts.carrier_answer": "no_reply",
}


def test_a_carriers_fifteen_days_and_the_windows_to_appeal() -> None:
    """Open from the day after; five months for charges, two years for the rest, from payment."""
    found, lookup = lookup_of(CARRIER, "2026-06-16")
    days = {one.id: str(one.due) for one in found}
    assert days["carrier_answer"] == "2026-06-30"
    assert lookup("computed.carrier_from") == date(2026, 7, 1)
    assert (days["appeal_charges"], days["appeal_other"]) == ("2026-11-11", "2028-06-11")
    assert not {"appeal_charges", "carrier_answer"} & set(told(BOUGHT, "2026-06-16"))


def test_an_appeal_is_decided_on_and_answered() -> None:
    """Five working days to accept, thirty days to answer; nothing else runs there any more."""
    filed = {**CARRIER, **line(1, "filed", "2026-07-01", channel="telecom")}
    found = told(filed, "2026-07-02")
    assert (found["accept_telecom"], found["answer_telecom"]) == ("2026-07-08", "2026-07-31")
    assert not {"appeal_charges", "carrier_answer"} & set(found)
    taken = {**filed, **line(2, "accepted", "2026-07-06", by="authority", channel="telecom")}
    assert "accept_telecom" not in told(taken, "2026-07-07")
    assert told(taken, "2026-07-07")["answer_telecom"] == "2026-07-31"


def test_the_court_registers_in_seven_days() -> None:
    """The last day moves past any day of rest; once sued, no right of the buyer's runs out."""
    sued = {**BOUGHT, **ASKED, **line(2, "filed", "2026-07-18", channel="court")}
    assert told(sued, "2026-07-19")["register_court"] == "2026-07-27"  # the 25th is a Saturday
    assert not {"limitation", "rescission"} & set(told(sued, "2026-07-19"))
    taken = {**sued, **line(3, "accepted", "2026-07-27", by="authority", channel="court")}
    assert told(taken, "2026-07-28")["judge_small_claim"] == "2026-09-28"  # 27 September: 中秋
    assert "小额诉讼" in period(taken, "2026-07-28", "judge_small_claim").doubt


def test_a_promise_on_record_is_a_deadline() -> None:
    """By its own words, from the moment it was made; the party is named, its words quoted."""
    said = line(2, "promised", "2026-06-12 20:00", by="merchant", text="48小时内给您处理")
    found = period({**BOUGHT, **ASKED, **said}, "2026-06-13", "promise.e2")
    assert (found.due, found.title) == (date(2026, 6, 14), "商家答应的日子")
    assert "48小时" in found.rule
    assert found.basis == ()
    platform = line(3, "promised", "2026-06-12", by="platform", channel="platform", text="明天")
    assert told({**BOUGHT, **said, **platform}, "2026-06-12")["promise.e3"] == "2026-06-13"
    assert "promise.e2" not in told(
        {**BOUGHT, **line(2, "promised", "2026-06-12", by="merchant", text="会退")}, "2026-06-13"
    )


def test_a_promise_gone_back_on_is_no_deadline() -> None:
    """Nor one that was taken back as a slip of the log."""
    said = {**BOUGHT, **ASKED, **line(2, "promised", "2026-06-12", by="merchant", text="三天内退")}
    assert "promise.e2" in told(said, "2026-06-13")
    refused = {**said, **line(3, "refused", "2026-06-13", by="merchant")}
    assert "promise.e2" not in told(refused, "2026-06-13")
    corrected = {**said, "events.e3.corrects": "e2", "events.e3.at": "2026-06-13"}
    assert "promise.e2" not in told(corrected, "2026-06-13")


def test_a_promise_broken_and_given_anew() -> None:
    """The new one counts, dated or not; one given again before its day changes nothing."""
    said = {**BOUGHT, **line(2, "promised", "2026-06-12", by="merchant", text="三天内退")}
    again = {**said, **line(3, "promised", "2026-06-13", by="merchant", text="放心")}
    assert "promise.e2" in told(again, "2026-06-16")
    anew = {**said, **line(3, "promised", "2026-06-16", by="merchant", text="会退的")}
    assert "promise.e2" not in told(anew, "2026-06-16")


def test_promises_are_known_together() -> None:
    """`promise` is the next that ends; once all have passed, the last that did."""
    answers = {
        **BOUGHT,
        **line(2, "promised", "2026-06-12", by="merchant", text="三天内退"),
        **line(3, "promised", "2026-06-13", by="merchant", text="明天"),
    }
    keys = ("running.promise", "passed.promise", "due.promise")
    lookup = lookup_of(answers, "2026-06-13")[1]
    assert [lookup(key) for key in keys] == [True, False, date(2026, 6, 14)]
    lookup = lookup_of(answers, "2026-06-20")[1]
    assert [lookup(key) for key in keys] == [False, True, date(2026, 6, 15)]
    assert lookup("running.promise.e2") is False


RULE: Final = {
    "clauses.C1.title": "《演示平台售后规则》",
    "clauses.C1.number": "第5条",
    "clauses.C1.text": "买家申请退款后，商家须在24小时内响应；平台介入后，3个工作日内给出结果。",
}


def test_a_captured_rule_is_a_deadline_once_its_start_is_on_record() -> None:
    """Named by its title and number; without the start there is none."""
    assert not [name for name in told({**BOUGHT, **RULE}, "2026-06-12") if "clause" in name]
    applied = {**BOUGHT, **RULE, **line(1, "applied", "2026-06-12", channel="platform")}
    found = period(applied, "2026-06-12", "clause.C1")
    assert (found.due, found.basis) == (date(2026, 6, 13), ("《演示平台售后规则》第5条",))
    assert not found.ours
    opened = {**applied, **line(2, "platform_opened", "2026-06-18", by="platform")}
    # 端午 is no working day.
    assert told(opened, "2026-06-18")["clause.C1.2"] == "2026-06-24"


def test_a_rule_that_gives_the_buyer_a_time_is_the_buyers_own() -> None:
    """From the day on record; else from the earliest day it can have been, and said to be that."""
    rule = {**BOUGHT, "clauses.C2.text": "确认收货后7天内可申请平台介入。"}
    found = period(rule, "2026-06-12", "window.C2")
    assert (found.due, found.ours) == (date(2026, 6, 18), True)
    assert "付款那天" in found.doubt
    assert "付款" in found.start_event
    # Later it may still be open: that is not known, so nothing is said.
    assert "window.C2" not in told(rule, "2026-06-19")
    arrived = {**rule, "scenario": "delayed", "facts.arrived_at": "2026-06-14 09:00"}
    assert told(arrived, "2026-06-15")["window.C2"] == "2026-06-21"
    assert not period(arrived, "2026-06-15", "window.C2").doubt
    # Only the day is known: of the buyer's own hours the first end counts.
    hours = {
        **arrived,
        "facts.arrived_at": "2026-06-14",
        "clauses.C2.text": "收货后2小时内可申请。",
    }
    assert told(hours, "2026-06-14")["window.C2"] == "2026-06-14"
    opened = {**arrived, **line(2, "platform_opened", "2026-06-16", by="platform")}
    assert "window.C2" not in told(opened, "2026-06-17")


def test_what_platforms_often_write_is_no_deadline() -> None:
    """Without a captured rule none of the usual times is told."""
    applied = {**BOUGHT, **ASKED, **line(2, "applied", "2026-06-12", channel="platform")}
    assert not [name for name in told(applied, "2026-06-13") if name[:6] in ("clause", "window")]


def test_an_answer_to_a_report_alone_starts_no_mediation() -> None:
    """A report and a complaint have one door; what the authority says belongs to what was filed."""
    report = line(2, "filed", "2026-06-15", channel="market_12315", document="report_12315")
    answers = {**BOUGHT, **ASKED, **report, **authority(3, "accepted", "2026-06-22")}
    assert "mediate_12315" not in told(answers, "2026-06-23")


KINDS: Final = st.sampled_from(["asked", "reminded", "promised", "refused", "filed", "accepted"])
DAYS: Final = st.dates(date(2026, 6, 11), date(2026, 11, 20))
BY: Final = {"promised": "merchant", "refused": "merchant", "accepted": "authority"}
TEXT: Final = {"promised": "三天内退", "asked": "请退款"}


@settings(max_examples=40)
@given(st.lists(st.tuples(KINDS, DAYS), max_size=6), DAYS)
def test_whatever_happened_the_periods_hold_together(
    happened: list[tuple[str, date]], today: date
) -> None:
    """No period ends before it begins, none is told twice, and they come by the day they end."""
    answers: dict[str, object] = dict(BOUGHT)
    for number, (kind, day) in enumerate(happened, start=1):
        channel = "market_12315" if kind in ("filed", "accepted") else "merchant"
        by = BY.get(kind, "buyer")
        if day <= today:
            answers |= line(number, kind, f"{day}", by=by, channel=channel)
            answers |= {f"events.e{number}.text": TEXT[kind]} if kind in TEXT else {}
    found, lookup = lookup_of(answers, f"{today}")
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.start <= min(one.due, today)
        assert one.days == (one.due - today).days
        state = (lookup(f"running.{one.id}"), lookup(f"passed.{one.id}"), lookup(f"due.{one.id}"))
        passed = one.days < 0
        begun = (not passed, passed, one.due)
        assert state == ((False, False, None) if one.if_today else begun)
