"""Takes a saved case off the disk, whole: what lies in its folder, and nothing that it points to.

The case file goes last but for its lock, so that a purge that was ended half-way can be repeated.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from refundcli.case.disk import locked, reason
from refundcli.errors import NotSavedError

_CASE: Final = "case.toml"
_LOCK: Final = ".lock"
_LETTERS: Final = "letters"
_EVIDENCE: Final = "evidence"


class Contents(msgspec.Struct, frozen=True):
    """What a case's folder holds."""

    case: bool
    letters: int
    evidence: int
    evidence_bytes: int
    links: int
    """Links are taken away; what they point to is not."""
    other: int


def contents(folder: Path) -> Contents:
    """Counted without following a link; what cannot be read is not counted."""
    if folder.is_symlink():
        return Contents(case=False, letters=0, evidence=0, evidence_bytes=0, links=1, other=0)
    letters = evidence = size = links = other = 0
    for path, about in _files(folder):
        inside = path.relative_to(folder).parts
        if stat.S_ISLNK(about.st_mode):
            links += 1
        elif inside[0] == _LETTERS and not path.name.startswith("."):
            letters += 1
        elif inside[0] == _EVIDENCE and not path.name.startswith("."):
            evidence, size = evidence + 1, size + about.st_size
        elif inside not in ((_CASE,), (_LOCK,)):
            other += 1
    case = os.path.lexists(folder / _CASE)
    return Contents(case, letters, evidence, size, links, other)


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for base, folders, files in os.walk(folder, followlinks=False):
        linked = [name for name in folders if Path(base, name).is_symlink()]
        for name in (*files, *linked):
            with suppress(OSError):
                yield Path(base, name), Path(base, name).lstat()


def purge(folder: Path) -> Contents:
    """Remove the folder; raises `NotSavedError` where the system refuses, and can be repeated."""
    try:
        if folder.is_symlink():
            found = contents(folder)
            folder.unlink()
            return found
        with locked(folder):
            found = contents(folder)
            _emptied(folder)
        with suppress(FileNotFoundError):
            (folder / _LOCK).unlink()
        folder.rmdir()
    except OSError as error:
        raise NotSavedError(
            f"没能删完 {folder}：{reason(error)}；再运行一次同样的命令可以接着删"
        ) from error
    return found


def _emptied(folder: Path) -> None:
    """All but the lock that is held; the case file last."""
    inside = [path for path in folder.iterdir() if path.name not in (_LOCK, _CASE)]
    for path in (*inside, folder / _CASE):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
