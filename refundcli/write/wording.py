"""How values stand in a letter: sums, dates, lengths of time, quotations, covered numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from refundcli.errors import KnowledgeError

_PAIRS: Final = ("“”", "‘’", '""', "''", "「」")
# What an answer brings along that is put into a sentence as it is: a mark before another mark.
_BEFORE_MARK: Final = re.compile(r"[。，；：、]+(?=[。，；：、！？])")
_AFTER_MARK: Final = re.compile(r"([！？])[。，；：、]+")
_ARTICLE_PART: Final = re.compile(r"第\d+[条款项]")
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_DIGITS: Final = ("", *"一二三四五六七八九")
_PAIR: Final = 2
_TEN: Final = 10
_HUNDRED: Final = 100
# Up to this many days people count in hours: 24小时, 30小时20分钟.
_HOURS_BELOW: Final = 3


def written(value: object) -> object:
    """How a value stands in a letter: 98.50元, 2026年11月1日14:01, 24小时."""
    match value:
        case Decimal():
            return f"{value:.2f}元"
        case datetime():
            return f"{_day(value)}{value:%H:%M}"
        case date():
            return _day(value)
        case timedelta():
            return _duration(value)
        case bool():
            raise KnowledgeError("模板里直接写出了是/否，应改用 when 条件")
        case _:
            return value


def short(value: date, reference: object) -> str:
    """A date or moment without its year, where the reference is of the same year."""
    if not isinstance(reference, date) or reference.year != value.year:
        return str(written(value))
    clock = f"{value:%H:%M}" if isinstance(value, datetime) else ""
    return f"{value.month}月{value.day}日{clock}"


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    days = seconds // _DAY if seconds >= _HOURS_BELOW * _DAY else 0
    parts = (
        (days, "天"),
        ((seconds - days * _DAY) // _HOUR, "小时"),
        (seconds % _HOUR // _MINUTE, "分钟"),
    )
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "即时"


def counted(number: object) -> str:
    """How often, in the characters of a letter: 两, 三, 十二, 二十."""
    if not isinstance(number, int) or not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    if tens == 0:
        return "两" if number == _PAIR else _DIGITS[number]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones]}"


def tidied(text: str) -> str:
    """A sentence without the mark that an answer ended with where another mark follows it."""
    return _BEFORE_MARK.sub("", _AFTER_MARK.sub(r"\1", text))


def joined(articles: Iterable[str]) -> str:
    """Articles of one law in a row, without what the one before named: 第26条第2款、第3款."""
    before: list[str] = []
    written_out = []
    for article in articles:
        parts = _ARTICLE_PART.findall(article)
        shared = 0
        while shared < min(len(before), len(parts) - 1) and before[shared] == parts[shared]:
            shared += 1
        written_out.append("".join(parts[shared:]) if len(before) == len(parts) else article)
        before = parts
    return "、".join(written_out)


def quoted(value: str) -> str:
    """In quotation marks, those inside taken down a level, without a full stop at the end."""
    inner = value.strip().rstrip("。.")
    if len(inner) > 1 and inner[0] + inner[-1] in _PAIRS and inner[0] not in inner[1:-1]:
        inner = inner[1:-1]
    inner = re.sub(r"[“\"]([^”\"]*)[”\"]", r"‘\1’", inner).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def masked(value: str, other: str = "") -> str:
    """Phone numbers and e-mails with their middle covered, unless that hid the difference."""
    covered = _covered(value)
    return value if other != value and covered == _covered(other) else covered


def _covered(value: str) -> str:
    covered = re.sub(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)", r"\1****\2", value)
    return re.sub(r"(\w)[\w.+-]*(\w)@", r"\1***\2@", covered)
