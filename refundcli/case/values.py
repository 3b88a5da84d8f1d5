"""One value in, one checked value out: one set of validators for prompt, --set, file and JSON.

`parse` understands what people write (full-width digits, ¥, 2026年11月1日 14:00, 半小时) and
refuses the rest with a Chinese line; text is cleaned of control, bidi and private-use characters
and never shortened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from refundcli.case.model import CHINA, Value
from refundcli.knowledge.load import nearest
from refundcli.knowledge.schema import Question

MAX_TEXT: Final = 500
MAX_LONG_TEXT: Final = 50_000
MAX_MONEY: Final = Decimal(10_000_000)
_MAX_DURATION: Final = timedelta(days=3660)
_CENT: Final = Decimal("0.01")
_SHORT: Final = 30
_NOON: Final = 12
_MORNING: Final = 9

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_CLOCK = re.compile(
    r"(上午|下午|晚上|凌晨|早上|中午)?\s*(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*分?\s*(?::\s*(\d{1,2})\s*秒?)?"
)
_LENGTH = r"(\d+(?:\.\d+)?|半)\s*个?\s*(秒钟?|分钟?|小时|钟头|天|日|s|min|h|d)"
_PART = re.compile(_LENGTH)
# One run of lengths and no other number: “1-3天” and “一个半小时” are not guessed at.
_DURATION = re.compile(rf"[^-\d半一二两三四五六七八九十几]*((?:{_LENGTH}\s*[零又]?\s*)+)[^\d半]*")
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


class ValueProblem(ValueError):  # noqa: N818 - ends nothing: it becomes one line of an InvalidInputError
    """The value is not valid; the message is Chinese and says what would be."""


def parse(question: Question, raw: object) -> Value:
    """Check one raw value (text, or a TOML / JSON scalar or list) against its question."""
    return _PARSERS[question.type](question, raw)


def clean(text: str) -> str:
    """Drop terminal escapes, control, bidi, private-use characters; keep line breaks and tabs."""
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    return "".join(
        ch
        for ch in text
        if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cf", "Co", "Cs")
    )


def _text(question: Question, raw: object) -> str:
    if isinstance(raw, bool | int | float) or not isinstance(raw, str):
        raise ValueProblem(f'应当是文字，请加引号，例如 "{question.example or raw}"')
    text = " ".join(clean(raw).split())
    return _checked_length(text, MAX_TEXT)


def _long_text(_: Question, raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueProblem("应当是文字，请加引号")
    return _checked_length(clean(raw).strip(), MAX_LONG_TEXT)


def _checked_length(text: str, limit: int) -> str:
    if not text:
        raise ValueProblem("是空的；不知道请写 ?，没有或拿不到请写 /")
    if len(text) > limit:
        raise ValueProblem(f"有 {len(text)} 字，最多 {limit} 字；请只写要紧的部分")
    return text


def _phone(question: Question, raw: object) -> str:
    text = unicodedata.normalize("NFKC", _text(question, raw)).replace(" ", "").replace("-", "")
    if not re.fullmatch(r"(\+?86)?(1\d{10}|0\d{9,11}|400\d{7}|\d{7,8})", text):
        raise ValueProblem(f"“{shorten(text)}”不像电话号码，请写 11 位手机号或带区号的座机号")
    return text.removeprefix("+86")


def _money(_: Question, raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise ValueProblem('应当是金额，例如 "98.50"')
    shown = str(raw)
    text = unicodedata.normalize("NFKC", clean(shown)).strip().removeprefix("¥").removesuffix("元")
    text = text.removeprefix("RMB").removeprefix("CNY").strip()
    if not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text):
        raise ValueProblem(f"“{shorten(shown)}”不是金额，请写大于 0 的数，例如 98.50")
    amount = Decimal(text.replace(",", ""))
    # Before the cents are looked at: a sum of thirty digits cannot be rounded to them.
    if not 0 < amount < MAX_MONEY:
        raise ValueProblem(f"金额 {shorten(shown)} 元不在 0.01 到一千万元之间，请核对")
    if amount != amount.quantize(_CENT):
        raise ValueProblem(f"“{shorten(shown)}”精确到了分以下，请写到分，例如 98.50")
    return amount.quantize(_CENT)


def _number(_: Question, raw: object) -> int:
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    if isinstance(raw, bool | float) or not re.fullmatch(r"\d{1,6}", text) or int(text) < 1:
        raise ValueProblem(f"“{shorten(str(raw))}”不是件数，请写 1 以上的整数")
    return int(text)


def _time(_: Question, raw: object) -> datetime | date:
    if isinstance(raw, datetime):
        try:
            return raw.replace(tzinfo=CHINA) if raw.tzinfo is None else raw.astimezone(CHINA)
        except OverflowError as error:
            raise ValueProblem("不是真实存在的时间，请核对年份") from error
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        raise ValueProblem("应当是时间，例如 2026-11-01 14:00")
    text = unicodedata.normalize("NFKC", clean(raw)).strip()
    iso = _iso(text)
    return iso if iso is not None else _spoken_time(text)


def _iso(text: str) -> datetime | date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
            return _time(Question(ask="", type="time"), datetime.fromisoformat(text))
    except ValueError as error:
        raise ValueProblem(f"“{shorten(text)}”不是真实存在的时间，请核对日期") from error
    return None


def _spoken_time(text: str) -> datetime | date:
    day = _DAY.match(text)
    if day is None:
        raise ValueProblem(
            f"“{shorten(text)}”看不懂，请写成 2026-11-01 14:00（只记得哪天就写 2026-11-01）"
        )
    rest = text[day.end() :].strip()
    clock = _CLOCK.fullmatch(rest)
    if rest and clock is None:
        raise ValueProblem(f"“{shorten(text)}”里的钟点看不懂，请写成 2026-11-01 14:00")
    half, hour, minute, second = clock.groups() if clock else (None, 0, 0, 0)
    hours = _hour(half, int(hour))
    if hours is None:
        raise ValueProblem(f"“{shorten(text)}”可能是两天里的零点，请写成 2026-11-02 00:00")
    try:
        found = date(*(int(part) for part in day.groups()))
        exact = time(hours, int(minute or 0), int(second or 0), tzinfo=CHINA)
    except ValueError as error:
        raise ValueProblem(f"“{shorten(text)}”不是真实存在的时间，请核对日期") from error
    return datetime.combine(found, exact) if clock else found


def _hour(half: str | None, hour: int) -> int | None:
    """The hour of 24; None for 晚上12点, which may mean the end of the day or its beginning."""
    if hour == _NOON:
        return {"晚上": None, "凌晨": 0}.get(half or "", hour)
    afternoon = half in ("下午", "晚上") or (half == "中午" and hour < _MORNING)
    return hour + _NOON if afternoon and hour < _NOON else hour


def _date(question: Question, raw: object) -> date:
    moment = _time(question, raw)
    return moment.date() if isinstance(moment, datetime) else moment


def _dates(question: Question, raw: object) -> tuple[date, ...]:
    items = re.split(r"[,，、;；]\s*", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        raise ValueProblem("应当是日期，几个日期用顿号隔开，例如 2026-11-02、2026-11-05")
    return tuple(sorted({_date(question, item) for item in items if item != ""}))


def _duration(_: Question, raw: object) -> timedelta:
    text = unicodedata.normalize("NFKC", clean(str(raw))).strip().lower()
    run = _DURATION.fullmatch(text)
    if run:
        seconds = sum(_seconds(part) for part in _PART.finditer(run[1]))
        if seconds > _MAX_DURATION.total_seconds():
            raise ValueProblem(f"“{shorten(text)}”太长了，请核对")
        return timedelta(seconds=seconds)
    if any(text.startswith(word) for word in _AT_ONCE) or text == "0":
        return timedelta()
    raise ValueProblem(f"“{shorten(text)}”看不懂，请写成 30分钟、24小时、3天，或者 立即")


def _seconds(part: re.Match[str]) -> float:
    amount = 0.5 if part[1] == "半" else float(part[1])
    return amount * _SECONDS[part[2][0]]


def _choice(question: Question, raw: object) -> str:
    values = [choice.value for choice in question.choices]
    labels = {choice.label: choice.value for choice in question.choices}
    text = clean(raw).strip() if isinstance(raw, str) else ""
    if text in values:
        return text
    if text in labels:
        return labels[text]
    raise ValueProblem(
        f"“{shorten(str(raw))}”不在可选项里（{'、'.join(values)}）{nearest(text, values)}"
    )


def _choices(question: Question, raw: object) -> tuple[str, ...]:
    items = re.split(r"[,，]\s*", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple) or not items:
        raise ValueProblem("应当是一项或几项，用逗号隔开")
    return tuple(dict.fromkeys(_choice(question, item) for item in items))


def _yes_no(_: Question, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text in ("true", "yes", "y", "1", "是", "有", "对"):
        return True
    if text in ("false", "no", "n", "0", "否", "没有", "不是", "不"):
        return False
    raise ValueProblem(f"“{shorten(str(raw))}”请写 是 或 否（文件里写 true 或 false）")


def _keys(_: Question, raw: object) -> tuple[str, ...]:
    items = re.split(r"[,，]\s*", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueProblem('应当是键名的列表，例如 ["order.number"]')
    return tuple(dict.fromkeys(str(item) for item in items if item))


def shorten(text: str, limit: int = _SHORT) -> str:
    """Enough of a value to recognise it in an error message, made harmless for a terminal."""
    text = clean(text).replace("\n", " ")
    return text if len(text) <= limit else f"{text[:limit]}…"


_PARSERS: dict[str, Callable[[Question, object], Value]] = {
    "text": _text,
    "longtext": _long_text,
    "code": _text,
    "phone": _phone,
    "money": _money,
    "number": _number,
    "time": _time,
    "date": _date,
    "dates": _dates,
    "duration": _duration,
    "choice": _choice,
    "choices": _choices,
    "yesno": _yes_no,
    "keys": _keys,
}
