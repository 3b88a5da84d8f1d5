"""What a command shows a person, as blocks; whether a terminal or a pipe reads them is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from refundcli.case.masking import Cover, without_numbers
from refundcli.case.model import Case, Evidence, State, Value
from refundcli.judge.documents import shown
from refundcli.judge.facts import Facts
from refundcli.judge.interview import Step, question
from refundcli.judge.missing import ask_of
from refundcli.knowledge.catalogue import Words


class Title(msgspec.Struct, frozen=True):
    """A heading of its own line."""

    text: str


class Text(msgspec.Struct, frozen=True):
    """A paragraph."""

    text: str


class Rows(msgspec.Struct, frozen=True):
    """A table; the first column names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Title | Text | Rows


def review(facts: Facts, steps: Sequence[Step]) -> list[Block]:
    """Every answer grouped by question."""
    groups = facts.knowledge.common.groups
    blocks: list[Block] = []
    for group, title in groups.items():
        rows = [row for step in steps if step.group == group for row in _answers(step, facts)]
        if rows:
            blocks += [Title(title), Rows(("问题", "回答"), tuple(rows))]
    return blocks


def _answers(step: Step, facts: Facts) -> list[tuple[str, str]]:
    if step.kind == "evidence":
        held = [
            f"证据{item.number} {facts.knowledge.evidence[item.kind].title}"
            for item in facts.case.evidence
        ]
        return [("手里有哪些证据", "；".join(held) or "还没有")]
    return [(ask_of(key, facts), answer(key, facts)) for key in step.keys]


def answer(key: str, facts: Facts) -> str:
    """An answer in words; the states other than answered by their names."""
    value = facts.get(key)
    state = facts.case.state(key)
    if key == "scenario" and facts.scenario:
        return facts.knowledge.scenario(facts.scenario).title
    if value is None:
        return "" if state is State.NEVER else facts.knowledge.words.status[state.value]
    if question(key, facts).mask:
        return str(Cover(facts.case, facts.knowledge).value(key, value))
    labels = {choice.value: choice.label for choice in question(key, facts).choices}
    if isinstance(value, tuple) and labels:
        return "；".join(labels.get(str(item), str(item)) for item in value)
    told = in_words(value, facts.knowledge.words)
    cover = Cover(facts.case, facts.knowledge)
    return labels.get(str(value), str(cover.value(key, told) if isinstance(value, str) else told))


def as_typed(key: str, facts: Facts) -> str:
    """An answer as its prompt offers it again: to be changed it must be whole.

    A private one alone is covered here too; it is given anew or left.
    """
    value = facts.get(key)
    if value is None or question(key, facts).mask:
        return answer(key, facts) if value is not None else ""
    return in_words(value, facts.knowledge.words)


def in_words(value: Value, words: Words) -> str:
    """A value as a person writes it."""
    match value:
        case bool():
            return words.phrases["yes" if value else "no"]
        case Decimal():
            return f"{value} 元"
        case date():
            return shown(value)
        case timedelta():
            return f"{value.total_seconds() / 3600:g} 小时"
        case tuple():
            return "、".join(in_words(item, words) for item in value)
        case _:
            return str(value)


def case(found: Case, facts: Facts) -> list[Block]:
    """`show`: everything the case holds, grouped by question."""
    groups = facts.knowledge.common.groups
    rows: dict[str, list[tuple[str, str]]] = {}
    for key in found.answers:
        known = facts.question(key) or facts.knowledge.every_question.get(key)
        if known is not None and known.group != "case":
            rows.setdefault(known.group, []).append((known.ask, _shown(key, facts)))
    blocks: list[Block] = []
    for group, title in groups.items():
        if group in rows:
            blocks += [Title(title), Rows(("问题", "回答"), tuple(rows[group]))]
    blocks += _evidence(facts)
    states = (
        (found.unknown, "unknown"),
        (found.unavailable, "unavailable"),
        (found.skipped, "skipped"),
    )
    open_rows = tuple(
        (ask_of(key, facts), facts.knowledge.words.status[state])
        for keys, state in states
        for key in sorted(keys)
    )
    return (
        [*blocks, Title("没有答案的"), Rows(("问题", "状态"), open_rows)] if open_rows else blocks
    )


def _shown(key: str, facts: Facts) -> str:
    also = facts.case.get(key) if key == "also" else None
    if isinstance(also, tuple):
        return "；".join(facts.knowledge.scenario(str(name)).title for name in also)
    try:
        return answer(key, facts)
    except KeyError:
        value = facts.case.get(key)
        return str(value and Cover(facts.case, facts.knowledge).value(key, value))


def _file(item: Evidence, facts: Facts) -> str:
    """Where it lies, and what it was called before."""
    before = without_numbers(item.name or "", facts.case, facts.knowledge)
    file = without_numbers(item.file or "", facts.case, facts.knowledge)
    return f"{file}（{before}）" if before else file


def _evidence(facts: Facts) -> list[Block]:
    kinds = facts.knowledge.evidence
    evidence = tuple(
        (f"证据{item.number}", kinds[item.kind].title, _file(item, facts))
        for item in facts.case.evidence
    )
    header = ("编号", "名称", "文件")
    return [Title("证据"), Rows(header, evidence)] if evidence else []
