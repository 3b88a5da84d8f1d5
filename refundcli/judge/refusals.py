"""What the other side said no with, and whether the counter-argument is honest in this case."""

from __future__ import annotations

from refundcli.judge.facts import Facts
from refundcli.judge.findings import RefusalFound
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.grammar import parse


def refusals(facts: Facts, lookup: Lookup) -> tuple[RefusalFound, ...]:
    """The refusals of the case, as ticked or as recognised in the words on record."""
    named = facts.get("computed.refusals")
    if not isinstance(named, tuple):
        return ()
    return tuple(found(str(name), _by(str(name), facts), facts, lookup) for name in named)


def found(name: str, by: tuple[str, ...], facts: Facts, lookup: Lookup) -> RefusalFound:
    """One refusal that these parties said no with, judged for this case."""
    refusal = facts.knowledge.refusals[name]
    return RefusalFound(
        id=name,
        by=by,
        title=refusal.title,
        right=refusal.right,
        wrong=refusal.wrong,
        ask_for=refusal.ask_for,
        next=refusal.next,
        next_document=refusal.next_document,
        usable=evaluate(parse(refusal.when), lookup).value is True,
    )


def _by(name: str, facts: Facts) -> tuple[str, ...]:
    """Who said it on record; what the buyer ticked, the merchant said."""
    said = (
        event.by
        for event in facts.case.events
        if event.by and event.text and name in facts.refusals_in(event.text)
    )
    ticked = facts.get("facts.refusals") is not None
    return ("merchant",) if ticked else tuple(dict.fromkeys(said))
