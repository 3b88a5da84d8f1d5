"""What stands in a cell: a sum, a moment, a number; what could be read in two ways is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from refundcli.case.moments import parse_time
from refundcli.case.text import ValueProblem, echoed
from refundcli.intake.sheets import text_of
from refundcli.knowledge.schema import Question

_CENT: Final = Decimal("0.01")
_TIME: Final = Question(ask="", type="time")
# What a spreadsheet makes of a number of thirty digits: the digits are gone.
_SPOILT: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def amount_of(cell: object) -> Decimal:
    """98.50, ¥98.50, ￥1,234.50, or a number cell; raises `ValueProblem` for anything else."""
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(" ", "")
    text = text.removeprefix("¥").removesuffix("元")
    plain = re.fullmatch(r"\d{1,9}(\.\d+)?|\d{1,3}(,\d{3}){1,2}(\.\d+)?", text)
    amount = Decimal(text.replace(",", "")) if plain else None
    if amount is None or amount != amount.quantize(_CENT):
        raise ValueProblem(f"金额“{echoed(text_of(cell))}”看不懂")
    return amount.quantize(_CENT)


def moment_of(cell: object) -> datetime | date:
    """A moment in China's time, or the day alone where no clock is given."""
    if isinstance(cell, datetime):
        # A spreadsheet counts in fractions of a day.
        cell = cell.replace(microsecond=0) + timedelta(seconds=round(cell.microsecond / 1_000_000))
    try:
        return parse_time(_TIME, cell if isinstance(cell, date) else text_of(cell))
    except ValueProblem as problem:
        raise ValueProblem(f"时间“{echoed(text_of(cell))}”看不懂") from problem


def number_of(cell: object) -> str | None:
    """A number as it is printed; None for one whose digits a spreadsheet has lost."""
    text = text_of(cell).strip("'\"=` ").replace(" ", "")
    return None if _SPOILT.fullmatch(text) else text
