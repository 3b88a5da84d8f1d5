"""The JSON of `explain`, key by key."""

from __future__ import annotations

from typing import Any

from refundcli.cli import explained, shapes
from refundcli.cli.explained import Line
from refundcli.cli.provenance import origin
from refundcli.judge.articles import each_once, governing_date
from refundcli.judge.explain import Explanation, Turn
from refundcli.judge.facts import Facts
from refundcli.judge.missing import ask_of


def explanation(found: Explanation, line: Line | None, facts: Facts) -> dict[str, Any]:
    """`explain --json`.

    `reasons` [{rule, text, answers: [{key, label, value}]}] · `undecided` [key] · `changes`
    [{suppose: [{key, ask, values}], responsible, strength, stance, opens, closes, text}] ·
    `untried` [{key, state, ask, changes}] · `rules` as `laws --json` tells them, with `day` ·
    `documents` open ones · `line` {document, line, text, sentences: [{id, text, facts, evidence,
    rules, priority, told: {facts, evidence, rules}}]} or null.
    """
    result = found.assessment
    return {
        "scenario": result.scenario,
        "responsible": result.responsible,
        "strength": result.strength,
        "stance": result.stance,
        "why": result.why,
        "reasons": [
            {"rule": item.rule, "text": item.text, "answers": explained.answers(item, facts)}
            for item in found.reasons
        ],
        "undecided": found.undecided,
        "stronger": found.stronger,
        "changes": [_change(turn, found, facts) for turn in found.turns],
        "untried": found.untried,
        "rules": [_rule(item.id, facts) for item in each_once(result.rules)],
        "documents": [state.id for state in result.documents if state.open],
        "blocked": result.blocked,
        "line": _line(line, facts) if line else None,
    }


def _change(turn: Turn, found: Explanation, facts: Facts) -> dict[str, Any]:
    return {
        "suppose": [
            {"key": item.key, "ask": ask_of(item.key, facts), "values": item.values}
            for item in turn.suppose
        ],
        "responsible": turn.responsible,
        "strength": turn.strength,
        "stance": turn.stance,
        "opens": turn.opens,
        "closes": turn.closes,
        "text": explained.turn_in_words(turn, found, facts),
    }


def _rule(article_id: str, facts: Facts) -> dict[str, Any]:
    _, found = facts.knowledge.article(article_id)
    return {**shapes.article(article_id, facts.knowledge), "day": governing_date(found, facts)}


def _line(line: Line, facts: Facts) -> dict[str, Any]:
    return {
        "document": line.document,
        "line": line.number,
        "text": line.text,
        "sentences": [
            {**shapes.sentence(item), "told": origin(item, facts)} for item in line.sentences
        ],
    }
