"""What lies in the folder against what is recorded; what an ended process left is seen to."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.disk import hold
from refundcli.case.filed import Tidied, check, folder_of, hashed, place_of, tidy
from refundcli.case.model import Case
from refundcli.case.store import Saved, Store
from refundcli.errors import InvalidInputError
from tests.support import TODAY, case_of

HELLO: Final = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
posix = pytest.mark.skipif(sys.platform == "win32", reason="no links and locks of this kind")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "evidence"
    path.mkdir()
    return path


def recorded(**items: str) -> Case:
    """A case whose items have files of this content: `hello`, unless a hash is told."""
    told: dict[str, object] = {}
    for name, text in items.items():
        file, _, sha256 = text.partition("#")
        told |= {f"evidence.{name}.kind": "other", f"evidence.{name}.file": file or None}
        told |= {f"evidence.{name}.sha256": sha256 or None}
    return case_of({key: value for key, value in told.items() if value is not None})


def statuses(base: Path, case: Case) -> dict[str, str]:
    return {one.item.id if one.item else one.file: one.status for one in check(base, case)}


def test_each_file_against_its_record(tmp_path: Path, folder: Path) -> None:
    """Changed by one letter, gone, come without a record: each is told apart."""
    for name, text in {"E1": "hello", "E2": "hullo", "E5": "hello", "x": "new"}.items():
        (folder / f"{name}.png").write_text(text, encoding="utf-8")
    (folder / ".DS_Store").write_text("x", encoding="utf-8")
    case = recorded(
        E1=f"evidence/E1.png#{HELLO}",
        E2=f"evidence/E2.png#{HELLO}",
        E3=f"evidence/E3.png#{HELLO}",
        E4="",
        E5="evidence/E5.png",
        E6=f"evidence/../../E6.png#{HELLO}",
    )
    assert statuses(tmp_path, case) == {
        "E1": "ok",
        "E2": "changed",
        "E3": "missing",
        "E4": "no_file",
        "E5": "unrecorded",
        "E6": "outside",
        "evidence/x.png": "new",
    }


def test_a_second_copy_is_recognised(tmp_path: Path, folder: Path) -> None:
    (folder / "E1.png").write_text("hello", encoding="utf-8")
    (folder / "copy.png").write_text("hello", encoding="utf-8")
    stranger = check(tmp_path, recorded(E1=f"evidence/E1.png#{HELLO}"))[-1]
    assert (stranger.status, stranger.same_as) == ("new", "E1")


@posix
def test_what_stands_in_its_place_is_no_file(tmp_path: Path, folder: Path) -> None:
    """A link with the right content behind it is not the file that was recorded."""
    (tmp_path / "real").write_text("hello", encoding="utf-8")
    (folder / "E1.png").symlink_to(tmp_path / "real")
    (folder / "E2.png").mkdir()
    case = recorded(E1=f"evidence/E1.png#{HELLO}", E2=f"evidence/E2.png#{HELLO}")
    assert set(statuses(tmp_path, case).values()) == {"changed"}


@pytest.mark.parametrize(
    "file", ["/etc/passwd", "../x", "evidence/../../x", "evidence\\..\\x", "C:/x", "", "a\0b/c"]
)
def test_no_record_leads_out_of_the_folder(file: str, tmp_path: Path) -> None:
    assert place_of(tmp_path, file) is None


@posix
def test_no_linked_folder_leads_out_either(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "evidence").symlink_to(tmp_path)
    assert place_of(tmp_path / "case", "evidence/x") is None
    assert place_of(tmp_path, "case/x") == tmp_path / "case" / "x"


@posix
def test_a_folder_that_is_none_is_refused(store: Store, saved: Saved, tmp_path: Path) -> None:
    """Nothing is copied through a link that somebody put there."""
    (saved.path.parent / "evidence").symlink_to(tmp_path)
    with pytest.raises(InvalidInputError, match="应当是一个文件夹"):
        folder_of(store.read(saved.id, TODAY))


def left(folder: Path, name: str, text: str = "hello") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unfinished_copy_is_removed(folder: Path) -> None:
    """Half a file, and a whole one that no record waits for; other names are nobody's business."""
    left(folder, f".{'0' * 16}.part", "hel")
    left(folder, f".{HELLO}.{'0' * 8}.done")
    kept = [left(folder, ".note"), left(folder, "E1.png"), left(folder, ".0.part")]
    assert tidy(folder, lambda: recorded(E1=f"evidence/E1.png#{HELLO}")) == Tidied(removed=2)
    assert sorted(folder.iterdir()) == sorted(kept)


def test_a_recorded_copy_gets_its_name(folder: Path) -> None:
    """Killed after the record and before the name: nothing is lost."""
    left(folder, f".{HELLO}.{'0' * 8}.done")
    assert tidy(folder, lambda: recorded(E1=f"evidence/E1.png#{HELLO}")).finished == ("E1",)
    assert [path.name for path in folder.iterdir()] == ["E1.png"]
    assert hashed(folder / "E1.png") == HELLO


@posix
def test_what_another_process_holds_is_left_alone(folder: Path) -> None:
    """It is at work on it; the case is not even read."""
    path = left(folder, f".{HELLO}.{'0' * 8}.done")
    handle = os.open(path, os.O_RDWR)
    assert hold(handle)
    # A second descriptor stands for a second process: such locks belong to the descriptor.
    assert tidy(folder, lambda: pytest.fail("nothing to be decided")) == Tidied(busy=True)
    os.close(handle)
    assert path.exists()


@posix
def test_what_is_about_to_be_there_is_waited_for(tmp_path: Path, folder: Path) -> None:
    """Recorded, and its process has yet to give it its name: it is not told to be missing."""
    path = left(folder, f".{HELLO}.{'0' * 8}.done")
    handle = os.open(path, os.O_RDWR)
    assert hold(handle)

    def finish() -> None:
        path.replace(folder / "E1.png")
        os.close(handle)

    other = threading.Timer(0.05, finish)
    other.start()
    assert statuses(tmp_path, recorded(E1=f"evidence/E1.png#{HELLO}")) == {"E1": "ok"}
    other.join()


def test_no_folder_is_nothing_to_tidy(tmp_path: Path) -> None:
    assert tidy(tmp_path / "evidence", lambda: Case({})) == Tidied()
