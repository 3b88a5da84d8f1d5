"""`log`: one line more, and what was taken for granted in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from refundcli.case.events import REPORT
from refundcli.case.log import VOID, Entry, kind_named, kinds_like
from refundcli.case.masking import without_numbers
from refundcli.case.model import Event
from refundcli.case.store import Saved
from refundcli.case.text import echoed
from refundcli.cli import lines
from refundcli.cli.diagnostics import note
from refundcli.cli.logbook import append, denied
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Porch, is_path, open_porch, read_stdin, saved
from refundcli.errors import WrongCallError
from refundcli.judge.facts import Facts
from refundcli.judge.interview import question
from refundcli.judge.record import stage, with_record


def log(case: str, told: Entry, today: str | None, *, as_json: bool) -> None:
    """Append the line to the case and say what was recorded and how far the matter has come."""
    porch = open_porch(today)
    entry = _understood(told, porch)
    found = opened(porch, case)
    entry = msgspec.structs.replace(entry, text=entry.text or words_from_stdin())
    after, event = append(porch, found, entry)
    facts = Facts(after.case, porch.knowledge, porch.today)
    now = stage(facts, with_record(facts, facts.get))
    if as_json:
        shown = msgspec.structs.asdict(event)
        shown["text"] = (
            without_numbers(event.text, after.case, porch.knowledge) if event.text else None
        )
        emit_json({"id": after.id, "event": shown, "stage": now, "path": str(after.path)})
    else:
        title = porch.knowledge.road.stages[now].title
        recorded = lines.told(event, after.case, porch.knowledge)
        emit_text(f"已记下 {event.id}：{recorded}（现在：{title}）")
    for line in (*taken_for_granted(entry, event, case), *_out_of_date(event, facts, case)):
        note(line)


def opened(porch: Porch, case: str) -> Saved:
    """The case that a line is added to: a saved one by its id, or a file of the buyer's."""
    if case == "-":
        raise WrongCallError("- 是标准输入，没法往里追加；请写案件编号或 TOML 案件文件")
    return porch.store.open(Path(case), porch.today) if is_path(case) else saved(porch, case)


def _understood(told: Entry, porch: Porch) -> Entry:
    """The entry with the id of its kind; raises for none, and for what `void` has no use for."""
    name = told.kind or ""
    kind = kind_named(porch.knowledge, name)
    if kind is None:
        raise WrongCallError(f"没有“{echoed(name)}”这种事项{kinds_like(porch.knowledge, name)}")
    if kind != VOID:
        return msgspec.structs.replace(told, kind=kind)
    beside = ("by", "channel", "amount", "evidence", "document")
    if not told.corrects or any(getattr(told, name) for name in beside):
        raise WrongCallError(
            "作废只要 --corrects 和作废的那一条，例如 void --corrects e3，可以写原因"
        )
    return msgspec.structs.replace(told, kind=None)


def words_from_stdin() -> str | None:
    """The words where they are piped in; a terminal is not waited for."""
    return None if sys.stdin.isatty() else read_stdin().strip() or None


def _out_of_date(event: Event, facts: Facts, case: str) -> Iterator[str]:
    """Answers that the line shows to be no longer true: the buyer changes them, not the log."""
    for key in denied(event, facts):
        ask = question(key, facts).ask
        how = f"refundcli set {case} {key}=否" if not is_path(case) else f"把 {key} 改成 false"
        yield f"案件里“{ask}”答的是“是”，和这一条对不上了；不是了就改：{how}"


def taken_for_granted(entry: Entry, event: Event, case: str) -> Iterator[str]:
    """What the line says that nobody told, and how to correct it."""
    again = f"refundcli log {case} {event.kind}"
    correct = f"--corrects {event.id}"
    if event.document == REPORT and entry.document is None and event.by == "buyer":
        yield (
            "原话里写的是举报，按 12315 举报记的（举报查违法，不处理退款）；"
            f"其实是投诉的，更正：{again} --document complaint_12315 {correct}"
        )
    elif event.kind == "filed" and not (entry.channel or entry.document or entry.corrects):
        yield f"没写渠道，按投到 12315 记的；投到别处的，更正：{again} --channel 渠道 {correct}"
    if event.kind == "refunded" and event.amount is None:
        yield f"退了多少？没有写，数额先按不知道；补上：{again} --amount 数额 {correct}"
