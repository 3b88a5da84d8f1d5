"""An answer of the other side, read: what it says no with, what it offers, when it says so."""

from __future__ import annotations

from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Reading, RefusalRead
from refundcli.judge.judged import judged
from refundcli.judge.promised import promised_until
from refundcli.judge.refusals import found
from refundcli.judge.texts.heard import Hearing, hear
from refundcli.knowledge.load import Knowledge

_AGREED, _NOTHING = "promised", "replied"


def read(text: str, by: str, facts: Facts) -> Reading:
    """Read what merchant or platform wrote, as if it was said on the day of `facts`."""
    heard = hear(text, facts.knowledge)
    known = facts.knowledge.refusals
    judgement = assess(facts)
    lookup = judged(judgement.stance, facts, judgement.rules)
    kind = kind_of(heard, facts.knowledge)
    offer = tuple(one.name for one in heard.refusals if known[one.name].offer)
    beside = facts.knowledge.replies.beside
    advice = beside.offer if offer else {_AGREED: beside.agreed, _NOTHING: beside.nothing}.get(kind)
    return Reading(
        text=text,
        by=by,
        kind=kind,
        refusals=tuple(
            RefusalRead(found(one.name, (by,), facts, lookup), one.words) for one in heard.refusals
        ),
        offer=offer,
        until=promised_until(text, facts.today, facts.knowledge.deadlines),
        advice=advice or (),
    )


def kind_of(heard: Hearing, knowledge: Knowledge) -> str:
    """The kind of event that an answer is: of several refusals the heaviest says."""
    said = [knowledge.refusals[one.name] for one in heard.refusals]
    if said:
        return max(said, key=lambda refusal: refusal.weight).makes
    return _AGREED if heard.agreed else _NOTHING
