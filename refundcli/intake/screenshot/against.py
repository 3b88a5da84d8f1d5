"""What a picture says, held against what the case says; pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Final, Literal

from refundcli.case.model import Case, Value
from refundcli.intake.screenshot.found import Found
from refundcli.intake.standing import minutes_between
from refundcli.knowledge.load import Knowledge

Standing = Literal["new", "same", "finer", "other", "elsewhere"]
_MENTION: Final = "mention"
_NAMES: Final = ("text", "longtext")


def standing(found: Found, case: Case, knowledge: Knowledge) -> Standing:
    """New to the case, the same, more exact, contradicting, or of no concern to its problem."""
    if not concerns(found.key, case, knowledge):
        return "elsewhere"
    before = case.get(found.key)
    if before is None:
        return "new"
    if found.value is None or _same(before, found.value, knowledge):
        return "same" if found.value is not None else "new"
    if _finer(before, found.value):
        return "finer"
    # What somebody says in a chat, or a screen as a whole, contradicts no sum and no choice.
    spoken = _MENTION in found.doubts and not _number(found, knowledge)
    loose = found.loose or not found.lines or spoken
    return "elsewhere" if loose else "other"


def concerns(key: str, case: Case, knowledge: Knowledge) -> bool:
    """Whether the problems of the case have such a question."""
    return key in knowledge.questions_of(_scenarios(case, knowledge))


def _scenarios(case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    """The problems of the case; where none was told yet, any may be meant."""
    also = case.get("also")
    named = (case.text("scenario"), *(also if isinstance(also, tuple) else ()))
    known = tuple(str(name) for name in named if name in knowledge.scenario_ids)
    return known or knowledge.scenario_ids


def _number(found: Found, knowledge: Knowledge) -> bool:
    question = knowledge.question(found.key)
    return question is not None and question.type == "text"


def _same(before: Value, value: Value, knowledge: Knowledge) -> bool:
    if isinstance(before, date) and isinstance(value, date):
        minutes = minutes_between(before, value)
        if minutes is not None:
            return minutes <= knowledge.bills.clock_minutes
        return _day(before) == _day(value) and not isinstance(value, datetime)
    if isinstance(before, tuple) and isinstance(value, tuple):
        return set(value) <= set(before)
    if isinstance(before, str) and isinstance(value, str):
        return _plain(value) in _plain(before)
    return before == value


def _finer(before: Value, value: Value) -> bool:
    """The day was known and the picture has its clock; part of a name was, and here is all."""
    if isinstance(before, date) and isinstance(value, date):
        return _day(before) == _day(value) and not isinstance(before, datetime)
    if isinstance(before, tuple):
        return isinstance(value, tuple)
    named = isinstance(before, str) and isinstance(value, str)
    return named and _plain(str(before)) in _plain(str(value)) and not str(before).isdigit()


def _plain(text: str) -> str:
    """Without blanks and signs, which recognition and people write as they please."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
