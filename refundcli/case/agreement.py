"""Answers that are each valid by themselves, but not beside the others: in time, number, place."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime
from decimal import Decimal

from refundcli.case import keys as registry
from refundcli.case.events import misled
from refundcli.case.model import Case, sort_key
from refundcli.case.text import shorten
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.slip import nearest


def problems_of(
    case: Case, knowledge: Knowledge, today: date, fresh: Container[str] | None = None
) -> dict[str, str]:
    """What is wrong with answers that are each valid by themselves, by key."""
    problems = _state_problems(case, knowledge)
    for key, text in (*_contradictions(case, knowledge, today, fresh), *misled(case)):
        problems.setdefault(key, text)
    return problems


def _state_problems(case: Case, knowledge: Knowledge) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name in registry.LISTS:
        for key in sorted(getattr(case, name)):
            if not registry.is_state_key(knowledge, key):
                problems[f"{name}: {key}"] = f"没有这个键{registry.suggestion(knowledge, key)}"
            elif key in case.answers:
                problems[f"{name}: {key}"] = f"同一个键既有答案，又列在 {name} 里，请留一个"
    if case.get("schema") not in (None, registry.SCHEMA_VERSION):
        problems["schema"] = f"只认得第 {registry.SCHEMA_VERSION} 版的案件文件"
    named = [("scenario", case.text("scenario"))] if case.text("scenario") else []
    also = case.get("also")
    named += [("also", str(item)) for item in also] if isinstance(also, tuple) else []
    for key, scenario in named:
        if scenario not in knowledge.scenario_ids:
            problems[key] = (
                f"没有“{shorten(scenario)}”这种情形{nearest(scenario, knowledge.scenario_ids)}"
            )
    return problems


def _contradictions(
    case: Case, knowledge: Knowledge, today: date, fresh: Container[str] | None
) -> Iterator[tuple[str, str]]:
    for key, number in case.answers.items():
        if not isinstance(number, int | Decimal) or isinstance(number, bool):
            continue
        question = registry.question_for(knowledge, key)
        most = case.get(question.at_most) if question and question.at_most else None
        if isinstance(most, int | Decimal) and number > most:
            yield key, f"比 {question.at_most if question else key}（{most}）还多，请核对"
    yield from _misplaced(case, knowledge, fresh)
    moments = (
        (key, moment)
        for key, value in case.answers.items()
        for moment in (value if isinstance(value, tuple) else (value,))
        if isinstance(moment, date)
    )
    for key, value in moments:
        question = registry.question_for(knowledge, key)
        if question is None:
            continue
        day = value.date() if isinstance(value, datetime) else value
        if question.tense == "past" and day > today:
            yield key, f"{day} 还没有到（今天是 {today}），请核对"
        told_now = key in fresh if fresh is not None else not _was_to_come(day, case)
        if question.tense == "future" and day < today and told_now:
            yield key, f"{day} 已经过去（今天是 {today}），请写今天以后的日期"
        earlier = case.get(question.not_before) if question.not_before else None
        if isinstance(earlier, date) and _before(value, earlier):
            yield key, f"早于 {question.not_before}（{_shown(earlier)}），请核对哪一个写错了"


def _was_to_come(day: date, case: Case) -> bool:
    """Whether something was logged while the day was still ahead: it was right when written."""
    return any(event.day is not None and event.day <= day for event in case.events)


def _misplaced(
    case: Case, knowledge: Knowledge, fresh: Container[str] | None
) -> Iterator[tuple[str, str]]:
    """States of problems that are none, or, in a fresh answer, none of this case."""
    also = case.get("also")
    told = (case.text("scenario"), *map(str, also if isinstance(also, tuple) else ()))
    own = {*told, *knowledge.common.joins}
    for name in case.problems:
        key = f"problems.{name}.state"
        if name not in knowledge.scenario_ids:
            yield key, f"没有“{name}”这种情形{nearest(name, knowledge.scenario_ids)}"
        elif told[0] and name not in own and (fresh is None or key in fresh):
            yield key, f"这件事里没有“{name}”这个问题；有的是 {'、'.join(filter(None, told))}"


def _before(one: datetime | date, other: datetime | date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return sort_key(one).date() < sort_key(other).date()


def _shown(moment: datetime | date) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
