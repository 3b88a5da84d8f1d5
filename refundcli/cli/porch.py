"""What every command starts from: the knowledge, the store, today, and the case that was named."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from refundcli.case import edit
from refundcli.case import file as case_file
from refundcli.case.disk import read_text
from refundcli.case.model import CHINA, Case
from refundcli.case.store import Saved, Store
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.errors import InvalidInputError, WrongCallError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question
from refundcli.write.templates import Templates, template_root

MAX_STDIN = case_file.MAX_BYTES + 1


class Porch(msgspec.Struct, frozen=True):
    """The surroundings of one command."""

    knowledge: Knowledge
    store: Store
    today: date
    clock: bool = False
    """Whether it is now, and not a day that was stated."""


class Inputs(msgspec.Struct, frozen=True):
    """Where a command takes its case from: CASE, `--answers`, `--set`; and which day it is."""

    case: str | None = None
    answers: str | None = None
    sets: tuple[str, ...] = ()
    today: str | None = None


def open_porch(today: str | None = None) -> Porch:
    """Knowledge, store and day; `today` is what `--today` said."""
    knowledge = Knowledge(cache=_cache())
    return Porch(knowledge, Store(home(), knowledge), day(today), clock=today is None)


def home() -> Path:
    """Where cases live: `REFUNDCLI_HOME`, else the system's place for a user's data."""
    stated = os.environ.get("REFUNDCLI_HOME")
    if stated:
        path = Path(stated).expanduser()
        if path.exists() and not path.is_dir():
            raise InvalidInputError(f"REFUNDCLI_HOME 指向的 {stated} 是文件，不是目录，请改成目录")
        return path
    from platformdirs import user_data_path  # noqa: PLC0415 - only when nothing is stated

    return user_data_path("refundcli", appauthor=False)


def templates() -> Templates:
    """The shipped templates, compiled once for this buyer."""
    return Templates(template_root(), _cache())


def _cache() -> Path:
    """What takes long to make and can be made again at any time."""
    return home() / "cache"


def day(text: str | None) -> date:
    """The day of `--today`, else the day it is in China."""
    if text is None:
        return datetime.now(CHINA).date()
    try:
        value = parse(Question(ask="", type="date"), text)
    except ValueProblem as problem:
        raise InvalidInputError(f"--today {problem}") from problem
    if not isinstance(value, date):  # pragma: no cover - the type says date
        raise InvalidInputError("--today 不是日期")
    return value


def load(porch: Porch, inputs: Inputs) -> Case:
    """The case of a reading command: CASE, with `--answers` and `--set` over it, nothing saved."""
    if inputs.case is None and inputs.answers is None and not inputs.sets:
        raise WrongCallError(
            "要说明是哪个案件：写案件文件、案件编号或 -，或者用 --answers、--set 直接给出答案"
        )
    document = _named(porch, inputs.case) if inputs.case is not None else {}
    answers = _document(inputs.answers) if inputs.answers is not None else {}
    edit.lay_over(document, answers)
    changes = [edit.parse_set(item) for item in inputs.sets]
    edit.apply(document, changes)
    # A CASE was written down some day; what is laid over it is said now.
    fresh = {*edit.leaves(answers), *(change.key for change in changes)}
    stored = inputs.case is not None
    return case_file.to_case(
        document, porch.knowledge, porch.today, _place(inputs), fresh if stored else None
    )


def scripted(porch: Porch, inputs: Inputs) -> dict[str, Any]:
    """The document of a new case from a file and `--set`, checked."""
    document = _document(inputs.answers) if inputs.answers is not None else {}
    changes = [edit.parse_set(item) for item in inputs.sets]
    edit.apply(document, changes)
    case = case_file.to_case(document, porch.knowledge, porch.today, _place(inputs))
    stated = (change.key for change in changes if change.value is not None)
    edit.settle(document, case, dict.fromkeys((*case.answers, *stated)))
    return document


def saved(porch: Porch, case: str) -> Saved:
    """A saved case by its id."""
    return porch.store.read(case, porch.today)


def is_path(case: str) -> bool:
    """A CASE with a slash or a suffix is a file, anything else the id of a saved case."""
    return "/" in case or os.sep in case or bool(Path(case).suffix)


def read_stdin() -> str:
    """All of standard input as UTF-8."""
    try:
        return sys.stdin.buffer.read(MAX_STDIN).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError("标准输入不是 UTF-8 编码的文字") from error


def _named(porch: Porch, case: str) -> dict[str, Any]:
    if not _is_id(case):
        return _document(case)
    found = saved(porch, case)
    return case_file.parse_text(found.raw, str(found.path))


def _is_id(case: str) -> bool:
    return case != "-" and not is_path(case)


def _document(source: str) -> dict[str, Any]:
    if source == "-":
        return case_file.parse_text(read_stdin(), "标准输入")
    return case_file.parse_text(read_text(Path(source)), source)


def _place(inputs: Inputs) -> str:
    named = inputs.case or inputs.answers
    return {None: "--set", "-": "标准输入"}.get(named, named or "")
