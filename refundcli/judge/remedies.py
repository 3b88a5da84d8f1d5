"""What may be asked for, in what sum, and which articles carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from refundcli.judge.facts import Facts
from refundcli.judge.findings import CitedArticle, RemedyFound
from refundcli.knowledge.schema import Remedy, Rider, Rule

_PLACE = re.compile(r"\{([a-z_.]+)\}")


def found(
    rules: Iterable[Rule | Rider], cited: tuple[CitedArticle, ...], facts: Facts
) -> tuple[RemedyFound, ...]:
    """The remedies of all rules, each kind once: the deciding rule, which comes first, has it."""
    kinds: dict[tuple[str, bool], RemedyFound] = {}
    for rule in rules:
        origin = rule.id.partition(".")[0]
        own = tuple(article for article in cited if article.origin == origin)
        for remedy in _known(rule.remedies, facts):
            kinds.setdefault((remedy.kind, remedy.alternative), _worked_out(remedy, own, facts))
    return tuple(kinds.values())


def _known(remedies: Iterable[Remedy], facts: Facts) -> Iterator[Remedy]:
    """Those whose sum, where they have one, is known."""
    return (
        remedy for remedy in remedies if not remedy.amount or facts.get(remedy.amount) is not None
    )


def _worked_out(remedy: Remedy, cited: tuple[CitedArticle, ...], facts: Facts) -> RemedyFound:
    amount = facts.get(remedy.amount) if remedy.amount else None
    return RemedyFound(
        kind=remedy.kind,
        amount=amount if isinstance(amount, Decimal) else None,
        source=remedy.amount,
        working=filled(remedy.working, facts),
        basis=tuple(article.id for article in cited if article.role in remedy.basis),
        alternative=remedy.alternative,
    )


def filled(text: str, facts: Facts) -> str:
    """Put answers into a line of knowledge: `{order.amount}` becomes the amount."""
    return _PLACE.sub(lambda place: str(facts.get(place[1])), text)
