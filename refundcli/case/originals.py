"""Files as the buyer names them: looked at and copied, never followed, waited for or changed.

A copy is written beside the place where it will stand, hashed on the way, and held by a lock for as
long as its process lives. So what an ended process left behind can be told from what another one
is still writing; see `filed.tidy`.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from refundcli.case.disk import hold, make_private, on_disk, reason
from refundcli.case.model import CHINA
from refundcli.case.text import ValueProblem, clean
from refundcli.errors import NotSavedError

# A recording of two hours; what is larger is hardly the proof of one order.
MAX_SIZE: Final = 2_000_000_000
HEAD: Final = 8192
PART_NAME: Final = re.compile(r"\.[0-9a-f]{16}\.part")
DONE_NAME: Final = re.compile(r"\.([0-9a-f]{64})\.[0-9a-f]{8}\.done")
_PIECE: Final = 1024 * 1024
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Original(msgspec.Struct, frozen=True):
    """A file that may be copied, as it was when it was looked at."""

    path: Path
    name: str
    size: int
    modified: datetime | None
    identity: tuple[int, ...]


def look(path: Path) -> Original:
    """What the buyer named; raises `ValueProblem` where it is no file to be copied, and why."""
    place = on_disk(path)
    try:
        found = place.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise ValueProblem(f"是一个链接，指向 {place.readlink()}；请直接写真正的那个文件")
        _check_kind(found)
        os.close(os.open(place, _FLAGS))
    except OSError as error:
        raise ValueProblem(f"读不到：{reason(error)}") from error
    except ValueError as error:
        if isinstance(error, ValueProblem):
            raise
        raise ValueProblem("不是能用的文件名") from error
    return Original(path, _name(path), found.st_size, _modified(found), _identity(found))


def _check_kind(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise ValueProblem("是文件夹；请把里面的文件一个一个写上，例如 文件夹/*.png")
    if not stat.S_ISREG(found.st_mode):
        raise ValueProblem("不是普通文件（是设备、管道或套接字）")
    if found.st_size == 0:
        raise ValueProblem("是空文件，里面什么都没有")
    if found.st_size > MAX_SIZE:
        raise ValueProblem(
            f"有 {sized(found.st_size)}，超过 {sized(MAX_SIZE)}；"
            "请另存一份只留相关部分的再加，没剪过的原件留着"
        )


def sized(size: int) -> str:
    """A size as people read it, by thousands: 312 KB, 5.1 MB."""
    for unit, bytes_in in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= bytes_in:
            return f"{size / bytes_in:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} 字节"


def _name(path: Path) -> str:
    """The original's name, without what would act on a terminal."""
    return " ".join(clean(str(path.name)).split())


def _modified(found: os.stat_result) -> datetime | None:
    """The file's own time; None where the system has none that a calendar knows."""
    try:
        return datetime.fromtimestamp(int(found.st_mtime), CHINA)
    except (OverflowError, ValueError, OSError):
        return None


def _identity(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Copy:
    """A finished copy under a name of its own, held until it is placed or let go."""

    def __init__(self, original: Original, path: Path, handle: int) -> None:
        self.original = original
        self.path = path
        self.sha256 = ""
        self.head = b""
        self._handle = handle
        self._placed = False

    def place(self, target: Path) -> None:
        """Give it the name under which it is recorded."""
        try:
            self.path.replace(target)
        except OSError as error:
            raise NotSavedError(f"没能写入 {target}：{reason(error)}") from error
        self._placed = True
        self._close()

    def let_go(self) -> None:
        """Remove it, unless it was placed."""
        if not self._placed:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._close()

    def fill(self) -> None:
        """Copy the bytes, hash them, and see that the original stood still meanwhile."""
        source = os.open(on_disk(self.original.path), _FLAGS)
        try:
            if _identity(os.fstat(source)) != self.original.identity:
                raise ValueProblem("刚刚变了，请等它写完再加")
            self._pump(source)
            if _identity(os.fstat(source)) != self.original.identity:
                raise ValueProblem("复制的时候还在变，请等它写完再加")
        finally:
            os.close(source)
        os.fsync(self._handle)
        if os.name == "nt":
            # There a file that is open cannot be renamed.
            self._close()
        times = self.original.identity[-1]
        with suppress(OSError, OverflowError):
            os.utime(self.path, ns=(times, times))
        done = self.path.with_name(f".{self.sha256}.{os.urandom(4).hex()}.done")
        self.path.replace(done)
        self.path = done

    def _pump(self, source: int) -> None:
        digest = hashlib.sha256()
        while piece := os.read(source, _PIECE):
            self.head = self.head or piece[:HEAD]
            digest.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        self.sha256 = digest.hexdigest()

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def copied(original: Original, folder: Path) -> Copy:
    """Copy it into the folder, all of it or nothing.

    Raises `ValueProblem` for what is wrong with the original, `NotSavedError` for the disk.
    """
    with ExitStack() as undo:
        try:
            make_private(folder)
            made = _begun(original, folder)
            undo.callback(made.let_go)
            made.fill()
        except OSError as error:
            raise NotSavedError(
                f"没能把 {original.name} 复制进 {folder}：{reason(error)}；案件没有动"
            ) from error
        undo.pop_all()
    return made


def _begun(original: Original, folder: Path) -> Copy:
    """An empty file that is ours; made anew where a cleaner was quicker than our lock."""
    while True:
        path = folder / f".{os.urandom(8).hex()}.part"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600)
        if hold(handle) and path.exists():
            return Copy(original, path, handle)
        os.close(handle)
