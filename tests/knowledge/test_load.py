"""A slip in a knowledge file names the file, the key and the nearest id that exists."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from refundcli import api
from refundcli.case.file import to_case
from refundcli.errors import KnowledgeError
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from refundcli.knowledge.slip import nearest
from tests.support import TODAY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the base that a test may spoil."""
    return Path(shutil.copytree(PACKAGE_DATA, tmp_path / "knowledge"))


def spoil(path: Path, old: str, new: str) -> None:
    """Replace one piece of text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "', 'titel = "', ["card_invalid.toml", "titel", "是不是 title"]),
        ("stronger_when = ", "stonger_when = ", ["card_invalid.toml", "是不是 stronger_when"]),
        ('stance = "stop"', 'stance = "halt"', ["card_invalid.toml", "halt", "rules"]),
        ('family = "delivery"', "family = 5", ["card_invalid.toml", "family"]),
        ('need = "required"', "", ["card_invalid.toml", "need"]),
        ('family = "delivery"', 'family = "delivery', ["card_invalid.toml", "line"]),
    ],
)
def test_a_slip_in_a_scenario(root: Path, old: str, new: str, said: list[str]) -> None:
    """Unknown keys, wrong values and broken syntax are refused when the file is read."""
    spoil(root / "scenarios" / "card_invalid.toml", old, new)
    with pytest.raises(KnowledgeError) as caught:
        Knowledge(root).scenario("card_invalid")
    assert [part for part in said if part not in caught.value.message] == []


@pytest.mark.parametrize(
    "name", ["questions", "documents", "evidence", "channels", "words", "bills"]
)
def test_every_file_refuses_what_it_does_not_know(root: Path, name: str) -> None:
    """No file has a place for an unknown key."""
    path = root / f"{name}.toml"
    path.write_text('nonsense = "x"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    knowledge = Knowledge(root)
    with pytest.raises(KnowledgeError, match=rf"{name}\.toml.*nonsense"):
        getattr(knowledge, "common" if name == "questions" else name)


def test_a_missing_file_is_named(root: Path) -> None:
    """What is not there is named, not guessed."""
    (root / "words.toml").unlink()
    with pytest.raises(KnowledgeError, match=r"words\.toml"):
        _ = Knowledge(root).words


def test_unknown_ids_name_the_nearest(knowledge: Knowledge) -> None:
    """Scenario, law and article: each slip is answered with what exists."""
    with pytest.raises(KnowledgeError, match="是不是 card_invalid"):
        knowledge.scenario("card_invalidd")
    with pytest.raises(KnowledgeError, match="是不是 civil_code"):
        knowledge.law("civil_cod")
    with pytest.raises(KnowledgeError, match=r"是不是 civil_code\.57\d"):
        knowledge.article("civil_code.5777")
    assert nearest("qqqq", knowledge.scenario_ids) == ""


def test_a_file_is_read_once_and_only_when_needed(root: Path) -> None:
    """Judging one scenario does not read the others."""
    (root / "scenarios" / "delayed.toml").write_text("broken", encoding="utf-8")
    knowledge = Knowledge(root)
    first = knowledge.scenario("card_invalid")
    shutil.rmtree(root / "scenarios")
    assert knowledge.scenario("card_invalid") is first


def test_a_scenario_is_added_by_files_alone(root: Path) -> None:
    """A new file under scenarios/ is a new scenario: judged without a line of code."""
    text = (root / "scenarios" / "card_invalid.toml").read_text(encoding="utf-8")
    (root / "scenarios" / "invented.toml").write_text(
        text.replace("card_invalid.", "invented.").replace(
            "facts.error_text", "facts.invented_text"
        ),
        encoding="utf-8",
    )
    knowledge = Knowledge(root)
    answers = {"scenario": "invented", "facts": {"error_kind": "used", "redeemed_by": "nobody"}}
    found = api.assess(to_case(answers, knowledge, TODAY), knowledge, today=TODAY)
    assert found.findings[0].rule == "invented.never_worked"
    assert found.responsible == "merchant"
