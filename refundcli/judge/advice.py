"""Advice to the buyer: beside a judgement, beside a document, at the end of a case."""

from __future__ import annotations

from refundcli.judge.facts import Facts
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.grammar import parse

END = "end"


def beside(document: tuple[str, ...], facts: Facts, lookup: Lookup) -> tuple[str, ...]:
    """The lines that belong beside one document, or, with none named, beside the judgement."""
    return tuple(
        item.text
        for item in facts.knowledge.advice
        if (set(document) & set(item.documents) if document else not item.documents)
        and evaluate(parse(item.when), lookup).value
    )


def at_once(facts: Facts) -> tuple[str, ...]:
    """The lines that a buyer should not have to wait for."""
    return tuple(
        item.text
        for item in facts.knowledge.advice
        if item.at_once and evaluate(parse(item.when), facts.get).value
    )
