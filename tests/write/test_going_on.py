"""A letter among letters: the steps that led to it, and what its recipient has read already."""

from __future__ import annotations

from typing import Any, Final

import pytest

from refundcli import api
from refundcli.judge.facts import Facts
from refundcli.write.compose import Letter
from refundcli.write.course import course
from tests.support import CARD, IDENTITY, KNOWLEDGE, TODAY, case_of, facts_of, holding

Line = tuple[str, str, str, str, dict[str, Any]]
SOLD: Final = {**CARD, **IDENTITY, "order.platform_kind": "marketplace"}
PROOF: Final = {
    **holding("order_page", "failure_recording", "chat_log", "platform_decision"),
    "evidence.E2.captured_at": "2026-11-01",
}


def log(*lines: Line) -> dict[str, Any]:
    """Lines of the log: day, who, channel, kind, the rest."""
    found: dict[str, Any] = {}
    for number, (day, by, channel, kind, rest) in enumerate(lines, start=1):
        line = {"at": f"2026-11-{day}", "by": by, "channel": channel, "kind": kind, **rest}
        found |= {f"events.e{number}.{field}": value for field, value in line.items()}
    return found


def sent(day: str, channel: str, kind: str, document: str) -> Line:
    """A letter that went out."""
    return day, "buyer", channel, kind, {"document": document}


MESSAGE: Final = sent("03", "merchant", "asked", "merchant_message")
REFUSED: Final[Line] = (
    "04",
    "merchant",
    "merchant",
    "refused",
    {"text": "虚拟商品一经售出概不退换", "evidence": ["E3"]},
)
COMPLAINT: Final = sent("08", "platform", "filed", "platform_complaint")


def letter(document: str, *lines: Line, **more: Any) -> Letter:  # noqa: ANN401 - answers are of any type
    """The document for the card case with this log."""
    told = {**SOLD, **PROOF, **log(*lines), **{key.replace("__", "."): more[key] for key in more}}
    return api.draft(document, case_of(told), KNOWLEDGE, today=TODAY)


def ids(found: Letter) -> set[str]:
    return {sentence.id for sentence in found.document.sentences()}


def test_each_step_rests_on_its_line() -> None:
    """The history names every line it tells and cites the proof that the lines name."""
    decided: Line = ("10", "platform", "platform", "platform_decided", {"evidence": ["E4"]})
    found = letter("complaint_12315", MESSAGE, REFUSED, COMPLAINT, decided)
    history = next(s for s in found.document.sentences() if s.id == "history")
    assert set(history.facts) >= {f"events.e{number}" for number in (1, 2, 3, 4)}
    assert set(history.evidence) == {"E3", "E4"}
    assert history.text.index("11月3日") < history.text.index("11月4日")
    assert history.text.index("11月4日") < history.text.index("11月8日")
    assert history.text.endswith("（证据3、4）。")


def test_the_same_twice_in_a_row_is_one_step() -> None:
    """Contacts in a row stand together with their days; what lies between keeps them apart."""
    again: Line = ("05", "buyer", "merchant", "reminded", {})
    steps = course(facts_of({**SOLD, **log(MESSAGE, again, COMPLAINT)}))
    assert [len(step.events) for step in steps] == [2, 1]
    later: Line = ("06", "buyer", "merchant", "reminded", {})
    apart = course(facts_of({**SOLD, **log(MESSAGE, REFUSED, later)}))
    assert [len(step.events) for step in apart] == [1, 1, 1]


def test_a_long_road_is_told_by_its_letters_and_decisions() -> None:
    """Of many steps the mere contacts after the first are left out."""
    talk: list[Line] = [
        (f"{day:02}", by, "merchant", kind, {})
        for day, by, kind in [
            (4, "merchant", "replied"),
            (5, "buyer", "reminded"),
            (6, "merchant", "stalled"),
            (7, "buyer", "reminded"),
            (8, "merchant", "replied"),
        ]
    ]
    reminder = sent("09", "merchant", "reminded", "merchant_reminder")
    refused: Line = ("10", "merchant", "merchant", "refused", {})
    steps = course(facts_of({**SOLD, **log(MESSAGE, *talk, reminder, refused)}))
    assert [step.act for step in steps] == [
        "merchant_message",
        "merchant_reminder",
        "refused.merchant",
    ]


def test_a_report_stays_out_of_every_letter() -> None:
    """Whoever reported a breach is not given away by the history."""
    report = sent("08", "market_12315", "filed", "report_12315")
    answer: Line = ("09", "authority", "market_12315", "accepted", {"document": "report_12315"})
    for document in ("merchant_reminder", "platform_complaint", "complaint_cca"):
        text = letter(document, MESSAGE, report, answer).text
        assert "11月3日" in text
        assert not {"11月8日", "11月9日", "12315", "举报"} & {
            word for word in ("11月8日", "11月9日", "12315", "举报") if word in text
        }


