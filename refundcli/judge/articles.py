"""Which articles a conclusion cites: named by its rule, in force when it matters, applicable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from refundcli.judge.facts import Facts
from refundcli.judge.findings import CitedArticle
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Article, Law, Rider, Rule

Basis = Mapping[str, tuple[str, ...]]

# Which date an article is chosen by: the first of these keys that is known, else today.
_GOVERNING: Final[Mapping[str, tuple[str, ...]]] = {
    "purchase": ("order.paid_at", "order.ordered_at"),
    "charge": ("computed.charged_at", "facts.charged_at", "order.paid_at"),
    "conduct": (
        "facts.changed_at",
        "computed.charged_at",
        "computed.conduct_on",
        "order.paid_at",
        "order.ordered_at",
    ),
    "filing": ("computed.filed_on",),
}


def cited(rules: Iterable[Rule | Rider], facts: Facts) -> tuple[CitedArticle, ...]:
    """Articles of the rules, under each rule once, in the order of the roles."""
    return tuple(article for rule in rules for article in of_rule(rule, facts))


def of_rule(rule: Rule | Rider, facts: Facts) -> tuple[CitedArticle, ...]:
    """The usable articles of one rule."""
    return of_basis(rule.id.partition(".")[0], rule.basis, rule.why, facts)


def of_basis(origin: str, basis: Basis, why: str, facts: Facts) -> tuple[CitedArticle, ...]:
    """The usable articles of a basis, each once, under the first role that names it."""
    found: dict[str, CitedArticle] = {}
    for article_id, role in _named(basis):
        law, article = facts.knowledge.article(article_id)
        if article_id not in found and usable(law, article, facts):
            found[article_id] = CitedArticle(
                id=article_id,
                law=law.title,
                short=law.short,
                article=label(article),
                gist=article.gist,
                why=why,
                role=role,
                origin=origin,
            )
    return tuple(found.values())


def _named(basis: Basis) -> Iterator[tuple[str, str]]:
    return ((article_id, role) for role, ids in basis.items() for article_id in ids)


def each_once(articles: Iterable[CitedArticle]) -> tuple[CitedArticle, ...]:
    """For a list that a person reads: an article that two conclusions cite stands there once."""
    return tuple({article.id: article for article in reversed(tuple(articles))}.values())[::-1]


def usable(law: Law, article: Article, facts: Facts) -> bool:
    """In force on its governing date, and certainly applicable to this buyer and these goods."""
    day = governing_date(article, facts)
    in_force = law.in_force_from <= day and (law.in_force_to is None or day <= law.in_force_to)
    return in_force and evaluate(parse(article.applies), facts.get).value is True


def governing_date(article: Article, facts: Facts) -> date:
    """The date by which an article is chosen; today when the case does not tell it."""
    for key in _GOVERNING[article.governs]:
        moment = facts.get(key)
        if isinstance(moment, date):
            return moment.date() if isinstance(moment, datetime) else moment
    return facts.today


def label(article: Article) -> str:
    """第563条第1款第3项."""
    parts = ((article.article, "条"), (article.paragraph, "款"), (article.item, "项"))
    return "".join(f"第{number}{unit}" for number, unit in parts if number)
