"""Only real files are copied, all of them or nothing, and the original is left as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from refundcli.case import originals
from refundcli.case.originals import DONE_NAME, Original, copied, look, sized
from refundcli.case.text import ValueProblem
from refundcli.errors import NotSavedError

posix = pytest.mark.skipif(sys.platform == "win32", reason="no links, pipes and modes of this kind")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "截图.png"
    path.write_bytes(b"TEST" * 1000)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "case" / "evidence"


@posix
def test_what_is_no_file_is_refused_by_name(tmp_path: Path, file: Path) -> None:
    """Links are not followed, pipes not waited for, devices not read."""
    (tmp_path / "link").symlink_to(file)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "lost").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(tmp_path / "socket"))
    expected = {
        "link": f"链接，指向 {file}",
        "loop": "链接",
        "lost": "链接，指向 nowhere",
        "folder": "文件夹",
        "empty": "空文件",
        "pipe": "管道",
        "socket": "套接字",
        "absent": "不存在",
        "截图.png/x": "不是目录",
        "名" * 100: "名字太长",
        "a\0b": "文件名",
    }
    for name, words in expected.items():
        with pytest.raises(ValueProblem, match=words):
            look(tmp_path / name)
    with pytest.raises(ValueProblem, match="设备"):
        look(Path(os.devnull))


def test_what_cannot_be_read_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read whatever its mode says, so the refusal itself is played."""

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ValueProblem, match="没有权限"):
        look(file)


def test_a_file_beyond_all_measure_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "MAX_SIZE", 3999)
    with pytest.raises(ValueProblem, match="有 4 KB，超过"):
        look(file)


@pytest.mark.parametrize("name", ["-rf.png", "证" * 84 + ".p", "a b\t.png", "\u202egnp.exe", " "])
@posix
def test_any_name_that_the_disk_takes_is_taken(name: str, tmp_path: Path) -> None:
    """255 bytes of Chinese, a dash in front, marks that turn the text round: cleaned alone."""
    path = tmp_path / name
    path.write_bytes(b"x")
    found = look(path)
    assert found.size == 1
    assert found.name.isprintable()


def test_the_copy_is_the_original(file: Path, folder: Path) -> None:
    """Bytes, hash, time; private; the original untouched; one file and nothing beside it."""
    before = file.stat()
    copy = copied(look(file), folder)
    assert DONE_NAME.fullmatch(copy.path.name)
    copy.place(folder / "E1.png")
    copy.let_go()
    assert [path.name for path in folder.iterdir()] == ["E1.png"]
    assert (folder / "E1.png").read_bytes() == file.read_bytes()
    assert copy.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    after = file.stat()
    assert (before.st_mtime_ns, before.st_mode) == (after.st_mtime_ns, after.st_mode)
    assert (folder / "E1.png").stat().st_mtime_ns == before.st_mtime_ns
    if sys.platform != "win32":
        assert (folder / "E1.png").stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_copy_that_is_let_go_leaves_nothing(file: Path, folder: Path) -> None:
    copied(look(file), folder).let_go()
    assert list(folder.iterdir()) == []


def test_a_file_that_changed_since_is_not_copied(file: Path, folder: Path) -> None:
    """A recording that is still being written."""
    seen = look(file)
    with file.open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(ValueProblem, match="等它写完"):
        copied(seen, folder)
    assert list(folder.iterdir()) == []


@posix
def test_a_link_put_in_its_place_is_not_followed(file: Path, folder: Path, tmp_path: Path) -> None:
    """Between the look and the copy."""
    seen = look(file)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotSavedError):
        copied(seen, folder)
    assert list(folder.iterdir()) == []


def broken(original: Original, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Names in the folder after each step of the disk has failed once."""
    for step in ("write", "fsync"):
        with monkeypatch.context() as failing:
            failing.setattr(os, step, lambda *_: (_ for _ in ()).throw(OSError(28, "")))
            with pytest.raises(NotSavedError, match="磁盘满了；案件没有动"):
                copied(original, folder)
        yield from (path.name for path in folder.iterdir())


def test_a_full_disk_leaves_nothing(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(broken(look(file), folder, monkeypatch)) == []


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 字节"), (999, "999 字节"), (1000, "1 KB"), (5_000_000, "5 MB"), (5_160_000, "5.2 MB")],
)
def test_sizes_as_people_read_them(size: int, text: str) -> None:
    assert sized(size) == text
