"""One value in, one checked value out: one set of validators for prompt, --set, file and JSON.

`parse` understands what people write (full-width digits, ¥, 2026年11月1日 14:00, 半小时) and
refuses the rest with a Chinese line; text is cleaned of control, bidi and private-use characters
and never echoeded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from refundcli.case.model import Value
from refundcli.case.moments import parse_date, parse_dates, parse_duration, parse_time
from refundcli.case.text import ValueProblem, clean, echoed
from refundcli.knowledge.schema import Question
from refundcli.knowledge.slip import nearest

MAX_TEXT: Final = 500
MAX_LONG_TEXT: Final = 50_000
MAX_MONEY: Final = Decimal(10_000_000)
_CENT: Final = Decimal("0.01")


def parse(question: Question, raw: object) -> Value:
    """Check one raw value (text, or a TOML / JSON scalar or list) against its question."""
    try:
        return _PARSERS[question.type](question, raw)
    except ValueProblem:
        if not question.mask:
            raise
        # Not even in part, and no cause behind it: what was typed is private, right or wrong.
        said = _unquoted(question, raw)
    raise ValueProblem(said)


def _unquoted(question: Question, raw: object) -> str:
    """What is wrong with a private value, without the value."""
    if not isinstance(raw, str):
        return "应当是文字，请加引号"
    if question.type == "phone":
        return "不像电话号码（写的是什么这里不显示），请写 11 位手机号或带区号的座机号"
    try:
        _PARSERS["text"](question, raw)
    except ValueProblem as problem:
        return str(problem)
    return "写得不对（写的是什么这里不显示），请核对"


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
        raise ValueProblem(f"“{echoed(text)}”不像电话号码，请写 11 位手机号或带区号的座机号")
    return text.removeprefix("+86")


def _money(_: Question, raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise ValueProblem('应当是金额，例如 "98.50"')
    shown = str(raw)
    text = unicodedata.normalize("NFKC", clean(shown)).strip().removeprefix("¥").removesuffix("元")
    text = text.removeprefix("RMB").removeprefix("CNY").strip()
    if not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text):
        raise ValueProblem(f"“{echoed(shown)}”不是金额，请写大于 0 的数，例如 98.50")
    amount = Decimal(text.replace(",", ""))
    # Before the cents are looked at: a sum of thirty digits cannot be rounded to them.
    if not 0 < amount < MAX_MONEY:
        raise ValueProblem(f"金额 {echoed(shown)} 元不在 0.01 到一千万元之间，请核对")
    if amount != amount.quantize(_CENT):
        raise ValueProblem(f"“{echoed(shown)}”精确到了分以下，请写到分，例如 98.50")
    return amount.quantize(_CENT)


def _number(_: Question, raw: object) -> int:
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    if isinstance(raw, bool | float) or not re.fullmatch(r"\d{1,6}", text) or int(text) < 1:
        raise ValueProblem(f"“{echoed(str(raw))}”不是件数，请写 1 以上的整数")
    return int(text)


def _bytes(_: Question, raw: object) -> int:
    text = str(raw).strip()
    if isinstance(raw, bool | float) or not re.fullmatch(r"\d{1,13}", text) or int(text) < 1:
        raise ValueProblem(f"“{echoed(str(raw))}”不是文件的大小，请写字节数")
    return int(text)


def _choice(question: Question, raw: object) -> str:
    values = [choice.value for choice in question.choices]
    labels = {choice.label: choice.value for choice in question.choices}
    text = clean(raw).strip() if isinstance(raw, str) else ""
    if text in values:
        return text
    if text in labels:
        return labels[text]
    raise ValueProblem(
        f"“{echoed(str(raw))}”不在可选项里（{'、'.join(values)}）{nearest(text, values)}"
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
    raise ValueProblem(f"“{echoed(str(raw))}”请写 是 或 否（文件里写 true 或 false）")


def _keys(_: Question, raw: object) -> tuple[str, ...]:
    items = re.split(r"[,，]\s*", raw) if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueProblem('应当是键名的列表，例如 ["order.number"]')
    return tuple(dict.fromkeys(str(item) for item in items if item))


_PARSERS: dict[str, Callable[[Question, object], Value]] = {
    "text": _text,
    "longtext": _long_text,
    "code": _text,
    "phone": _phone,
    "money": _money,
    "number": _number,
    "time": parse_time,
    "date": parse_date,
    "dates": parse_dates,
    "duration": parse_duration,
    "choice": _choice,
    "choices": _choices,
    "yesno": _yes_no,
    "keys": _keys,
    "bytes": _bytes,
}
