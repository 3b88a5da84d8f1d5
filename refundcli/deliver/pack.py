"""Writes a bundle as a zip or a folder: all of it or nothing, and the same bytes each time.

It grows under a name of its own beside the target, held by a lock for as long as its process lives;
so the next call can tell what an ended process left from what another one is still writing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Final

from refundcli.case.disk import hold, make_private, on_disk, reason
from refundcli.case.originals import sized
from refundcli.deliver.bundle import Bundle
from refundcli.deliver.manifest import Entry
from refundcli.deliver.opening import contents, opened
from refundcli.deliver.verify import manifest_in, verified
from refundcli.errors import InvalidInputError, NotSavedError

_PIECE: Final = 1024 * 1024
_BINARY: Final = getattr(os, "O_BINARY", 0)
# The first day that a zip knows.
_FIRST: Final = date(1980, 1, 1)
# Room for the table of contents.
_SPARE: Final = 64 * 1024


def write(bundle: Bundle, path: Path, *, replace: bool, apart: tuple[Path, ...] = ()) -> str | None:
    """Write it where the buyer said; the hash of a zip, None for a folder.

    What stands there is replaced where it is a bundle of ours, any other file only by `replace`.
    `apart` are places that a bundle is never written into.
    """
    target = Path(os.path.realpath(on_disk(path)))
    as_zip = path.suffix.lower() == ".zip"
    _refuse_inside(target, path, apart)
    try:
        (_refuse_file if as_zip else _refuse_folder)(target, path, replace=replace)
        make_private(target.parent)
        _clear(target)
        _check_space(bundle, target.parent, path)
        if as_zip:
            return _as_zip(bundle, target)
        _as_folder(bundle, target)
    except OSError as error:
        raise NotSavedError(f"没能写入 {path}：{reason(error)}；原有内容没有动") from error
    return None


def _refuse_inside(target: Path, path: Path, apart: tuple[Path, ...]) -> None:
    for place in apart:
        own = Path(os.path.realpath(place))
        if own == target or own in target.parents or target in own.parents:
            raise NotSavedError(f"{path} 是案件自己的地方，材料包请写到别处")


def _refuse_file(target: Path, path: Path, *, replace: bool) -> None:
    """An empty file and a bundle may be written over; a folder and a device never."""
    if not target.exists():
        return
    if not target.is_file():
        raise NotSavedError(f"{path} 是文件夹或者设备，不是能写的 zip 文件；请换一个名字")
    if target.stat().st_size and not replace and not _is_bundle(target):
        raise NotSavedError(
            f"{path} 已经有内容，而且不是 refundcli 的材料包，没有覆盖它；"
            "请换一个文件名，确实要换掉它就加 --replace"
        )


def _refuse_folder(target: Path, path: Path, *, replace: bool) -> None:
    """A folder is ours to replace only as long as nobody has put or changed anything in it."""
    if not target.exists():
        return
    if not target.is_dir():
        raise NotSavedError(f"{path} 是一个文件；要写成 zip，名字请以 .zip 结尾")
    if not any(target.iterdir()):
        return
    if not _is_bundle(target):
        raise NotSavedError(f"{path} 里有别的东西，没有往里写；请换一个空的或者还没有的文件夹")
    problems = verified(target).problems
    kept = {"new", "link"} if replace else {"new", "link", "changed", "unreadable"}
    touched = [one.path for one in problems if one.status in kept]
    if touched:
        named = "、".join(touched[:3])
        raise NotSavedError(
            f"{path} 里有后来改过或放进去的文件（{named}），没有覆盖；请换一个文件夹"
        )


def _is_bundle(place: Path) -> bool:
    try:
        with contents(place) as held:
            manifest_in(held, place)
    except InvalidInputError:
        return False
    return True


def _clear(target: Path) -> None:
    """Remove what an ended process left beside the target; a living one's is left to it."""
    if os.name == "nt":
        # There is no telling the two apart.
        return
    ours = re.compile(re.escape(f".{target.name}.") + r"[0-9a-f]{8}\.(?:tmp|old)")
    for place in target.parent.iterdir():
        if not ours.fullmatch(place.name) or place.is_symlink():
            continue
        with suppress(OSError):
            handle = os.open(place, os.O_RDONLY)
            try:
                if place.suffix == ".old" and not target.exists():
                    # Killed between the two steps: the older package is the one there is.
                    place.replace(target)
                elif hold(handle):
                    shutil.rmtree(place) if place.is_dir() else place.unlink()
            finally:
                os.close(handle)


def _check_space(bundle: Bundle, folder: Path, path: Path) -> None:
    """A disk that cannot hold it is told before minutes of copying."""
    needed = sum(one.size for one in bundle.entries) + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NotSavedError(
            f"没能写入 {path}：磁盘满了，那里只剩 {sized(free)}，要 {sized(needed)}；原有内容没有动"
        )


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(f".{target.name}.{os.urandom(4).hex()}.{suffix}")


def _as_zip(bundle: Bundle, target: Path) -> str:
    temporary = _beside(target, "tmp")
    with ExitStack() as undo:
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        undo.callback(lambda: temporary.unlink(missing_ok=True))
        with os.fdopen(handle, "w+b") as stream:
            hold(handle)
            _fill(bundle, stream)
            stream.flush()
            os.fsync(handle)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if os.name != "nt":
                # While it is still held: another call clears what nobody holds.
                temporary.replace(target)
        if os.name == "nt":
            temporary.replace(target)
    return digest


def _fill(bundle: Bundle, stream: IO[bytes]) -> None:
    """Stored, not pressed: pictures and films hardly shrink, and no library's habits show."""
    day = max(bundle.made_on, _FIRST)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for one in bundle.entries:
            info = zipfile.ZipInfo(one.path, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            info.file_size = one.size
            with archive.open(info, "w") as into:
                for piece in _pieces(one):
                    into.write(piece)


def _as_folder(bundle: Bundle, target: Path) -> None:
    temporary, old = _beside(target, "tmp"), _beside(target, "old")
    with ExitStack() as undo:
        temporary.mkdir(mode=0o700)
        undo.callback(lambda: shutil.rmtree(temporary, ignore_errors=True))
        if os.name != "nt":
            handle = os.open(temporary, os.O_RDONLY)
            undo.callback(os.close, handle)
            hold(handle)
        for one in bundle.entries:
            _put(one, on_disk(temporary / one.path), bundle.made_on)
        if target.exists():
            target.replace(old)
        try:
            temporary.replace(target)
        except OSError:
            if old.exists():
                old.replace(target)
            raise
    shutil.rmtree(old, ignore_errors=True)


def _put(one: Entry, place: Path, made_on: date) -> None:
    make_private(place.parent)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        for piece in _pieces(one):
            stream.write(piece)
        stream.flush()
        os.fsync(handle)
    moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).timestamp()
    os.utime(place, (moment, moment))


def _pieces(one: Entry) -> Iterator[bytes]:
    """The bytes that were planned; raises where a file has changed since it was looked at."""
    if one.source is None:
        yield one.data or b""
        return
    digest, size = hashlib.sha256(), 0
    with os.fdopen(opened(one.source), "rb") as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            digest.update(piece)
            if size > one.size:
                break
            yield piece
    if size != one.size or digest.hexdigest() != one.sha256:
        raise InvalidInputError(f"{one.what}：打包的时候文件变了，没有打包；请核对以后再来一次")