def test_without_a_letter_on_record_nothing_changes() -> None:
    """What an earlier message said is not known: the letter is what it was."""
    plain: Line = ("03", "buyer", "merchant", "asked", {})
    found = letter("merchant_reminder", plain, REFUSED)
    assert "card.recording" in ids(found)
    assert not {"earlier.events", "earlier.grounds"} & ids(found)
    assert course(facts_of({**SOLD, **log(plain, REFUSED)})) == ()


@pytest.mark.parametrize(
    ("document", "kept"),
    [("merchant_message", False), ("merchant_rebuttal", False), ("merchant_reminder", True)],
)
def test_details_are_left_to_the_letter_that_told_them(document: str, kept: bool) -> None:
    """A message leaves the grounds to the one before; a formal reminder stands by itself."""
    found = letter(document, MESSAGE, REFUSED)
    assert {"card.tried", "earlier.grounds", "demand.refund"} <= ids(found)
    assert "card.recording" not in ids(found)
    assert ("card.duty" in ids(found)) is kept
    reference = next(s for s in found.document.sentences() if s.id == "earlier.grounds")
    assert "11月3日" in reference.text
    assert "events.e1" in reference.facts
    full = letter(document, REFUSED)
    assert {"card.recording", "card.duty"} <= ids(full)


@pytest.mark.parametrize("document", ["complaint_12315", "complaint_cca", "platform_complaint"])
def test_a_new_recipient_reads_everything(document: str) -> None:
    """Letters to the merchant spare nobody else a fact."""
    apart = {"history", "history.platform", "overdue"}
    once, again = letter(document), letter(document, MESSAGE)
    assert ids(once) - apart <= ids(again)
    assert not {"earlier.events", "earlier.grounds"} & ids(again)


def test_what_the_earlier_letter_did_not_say_is_said() -> None:
    """A record that came to hand since, a sum that changed: only what was in it is left out."""
    usage = {"evidence__E5__kind": "usage_record", "facts__usage_shows": "stranger"}
    for taken, said in (("2026-11-02", False), ("2026-11-09", True), (None, True)):
        day = {"evidence__E5__captured_at": taken} if taken else {}
        found = letter("merchant_message", MESSAGE, **usage, **day)
        assert ("card.usage" in ids(found)) is said
    part: Line = ("09", "merchant", "merchant", "refunded", {"amount": "50.00"})
    assert "还应退48.50元" in letter("merchant_message", MESSAGE, part).text


def test_an_answer_of_a_later_day_was_in_no_earlier_letter() -> None:
    """What was seen after a letter had gone out cannot have been told by it."""
    told = {
        **SOLD,
        "scenario": "not_delivered",
        "order.goods": "top_up",
        "facts.delivery_state": "shown_done",
        "facts.promise": "24h",
        "facts.checked_at": "2026-11-12 10:00",
        **log(MESSAGE),
    }
    written = {
        day: api.draft(
            "merchant_message",
            case_of({**told, "facts.checked_at": f"2026-11-{day} 10:00"}),
            KNOWLEDGE,
            today=TODAY,
        ).text
        for day in ("03", "12")
    }
    assert "已经写明" in written["03"]
    assert "没有按约定交付" not in written["03"]
    assert "没有按约定交付" in written["12"]


def test_a_correction_takes_a_letter_back() -> None:
    """A line that was corrected away never went out."""
    wrong = {"events.e9.corrects": "e1", "events.e9.at": "2026-11-10"}
    found = api.draft(
        "merchant_reminder", case_of({**SOLD, **PROOF, **log(MESSAGE), **wrong}), KNOWLEDGE,
        today=TODAY,
    )  # fmt: skip
    assert "card.recording" in ids(found)
    assert "11月3日" not in found.text


def test_problems_that_are_over_are_told_to_whoever_heard_of_them() -> None:
    """One sentence to the merchant who was written to, none to anybody else."""
    gift = {
        "also": ["promise_broken"],
        "facts__promise_text": "下单即送演示道具一份",
        "facts__promise_outcome": "other_unkept",
    }
    for state, said in (("resolved", "已经解决，不再主张。"), ("dropped", "的问题，不再主张。")):
        states = {**gift, "problems__promise_broken__state": state}
        told = letter("merchant_reminder", MESSAGE, **states)
        over = next(s for s in told.document.sentences() if s.id == f"over.{state}")
        assert over.text.endswith(said)
        assert set(over.facts) >= {"problems.promise_broken.state", "events.e1"}
        assert "不再主张" not in letter("complaint_12315", MESSAGE, **states).text
        assert "不再主张" not in letter("merchant_reminder", **states).text


def test_an_earlier_letter_costs_no_other_answer() -> None:
    """Writing it anew leaves the case and its judgement as they were."""
    told = {**SOLD, **PROOF, **log(MESSAGE, REFUSED, COMPLAINT)}
    case = case_of(told)
    before = dict(case.answers)
    first = api.draft("merchant_reminder", case, KNOWLEDGE, today=TODAY)
    assert api.draft("merchant_reminder", case, KNOWLEDGE, today=TODAY) == first
    assert dict(case.answers) == before
    assert Facts(case, KNOWLEDGE, TODAY).scenario == "card_invalid"
