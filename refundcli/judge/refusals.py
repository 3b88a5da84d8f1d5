"""What the other side said no with, and whether the counter-argument is honest in this case."""

from __future__ import annotations

from refundcli.judge.facts import Facts
from refundcli.judge.findings import RefusalFound
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.catalogue import Refusal
from refundcli.knowledge.grammar import parse


def refusals(facts: Facts, lookup: Lookup) -> tuple[RefusalFound, ...]:
    """The refusals of the case, as ticked or as recognised in the words on record."""
    named = facts.get("computed.refusals")
    if not isinstance(named, tuple):
        return ()
    known = facts.knowledge.refusals
    return tuple(_found(str(name), known[str(name)], lookup) for name in named)


def _found(name: str, refusal: Refusal, lookup: Lookup) -> RefusalFound:
    return RefusalFound(
        id=name,
        title=refusal.title,
        right=refusal.right,
        wrong=refusal.wrong,
        ask_for=refusal.ask_for,
        next=refusal.next,
        next_document=refusal.next_document,
        usable=evaluate(parse(refusal.when), lookup).value is True,
    )
