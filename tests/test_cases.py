"""Every case a lawyer wrote down comes out as written: the verdict, what may be sent, its words."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from refundcli import api
from tests.golden import FOLDER, GOLDEN, Golden
from tests.support import KNOWLEDGE, TODAY

TOLD: Final = [golden for golden in GOLDEN if "matrix" in golden.expect]


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_case(golden: Golden) -> None:
    """The judgement, the documents and the key words of the letters are those expected."""
    expect = golden.expect
    found = golden.assess()
    assert (found.responsible, found.strength, found.stance) == (
        expect["responsible"],
        expect["strength"],
        expect["stance"],
    )
    cited = {article.id for article in found.rules}
    assert set(expect.get("articles", ())) <= cited
    assert not set(expect.get("not_articles", ())) & cited
    states = {state.id: "open" if state.open else state.kind for state in found.documents}
    assert {name: states[name] for name in expect["documents"]} == expect["documents"]
    grounds = {ground.ground: ground.status for ground in found.precheck}
    assert {key: grounds[key] for key in expect.get("precheck", {})} == expect.get("precheck", {})
    sums = {item.kind: str(item.amount or "") for item in found.remedies if not item.alternative}
    assert {key: sums.get(key) for key in expect.get("remedies", {})} == expect.get("remedies", {})


@pytest.mark.parametrize("golden", TOLD, ids=[golden.name for golden in TOLD])
def test_what_must_be_proved(golden: Golden) -> None:
    """Each point stands as a lawyer expects; `absent` is what nobody has to prove here."""
    expect = golden.expect["matrix"]
    points = api.matrix(golden.case, KNOWLEDGE, golden.assess(), today=TODAY)
    found = {point.point: point.status for point in points}
    assert {point: found.get(point, "absent") for point in expect} == expect


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_words(golden: Golden) -> None:
    """What a letter must say is said, what it must not say is not said anywhere in it."""
    for document, phrases in golden.expect.get("says", {}).items():
        letter = golden.letter(document)
        assert letter is not None
        assert [phrase for phrase in phrases if phrase not in letter.text] == []
    for document, phrases in golden.expect.get("never", {}).items():
        letter = golden.letter(document)
        assert letter is not None
        assert [phrase for phrase in phrases if phrase in letter.text] == []


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.name for golden in GOLDEN])
def test_a_closed_document_says_what_to_do_instead(golden: Golden) -> None:
    """Closed for safety or as unfit: why, and an alternative; too early: come back later."""
    for state in golden.assess().documents:
        if state.open:
            continue
        assert state.why
        assert state.instead or state.kind == "early" or "请" in state.why
        assert golden.letter(state.id) is None


def test_each_scenario_has_its_cases() -> None:
    """Five or more for every scenario of the base, and no folder without a scenario."""
    counted = Counter(golden.folder for golden in GOLDEN)
    assert {name for name in KNOWLEDGE.scenario_ids if counted[name] < 5} == set()
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert folders == set(KNOWLEDGE.scenario_ids)


def test_expected_points_exist() -> None:
    """A misspelt point would be absent everywhere."""
    for golden in TOLD:
        told = {golden.assess().scenario, *golden.assess().also}
        own = [point for name in told for point in KNOWLEDGE.scenario(name).points]
        known = {point.id for point in (*KNOWLEDGE.proof.points, *own)}
        assert set(golden.expect["matrix"]) <= known


def test_expectations_are_spelled_right() -> None:
    """A misspelt heading would expect nothing: only the known ones may stand there."""
    known = {
        "responsible",
        "strength",
        "stance",
        "articles",
        "not_articles",
        "documents",
        "precheck",
        "remedies",
        "matrix",
        "says",
        "never",
    }
    assert {key for golden in GOLDEN for key in golden.expect} <= known
