"""`evidence add`, `evidence verify`, `evidence list`: the files behind the proof."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import msgspec

from refundcli.case import filed
from refundcli.case.evidence import Told
from refundcli.case.keys import question_for, unknown_key
from refundcli.case.masking import without_numbers
from refundcli.case.model import Evidence
from refundcli.case.originals import Original
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem, echoed
from refundcli.case.values import parse
from refundcli.cli.actions.log import opened
from refundcli.cli.diagnostics import EXIT_CODES, note
from refundcli.cli.exhibit_shapes import by_channel, channel, described
from refundcli.cli.exhibits import Words
from refundcli.cli.filing import Filed, file_away, looked_at
from refundcli.cli.filing_notes import beside, told_of
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Porch, open_porch
from refundcli.cli.screens import Rows, Text, in_words
from refundcli.cli.show import show
from refundcli.errors import InvalidInputError, WrongCallError
from refundcli.judge.attachments import Takes, takes
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.slip import nearest

T = TypeVar("T")

NOT_AS_RECORDED: Final = EXIT_CODES[InvalidInputError]


def add(case: str, files: Sequence[str], told: Told, today: str | None, *, as_json: bool) -> None:
    """Copy the files into the case, number them, and say what was taken for granted."""
    porch = open_porch(today)
    if told.slot and len(files) > 1:
        raise WrongCallError("--as 一次只能配一个文件")
    told = _understood(told, porch.knowledge)
    found = opened(porch, case)
    after, done = _masked(found, porch, partial(_add, porch, found, files, told, as_json=as_json))
    items = {item.id: item for item in after.case.evidence}
    words = Words(after.case, porch.knowledge)
    limits = takes(after.case.evidence, porch.knowledge)
    if as_json:
        emit_json(_added(after, done, items, words, limits))
    else:
        for line in told_of(done, items, words):
            emit_text(line)
    for line in beside(case, done, items, words):
        note(line)
    for line in words.refusals(limits):
        note(line)


def _add(
    porch: Porch, found: Saved, files: Sequence[str], told: Told, *, as_json: bool
) -> tuple[Saved, list[Filed]]:
    tidy(porch, found)
    originals = looked_at(files)
    asking = told.kind is None and told.slot is None and not as_json
    if asking and sys.stdin.isatty() and sys.stdout.isatty():
        each = _asked(porch, found, originals, told)
    else:
        each = [told for _ in originals]
    return file_away(porch, found, originals, each)


def _masked(found: Saved, porch: Porch, work: Callable[[], T]) -> T:
    """A file's name may hold a phone number: it is not told in an error either."""
    try:
        return work()
    except InvalidInputError as error:
        message = without_numbers(error.message, found.case, porch.knowledge)
        raise type(error)(message, keys=error.keys) from error


def _understood(told: Told, knowledge: Knowledge) -> Told:
    """The kind by its id, and what else was said checked before anything is copied."""
    if told.captured_at is not None:
        try:
            parse(knowledge.common.questions["evidence.*.captured_at"], told.captured_at)
        except ValueProblem as problem:
            raise InvalidInputError(f"--captured-at {problem}") from problem
    if told.shows is not None:
        shown = parse(knowledge.common.questions["evidence.*.shows"], told.shows)
        for key in shown if isinstance(shown, tuple) else ():
            if question_for(knowledge, str(key)) is None:
                raise unknown_key(knowledge, str(key))
    kind = None if told.kind is None else kind_named(knowledge, told.kind)
    slot = told.slot and re.sub(r"^e(?=\d+$)", "E", told.slot.strip())
    return msgspec.structs.replace(told, kind=kind, slot=slot)


def kind_named(knowledge: Knowledge, name: str) -> str:
    """The id of a kind of proof by its id or one of its Chinese names."""
    choices = knowledge.common.questions["evidence.*.kind"].choices
    names = {kind.title: key for key, kind in knowledge.evidence.items()}
    names |= {choice.label: choice.value for choice in choices}
    names |= {key: key for key in knowledge.evidence}
    if name not in names:
        known = "、".join(f"{key} {kind.title}" for key, kind in knowledge.evidence.items())
        raise WrongCallError(f"没有“{echoed(name)}”这种证据{nearest(name, names)}\n种类有：{known}")
    return names[name]


