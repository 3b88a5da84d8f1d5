"""The answers as conditions and templates read them: what was told, and what it adds up to.

Beside the case's own keys there are `has.<evidence kind>` (held, known not to be held, or open),
`computed.*` (declared in questions.toml with the keys they come from) and `today`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from refundcli.case.model import Case, State, Value
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Scenario

_CENT: Final = Decimal("0.01")
_CONTACTS: Final = ("asked", "reminded")
_REFUSALS: Final = ("refused",)


class Facts:
    """Read-only view of one case on one day; `get` returns None for whatever is not known."""

    def __init__(self, case: Case, knowledge: Knowledge, today: date) -> None:
        self.case = case
        self.knowledge = knowledge
        self.today = today
        self.scenario = lead_scenario(case, knowledge)
        self._implied: dict[str, str] = {}
        self.scenarios = _named(case, self.scenario, knowledge)
        for scenario in reversed(self.scenarios.values()):
            self._implied |= scenario.implies
        if self.scenario:
            self.scenarios |= self._joining()

    def get(self, key: str) -> Value | None:
        """The value of a key, or None while it is unknown."""
        if key == "today":
            return self.today
        if key == "evidence.*.kind":
            return next((item.kind for item in self.case.evidence), None)
        if key.startswith("has."):
            return self._holds(key)
        if key.startswith("computed."):
            return _COMPUTE[key](self)
        answer = self.case.get(key)
        if answer is None and self.case.state(key) is State.NEVER:
            return self._implied.get(key)
        return answer

    def sources(self, key: str) -> tuple[str, ...]:
        """The buyer's own answers behind a key: itself, or what a computed key comes from."""
        computed = self.knowledge.common.computed.get(key)
        if computed is None:
            return (key,)
        known = [name for name in computed.inputs if self.get(name) is not None]
        if "events" in computed.inputs:
            known += [f"events.{event.id}" for event in self.case.events]
        return tuple(known) or tuple(name for name in computed.inputs if name != "events")

    def lacking(self, key: str) -> tuple[str, ...]:
        """The answers for want of which a key has no value."""
        if self.get(key) is not None:
            return ()
        computed = self.knowledge.common.computed.get(key)
        inputs = (key,) if computed is None else computed.inputs
        return tuple(name for name in inputs if name != "events" and self.get(name) is None)

    def _joining(self) -> dict[str, Scenario]:
        """Modifiers whose own condition is certainly true, named or not."""
        found: dict[str, Scenario] = {}
        for name, condition in self.knowledge.common.joins.items():
            if name not in self.scenarios and evaluate(parse(condition), self.get).value:
                found[name] = self.knowledge.scenario(name)
        return found

    def _holds(self, key: str) -> bool | None:
        if any(f"has.{item.kind}" == key for item in self.case.evidence):
            return True
        return False if self.case.state(key) is State.UNAVAILABLE else None


def asked(key: str, facts: Facts) -> bool | None:
    """Whether this case would be asked the question: by its own condition and by a scenario's.

    A key that no scenario of the case puts (an order fact, say) has its own condition alone. None
    while the answers leave it open, and for a key that is no question of this case.
    """
    found = facts.knowledge.questions_of(facts.scenarios).get(key)
    if found is None:
        return None
    putting = [scenario for scenario in facts.scenarios.values() if key in scenario.ask]
    own = evaluate(parse(found.when), facts.get).value
    theirs = [evaluate(parse(s.ask_when.get(key, "true")), facts.get).value for s in putting]
    if own is False or (theirs and not any(value is not False for value in theirs)):
        return False
    return True if own and (not theirs or any(theirs)) else None


