"""What conditions on periods may name beside the answers, the stance and the log.

open.<document>      whether it is open     shortfall   whether what was bought fell short
problem.<scenario>   whether it is told     knew        the day the buyer came to know of it
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from refundcli.case.model import Value
from refundcli.judge.documents import is_open
from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup


def with_surroundings(facts: Facts, inner: Lookup) -> Lookup:
    """The lookup that knows them beside what `inner` knows."""
    lead = facts.scenarios.get(facts.scenario)
    readers: dict[str, Callable[[str], Value | None]] = {
        "open": lambda name: is_open(name, inner, facts),
        "problem": lambda name: name in facts.scenarios,
        "shortfall": lambda _: lead is not None and lead.shortfall,
        "knew": lambda _: _knew(facts, inner),
    }

    def lookup(key: str) -> Value | None:
        head, _, name = key.partition(".")
        return readers[head](name) if head in readers else inner(key)

    return lookup


def day_of(value: Value | None) -> date | None:
    """A day; of several the last."""
    if isinstance(value, tuple):
        return max((day for day in value if isinstance(day, date)), default=None)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _knew(facts: Facts, lookup: Lookup) -> date | None:
    """The day by the answers that this case asks for; none while it is still to come."""
    keys = (key for key in facts.knowledge.deadlines.knew if _asked_for(key, facts))
    day = next(filter(None, (day_of(lookup(key)) for key in keys)), None)
    return day if day and day <= facts.today else None


def _asked_for(key: str, facts: Facts) -> bool:
    """Whether a problem of the case asks for it; an answer left over from another one does not."""
    computed = facts.knowledge.common.computed.get(key)
    own = [name for name in (computed.inputs if computed else (key,)) if name.startswith("facts.")]
    asked = {name for scenario in facts.scenarios.values() for name in scenario.ask}
    return not own or not asked.isdisjoint(own)
