"""`draft --format docx` and the wizard's Word file: where it goes, and what it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from refundcli.cli.wizard import menu
from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts
from tests.cli.command import TODAY, Command
from tests.cli.fake import porch, sit
from tests.cli.samples import SETS
from tests.cli.scripts import CARD, IDENTITY
from tests.deliver.sheets import Sheets
from tests.support import KNOWLEDGE
from tests.support import TODAY as DAY

DRAFT: Final = ("draft", "merchant_reminder", *SETS, *TODAY)
CASE: Final = "20261122-1"


def read(path: Path) -> list[str]:
    """The pieces that stand on the paper."""
    return Sheets(path.read_bytes()).runs


def test_a_paper_goes_into_a_file(command: Command, tmp_path: Path) -> None:
    """It says what the text says; stdout stays empty, advice goes to stderr."""
    path = tmp_path / "催告函.docx"
    result = command(*DRAFT, "--format", "docx", "-o", str(path))
    assert (result.code, result.out) == (0, "")
    assert f"已写入 {path}" in result.err
    text = command(*DRAFT).out
    assert read(path)[0] == "催告函"
    assert all(piece in text for piece in read(path))


def test_the_name_alone_tells_the_format(command: Command, tmp_path: Path) -> None:
    """`-o x.docx` is wish enough: text under that name would open nowhere."""
    named, stated = tmp_path / "a.DOCX", tmp_path / "b.docx"
    assert command(*DRAFT, "-o", str(named)).code == 0
    assert command(*DRAFT, "--format", "docx", "-o", str(stated)).code == 0
    assert named.read_bytes() == stated.read_bytes()


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "docx"),
        ("--format", "docx", "-o", "-"),
        ("--format", "docx", "-o", "a.txt"),
        ("--format", "txt", "-o", "a.docx"),
        ("--format", "md", "-o", "a.docx"),
        ("--format", "pdf"),
    ],
)
def test_calls_that_would_open_nowhere(
    command: Command, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 with a line that helps; nothing is written, nothing binary printed."""
    monkeypatch.chdir(tmp_path)
    result = command(*DRAFT, *options)
    assert (result.code, result.out) == (2, "")
    assert "docx" in result.err
    assert list(tmp_path.iterdir()) == []
    assert command(*DRAFT, *options, "--json").data["error"]["code"] == 2


def test_json_tells_the_path(command: Command, tmp_path: Path) -> None:
    """The sentences as ever, and where the file is; without a file there is no path."""
    path = str(tmp_path / "a.docx")
    result = command(*DRAFT, "-o", path, "--json").data
    plain = command(*DRAFT, "--json").data
    assert result == {**plain, "path": path}
    assert "path" not in plain


def test_somebody_elses_file_stays(command: Command, tmp_path: Path) -> None:
    """Exit 4, and the file as it was."""
    path = tmp_path / "a.docx"
    path.write_text("我的论文", encoding="utf-8")
    result = command(*DRAFT, "-o", str(path))
    assert (result.code, result.out) == (4, "")
    assert path.read_text(encoding="utf-8") == "我的论文"


def test_a_closed_document_makes_no_file(command: Command, tmp_path: Path) -> None:
    """Exit 5 as for text."""
    path = tmp_path / "a.docx"
    result = command("draft", "goodwill_request", *SETS, *TODAY, "-o", str(path))
    assert result.code == 5
    assert not path.exists()


def letters(home: Path) -> Path:
    return home / "cases" / CASE / "letters"


def test_the_wizard_offers_paper_for_what_is_handed_in(home: Path) -> None:
    """Chosen once it makes one file beside the text; chosen again it is the same file."""
    asked = sit(
        home,
        {
            **CARD,
            **IDENTITY,
            "接下来": ("merchant_reminder", menu.PAPER, menu.PAPER, "done"),
        },
    ).asked
    assert sum("接下来" in ask for ask in asked) == 4
    assert {path.name for path in letters(home).iterdir()} == {
        *("merchant_message.txt", "merchant_reminder.txt", "merchant_reminder.docx")
    }
    text = (letters(home) / "merchant_reminder.txt").read_text(encoding="utf-8")
    assert all(piece in text for piece in read(letters(home) / "merchant_reminder.docx"))


def test_a_message_is_sent_and_not_printed(home: Path) -> None:
    """Only what stands under a title of its own is offered as paper, and only once written."""
    sit(home, {**CARD, **IDENTITY})
    facts = Facts(porch(home).store.read(CASE, DAY).case, KNOWLEDGE, DAY)
    states = assess(facts).documents
    for current in (*KNOWLEDGE.documents.documents, None):
        listed = menu.options(facts, menu.Found(states, current, None, set()))
        headed = current is not None and KNOWLEDGE.documents.documents[current].headed
        assert (menu.PAPER in {option.value for option in listed}) == headed, current


def test_an_edited_letter_is_not_what_is_printed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The paper is made of the answers; the buyer is told that the edits are not in it."""
    path = letters(home) / "merchant_reminder.txt"

    def edited() -> str:
        path.write_text("我自己写的", encoding="utf-8")
        return menu.PAPER

    sit(
        home,
        {**CARD, **IDENTITY, "接下来": ("merchant_reminder", menu.PAPER, edited, "done")},
    )
    assert capsys.readouterr().err.count("改过的地方不在 Word 文档里") == 1
    assert path.read_text(encoding="utf-8") == "我自己写的"
    assert "我自己写的" not in "".join(read(path.with_suffix(".docx")))
