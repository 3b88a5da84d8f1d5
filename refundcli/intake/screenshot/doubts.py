"""Why a value that was read may be wrong; the recognition's score can raise a doubt, not lift it.

Each doubt is a name; its words stand in screens.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from refundcli.case.model import Value
from refundcli.intake.screenshot.page import Line, Page, compact, plain
from refundcli.knowledge.screens import ScreenField

# Below these a reading is not certain; measured on pictures made worse step by step.
_SCORE: Final = 0.95
_SMALL: Final = 14.0
_BLURRED: Final = 4.0
_AT_EDGE: Final = 0.12
# Letters and digits that are taken for each other.
_ALIKE: Final = frozenset("OoIlSsBZzGg")
_DIGITS_ALIKE: Final = frozenset("0158")


def of_letters(lines: Sequence[Line], page: Page) -> Iterator[str]:
    """What speaks against the letters themselves."""
    if any(line.score < _SCORE for line in lines):
        yield "score"
    if any(plain(other) != plain(line.text) for line in lines for other in line.again or ()):
        yield "readings"
    if any(line.height < _SMALL for line in lines):
        yield "small"
    elif any(line.clear < _BLURRED for line in lines):
        yield "blurred"
    if any(edges(line, page) for line in lines):
        yield "edge"


def of_number(text: str, field: ScreenField) -> Iterator[str]:
    """Letters among digits: KM2026 is a beginning, A0O1 is anybody's guess."""
    text = compact(text)
    parts = re.fullmatch(r"([A-Za-z]*)[-_]?(\d[\d_-]*)", text)
    if text.isascii() and any(letter.isalpha() for letter in text):
        known = any(re.fullmatch(shape, text) for shape in field.known)
        clear = parts and parts[1][-1] not in _ALIKE and parts[2][0] not in _DIGITS_ALIKE
        if not known and not clear:
            yield "mixed"


def of_day(text: str, field: ScreenField, paid: Value | None) -> Iterator[str]:
    """The day that stands inside a payment number is the day of the payment."""
    if field.dated is None:
        return
    start, end = field.dated
    try:
        day = datetime.strptime(compact(text)[start:end], "%Y%m%d").date()  # noqa: DTZ007 - a day alone
    except ValueError:
        yield "dated"
        return
    told = paid.date() if isinstance(paid, datetime) else paid
    if isinstance(told, date) and abs((told - day).days) > 1:
        yield "dated"


def of_time(value: Value | None, today: date) -> Iterator[str]:
    """What is still to come cannot be in a picture."""
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, date) and day > today:
        yield "future"


def edges(line: Line, page: Page) -> tuple[str, ...]:
    """The edges of the picture that a line touches."""
    room = _AT_EDGE * line.height
    touched = {
        "top": line.top < room,
        "bottom": line.bottom > page.height - room,
        "left": line.left < room,
        "right": line.right > page.width - room,
    }
    return tuple(name for name, there in touched.items() if there)