def _asked(porch: Porch, found: Saved, originals: Sequence[Original], told: Told) -> list[Told]:
    from refundcli.cli.wizard.kinds import choose  # noqa: PLC0415 - prompts are for a terminal only

    return [
        msgspec.structs.replace(told, **choose(original.name, found.case, porch.knowledge))
        for original in originals
    ]


def tidy(porch: Porch, found: Saved) -> None:
    """What a command that was ended left behind, told in a line."""
    folder = filed.folder_of(found)
    tidied = filed.tidy(folder, lambda: porch.store.again(found, porch.today).case)
    if tidied.removed:
        note(f"上一次加文件时中断了，清理了没有加完的 {tidied.removed} 个临时文件。")
    if tidied.finished:
        note(f"上一次加文件时中断了，已经补完：{'、'.join(tidied.finished)}。")
    if tidied.busy:
        note("另一个窗口正在往这个案件里加文件。")


def _added(
    after: Saved,
    done: Sequence[Filed],
    items: dict[str, Evidence],
    words: Words,
    limits: Sequence[Takes],
) -> dict[str, Any]:
    rows = [(one, items[one.place.id]) for one in done]
    return {
        "id": after.id,
        "path": str(after.path),
        "added": [
            {**described(item, words), "how": one.place.how}
            for one, item in rows
            if one.place.how != "duplicate"
        ],
        "duplicates": [
            {"name": words.masked(one.content.name), "id": item.id}
            for one, item in rows
            if one.place.how == "duplicate"
        ],
        "limits": [channel(one, words) for one in limits],
    }


def verify(case: str, today: str | None, *, as_json: bool) -> int:
    """Every file against its record; the exit code says whether all is as recorded."""
    porch = open_porch(today)
    found = opened(porch, case)
    tidy(porch, found)
    found = porch.store.again(found, porch.today)
    looks = filed.check(found.path.parent, found.case)
    words = Words(found.case, porch.knowledge)
    limits = takes(found.case.evidence, porch.knowledge)
    fine = all(one.status not in filed.WRONG for one in looks)
    if as_json:
        items = [_compared(one, words, case) for one in looks]
        shown = [channel(one, words) for one in limits]
        emit_json({"id": found.id, "ok": fine, "items": items, "limits": shown})
    else:
        same = sum(one.status == "ok" for one in looks)
        told = [f"{words.fate(one)}{words.mend(one, case)}" for one in looks]
        known = sum(one.item is not None and one.item.sha256 is not None for one in looks)
        first = (
            f"核对了 {known} 份文件，{same} 份和登记时一样。" if known else "没有可以核对的文件。"
        )
        after = (*words.refusals(limits), words.open_channels(limits)) if known else ()
        show([Text(line) for line in (first, *filter(None, told), *after)])
    return 0 if fine else NOT_AS_RECORDED


def _compared(one: filed.Found, words: Words, case: str) -> dict[str, Any]:
    about = described(one.item, words) if one.item else {"id": None, "file": words.masked(one.file)}
    told = {"message": words.fate(one), "fix": words.mend(one, case)}
    same = {"same_as": one.same_as} if one.same_as else {}
    return {**about, "status": one.status, **same, **told}


def list_items(case: str, today: str | None, *, as_json: bool) -> None:
    """Number, kind, original name, size, type, when added, who takes it."""
    porch = open_porch(today)
    found = opened(porch, case)
    tidy(porch, found)
    words = Words(found.case, porch.knowledge)
    items = found.case.evidence
    limits = takes(items, porch.knowledge)
    if as_json:
        rows = [{**described(item, words), "channels": by_channel(item, limits)} for item in items]
        emit_json({"id": found.id, "items": rows, "limits": [channel(o, words) for o in limits]})
        return
    if not items:
        note(f"还没有证据；加一份：refundcli evidence add {case} 文件")
        return
    table = [_row(item, words, limits) for item in items]
    header = ("编号", "种类", "原来的名字", "类型和大小", "放进来的时间", "能不能交")
    show([Rows(header, tuple(table)), Text(words.open_channels(limits))])


def _row(item: Evidence, words: Words, limits: Sequence[Takes]) -> tuple[str, ...]:
    added = in_words(item.added_at, words.knowledge.words) if item.added_at else ""
    name = words.name(item) if item.file else "还没有文件"
    return (item.id, words.title(item), name, words.what(item), added, words.welcome(item, limits))
