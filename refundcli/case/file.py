"""The case file: text in, checked case out.

Every wrong key and value of a file is reported in one go. What is read is kept whole: keys the
tool does not ask about, and a person's comments, survive an edit, because edits are made in the
document itself.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from refundcli.case import keys as registry
from refundcli.case.agreement import problems_of
from refundcli.case.model import Case, Value
from refundcli.case.syntax import toml_problem
from refundcli.case.text import ValueProblem, shorten
from refundcli.case.values import parse
from refundcli.errors import InvalidInputError
from refundcli.knowledge.load import Knowledge

MAX_BYTES = 16 * 1024 * 1024


def parse_text(text: str, name: str) -> dict[str, Any]:
    """Read a case document: JSON if it begins with `{`, else TOML; raises with the line."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InvalidInputError(f"{name} 超过 16 MB，不像是案件文件；请检查是否选错了文件")
    text = text.removeprefix("\ufeff")
    try:
        if text.lstrip().startswith("{"):
            data: dict[str, Any] = json.loads(text, object_pairs_hook=_no_duplicates)
        else:
            data = _toml(text, name)
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"{name} 第 {error.lineno} 行第 {error.colno} 列不是合格的 JSON，请检查逗号和引号"
        ) from error
    except RecursionError as error:
        raise InvalidInputError(f"{name} 的嵌套太深，不是案件文件") from error
    except ValueError as error:
        # Python refuses to read a whole number of thousands of digits.
        raise InvalidInputError(f"{name} 里有一个数太长，请检查；号码要加引号") from error
    return data


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 - a new case has no file yet

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise InvalidInputError(f"{name} 读不懂：{toml_problem(str(error))}") from error


def to_case(
    document: Mapping[str, Any],
    knowledge: Knowledge,
    today: date,
    name: str = "案件",
    fresh: Container[str] | None = None,
) -> Case:
    """Check a whole document; raises one `InvalidInputError` that lists every problem.

    `fresh` are the keys answered just now (None: all of them, unless the log shows that time has
    gone by since). A date that was to come when it was written down is a slip only when fresh.
    """
    _read_scenarios(document, knowledge)
    answers, problems = _parsed(document, knowledge)
    case = _with_states(answers)
    found = problems_of(case, knowledge, today, fresh)
    problems |= {key: text for key, text in found.items() if key not in problems}
    if problems:
        lines = "\n".join(f"  {shorten(key, 80)}：{text}" for key, text in problems.items())
        raise InvalidInputError(
            f"{name} 里有 {len(problems)} 处要改：\n{lines}", keys=tuple(problems)
        )
    return case


def _parsed(
    document: Mapping[str, Any], knowledge: Knowledge
) -> tuple[dict[str, Value], dict[str, str]]:
    """Every value through its question's check, and the problems by key."""
    answers: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for key, raw in _flatten(document, knowledge):
        if raw in ("", []):
            continue
        try:
            question = registry.question_for(knowledge, key)
            if question is None:
                problems[key] = f"没有这个键{registry.suggestion(knowledge, key)}"
            else:
                answers[key] = parse(question, raw)
        except ValueProblem as problem:
            problems[key] = str(problem)
        except ValueError:
            # Python refuses to write out a whole number of thousands of digits.
            problems[key] = "是一个太长的数，请检查；号码要加引号"
    return answers, problems


def _read_scenarios(document: Mapping[str, Any], knowledge: Knowledge) -> None:
    """Read the scenarios that the document names, so that its facts are looked up in them first."""
    also = document.get("also")
    for name in (document.get("scenario"), *(also if isinstance(also, list) else ())):
        if isinstance(name, str) and name in knowledge.scenario_ids:
            knowledge.scenario(name)


def storable(value: Value) -> object:
    """A checked value as a file holds it: money and durations as text, times with their zone."""
    if isinstance(value, str | bool | int | datetime | date):
        return value
    if isinstance(value, tuple):
        return list(value)
    return _spelled(value) if isinstance(value, timedelta) else str(value)


def _spelled(length: timedelta) -> str:
    """A duration as `values` reads it again: 36小时, 90分钟, 45秒."""
    seconds = round(length.total_seconds())
    for size, unit in ((3600, "小时"), (60, "分钟")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}秒"


def _with_states(answers: dict[str, Value]) -> Case:
    lists = {name: answers.pop(name, ()) for name in registry.LISTS}
    states = {
        name: frozenset(str(key) for key in found)
        for name, found in lists.items()
        if isinstance(found, tuple)
    }
    return Case(answers=answers, **states)


def _flatten(document: Mapping[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, object]]:
    """Walk tables down to leaves; a table in place of a value is a leaf, refused by its type."""
    stack: list[tuple[str, object]] = list(reversed(list(document.items())))
    while stack:
        path, value = stack.pop()
        if isinstance(value, Mapping) and registry.question_for(knowledge, path) is None:
            stack.extend((f"{path}.{key}", inner) for key, inner in reversed(list(value.items())))
        else:
            yield path, value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in pairs:
        if key in data:
            raise InvalidInputError(f"键 {shorten(key)} 写了两次，请留一个", keys=(key,))
        data[key] = value
    return data
