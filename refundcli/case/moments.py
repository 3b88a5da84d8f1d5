"""Days, times and lengths as people write them: 2026年11月1日 下午2点, 半小时, 秒到.

What could be read in two ways is refused with a Chinese line, never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from refundcli.case.model import CHINA
from refundcli.case.text import ValueProblem, clean, echoed
from refundcli.knowledge.schema import Question

_MAX_DURATION: Final = timedelta(days=3660)
_NOON: Final = 12
_MORNING: Final = 9

# Patterns are compiled when a text is read: most commands read none.
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_CLOCK = (
    r"(上午|下午|晚上|凌晨|早上|中午)?\s*(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*分?\s*"
    r"(?::\s*(\d{1,2})\s*秒?)?"
)
_LENGTH = r"(\d+(?:\.\d+)?|半)\s*个?\s*(秒钟?|分钟?|小时|钟头|天|日|s|min|h|d)"
# One run of lengths and no other number: “1-3天” and “一个半小时” are not guessed at.
_DURATION = rf"[^-\d半一二两三四五六七八九十几]*((?:{_LENGTH}\s*[零又]?\s*)+)[^\d半]*"
_AT_ONCE = ("秒到", "秒出", "秒发", "立即", "即时", "马上", "实时", "自动发货")
_SECONDS = {
    "秒": 1,
    "分": 60,
    "小": 3600,
    "钟": 3600,
    "天": 86400,
    "日": 86400,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86400,
}


def parse_time(_: Question, raw: object) -> datetime | date:
    """A moment in China's time, or a day alone where no clock was told."""
    if isinstance(raw, datetime):
        return _in_china(raw)
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        raise ValueProblem("应当是时间，例如 2026-11-01 14:00")
    text = unicodedata.normalize("NFKC", clean(raw)).strip()
    iso = _iso(text)
    return iso if iso is not None else _spoken_time(text)


def _in_china(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)
    except OverflowError as error:
        raise ValueProblem("不是真实存在的时间，请核对年份") from error


def _iso(text: str) -> datetime | date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
            return _in_china(datetime.fromisoformat(text))
    except ValueError as error:
        raise ValueProblem(f"“{echoed(text)}”不是真实存在的时间，请核对日期") from error
    return None


def _spoken_time(text: str) -> datetime | date:
    day = re.match(_DAY, text)
    if day is None:
        raise ValueProblem(
            f"“{echoed(text)}”看不懂，请写成 2026-11-01 14:00（只记得哪天就写 2026-11-01）"
        )
    rest = text[day.end() :].strip()
    clock = re.fullmatch(_CLOCK, rest)
    if rest and clock is None:
        raise ValueProblem(f"“{echoed(text)}”里的钟点看不懂，请写成 2026-11-01 14:00")
    half, hour, minute, second = clock.groups() if clock else (None, 0, 0, 0)
    hours = _hour(half, int(hour))
    if hours is None:
        raise ValueProblem(f"“{echoed(text)}”可能是两天里的零点，请写成 2026-11-02 00:00")
    try:
        found = date(*(int(part) for part in day.groups()))
        exact = time(hours, int(minute or 0), int(second or 0), tzinfo=CHINA)
    except ValueError as error:
        raise ValueProblem(f"“{echoed(text)}”不是真实存在的时间，请核对日期") from error
    return datetime.combine(found, exact) if clock else found


def _hour(half: str | None, hour: int) -> int | None:
    """The hour of 24; None for 晚上12点, which may mean the end of the day or its beginning."""
    if hour == _NOON:
        return {"晚上": None, "凌晨": 0}.get(half or "", hour)
    afternoon = half in ("下午", "晚上") or (half == "中午" and hour < _MORNING)
    return hour + _NOON if afternoon and hour < _NOON else hour


def parse_date(question: Question, raw: object) -> date:
    """A day; of a moment, the day it falls on."""
    moment = parse_time(question, raw)
    return moment.date() if isinstance(moment, datetime) else moment


def parse_dates(question: Question, raw: object) -> tuple[date, ...]:
    """Days in their order, each once, from a list or from text with 、 between."""
    items = re.split(r"[,，、;；]\s*", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        raise ValueProblem("应当是日期，几个日期用顿号隔开，例如 2026-11-02、2026-11-05")
    return tuple(sorted({parse_date(question, item) for item in items if item != ""}))


def parse_duration(_: Question, raw: object) -> timedelta:
    """A length of time, zero for 秒到 and its like; at most ten years."""
    text = unicodedata.normalize("NFKC", clean(str(raw))).strip().lower()
    run = re.fullmatch(_DURATION, text)
    if run:
        seconds = sum(_seconds(part) for part in re.finditer(_LENGTH, run[1]))
        if seconds > _MAX_DURATION.total_seconds():
            raise ValueProblem(f"“{echoed(text)}”太长了，请核对")
        return timedelta(seconds=seconds)
    if any(text.startswith(word) for word in _AT_ONCE) or text == "0":
        return timedelta()
    raise ValueProblem(f"“{echoed(text)}”看不懂，请写成 30分钟、24小时、3天，或者 立即")


def _seconds(part: re.Match[str]) -> float:
    amount = 0.5 if part[1] == "半" else float(part[1])
    return amount * _SECONDS[part[2][0]]
