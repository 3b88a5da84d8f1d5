"""`purge`: a case is gone, whole, and nothing beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS


@pytest.fixture
def cases(command: Command, home: Path, tmp_path: Path) -> Path:
    """Two saved cases; the first with letters, evidence, a link out of it, and leftovers."""
    for name in ("a", "b"):
        assert command("new", "--id", name, *SETS, *TODAY).code == 0
    proof = tmp_path / "proof.png"
    proof.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2040))
    added = command("evidence", "add", "a", str(proof), "--kind", "order_page", *TODAY)
    assert added.code == 0
    folder = home / "cases" / "a"
    (folder / "letters").mkdir()
    (folder / "letters" / "message.txt").write_text("x", encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("x", encoding="utf-8")
    (folder / "evidence" / "link").symlink_to(outside)
    (folder / "link.txt").symlink_to(outside / "keep.txt")
    (folder / ".case.toml.0a1b2c3d.tmp").write_text("x", encoding="utf-8")
    return home / "cases"


def test_all_of_the_case_goes_and_nothing_else(
    command: Command, cases: Path, tmp_path: Path
) -> None:
    """Folder, letters, copies, lock and leftovers; originals, link targets and others stay."""
    done = command("purge", "a", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "1 份写好的文书、1 份证据的副本（共 2 KB）、2 个链接" in done.out
    assert "备份" in done.out
    assert not (cases / "a").exists()
    assert (cases / "b" / "case.toml").is_file()
    assert (tmp_path / "outside" / "keep.txt").is_file()
    assert (tmp_path / "proof.png").is_file()
    assert [line["id"] for line in command("list", "--json", *TODAY).data["cases"]] == ["b"]
    assert command("purge", "a", "--yes").code == 4


def test_json_says_what_is_gone(command: Command, cases: Path) -> None:
    found = command("purge", "a", "--yes", "--json")
    assert found.data["id"] == "a"
    removed = found.data["removed"]
    assert removed["answers"] > 10
    del removed["answers"]
    expected = {"letters": 1, "evidence": 1, "evidence_bytes": 2048, "links": 2, "other": 1}
    assert removed == expected
    assert not (cases / "a").exists()


def test_without_a_terminal_it_must_be_said(command: Command, cases: Path) -> None:
    """Nobody can be asked: nothing goes, and what would go is told."""
    for form in ((), ("--json",)):
        refused = command("purge", "a", *form)
        assert refused.code == 3
        assert "--yes" in refused.out + refused.err
        assert "1 份写好的文书" in refused.out + refused.err
    assert (cases / "a" / "case.toml").is_file()


@pytest.mark.parametrize("name", ["-", "./a", "a.toml", "cases/a"])
def test_a_file_of_the_buyers_is_refused(
    command: Command, cases: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text("", encoding="utf-8")
    assert command("purge", name, "--yes").code == 2
    assert Path("a.toml").exists()
    assert (cases / "a").exists()


@pytest.mark.parametrize("name", ["..", "c", "", "a b"])
def test_what_is_no_case_is_an_error(command: Command, cases: Path, name: str) -> None:
    assert command("purge", name, "--yes").code in (2, 4)
    assert len([*cases.iterdir()]) == 2


def test_a_purge_that_was_ended_can_be_repeated(
    command: Command, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended in the middle the case is still listed; ended at its end the rest still goes."""
    whole = shutil.rmtree

    def ended(path: Path) -> None:
        raise PermissionError(13, "refused", str(path))

    monkeypatch.setattr(shutil, "rmtree", ended)
    stopped = command("purge", "a", "--yes", "--json")
    assert stopped.code == 4
    assert "再运行一次" in json.loads(stopped.out)["error"]["message"]
    assert (cases / "a" / "case.toml").is_file()
    monkeypatch.setattr(shutil, "rmtree", whole)
    (cases / "a" / "case.toml").unlink()
    assert command("purge", "a", "--yes").code == 0
    assert not (cases / "a").exists()


def test_a_broken_case_can_go_too(command: Command, cases: Path) -> None:
    (cases / "a" / "case.toml").write_text("no case", encoding="utf-8")
    done = command("purge", "a", "--yes")
    assert done.code == 0
    assert "读不出来" in done.out
    assert not (cases / "a").exists()


def test_a_folder_that_is_a_link_is_unlinked(command: Command, cases: Path, tmp_path: Path) -> None:
    """Where somebody moved a case elsewhere, the link goes and the place stays."""
    moved = tmp_path / "moved"
    shutil.move(cases / "a", moved)
    (cases / "a").symlink_to(moved)
    assert command("purge", "a", "--yes").code == 0
    assert not (cases / "a").is_symlink()
    assert (moved / "case.toml").is_file()
