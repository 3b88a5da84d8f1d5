"""Killed at any moment, a disk that is full, two at once: nothing lost, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.cli.command import TODAY, Command
from tests.intake.samples import JPG, PNG

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
LARGE: Final = 400_000_000
# Plays the death of the process at one of its steps: it is killed before the step begins.
KILLED: Final = """
import os, signal, sys
from refundcli.__main__ import main
from refundcli.case.originals import Copy
from refundcli.case.store import Store
setattr({{"Copy": Copy, "Store": Store}}["{owner}"], "{step}",
        lambda *_: os.kill(os.getpid(), signal.SIGKILL))
main()
"""
LIMITED: Final = """
import resource
from refundcli.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
main()
"""


@pytest.fixture
def folder(command: Command, home: Path) -> Path:
    """Case `a`, and the folder of its files."""
    assert command("new", "--id", "a", "--set", "scenario=card_invalid", *TODAY).code == 0
    return home / "cases" / "a" / "evidence"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "截图.png"
    path.write_bytes(PNG)
    return path


def process(home: Path, *arguments: str | Path, script: str = "") -> subprocess.Popen[str]:
    """A command line in a process of its own."""
    start = ["-c", script] if script else ["-m", "refundcli"]
    return subprocess.Popen(
        [sys.executable, *start, *map(str, arguments), *TODAY],
        env={**os.environ, "REFUNDCLI_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_killed_in_the_middle_of_a_copy(
    command: Command, home: Path, folder: Path, tmp_path: Path, picture: Path
) -> None:
    """Half a file is never taken for evidence; the next command removes it and says so."""
    large = tmp_path / "录屏.mp4"
    with large.open("wb") as stream:
        stream.truncate(LARGE)
    adding = process(home, "evidence", "add", "a", large)
    until = time.monotonic() + 20
    while not (folder.is_dir() and any(path.stat().st_size for path in folder.iterdir())):
        assert adding.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    adding.kill()
    adding.communicate()
    assert [name for name in names(folder) if not name.startswith(".")] == []
    assert len(names(folder)) == 1
    verified = command("evidence", "verify", "a", *TODAY)
    assert (verified.code, verified.out) == (0, "没有可以核对的文件。\n")
    assert "清理了没有加完的 1 个临时文件" in verified.err
    assert command("evidence", "add", "a", str(picture), *TODAY).out.startswith("已加入证据1 ")
    assert names(folder) == ["E1.png"]


@pytest.mark.parametrize(("owner", "step"), [("Store", "edit"), ("Copy", "place")])
def test_killed_between_two_steps(  # noqa: PLR0913, PLR0917 - a place, and what is put there
    owner: str, step: str, command: Command, home: Path, folder: Path, picture: Path
) -> None:
    """Before the record: as if nothing had been; after it: the next command finishes the work."""
    script = KILLED.format(owner=owner, step=step)
    adding = process(home, "evidence", "add", "a", picture, script=script)
    adding.communicate()
    assert adding.returncode == -signal.SIGKILL
    assert [name for name in names(folder) if not name.startswith(".")] == []
    verified = command("evidence", "verify", "a", *TODAY)
    assert verified.code == 0
    if step == "place":
        assert "已经补完：E1" in verified.err
        assert names(folder) == ["E1.png"]
        assert (folder / "E1.png").read_bytes() == PNG
    else:
        assert "清理了没有加完的 1 个临时文件" in verified.err
        assert names(folder) == []
    expected = "没有再加" if step == "place" else "已加入证据1 "
    assert command("evidence", "add", "a", str(picture), *TODAY).out.startswith(expected)
    assert names(folder) == ["E1.png"]


def test_a_disk_that_is_full(
    command: Command, home: Path, folder: Path, tmp_path: Path, picture: Path
) -> None:
    """The first file would have fitted: one line, and neither is in the case."""
    large = tmp_path / "录屏.mp4"
    large.write_bytes(bytes(90_000))
    before = (home / "cases" / "a" / "case.toml").read_bytes()
    adding = process(home, "evidence", "add", "a", picture, large, script=LIMITED)
    told = adding.communicate()
    assert (adding.returncode, told[0]) == (4, "")
    assert told[1].count("\n") == 1
    assert "没能把 录屏.mp4 复制进" in told[1]
    assert "案件没有动" in told[1]
    assert names(folder) == []
    assert (home / "cases" / "a" / "case.toml").read_bytes() == before
    assert command("evidence", "add", "a", str(picture), str(large), *TODAY).code == 0


def test_a_disk_that_is_nearly_full(
    command: Command, folder: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before anything is copied."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    result = command("evidence", "add", "a", str(picture), *TODAY)
    assert (result.code, result.out) == (4, "")
    assert "磁盘满了" in result.err
    assert "只剩 1 KB" in result.err
    assert not folder.exists()


def test_two_windows_at_once(command: Command, home: Path, folder: Path, tmp_path: Path) -> None:
    """Four processes, three files each: all are in, under numbers of their own."""
    batches = []
    for window in range(4):
        paths = [tmp_path / f"{window}-{page}.png" for page in range(3)]
        for page, path in enumerate(paths):
            path.write_bytes(JPG + bytes([window, page]))
        batches.append(process(home, "evidence", "add", "a", *paths))
    for adding in batches:
        told = adding.communicate()
        assert adding.returncode == 0, told[1]
    data = command("evidence", "verify", "a", *TODAY, "--json").data
    assert [one["id"] for one in data["items"]] == [f"E{number}" for number in range(1, 13)]
    assert {one["status"] for one in data["items"]} == {"ok"}
    assert {one["name"] for one in data["items"]} == {
        f"{window}-{page}.png" for window in range(4) for page in range(3)
    }
    assert names(folder) == sorted(f"E{number}.jpg" for number in range(1, 13))


def test_the_same_file_from_two_windows(
    command: Command, home: Path, folder: Path, picture: Path
) -> None:
    """Whoever is second finds it there: one number, one file."""
    both = [process(home, "evidence", "add", "a", picture) for _ in range(2)]
    told = [adding.communicate()[0] for adding in both]
    assert [adding.returncode for adding in both] == [0, 0]
    assert sorted(text[:4] for text in told) == ["已加入证", "没有再加"]
    assert names(folder) == ["E1.png"]
    assert command("evidence", "verify", "a", *TODAY).code == 0
