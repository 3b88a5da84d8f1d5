"""What the tool knows: scenarios, documents, questions, and the schema of the case file."""

from __future__ import annotations

from refundcli.case.text import echoed
from refundcli.cli import shapes
from refundcli.cli.output import emit_json
from refundcli.cli.schema import case_schema
from refundcli.cli.screens import Rows
from refundcli.cli.shapes import asked_for
from refundcli.cli.show import show
from refundcli.errors import InvalidInputError
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question
from refundcli.knowledge.slip import nearest


def scenarios(*, as_json: bool) -> None:
    """The scenarios that have a file."""
    knowledge = Knowledge()
    found = knowledge.in_order
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
        (name, kind.title, f"{kind.to} {_channels(kind)}", _limit(kind))
        for name, kind in kinds.items()
    )
    show([Rows(("编号", "文书", "发给（渠道）", "字数上限"), rows)])


def _channels(kind: DocumentKind) -> str:
    return "、".join(kind.recipients or (kind.channel,))


def _limit(kind: DocumentKind) -> str:
    if kind.limit:
        return f"{kind.limit} 字"
    return f"短版 {kind.short_limit} 字" if kind.short_limit else ""


def questions(scenario: str | None, *, as_json: bool) -> None:
    """All questions, or those of one scenario."""
    knowledge = Knowledge()
    if scenario is not None and scenario not in knowledge.scenario_ids:
        raise InvalidInputError(
            f"没有“{echoed(scenario)}”这种情形{nearest(scenario, knowledge.scenario_ids)}"
        )
    found = _asked_in(scenario, knowledge) if scenario else knowledge.every_question
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


def _asked_in(scenario: str, knowledge: Knowledge) -> dict[str, Question]:
    """The questions that a case of the scenario may be asked, for whatever document."""
    kinds = knowledge.documents.documents.values()
    asked = {*knowledge.scenario(scenario).ask, *(key for kind in kinds for key in asked_for(kind))}
    return {
        key: item
        for key, item in knowledge.questions_of([scenario]).items()
        if not key.startswith("facts.") or key in asked or item.screen
    }


def schema() -> None:
    """The JSON Schema of the case file."""
    emit_json(case_schema(Knowledge()))
