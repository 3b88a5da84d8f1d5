"""What the tool knows: scenarios, documents, questions, laws, and the schema of the case file."""

from __future__ import annotations

from refundcli.cli import shapes
from refundcli.cli.output import emit_json
from refundcli.cli.schema import case_schema
from refundcli.cli.screens import Rows, Text, Title
from refundcli.cli.show import show
from refundcli.errors import InvalidInputError
from refundcli.judge.articles import label
from refundcli.knowledge.load import Knowledge, nearest


def scenarios(*, as_json: bool) -> None:
    """The scenarios that have a file."""
    knowledge = Knowledge()
    found = [(name, knowledge.scenario(name)) for name in knowledge.scenario_ids]
    if as_json:
        emit_json(
            {
                "scenarios": [
                    {"id": name, "family": item.family, "title": item.title} for name, item in found
                ]
            }
        )
        return
    families = knowledge.words.families
    rows = tuple((name, families[item.family], item.title) for name, item in found)
    show([Rows(("编号", "类别", "情形"), rows)])


def documents(*, as_json: bool) -> None:
    """The documents."""
    kinds = Knowledge().documents.documents
    if as_json:
        listed = [
            {
                "id": name,
                "title": kind.title,
                "channel": kind.channel,
                "limit": kind.limit or kind.short_limit,
            }
            for name, kind in kinds.items()
        ]
        emit_json({"documents": listed})
        return
    rows = tuple(
        (name, kind.title, kind.to, f"{kind.limit} 字" if kind.limit else "")
        for name, kind in kinds.items()
    )
    show([Rows(("编号", "文书", "发给", "字数上限"), rows)])


def questions(scenario: str | None, *, as_json: bool) -> None:
    """All questions, or those of one scenario."""
    knowledge = Knowledge()
    if scenario is not None and scenario not in knowledge.scenario_ids:
        raise InvalidInputError(
            f"没有“{scenario}”这种情形{nearest(scenario, knowledge.scenario_ids)}"
        )
    found = knowledge.questions_of([scenario]) if scenario else knowledge.every_question
    if scenario:
        asked = knowledge.scenario(scenario).ask
        found = {
            key: item
            for key, item in found.items()
            if not key.startswith("facts.") or key in asked or item.screen
        }
    if as_json:
        emit_json(
            {"questions": [shapes.question(key, item, knowledge) for key, item in found.items()]}
        )
        return
    rows = tuple(
        (
            key,
            item.ask,
            "；".join(f"{choice.value} {choice.label}" for choice in item.choices) or item.example,
        )
        for key, item in found.items()
    )
    show([Rows(("键", "问题", "选项或例子"), rows)])


def laws(law: str | None, *, as_json: bool) -> None:
    """The law base, one law, or one article with its dates and source."""
    knowledge = Knowledge()
    ids = (
        [law]
        if law
        else [f"{stem}.{key}" for stem in knowledge.law_ids for key in knowledge.law(stem).articles]
    )
    if law and "." not in law and law in knowledge.law_ids:
        ids = [f"{law}.{key}" for key in knowledge.law(law).articles]
    found = [(article_id, *knowledge.article(article_id)) for article_id in ids]
    if as_json:
        emit_json({"laws": [shapes.article(article_id, knowledge) for article_id in ids]})
    elif len(found) == 1:
        article_id, source, item = found[0]
        until = source.in_force_to or "至今"
        show(
            [
                Title(f"《{source.title}》{label(item)}"),
                Text(item.gist),
                Text(f"不适用：{item.not_for}"),
                Text(f"施行：{source.in_force_from} 起，{until}"),
                Text(f"出处：{source.source.title} {source.source.url}"),
                Text(f"核对日：{source.verified_on}，下次核对不晚于 {source.recheck_by}"),
                Text(f"编号：{article_id}"),
            ]
        )
    else:
        rows = tuple(
            (name, f"《{source.short}》{label(item)}", item.gist) for name, source, item in found
        )
        show([Rows(("编号", "法条", "说的是"), rows)])


def schema() -> None:
    """The JSON Schema of the case file."""
    emit_json(case_schema(Knowledge()))
