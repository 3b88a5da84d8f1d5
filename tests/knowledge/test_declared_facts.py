"""Every declared fact matters: in some case two answers to it give another verdict or letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from refundcli import api
from refundcli.case.file import storable
from refundcli.case.model import Case
from refundcli.errors import DocumentClosedError, InvalidInputError, MissingFactsError
from refundcli.knowledge.schema import Question
from tests.golden import GOLDEN
from tests.support import KNOWLEDGE, TODAY, case_of

SAMPLES: Final[dict[str, tuple[object, ...]]] = {
    "yesno": (True, False),
    "text": ("演示甲", "演示乙"),
    "money": ("1.00", "2.00"),
    "time": ("2026-11-02 10:00", "2026-11-20 10:00"),
    "date": ("2026-11-03", "2026-11-21", "2026-12-10", "2026-12-11"),
    "dates": ("2026-11-03", "2026-11-03、2026-11-20"),
    "number": (1, 3),
    "duration": ("1小时", "700小时"),
}


def declared() -> Iterator[tuple[str, str]]:
    """Each scenario with each fact that it declares or asks for."""
    for name in KNOWLEDGE.scenario_ids:
        scenario = KNOWLEDGE.scenario(name)
        asked = {*scenario.ask, *scenario.questions}
        yield from ((name, key) for key in sorted(asked) if key.startswith("facts."))
    common = (key for key in KNOWLEDGE.common.questions if key.startswith("facts."))
    yield from (("", key) for key in common)


def outcomes(case: Case) -> Iterator[object]:
    """What a case comes to: the verdict first, then letter by letter."""
    found = api.assess(case, KNOWLEDGE, today=TODAY)
    yield (found.responsible, found.strength, found.stance, found.why, found.remedies, found.rules,
           found.documents, found.precheck, found.warnings, found.blocked, found.until)  # fmt: skip
    for document in KNOWLEDGE.documents.documents:
        try:
            yield api.draft(document, case, KNOWLEDGE, today=TODAY).text
        except (DocumentClosedError, MissingFactsError):
            yield None


def answered(base: Case, key: str, question: Question) -> Iterator[Case]:
    """The same case with one answer after another to one question."""
    values = [choice.value for choice in question.choices] or SAMPLES[question.type]
    answers = {name: storable(value) for name, value in base.answers.items() if name != key}
    answers |= dict.fromkeys(base.unavailable - {key}, "/")
    for value in values:
        try:
            yield case_of({**answers, key: value})
        except InvalidInputError:
            continue


def matters(base: Case, key: str, question: Question) -> bool:
    """Whether two answers to the question come to something different in this case."""
    streams = [outcomes(case) for case in answered(base, key, question)]
    return any(len(set(map(repr, step))) > 1 for step in zip(*streams, strict=False))


def bases(name: str, key: str) -> Iterator[Case]:
    """Golden cases of the scenario (of any, for a shared fact), those that answer it first."""
    fitting = [
        golden
        for golden in GOLDEN
        if not name or name in (golden.folder, golden.answers["scenario"])
    ]
    table, _, field = key.partition(".")
    fitting.sort(key=lambda golden: field not in golden.answers.get(table, {}))
    return (golden.signed for golden in fitting)


@pytest.mark.parametrize(("name", "key"), list(declared()))
def test_a_declared_fact_changes_something(name: str, key: str) -> None:
    """No question is put to the buyer for nothing."""
    scenarios = [name] if name else KNOWLEDGE.scenario_ids
    question = KNOWLEDGE.questions_of(scenarios)[key]
    assert any(matters(base, key, question) for base in bases(name, key))
