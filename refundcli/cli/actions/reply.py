"""`reply`: the other side's answer read, answered and put on record, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from refundcli import api
from refundcli.case.log import Entry
from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.cli import answered, itinerary
from refundcli.cli.actions.log import opened, words_from_stdin
from refundcli.cli.diagnostics import note
from refundcli.cli.logbook import append
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Inputs, Porch, is_path, load, open_porch, templates
from refundcli.cli.show import show
from refundcli.errors import RefundError, WrongCallError
from refundcli.judge.findings import Reading
from refundcli.judge.outlook import Plan

_REBUTTAL = "merchant_rebuttal"


class Asked(msgspec.Struct, frozen=True):
    """What was called for: the words, who said them where and when, whether to record them."""

    text: str | None
    by: str
    channel: str | None
    at: str | None
    record: bool


class Outcome(msgspec.Struct, frozen=True):
    """Everything `reply` tells; `why_not` says why there is no counter-argument."""

    reading: Reading
    counter: str | None
    why_not: str
    plan: Plan
    case: str
    event: str | None


def reply(case: str, asked: Asked, today: str | None, *, as_json: bool) -> None:
    """Read an answer and say what is right in it, what to say to it and what to do next."""
    porch = open_porch(today)
    if asked.by not in ("merchant", "platform"):
        raise WrongCallError(f"--by 只能是 merchant（商家）或 platform（平台），不能是 {asked.by}")
    text = asked.text or (None if case == "-" else words_from_stdin())
    if not text or not text.strip():
        raise WrongCallError(
            "要写上对方的原话，例如 refundcli reply 案件 '虚拟商品概不退换'；也可以从标准输入给"
        )
    before = load(porch, Inputs(case, today=today))
    reading = api.read_reply(text, before, porch.knowledge, today=porch.today, by=asked.by)
    after, event = _recorded(porch, case, before, asked, reading)
    counter, why_not = _counter(porch, after, reading)
    found = api.plan(after, porch.knowledge, today=porch.today)
    outcome = Outcome(reading, counter, why_not, found, case, event)
    if as_json:
        emit_json(_shape(outcome, after, porch))
    else:
        _tell(outcome, after, porch)


def _recorded(
    porch: Porch, case: str, before: Case, asked: Asked, reading: Reading
) -> tuple[Case, str | None]:
    """The case with the answer in its log, where it is one that can be added to."""
    if not asked.record or case == "-" or (is_path(case) and Path(case).suffix == ".json"):
        note("只读了一遍，没有记进案件。")
        return before, None
    entry = Entry(
        at=asked.at, by=asked.by, channel=asked.channel, kind=reading.kind, text=reading.text
    )
    saved, event = append(porch, opened(porch, case), entry)
    return saved.case, event.id


def _counter(porch: Porch, case: Case, reading: Reading) -> tuple[str | None, str]:
    """The rebuttal of exactly what this answer says; else why there is none."""
    phrases = porch.knowledge.words.phrases
    usable = tuple(item.found.id for item in reading.refusals if item.found.usable)
    if reading.by != "merchant":
        return None, phrases["counter_not_platform"] if reading.refusals else ""
    if not usable:
        return None, phrases["counter_none_usable"] if reading.refusals else ""
    ticked = Case(
        {**case.answers, "facts.refusals": usable}, case.unknown, case.unavailable, case.skipped
    )
    try:
        letter = api.draft(
            _REBUTTAL, ticked, porch.knowledge, today=porch.today, templates=templates()
        )
    except RefundError as error:
        return None, error.message
    return letter.text, ""


def _tell(outcome: Outcome, case: Case, porch: Porch) -> None:
    show(answered.reading(outcome.reading, case, porch.knowledge))
    if outcome.counter:
        show(answered.heading())
        emit_text(outcome.counter)
    elif outcome.why_not:
        note(outcome.why_not)
    show(itinerary.step(outcome.plan, porch.knowledge))
    for line in outcome.reading.advice:
        note(f"注意：{line}")
    if outcome.event:
        again = f"refundcli log {outcome.case} void --corrects {outcome.event}"
        note(f"已记进案件（{outcome.event}）；记错了就作废：{again}")


def _shape(outcome: Outcome, case: Case, porch: Porch) -> dict[str, Any]:
    """`reply --json`."""

    def covered(text: str) -> str:
        return without_numbers(text, case, porch.knowledge)

    reading, now = outcome.reading, outcome.plan.now
    return {
        "kind": reading.kind,
        "by": reading.by,
        "refusals": [
            {**msgspec.structs.asdict(item.found), "words": [covered(word) for word in item.words]}
            for item in reading.refusals
        ],
        "offer": reading.offer,
        "until": reading.until,
        "counter": outcome.counter,
        "counter_missing": outcome.why_not or None,
        "next": now,
        "stage": outcome.plan.stage,
        "event": outcome.event,
        "advice": reading.advice,
    }
