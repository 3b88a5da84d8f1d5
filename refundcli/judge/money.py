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
# Asked for beside the first remedy even where the buyer named nothing: it prevents the next loss.
_BESIDE: Final = ("stop_renewal",)
# The whole price, where a refund is not of a part of it.
_WHOLE: Final = "computed.refund_amount"


class Demand(msgspec.Struct, frozen=True):
    """One line of the demand; `source` is the key of its sum, the buyer's own or one worked out."""

    kind: str
    amount: Decimal | None
    source: str


def reply_by(facts: Facts) -> date:
    """The day named in the demand: the buyer's while it is to come, else seven days from today."""
    stated = facts.get("demand.reply_by")
    usual = facts.today + timedelta(days=DAYS_TO_REPLY)
    return stated if isinstance(stated, date) and stated >= facts.today else usual


def renewed(facts: Facts) -> str:
    """A line for the buyer whose day has passed since it was written down; empty otherwise."""
    stated = facts.get("demand.reply_by")
    if not isinstance(stated, date) or stated >= facts.today:
        return ""
    phrase = facts.knowledge.words.phrases["reply_renewed"]
    return phrase.format(day=stated, new=reply_by(facts))


def demands(facts: Facts, assessment: Assessment) -> tuple[Demand, ...]:
    """The demands of a letter.

    Raises `InvalidInputError` when the case asks for more than it carries, or, having a claim, for
    nothing that it carries.
    """
    grounded = {remedy.kind: remedy for remedy in assessment.remedies if not remedy.alternative}
    chosen = _chosen(facts, assessment)
    asked = tuple(kind for kind in chosen if kind in grounded)
    # What was asked for may have been that of a problem which is over.
    if chosen and not asked and assessment.stance == "claim" and not facts.problems.ended:
        raise InvalidInputError(_refusal("none_grounded", facts, assessment), keys=("demand.kind",))
    kinds = asked or tuple(
        kind for number, kind in enumerate(grounded) if number == 0 or kind in _BESIDE
    )
    meant = chosen or kinds
    return tuple(_demand(grounded[kind], facts, kinds, meant=kind in meant) for kind in kinds)


def ungrounded(facts: Facts, assessment: Assessment) -> str:
    """A line for the buyer who asks for what the conclusion does not carry; empty otherwise."""
    grounded = {remedy.kind for remedy in assessment.remedies}
    if all(kind in grounded for kind in _chosen(facts, assessment)):
        return ""
    return _refusal("some_ungrounded", facts, assessment)


def _chosen(facts: Facts, assessment: Assessment) -> tuple[str, ...]:
    """The kinds the buyer asks for; a part of the price is a refund of a smaller sum.

    The smaller sum is the one the buyer names, or what the conclusion has worked out.
    """
    chosen = facts.get("demand.kind")
    kinds = (str(kind) for kind in chosen) if isinstance(chosen, tuple) else ()
    worked_out = {remedy.source for remedy in assessment.remedies if remedy.kind == "refund"}
    smaller = facts.get("demand.amount") is not None or bool(worked_out - {_WHOLE, ""})
    return tuple("refund" if kind == "partial_refund" and smaller else kind for kind in kinds)


def _refusal(phrase: str, facts: Facts, assessment: Assessment) -> str:
    words = facts.knowledge.words
    grounded = tuple(dict.fromkeys(remedy.kind for remedy in assessment.remedies))
    wrong = "、".join(
        words.remedies[kind] for kind in _chosen(facts, assessment) if kind not in grounded
    )
    possible = "、".join(f"{words.remedies[kind]}（{kind}）" for kind in grounded)
    return words.phrases[phrase].format(wrong=wrong, possible=possible)


def _demand(remedy: RemedyFound, facts: Facts, asked: tuple[str, ...], *, meant: bool) -> Demand:
    stated = facts.get("demand.amount")
    money = [kind for kind in asked if kind not in ("reissue", "records", "stop_renewal")]
    source = remedy.source
    if not isinstance(stated, Decimal) or remedy.kind not in money[:1] or not meant:
        return Demand(remedy.kind, remedy.amount, source)
    # A refund whose sum is still to be found out is never more than what was paid.
    paid = facts.get("order.amount") if remedy.kind == "refund" else None
    most = paid if remedy.amount is None else remedy.amount
    if isinstance(most, Decimal) and stated > most:
        phrase = facts.knowledge.words.phrases["too_much"]
        raise InvalidInputError(phrase.format(stated=stated, most=most), keys=("demand.amount",))
    return Demand(remedy.kind, stated, "demand.amount")
