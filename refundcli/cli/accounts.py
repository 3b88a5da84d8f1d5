"""What was read in a buyer's own account, for a person and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from refundcli.cli.screens import Block, Rows, Text, Title
from refundcli.judge.classify import OUT, SLIGHT, Candidate, Classified
from refundcli.judge.texts.stated import Stated
from refundcli.knowledge.load import Knowledge

_SHOWN = 3


def as_json(found: Classified, knowledge: Knowledge) -> dict[str, Any]:
    """`classify --json`."""
    return {
        "candidates": found.candidates,
        "decided": found.decided,
        "question": found.question,
        "out_of_scope": found.out_of_scope,
        "stage": found.stage,
        "refusals": [
            {"id": one.name, "title": knowledge.refusals[one.name].title, "words": one.words}
            for one in found.refusals
        ],
        "concerns": found.concerns,
        "facts": found.facts,
        "amounts": found.amounts,
        "dates": found.dates,
        "read": found.heeded,
    }


def blocks(found: Classified, knowledge: Knowledge) -> list[Block]:
    """What it seems to be, why, what is open, and what the buyer would have to confirm."""
    return [
        *_leading(found, knowledge),
        *_beside(found, knowledge),
        *(Text(f"先想清楚：{one.ask}{one.why}") for one in found.concerns),
        *_next(found),
    ]


def _leading(found: Classified, knowledge: Knowledge) -> Iterator[Block]:
    first = found.candidates[0]
    if found.decided and found.out_of_scope:
        yield Title(found.out_of_scope.title)
        yield Text(found.out_of_scope.turn)
    elif found.decided:
        yield Title(f"像是：{title(first, knowledge)}")
        yield Text(f"因为你说：{quoted(first.reasons)}")
    else:
        yield Title("还定不下来")
        yield Text(f"先说清楚：{found.question}")


def _beside(found: Classified, knowledge: Knowledge) -> Iterator[Block]:
    listed = found.candidates[found.decided : _SHOWN]
    others = [one for one in listed if one.score >= SLIGHT]
    rows = [(title(one, knowledge), quoted(one.reasons)) for one in others]
    if rows:
        yield Rows(("也可能是", "这样说的"), tuple(rows))
    if found.refusals:
        told = [(knowledge.refusals[one.name].title, quoted(one.words)) for one in found.refusals]
        yield Rows(("对方的理由", "原话"), tuple(told))
    stated = [(ask(one, knowledge), value(one, knowledge), one.words) for one in found.facts]
    if stated:
        yield Rows(("写案件时要你确认", "读到的", "这样说的"), tuple(stated))


def _next(found: Classified) -> Iterator[Block]:
    first = found.candidates[0].scenario
    if found.decided and first != OUT:
        yield Text(f"接着写：refundcli new --set scenario={first}")


def title(one: Candidate, knowledge: Knowledge) -> str:
    """The scenario as a person reads it."""
    if one.scenario == OUT:
        return knowledge.stories.other.title
    return knowledge.scenario(one.scenario).title


def quoted(words: Iterable[str]) -> str:
    """Each in quotation marks, one after the other."""
    return "".join(f"“{one}”" for one in words)


def ask(one: Stated, knowledge: Knowledge) -> str:
    """The question of what was read."""
    question = knowledge.question(one.key)
    return question.ask if question else one.key


def value(one: Stated, knowledge: Knowledge) -> str:
    """What was read, a choice by its label."""
    question = knowledge.question(one.key)
    choices = question.choices if question else ()
    return next((choice.label for choice in choices if choice.value == one.value), one.value)
