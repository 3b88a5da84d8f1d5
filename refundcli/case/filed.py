"""The folder in which a case's files lie: what of it is as recorded, and what was left half done.

A file is filed by a finished copy, then the record in the case, then the copy's final name. Whoever
is killed between the last two is helped on by the next command: the copy's own name says which
record it belongs to.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final, Literal

import msgspec

from refundcli.case.disk import hold
from refundcli.case.model import Case, Evidence
from refundcli.case.originals import DONE_NAME, PART_NAME
from refundcli.case.store import Saved
from refundcli.errors import InvalidInputError

FOLDER: Final = "evidence"
# What systems put into folders by themselves.
_OF_THE_SYSTEM: Final = ("thumbs.db", "desktop.ini")
_PIECE: Final = 1024 * 1024

Status = Literal[
    "ok", "changed", "missing", "unreadable", "new", "no_file", "unrecorded", "outside"
]
# What is not as it was recorded; the others say that there is nothing to compare.
WRONG: Final = ("changed", "missing", "unreadable", "new", "outside")


class Found(msgspec.Struct, frozen=True):
    """One item of the case, or one file that no item names (`item` None), as it is now."""

    status: Status
    file: str
    item: Evidence | None = None
    same_as: str = ""
    """Of a new file: the item whose content it repeats."""


class Tidied(msgspec.Struct, frozen=True):
    """What a process that was ended had left: unfinished copies, and items helped on."""

    removed: int = 0
    finished: tuple[str, ...] = ()
    busy: bool = False
    """Another process is at work in the folder right now."""


def folder_of(saved: Saved) -> Path:
    """Where the case's files lie, beside its file; raises where something else stands there."""
    folder = saved.path.parent / FOLDER
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InvalidInputError(f"{folder} 应当是一个文件夹，现在不是；请先把它移走或改名")
    return folder


def place_of(base: Path, file: str) -> Path | None:
    """Where a recorded file lies below the case's folder; None for what would lead out of it."""
    parts = PurePosixPath(file).parts
    if not parts or file.startswith("/") or ".." in parts or "\\" in file or ":" in parts[0]:
        return None
    try:
        home, parent = (os.path.realpath(path) for path in (base, base.joinpath(*parts[:-1])))
    except (OSError, ValueError):
        return None
    inside = parent == home or Path(home) in Path(parent).parents
    return base.joinpath(*parts) if inside else None


def names_in(folder: Path) -> list[str]:
    """What lies in the folder, hidden names left out."""
    return sorted(path.name for path in _listed(folder) if not path.name.startswith("."))


def check(base: Path, case: Case) -> list[Found]:
    """Every item against its file, then the files that no item names."""
    found = [_settled(base, item) for item in case.evidence]
    return [*found, *_strangers(base, case)]


def _settled(base: Path, item: Evidence) -> Found:
    """One item; what another process has recorded and is about to put there is waited for."""
    found = compared(base, item)
    if found.status != "missing":
        return found
    for path in copies_of(base / FOLDER, item.sha256):
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            hold(handle, wait=True)
            os.close(handle)
    return compared(base, item)


def copies_of(folder: Path, sha256: str | None) -> list[Path]:
    """Finished copies of this content that have not got their name yet."""
    names = ((path, DONE_NAME.fullmatch(path.name)) for path in _listed(folder))
    return [path for path, done in names if done and done[1] == (sha256 or "").lower()]


def _listed(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def compared(base: Path, item: Evidence) -> Found:
    """One item against its file."""
    if item.file is None:
        return Found("no_file", "", item)
    place = place_of(base, item.file)
    if place is None:
        return Found("outside", item.file, item)
    return Found(_status(place, item), item.file, item)


def _status(place: Path, item: Evidence) -> Status:
    try:
        now = place.lstat()
        if not stat.S_ISREG(now.st_mode):
            return "changed"
        if item.sha256 is None:
            return "unrecorded"
        same = item.size in (None, now.st_size) and hashed(place) == item.sha256.lower()
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "unreadable"
    return "ok" if same else "changed"


def hashed(path: Path) -> str:
    """The SHA-256 of a file, as hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _strangers(base: Path, case: Case) -> Iterator[Found]:
    claimed = {PurePosixPath(item.file) for item in case.evidence if item.file}
    known = {item.sha256.lower(): item.id for item in case.evidence if item.sha256}
    for name in names_in(base / FOLDER):
        path = base / FOLDER / name
        if PurePosixPath(FOLDER, name) in claimed or name.lower() in _OF_THE_SYSTEM:
            continue
        same_as = ""
        with suppress(OSError):
            regular = stat.S_ISREG(path.lstat().st_mode)
            same_as = known.get(hashed(path), "") if regular and known else ""
        yield Found("new", f"{FOLDER}/{name}", same_as=same_as)


def tidy(folder: Path, case_now: Callable[[], Case]) -> Tidied:
    """Finish or remove what an ended process left; what a living one holds is left to it.

    The case is read after the locks are taken: what it records then, nobody else is working on.
    """
    left = list(_left_behind(folder))
    stale = [(path, handle) for path, handle in left if handle is not None]
    finished: list[str] = []
    try:
        case = case_now() if stale else None
        for path, _ in stale:
            item = _owner(path, folder.parent, case) if case else None
            with suppress(OSError):
                if item is None:
                    path.unlink(missing_ok=True)
                else:
                    path.replace(folder.parent / str(item.file))
                    finished.append(item.id)
    finally:
        for _, handle in stale:
            os.close(handle)
    return Tidied(len(stale) - len(finished), tuple(finished), busy=len(stale) < len(left))


def _left_behind(folder: Path) -> Iterator[tuple[Path, int | None]]:
    """Copies under a name of their own; None in place of a handle that another process holds."""
    for path in _listed(folder):
        if not (PART_NAME.fullmatch(path.name) or DONE_NAME.fullmatch(path.name)):
            continue
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            continue
        if hold(handle):
            yield path, handle
        else:
            os.close(handle)
            yield path, None


def _owner(path: Path, base: Path, case: Case) -> Evidence | None:
    """The item that was recorded and still waits for this copy."""
    done = DONE_NAME.fullmatch(path.name)
    for item in case.evidence:
        if done and item.file and (item.sha256 or "").lower() == done[1]:
            place = place_of(base, item.file)
            if place is not None and not os.path.lexists(place):
                return item
    return None
