"""Lines of the log in words: when, who did what where, the words, the proof, what is corrected."""

from __future__ import annotations

from refundcli.case.log import VOID_LABEL
from refundcli.case.masking import without_numbers
from refundcli.case.model import Case, Event, by_time
from refundcli.case.usual import BUYER
from refundcli.cli.screens import Block, Rows, Title, in_words
from refundcli.knowledge.load import Knowledge

_SEPARATOR = "；"


def blocks(case: Case, knowledge: Knowledge) -> list[Block]:
    """The whole log; nothing where nothing was logged."""
    rows = (
        (event.id, when(event, knowledge), who_did(event, knowledge), said(event, case, knowledge))
        for event in by_time(case.log)
    )
    table = Rows(("编号", "时间", "谁做了什么", "内容"), tuple(rows))
    return [Title("经过"), table] if table.rows else []


def told(event: Event, case: Case, knowledge: Knowledge) -> str:
    """One line in one sentence."""
    parts = (who_did(event, knowledge), said(event, case, knowledge))
    return f"{when(event, knowledge)} {_SEPARATOR.join(filter(None, parts))}"


def when(event: Event, knowledge: Knowledge) -> str:
    """The time, empty where it is not known."""
    return in_words(event.at, knowledge.words) if event.at else ""


def who_did(event: Event, knowledge: Knowledge) -> str:
    """我→12315：提交投诉, 有关部门（12315）：受理; of what takes a line back, 作废 e1."""
    if event.kind is None and event.corrects:
        return f"{VOID_LABEL} {event.corrects}"
    who = label("by", event.by, knowledge)
    where = label("channel", event.channel, knowledge)
    place = f"（{where}）" if where and event.channel != event.by else ""
    place = f"→{where}" if where and event.by == BUYER else place
    return f"{who}{place}：{label('kind', event.kind, knowledge)}"


def said(event: Event, case: Case, knowledge: Knowledge) -> str:
    """What the line says beside that: letter, words, sum, proof, and how it is corrected."""
    numbers = {item.id: str(item.number) for item in case.evidence}
    proof = "、".join(numbers.get(name, name) for name in event.evidence)
    kinds = knowledge.documents.documents
    letter = kinds.get(event.document or "")
    parts = (
        f"发出《{letter.title}》" if letter else "",
        f"“{without_numbers(event.text, case, knowledge)}”" if event.text else "",
        in_words(event.amount, knowledge.words) if event.amount is not None else "",
        f"证据{proof}" if proof else "",
        *_corrections(event, case),
    )
    return _SEPARATOR.join(filter(None, parts))


def _corrections(event: Event, case: Case) -> tuple[str, ...]:
    """What it corrects, and what corrects it: the line that counts, not one that was taken back."""
    marks = [f"更正 {event.corrects}"] if event.corrects and event.kind else []
    if event.id in case.corrected:
        later = [line for line in case.log if line.corrects == event.id]
        found = next((line for line in later if line.id not in case.corrected), later[-1])
        marks.append(f"已更正，见 {found.id}" if found.kind else f"{VOID_LABEL}，见 {found.id}")
    return tuple(marks)


def label(field: str, value: str | None, knowledge: Knowledge) -> str:
    """The word for a choice of the log."""
    choices = knowledge.common.questions[f"events.*.{field}"].choices
    return next((choice.label for choice in choices if choice.value == value), value or "")
