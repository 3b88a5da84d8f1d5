"""Advice to the buyer: beside a judgement, beside a document, at the end of a case."""

from __future__ import annotations

from collections.abc import Iterable

from refundcli.judge import outdated
from refundcli.judge.facts import Facts
from refundcli.judge.findings import CitedArticle
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.grammar import parse

END = "end"


def beside(document: str, facts: Facts, lookup: Lookup) -> tuple[str, ...]:
    """The lines that belong beside one document, or to the end of a case."""
    lines = (item for item in facts.knowledge.advice if document in item.documents)
    return tuple(item.text for item in lines if evaluate(parse(item.when), lookup).value)


def beside_judgement(
    facts: Facts, lookup: Lookup, cited: Iterable[CitedArticle] = ()
) -> tuple[str, ...]:
    """The lines that belong to no document, and which of the cited laws are to be checked first."""
    lines = (item for item in facts.knowledge.advice if not item.documents)
    told = (item.text for item in lines if evaluate(parse(item.when), lookup).value)
    return (*told, *outdated.warning((article.id for article in cited), facts))


def at_once(facts: Facts) -> tuple[str, ...]:
    """The lines that a buyer should not have to wait for."""
    return tuple(
        item.text
        for item in facts.knowledge.advice
        if item.at_once and evaluate(parse(item.when), facts.get).value
    )
