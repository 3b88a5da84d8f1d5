"""What a computed key may look at, and the days of the events, which several of them need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol

from refundcli.case.events import counterpart
from refundcli.case.model import Case, Value
from refundcli.judge.problems import Problems


class View(Protocol):
    """What a computed key may look at."""

    case: Case
    today: date
    problems: Problems

    def get(self, key: str) -> Value | None:
        """The value of another key."""

    def param(self, key: str, name: str) -> Decimal:
        """A number that the declaration of a computed key gives it, such as a legal minimum."""

    def asks(self, text: str) -> bool:
        """Whether a message of the buyer's asks for something."""

    def named(self, kind: str, text: str) -> str:
        """The first name of a list of questions.toml whose words the text contains, else empty."""

    def refusals_in(self, text: str) -> tuple[str, ...]:
        """The refusals that a message contains."""


Compute = Callable[[View], Value | None]


def days_of(view: View, by: str, kinds: tuple[str, ...]) -> tuple[date, ...]:
    """Days of the events between buyer and merchant of some kinds, each day once."""
    days = [
        event.day
        for event in view.case.events
        if event.by == by and counterpart(event) == "merchant" and event.kind in kinds
    ]
    return tuple(dict.fromkeys(day for day in days if day is not None))
