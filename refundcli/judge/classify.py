"""Which scenario a buyer's own account tells of, by which words, and what else it says.

Nothing here decides a case: candidates and values are proposals that the buyer confirms.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import exp
from typing import Final

import msgspec

from refundcli.judge.facts import raised_by
from refundcli.judge.texts.heard import Heard, hear
from refundcli.judge.texts.learned import Grams, Weights
from refundcli.judge.texts.narrative import Narrative, Reader, reader
from refundcli.judge.texts.stated import Day, Stated, Sum, statements
from refundcli.knowledge.load import Knowledge

OUT = "out_of_scope"
FIRST_STAGE = "apply"
_REASONS = 3
# Below this share a candidate is worth no line; so many are named in any case.
SLIGHT: Final = 0.05
_LEAST: Final = 3


class Candidate(msgspec.Struct, frozen=True):
    """A scenario, or `out_of_scope` without a family; `score` is its share of 1."""

    scenario: str
    family: str | None
    score: float
    reasons: tuple[str, ...]
    """The clauses that speak most for it, as they were written."""


class Elsewhere(msgspec.Struct, frozen=True):
    """What else the text is about, and where to turn with that."""

    kind: str | None
    title: str
    turn: str


class Concern(msgspec.Struct, frozen=True):
    """Words that raise a question which has to be faced before anything is written."""

    key: str
    ask: str
    why: str
    words: tuple[str, ...]


class Classified(msgspec.Struct, frozen=True):
    """A text, read."""

    candidates: tuple[Candidate, ...]
    decided: bool
    question: str | None
    """What would decide, where it is open."""
    out_of_scope: Elsewhere | None
    refusals: tuple[Heard, ...]
    stage: str
    concerns: tuple[Concern, ...]
    facts: tuple[Stated, ...]
    amounts: tuple[Sum, ...]
    dates: tuple[Day, ...]
    heeded: int
    """So many characters were read,"""
    cut: bool
    """and whether there were more."""


def classify(text: str, knowledge: Knowledge, today: date) -> Classified:
    """Read one text, as far as it is heeded."""
    reading = reader(knowledge)
    whole, text = len(text), text[: knowledge.stories.heed]
    narrative = reading.narrative(text)
    grams = reading.features(narrative)
    shares = _shares(grams, knowledge)
    ranked = sorted(shares, key=lambda name: -shares[name])
    worth = [name for name in ranked if shares[name] >= SLIGHT]
    shown = ranked[: max(len(worth), _LEAST)]
    thin = _thin(narrative, shares[ranked[0]], knowledge)
    said = statements(narrative, knowledge, today)
    decided = not thin and _decided([shares[name] for name in ranked], knowledge)
    return Classified(
        candidates=tuple(
            _candidate(name, shares[name], words, knowledge)
            for name, words in _reasons(shown, narrative, grams, knowledge).items()
        ),
        decided=decided,
        question=None if decided else _question([] if thin else ranked, knowledge),
        out_of_scope=_elsewhere(grams, reading) if ranked[0] == OUT else None,
        refusals=_refusals(narrative, knowledge),
        stage=_stage(narrative, knowledge),
        concerns=_concerns(text, knowledge),
        facts=said.facts,
        amounts=said.amounts,
        dates=said.dates,
        heeded=len(text),
        cut=len(text) < whole,
    )


@lru_cache(maxsize=4)
def _weights(knowledge: Knowledge) -> Weights:
    return Weights(knowledge.taught)


def _shares(grams: Grams, knowledge: Knowledge) -> dict[str, float]:
    """Name -> its share of all that speaks for anything."""
    scores = {**_untaught(grams, knowledge), **_weights(knowledge).scores(grams)}
    most = max(scores.values())
    sharp = knowledge.taught.sharpness
    raised = {name: exp(sharp * (score - most)) for name, score in scores.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


def _untaught(grams: Grams, knowledge: Knowledge) -> dict[str, float]:
    """A scenario of which nothing was learned yet is known by its own words alone."""
    new = (name for name in knowledge.scenario_ids if name not in knowledge.taught.bias)
    return {name: 1.0 if f"<{name}>" in grams else -1.0 for name in new}


def _decided(shares: list[float], knowledge: Knowledge) -> bool:
    data = knowledge.stories
    return shares[0] >= data.decided and shares[0] - shares[1] >= data.ahead


def _candidate(
    name: str, share: float, reasons: tuple[str, ...], knowledge: Knowledge
) -> Candidate:
    family = None if name == OUT else knowledge.scenario(name).family
    return Candidate(name, family, round(share, 3), reasons)


def _reasons(
    names: list[str], narrative: Narrative, grams: Grams, knowledge: Knowledge
) -> dict[str, tuple[str, ...]]:
    """For each name the clauses that speak most for it, those of its own words before others."""
    found = _weights(knowledge).clauses(names, grams)
    own = {name: grams.get(f"<{name}>", ()) for name in names}
    ordered = {
        name: sorted(clauses, key=lambda number: number not in own[name])[:_REASONS]
        for name, clauses in found.items()
    }
    return {name: narrative.clauses_written(sorted(few)) for name, few in ordered.items()}


def _thin(narrative: Narrative, share: float, knowledge: Knowledge) -> bool:
    """Whether the text says too little for anything to be made of it."""
    letters = sum(map(str.isalnum, narrative.plain.text))
    return letters < knowledge.stories.least or share < knowledge.stories.thin


def _question(ranked: list[str], knowledge: Knowledge) -> str:
    """What tells the two foremost apart; where there are none, more is asked for."""
    scenarios = [name for name in ranked if name != OUT][:2]
    if not scenarios or OUT in ranked[:2]:
        return knowledge.stories.more
    pair = knowledge.stories.decides.get("|".join(sorted(scenarios)))
    one, other = (knowledge.scenario(name).hint for name in scenarios)
    return pair or knowledge.words.phrases["either"].format(one=one, other=other)


def _elsewhere(grams: Grams, reading: Reader) -> Elsewhere:
    """The kind that most clauses tell of; the first of several."""
    kinds = reading.data.elsewhere
    often = {name: len(grams.get(f"<{name}>", ())) for name in kinds}
    kind = max(often, key=lambda name: often[name])
    if not often[kind]:
        return Elsewhere(None, reading.data.other.title, reading.data.other.turn)
    return Elsewhere(kind, kinds[kind].title, kinds[kind].turn)


def _refusals(narrative: Narrative, knowledge: Knowledge) -> tuple[Heard, ...]:
    """What the other side is said to say no with, each once."""
    said = (*narrative.theirs, "\uff0c".join(narrative.reported))
    found = (heard for words in said if words for heard in hear(words, knowledge).refusals)
    return tuple({heard.name: heard for heard in found}.values())


def _stage(narrative: Narrative, knowledge: Knowledge) -> str:
    for stage, sources in knowledge.stories.stages.items():
        if narrative.counting(sources):
            return stage
    return FIRST_STAGE


def _concerns(text: str, knowledge: Knowledge) -> tuple[Concern, ...]:
    return tuple(
        _concern(key, words, knowledge) for key, words in raised_by(text, knowledge).items()
    )


def _concern(key: str, words: Iterable[str], knowledge: Knowledge) -> Concern:
    question = knowledge.common.questions[key]
    return Concern(key, question.ask, question.why, tuple(words))
