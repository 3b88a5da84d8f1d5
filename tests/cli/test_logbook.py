"""A line goes into the log of the case, saved or in a file, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundcli.case.log import Entry
from refundcli.cli.logbook import append
from refundcli.errors import InvalidInputError, NotSavedError, WrongCallError
from tests.cli.fake import porch
from tests.cli.samples import TOML
from tests.support import CARD, TODAY, document_of


def test_two_windows_log_at_once(home: Path) -> None:
    """Each line keeps its own id, though both windows read the same case."""
    desk = porch(home)
    desk.store.create("a", document_of(CARD))
    before = desk.store.read("a", TODAY)
    append(desk, before, Entry(kind="asked"))
    found, event = append(desk, before, Entry(kind="refused", text="不退"))
    assert event.id == "e2"
    assert [line.kind for line in found.case.log] == ["asked", "refused"]
    assert desk.store.read("a", TODAY).case.log == found.case.log


def test_a_file_is_added_to_where_it_lies(home: Path, tmp_path: Path) -> None:
    """Comments and order stay, a link stays a link, no lock is left beside it."""
    real, link = tmp_path / "my.toml", tmp_path / "link.toml"
    real.write_text(TOML, "utf-8")
    link.symlink_to(real)
    desk = porch(home)
    _, event = append(desk, desk.store.open(link, TODAY), Entry(kind="asked", text="请退款"))
    assert event.id == "e1"
    text = real.read_text("utf-8")
    assert text.startswith(TOML)
    assert "[events.e1]" in text
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir() if path != home) == [
        "link.toml",
        "my.toml",
    ]
    append(desk, desk.store.open(link, TODAY), Entry(kind="reminded"))
    assert [line.id for line in desk.store.open(real, TODAY).case.log] == ["e1", "e2"]


def test_what_cannot_be_added_to(home: Path, tmp_path: Path) -> None:
    """JSON cannot hold an addition in place; a missing file and a full disk are told."""
    desk = porch(home)
    found = tmp_path / "case.json"
    found.write_text('{"scenario": "card_invalid"}', "utf-8")
    with pytest.raises(WrongCallError, match="--answers"):
        desk.store.open(found, TODAY)
    with pytest.raises(InvalidInputError, match="读不到"):
        desk.store.open(tmp_path / "none.toml", TODAY)


def test_what_is_refused_leaves_the_file_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes nothing: the file is what it was."""
    real = tmp_path / "my.toml"
    real.write_text(TOML, "utf-8")
    desk = porch(home)
    found = desk.store.open(real, TODAY)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSavedError):
        append(desk, found, Entry(kind="asked"))
    assert real.read_text("utf-8") == TOML
