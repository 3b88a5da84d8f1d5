"""A row of a bill as the rooms above see it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from refundcli.knowledge.bills import Status

Direction = Literal["out", "in", "neutral", "unknown"]


class Refund(msgspec.Struct, frozen=True):
    """Money of a payment that came back; the day is known only from a row of its own."""

    amount: Decimal
    time: datetime | date | None = None
    row: int | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One transaction; `row` is its number in the file, the same whatever is filtered."""

    row: int
    service: str
    time: datetime | date
    """Of a payment the moment of payment, where the bill tells it."""
    paid_at: datetime | date | None
    payee: str
    account: str
    product: str
    kind: str
    amount: Decimal
    direction: Direction
    status: Status
    stated: str
    """The status in the words of the bill."""
    refunded: Decimal | None = None
    refunds: tuple[Refund, ...] = ()
    refund_of: int | None = None
    """Of a refund the row of its payment, where that is certain."""
    number: str | None
    """None where a spreadsheet has lost the digits."""
    merchant_number: str | None
    method: str
    note: str = ""
    alike: tuple[int, ...] = ()
    """Other payments of the same sum to the same payee shortly before or after."""
    layout: str
    """The title of the layout, which tells what the bill calls the fields."""


class Unread(msgspec.Struct, frozen=True):
    """A line that could not be read, and why; its money is in no row."""

    line: int
    why: str


class Bill(msgspec.Struct, frozen=True):
    """What a file holds."""

    title: str
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...] = ()
    whole: bool = True
    """False where the file ends before its own end."""
