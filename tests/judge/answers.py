"""Random answers to the questions of a scenario: every value is one that a buyer could give."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from refundcli.case.model import State
from refundcli.judge.facts import Facts
from refundcli.judge.interview import relevant
from refundcli.knowledge.grammar import keys, parse
from refundcli.knowledge.schema import Question
from tests.support import KNOWLEDGE, facts_of

GROUNDS: Final = [name for name in KNOWLEDGE.scenario_ids if not KNOWLEDGE.scenario(name).modifier]
STATES: Final = ("?", "/", "skip", None)
TIMES: Final = (
    "2026-11-01 14:01",
    "2026-11-01 14:20",
    "2026-11-02 13:00",
    "2026-11-02",
    "2026-11-05 09:00",
    "2026-11-20",
)
SAMPLES: Final[dict[str, tuple[object, ...]]] = {
    "yesno": (True, False),
    "text": ("演示甲", "演示乙"),
    "money": ("0.01", "5.00", "98.50"),
    "time": TIMES,
    "date": ("2026-11-02", "2026-11-10", "2026-11-21"),
    "dates": ("2026-11-03", "2026-11-03、2026-11-20"),
    "number": (1, 3),
    "duration": ("立即", "2小时", "72小时"),
}
# Answers that no other answer may contradict.
CONSISTENT: Final[dict[str, tuple[object, ...]]] = {
    "order.paid_at": ("2026-11-01 14:01", "2026-11-01"),
    "order.affected": (1,),
}
COMMON: Final = (
    "buyer.purpose",
    "facts.filed_elsewhere",
    "facts.suspected_fraud",
    "facts.no_reply",
    "order.goods",
    "order.amount",
    "order.platform_kind",
    "facts.contacted_on",
)


def values(key: str, question: Question) -> tuple[object, ...]:
    """What may be answered to a question."""
    return (
        CONSISTENT.get(key)
        or tuple(choice.value for choice in question.choices)
        # Of two sums that are drawn apart, the lesser one is never above the other.
        or SAMPLES[question.type][: 1 if question.at_most and question.type == "money" else None]
    )


@cache
def pool(name: str) -> tuple[str, ...]:
    """The questions that can matter to a scenario: asked, declared, or named by a rule."""
    scenario = KNOWLEDGE.scenario(name)
    named = {key for rule in scenario.rules for key in keys(parse(rule.when))}
    inputs = [
        KNOWLEDGE.common.computed[key].inputs
        for key in sorted(named)
        if key.startswith("computed.")
    ]
    found = (*scenario.ask, *scenario.questions, *COMMON, *(key for part in inputs for key in part))
    return tuple(dict.fromkeys(key for key in found if key.partition(".")[0] != "events"))


@st.composite
def answers(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Some questions answered, some 不知道, 拿不到 or left for later, the rest never asked."""
    questions = KNOWLEDGE.questions_of([name])
    found: dict[str, Any] = {"scenario": name}
    for key in pool(name):
        value = draw(st.sampled_from((*values(key, questions[key]), *STATES)), label=key)
        if value is not None:
            found[key] = value
    held = draw(st.sets(st.sampled_from([need.kind for need in KNOWLEDGE.scenario(name).evidence])))
    found |= {f"evidence.{kind}.kind": kind for kind in sorted(held)}
    return found


@st.composite
def completed(draw: st.DrawFn, told: dict[str, Any], name: str) -> dict[str, Any]:
    """The same answers, and every open question that the interview would put answered as well."""
    full = dict(told)
    before = facts_of(told)
    given = {key for key in told if before.get(key) is not None}
    if {"facts.promised_within", "facts.promised_by"} & given and "facts.promise" not in given:
        full["facts.promise"] = "other"  # the only answer that leaves room for a time of its own
    facts = facts_of(full)
    while wanted := [key for key in pool(name) if unanswered(key, facts) and relevant(key, facts)]:
        question = KNOWLEDGE.questions_of([name])[wanted[0]]
        full[wanted[0]] = draw(st.sampled_from(values(wanted[0], question)), label=wanted[0])
        facts = facts_of(full)
    return full


def unanswered(key: str, facts: Facts) -> bool:
    """Whether a question is still open; where 没有 is an answer to it, that one is not."""
    question = KNOWLEDGE.questions_of(facts.scenarios)[key]
    none = question.none and facts.case.state(key) is State.UNAVAILABLE
    return facts.get(key) is None and not none


def sources(facts: Facts, named: set[str]) -> set[str]:
    """The buyer's own keys behind those that a finding names."""
    return {source for key in named for source in facts.sources(key)}
