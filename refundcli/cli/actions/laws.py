"""`laws`: the law base, one law, or one entry, each with the days between which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from refundcli.cli import shapes
from refundcli.cli.norms import GOVERNING, in_force
from refundcli.cli.output import emit_json
from refundcli.cli.porch import day
from refundcli.cli.screens import Block, Rows, Text, Title
from refundcli.cli.show import show
from refundcli.judge.articles import label
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Article, Law


def laws(named: str | None, today: str | None, *, as_json: bool) -> None:
    """What is named: nothing (the whole base), a law, an article of several entries, or one."""
    knowledge, now = Knowledge(), day(today)
    ids = _ids(knowledge, named)
    if as_json:
        emit_json({"laws": [shapes.article(article_id, knowledge) for article_id in ids]})
    elif named is None:
        show([*_overview(knowledge, now)])
    elif ids == [named]:
        show([*_article(*knowledge.article(named), now), Text(f"编号：{named}")])
    else:
        law = knowledge.law(named.partition(".")[0])
        show([*_law(law, now), _entries(ids, knowledge)])


def _ids(knowledge: Knowledge, named: str | None) -> list[str]:
    """The entries meant; raises with the nearest known id when there is none."""
    stems = knowledge.law_ids if named is None else (named.partition(".")[0],)
    ids = [f"{stem}.{key}" for stem in stems for key in knowledge.law(stem).articles]
    found = [name for name in ids if named is None or f"{name}.".startswith(f"{named}.")]
    if named is not None and not found:
        knowledge.article(named)
    return found


def _overview(knowledge: Knowledge, today: date) -> Iterator[Block]:
    """One line a law."""
    for stem in knowledge.law_ids:
        law = knowledge.law(stem)
        count = len(law.articles)
        yield Text(f"{stem}：《{law.short}》，{count}条，{in_force(law)}，{_next(law, today)}")
    yield Text("看一部写它的编号，例如 refundcli laws civil_code；再加条号就看那一条")


def _law(law: Law, today: date) -> Iterator[Block]:
    yield Title(f"《{law.title}》")
    yield Text(in_force(law))
    yield Text(f"{law.verified_on}核对过，{_next(law, today)}")
    yield Text(f"出处：{law.source.title} {law.source.url}")
    if law.doubt:
        yield Text(f"存疑：{law.doubt}")


def _entries(ids: list[str], knowledge: Knowledge) -> Rows:
    articles = ((article_id, knowledge.article(article_id)[1]) for article_id in ids)
    rows = ((article_id, label(article), article.gist) for article_id, article in articles)
    return Rows(("编号", "条款", "说的是"), tuple(rows))


def _article(law: Law, article: Article, today: date) -> Iterator[Block]:
    title, *rest = _law(law, today)
    yield Title(f"《{law.title}》{label(article)}") if isinstance(title, Title) else title
    yield Text(article.gist)
    yield Text(f"不适用：{article.not_for}")
    yield Text(f"按哪天算：{GOVERNING[article.governs]}")
    yield from rest
    if article.doubt:
        yield Text(f"存疑：{article.doubt}")


def _next(law: Law, today: date) -> str:
    """By when it is to be read again."""
    return f"{law.recheck_by}前再核对" + ("（已过期）" if law.recheck_by < today else "")
