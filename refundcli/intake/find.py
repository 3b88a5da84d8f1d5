"""Finding a payment in a bill: sums exactly, days give or take one, names fuzzily.

Nothing is chosen here: rows are left out or put in order, and the buyer picks.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from refundcli.case.model import Case
from refundcli.intake.row import Row

# Of the shorter name so much must stand in the other, in pieces of two letters or more.
_LIKE: Final = 0.6
_DAY: Final = timedelta(days=1)


def find(  # noqa: PLR0913 - one argument a thing that a buyer remembers
    rows: Sequence[Row],
    *,
    amount: Decimal | None = None,
    day: date | None = None,
    merchant: str = "",
    text: str = "",
    common: tuple[str, ...] = (),
) -> list[Row]:
    """The rows that fit everything given, the likeliest first; those alike as they stand."""
    fitting: list[tuple[timedelta, float, Row]] = []
    for row in rows:
        far = abs(_day(row.time) - day) if day else timedelta()
        names = (row.payee, row.product)
        by_name = max(likeness(merchant, name, common) for name in names) if merchant else 1.0
        by_text = _says(row, text, common) if text else 1.0
        if amount in (None, row.amount) and far <= _DAY and min(by_name, by_text) >= _LIKE:
            fitting.append((far, -by_name - by_text, row))
    return [row for _, _, row in sorted(fitting, key=lambda one: one[:2])]


def by_case(rows: Sequence[Row], case: Case, common: tuple[str, ...] = ()) -> list[Row]:
    """All rows, first those that say what the case says: its number, sum, day, payee, product."""
    number, amount = case.get("order.payment_number"), case.get("order.amount")
    paid, payee = case.get("order.paid_at"), case.get("facts.payee")
    names = [case.text(key) for key in ("merchant.name", "merchant.legal_name")]
    product = case.text("order.product")

    def said(row: Row) -> int:
        near = isinstance(paid, date) and abs(_day(row.time) - _day(paid)) <= _DAY
        like = any(likeness(name, row.payee, common) >= _LIKE for name in names if name)
        same = bool(product) and likeness(product, row.product, common) >= _LIKE
        by_number = number is not None and number == row.number
        return (
            8 * by_number + 2 * (row.amount == amount) + near + like + same + (payee == row.payee)
        )

    return sorted(rows, key=lambda row: -said(row))


@lru_cache(maxsize=4096)
def likeness(one: str, other: str, common: tuple[str, ...] = ()) -> float:
    """From 0 to 1: how much of the shorter name stands in the longer one."""
    first, second = _bare(one, common), _bare(other, common)
    if not first or not second:
        return 0.0
    if "*" in first or "*" in second:
        return 1.0 if _masked(first, second) or _masked(second, first) else 0.0
    shorter, longer = sorted((first, second), key=len)
    matcher = difflib.SequenceMatcher(None, longer, shorter, autojunk=False)
    least = min(2, len(shorter))
    pieces = (block.size for block in matcher.get_matching_blocks() if block.size >= least)
    return sum(pieces) / len(shorter)


def _says(row: Row, text: str, common: tuple[str, ...]) -> float:
    """How much of a text stands in a row; of a number only the whole: digits are all alike."""
    words = (row.payee, row.product, row.note, row.kind)
    wanted = _bare(text, ())
    numbers = (row.number or "", row.merchant_number or "")
    if wanted and any(wanted in _bare(said, ()) for said in (*words, *numbers)):
        return 1.0
    return max(likeness(text, said, common) for said in words)


def _masked(name: str, other: str) -> bool:
    """Whether a name with stars (`*三`) may be the other."""
    pattern = ".+".join(re.escape(part) for part in re.split(r"\*+", name))
    return re.fullmatch(pattern, other) is not None or name == other


def _bare(name: str, common: tuple[str, ...]) -> str:
    """A name without marks and blanks, and without what many names have if anything is left."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(letter for letter in folded if letter.isalnum() or letter == "*")
    short = text
    for word in common:
        short = short.replace(word, "")
    return short or text


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
