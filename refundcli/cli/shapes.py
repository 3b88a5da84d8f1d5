"""The JSON of each command, key by key as the contract names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from refundcli.case.file import storable
from refundcli.case.masking import Cover
from refundcli.case.model import Case
from refundcli.judge.articles import each_once, label
from refundcli.judge.documents import shown
from refundcli.judge.findings import Assessment, Checklist, CitedArticle, RemedyFound
from refundcli.judge.outlook import Plan
from refundcli.judge.points import PointState
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question

if TYPE_CHECKING:  # the template engine comes with them
    from refundcli.write.compose import Letter
    from refundcli.write.document import Sentence


def assessment(result: Assessment, points: tuple[PointState, ...]) -> dict[str, Any]:
    """`assess --json`."""
    return {
        "scenario": result.scenario,
        "also": result.also,
        "family": result.family,
        "responsible": result.responsible,
        "strength": result.strength,
        "stance": result.stance,
        "why": result.why,
        "findings": result.findings,
        "remedies": [_remedy(remedy) for remedy in result.remedies],
        "rules": [_rule(rule) for rule in each_once(result.rules)],
        "refusals": result.refusals,
        "missing": result.missing,
        "precheck": result.precheck,
        "documents": result.documents,
        "warnings": result.warnings,
        "blocked": result.blocked,
        "until": shown(result.until) if result.until else None,
        "matrix": [_point(point) for point in points],
    }


def _remedy(remedy: RemedyFound) -> dict[str, Any]:
    return {
        "kind": remedy.kind,
        "amount": remedy.amount,
        "working": remedy.working,
        "basis": remedy.basis,
        "alternative": remedy.alternative,
    }


def _rule(rule: CitedArticle) -> dict[str, Any]:
    return {
        "id": rule.id,
        "law": rule.law,
        "article": rule.article,
        "gist": rule.gist,
        "why": rule.why,
    }


def _point(point: PointState) -> dict[str, Any]:
    return {
        "point": point.point,
        "title": point.title,
        "whose": point.whose,
        "status": point.status,
        "evidence": point.evidence,
        "lacking": point.lacking,
        "unknown": point.unknown,
        "substitute": point.substitute,
        "held_by": point.held_by,
        "records": [
            {"from": record.from_, "what": record.what, "how": record.how}
            for record in point.records
        ],
    }


def plan(result: Plan) -> dict[str, Any]:
    """`next --json`."""
    return {
        "stage": result.stage,
        "now": result.now,
        "deadlines": result.deadlines,
        "doors": result.doors,
        "order": result.order,
        "often": result.often,
        "warnings": result.warnings,
    }


def checklist(result: Checklist) -> dict[str, Any]:
    """`checklist --json`."""
    return {"items": result.items, "score": result.score}


def letter(result: Letter) -> dict[str, Any]:
    """`draft --json`."""
    return {
        "document": result.kind,
        "channel": result.channel,
        "text": result.text,
        "short_text": result.short_text,
        "length": result.length,
        "limit": result.limit,
        "confirmed": result.confirmed,
        "sentences": [sentence(item) for item in result.document.sentences()],
        "omitted": [sentence(item) for item in result.omitted],
        "missing": result.missing,
        "warnings": result.warnings,
    }


def sentence(found: Sentence) -> dict[str, Any]:
    """One sentence of a letter."""
    return {
        "id": found.id,
        "text": "".join(found.cells),
        "facts": found.facts,
        "evidence": found.evidence,
        "rules": found.rules,
        "priority": found.priority,
    }


def case(found: Case, knowledge: Knowledge) -> dict[str, Any]:
    """A case in the shape of its file, card code, phone and ID numbers covered."""
    document: dict[str, Any] = {}
    cover = Cover(found, knowledge)
    for key, value in found.answers.items():
        node = document
        *tables, last = key.split(".")
        for table in tables:
            node = node.setdefault(table, {})
        node[last] = storable(cover.value(key, value))
    states = {"unknown": found.unknown, "unavailable": found.unavailable, "skipped": found.skipped}
    return document | {name: sorted(keys) for name, keys in states.items() if keys}


def question(key: str, found: Question, knowledge: Knowledge) -> dict[str, Any]:
    """One line of `questions --json`."""
    kinds = knowledge.documents.documents
    choices = [{"value": choice.value, "label": choice.label} for choice in found.choices]
    if key in ("scenario", "also"):
        choices = [{"value": name, "label": item.title} for name, item in knowledge.in_order]
    return {
        "id": key,
        "ask": found.ask,
        "why": found.why,
        "type": found.type,
        "choices": choices,
        "example": found.example,
        "when": found.when,
        "group": found.group,
        "needed_for": [name for name, kind in kinds.items() if key in needed(kind)],
    }


def needed(kind: DocumentKind) -> frozenset[str]:
    """Keys without which a document may not come into being."""
    return frozenset("|".join((*kind.requires, *kind.requires_when)).split("|"))


def asked_for(kind: DocumentKind) -> frozenset[str]:
    """Keys that the interview puts for a document."""
    return needed(kind) | frozenset(kind.asks)


def article(article_id: str, knowledge: Knowledge) -> dict[str, Any]:
    """One line of `laws --json`."""
    law, found = knowledge.article(article_id)
    return {
        "id": article_id,
        "law": law.title,
        "short": law.short,
        "label": label(found),
        "article": found.article,
        "paragraph": found.paragraph or None,
        "item": found.item or None,
        "gist": found.gist,
        "not_for": found.not_for,
        "governs": found.governs,
        "applies": found.applies,
        "in_force_from": law.in_force_from,
        "in_force_to": law.in_force_to,
        "source": law.source,
        "verified_on": law.verified_on,
        "recheck_by": law.recheck_by,
        "doubt": found.doubt or law.doubt,
    }
