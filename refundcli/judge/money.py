"""What the letter asks for: what the buyer chose and has a ground for, else the first remedy."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from refundcli.errors import InvalidInputError
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, RemedyFound

DAYS_TO_REPLY: Final = 7


class Demand(msgspec.Struct, frozen=True):
    """One line of the demand; `source` is the key of its sum, the buyer's own or one worked out."""

    kind: str
    amount: Decimal | None
    source: str


def reply_by(facts: Facts) -> date:
    """The day named in the demand: the buyer's, else seven days from today.

    Raises `InvalidInputError` when the buyer's day has passed since it was written down.
    """
    stated = facts.get("demand.reply_by")
    if isinstance(stated, date) and stated < facts.today:
        phrase = facts.knowledge.words.phrases["reply_passed"]
        raise InvalidInputError(phrase.format(day=stated), keys=("demand.reply_by",))
    return stated if isinstance(stated, date) else facts.today + timedelta(days=DAYS_TO_REPLY)


def demands(facts: Facts, assessment: Assessment) -> tuple[Demand, ...]:
    """The demands of a letter; raises when the case asks for more than it carries."""
    grounded = {remedy.kind: remedy for remedy in assessment.remedies}
    chosen = facts.get("demand.kind")
    kinds = tuple(str(kind) for kind in chosen) if isinstance(chosen, tuple) else ()
    asked = tuple(kind for kind in kinds if kind in grounded) or tuple(grounded)[:1]
    return tuple(_demand(grounded[kind], facts, asked) for kind in asked)


def ungrounded(facts: Facts, assessment: Assessment) -> tuple[str, ...]:
    """Kinds the buyer asks for that the conclusion does not carry."""
    chosen = facts.get("demand.kind")
    grounded = {remedy.kind for remedy in assessment.remedies}
    return (
        tuple(str(kind) for kind in chosen if kind not in grounded)
        if isinstance(chosen, tuple)
        else ()
    )


def _demand(remedy: RemedyFound, facts: Facts, asked: tuple[str, ...]) -> Demand:
    stated = facts.get("demand.amount")
    money = [kind for kind in asked if kind not in ("reissue", "records", "stop_renewal")]
    source = remedy.source
    chosen = facts.get("demand.kind")
    meant = not isinstance(chosen, tuple) or remedy.kind in chosen
    if not isinstance(stated, Decimal) or remedy.kind not in money[:1] or not meant:
        return Demand(remedy.kind, remedy.amount, source)
    if remedy.amount is not None and stated > remedy.amount:
        phrase = facts.knowledge.words.phrases["too_much"]
        raise InvalidInputError(
            phrase.format(stated=stated, most=remedy.amount), keys=("demand.amount",)
        )
    return Demand(remedy.kind, stated, "demand.amount")