def lead_scenario(case: Case, knowledge: Knowledge) -> str:
    """The scenario the case names, or the only one whose questions were answered; else empty."""
    if case.text("scenario"):
        return case.text("scenario")
    told = {key for key in case.answers if key.startswith("facts.")} - set(
        knowledge.common.questions
    )
    if not told:
        return ""
    fitting = [
        name for name in knowledge.scenario_ids if told <= set(knowledge.scenario(name).questions)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _named(case: Case, lead: str, knowledge: Knowledge) -> dict[str, Scenario]:
    also = case.get("also")
    names = [lead, *(str(name) for name in also)] if isinstance(also, tuple) else [lead]
    return {name: knowledge.scenario(name) for name in dict.fromkeys(names) if name}


def _promise_due(facts: Facts) -> Value | None:
    stated = facts.get("facts.promised_by")
    if stated is not None and _in_own_words(facts):
        return stated
    paid, within = facts.get("order.paid_at"), _promised_within(facts)
    if not isinstance(paid, date) or not isinstance(within, timedelta):
        return None
    if isinstance(paid, datetime):
        return paid + within
    # Only the day of payment is known: the promise ran out on the last day it may have run out.
    return paid + timedelta(days=-(-within // timedelta(days=1)) if within else 0)


def _contact_dates(facts: Facts) -> tuple[date, ...] | None:
    """Days on which the buyer wrote to the merchant: from the events, else as answered."""
    days = _days_of(facts, "buyer", _CONTACTS)
    if days:
        return days
    answered = facts.get("facts.contacted_on")
    return (
        tuple(day for day in answered if isinstance(day, date))
        if isinstance(answered, tuple)
        else None
    )


def _promised(facts: Facts) -> bool | None:
    """Whether a time was promised at all."""
    answer = facts.get("facts.promise")
    if answer is not None:
        return answer != "none"
    stated = (facts.get("facts.promised_by"), facts.get("facts.promised_within"))
    return True if any(value is not None for value in stated) else None


def _in_own_words(facts: Facts) -> bool:
    """Whether a time written out counts; left over from an answer changed since, it does not."""
    return facts.get("facts.promise") in (None, "other")


def _promised_within(facts: Facts) -> timedelta | None:
    """The promised time: as written down, else the choice, whose ids are durations (`24h`)."""
    stated = facts.get("facts.promised_within")
    if isinstance(stated, timedelta) and _in_own_words(facts):
        return stated
    hours = re.fullmatch(r"(\d+)(m|h)", str(facts.get("facts.promise") or ""))
    return timedelta(**{{"m": "minutes", "h": "hours"}[hours[2]]: int(hours[1])}) if hours else None


def _refused_on(facts: Facts) -> tuple[date, ...] | None:
    return _days_of(facts, "merchant", _REFUSALS) or None


def _days_of(facts: Facts, by: str, kinds: tuple[str, ...]) -> tuple[date, ...]:
    """Days of the events between buyer and merchant of some kinds, each day once."""
    days = [
        event.at.date() if isinstance(event.at, datetime) else event.at
        for event in facts.case.events
        if event.by == by
        and event.channel in ("merchant", None)
        and event.kind in kinds
        and event.at is not None
    ]
    return tuple(dict.fromkeys(days))


def _contact_count(facts: Facts) -> int | None:
    days = _contact_dates(facts)
    return len(days) if days else None


def _refund_amount(facts: Facts) -> Decimal | None:
    """What was paid, or the share of it that fell on the pieces that fail, to the cent."""
    amount = facts.get("order.amount")
    if not isinstance(amount, Decimal):
        return None
    quantity, affected = facts.get("order.quantity"), facts.get("order.affected")
    if isinstance(quantity, int) and isinstance(affected, int) and affected < quantity:
        return (amount * affected / quantity).quantize(_CENT, ROUND_HALF_UP)
    return amount


def _respondent_known(facts: Facts) -> bool | None:
    """Name and address of the seller: both known, one not to be had, or not asked yet (None)."""
    keys = ("merchant.legal_name", "merchant.address")
    if all(facts.get(key) is not None for key in keys):
        return True
    return (
        False
        if any(facts.case.state(key) in (State.UNKNOWN, State.UNAVAILABLE) for key in keys)
        else None
    )


def _years_since_paid(facts: Facts) -> int | None:
    paid = facts.get("order.paid_at")
    if not isinstance(paid, date):
        return None
    return (
        facts.today.year
        - paid.year
        - ((facts.today.month, facts.today.day) < (paid.month, paid.day))
    )


def _took(facts: Facts) -> timedelta | None:
    paid, arrived = facts.get("order.paid_at"), facts.get("facts.arrived_at")
    if isinstance(paid, datetime) and isinstance(arrived, datetime):
        # To the minute, as the letter writes both: 20:00 to 20:20 is twenty minutes.
        return arrived.replace(second=0, microsecond=0) - paid.replace(second=0, microsecond=0)
    return None


_COMPUTE: Mapping[str, Callable[[Facts], Value | None]] = {
    "computed.promise_due": _promise_due,
    "computed.promised": _promised,
    "computed.promised_within": _promised_within,
    "computed.contact_dates": _contact_dates,
    "computed.refused_on": _refused_on,
    "computed.respondent_known": _respondent_known,
    "computed.years_since_paid": _years_since_paid,
    "computed.contact_count": _contact_count,
    "computed.refund_amount": _refund_amount,
    "computed.took": _took,
}
