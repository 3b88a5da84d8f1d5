"""Which problems of a case still have a say: those that are resolved or dropped have none."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from refundcli.case.model import Case
from refundcli.knowledge.schema import Scenario

KEY = "problems.{}.state"
_ENDED = ("resolved", "dropped")


class Problems(msgspec.Struct, frozen=True):
    """The problems of a case, the one that leads first, modifiers among them.

    `ended` are those over, with how they ended; `over` says that no ground of its own is left.
    """

    every: tuple[str, ...]
    ended: Mapping[str, str]
    lead: str
    over: bool


def problems_of(case: Case, lead: str, told: Mapping[str, Scenario]) -> Problems:
    """What of the problems told is over; one of which nothing was said goes on."""
    ended = {name: state for name in told if (state := case.text(KEY.format(name))) in _ENDED}
    left = [name for name in told if name not in ended]
    grounds = [name for name in left if not told[name].modifier]
    # While the problem itself is still to be named, nobody knows that nothing is left.
    over = bool(lead and ended) and not grounds
    return Problems(
        every=tuple(told),
        ended=ended,
        lead=lead if over or lead in left or not grounds else grounds[0],
        over=over,
    )
