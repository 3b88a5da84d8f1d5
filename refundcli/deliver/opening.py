"""A bundle as it comes back, a zip or a folder: nothing is unpacked, followed or taken on trust."""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

from refundcli.case.disk import on_disk, reason
from refundcli.errors import InvalidInputError

# More than any case has; what is beyond is no bundle.
MOST_FILES: Final = 5000
_LONGEST_NAME: Final = 240
# What can be pressed this far is no picture and no letter.
_RATIO: Final = 100
_FREE: Final = 10_000_000
_PIECE: Final = 1024 * 1024
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DRIVE: Final = re.compile(r"[A-Za-z]:")
# What systems put beside the files of a person.
_OF_THE_SYSTEM: Final = (".ds_store", "thumbs.db", "desktop.ini")
# What the library says of bytes that make no sense, a name that is no text among them.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BrokenError(Exception):
    """One file of a bundle cannot be read to its end."""


class Contents(Protocol):
    """Names with sizes, and what cannot be part of a bundle though it lies there."""

    sizes: dict[str, int]
    links: tuple[str, ...]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of one file; raises `BrokenError`."""
        ...


@contextmanager
def contents(path: Path) -> Iterator[Contents]:
    """What lies in a zip or a folder; raises where it is neither, or is not safe to read."""
    place = on_disk(path)
    try:
        if place.is_dir():
            yield _Folder(place)
            return
        with os.fdopen(opened(Path(os.path.realpath(place))), "rb") as stream:
            try:
                archive = zipfile.ZipFile(stream)
            except _BROKEN as error:
                raise _torn(path) from error
            with archive:
                yield _Zip(archive, os.fstat(stream.fileno()).st_size, path)
    except OSError as error:
        raise InvalidInputError(f"读不到 {path}：{reason(error)}") from error


def opened(place: Path) -> int:
    """A handle of a plain file, never of what a link points to."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(place, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InvalidInputError(f"{place.name} 不是普通文件")
    return handle


def _torn(path: Path) -> InvalidInputError:
    return InvalidInputError(f"{path} 不是完整的 zip 文件：可能没有下载完，或者不是 zip")


def unsafe(name: str) -> str:
    """Why a name cannot stand in a bundle; empty where it can."""
    parts = name.split("/")
    if not name or name.startswith("/") or _DRIVE.match(name):
        return "是绝对路径"
    if "\\" in name or any(part in ("", ".", "..") for part in parts):
        return "会跑到文件夹外面去"
    if _CONTROL.search(name) or len(name) > _LONGEST_NAME:
        return "名字不正常"
    return ""


def plain(name: str) -> str:
    """A name as systems compare it."""
    return unicodedata.normalize("NFC", name)


def ignored(name: str) -> bool:
    """Whether a system put it there by itself."""
    last = name.rpartition("/")[2].lower()
    return last in _OF_THE_SYSTEM or last.startswith("._") or name.startswith("__MACOSX/")


class _Zip:
    """An archive whose table of contents has been looked through before anything is read."""

    def __init__(self, archive: zipfile.ZipFile, size: int, path: Path) -> None:
        self._archive = archive
        self.links: tuple[str, ...] = ()
        infos = archive.infolist()
        if min((info.header_offset for info in infos), default=0):
            # The end of a Word file inside a zip that was cut off looks like the end of the zip.
            raise _torn(path)
        _check_amount(infos, size, path)
        files = [info for info in infos if not _is_folder(info)]
        for info in infos:
            _check(info, path)
        self._infos = {plain(info.filename): info for info in files if not ignored(info.filename)}
        folded = {plain(info.filename).casefold() for info in files}
        if len(folded) != len(files):
            raise _refused(path, "里面有重名的文件")
        self.sizes = {name: info.file_size for name, info in self._infos.items()}

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes, never more than the archive's own table promised."""
        try:
            with self._archive.open(self._infos[name]) as stream:
                yield from _read(stream)
        except (*_BROKEN, OSError) as error:
            raise BrokenError(name) from error


def _check_amount(infos: list[zipfile.ZipInfo], size: int, path: Path) -> None:
    if len(infos) > MOST_FILES:
        raise _refused(path, f"里面有 {len(infos)} 个文件，太多了")
    packed = sum(info.compress_size for info in infos)
    declared = sum(info.file_size for info in infos)
    if packed > size or declared > _FREE + _RATIO * size:
        raise _refused(path, "解开以后大得不正常")


def _check(info: zipfile.ZipInfo, path: Path) -> None:
    name = info.orig_filename
    shown = _CONTROL.sub("?", name)[:80]
    why = unsafe(name.removesuffix("/") if _is_folder(info) else name)
    if why:
        raise _refused(path, f"里面的“{shown}”{why}")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, f"里面的“{shown}”是链接或者设备，不是文件")
    if info.flag_bits & 0x1:
        raise _refused(path, f"里面的“{shown}”加了密码")
    if info.compress_type not in _METHODS:
        raise _refused(path, f"里面的“{shown}”用了不认识的压缩方式")
    if info.compress_type == zipfile.ZIP_STORED and info.file_size != info.compress_size:
        raise _refused(path, f"里面的“{shown}”写的大小前后不一样")


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/") and info.file_size == 0


def _refused(path: Path, why: str) -> InvalidInputError:
    return InvalidInputError(f"{path} 没有核对：{why}。不要解开它，向给你的人再要一份。")


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


class _Folder:
    """What lies below a folder; links are told and not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.sizes: dict[str, int] = {}
        links = []
        self._places: dict[str, Path] = {}
        for place in _below(root):
            # Names are UTF-8 also where the locale has no Chinese.
            spelled = os.fsencode(place.relative_to(root).as_posix())
            name = plain(spelled.decode("utf-8", "replace"))
            found = place.lstat()
            if stat.S_ISREG(found.st_mode):
                if not ignored(name):
                    self.sizes[name] = found.st_size
                    self._places[name] = place
            else:
                links.append(name)
        self.links = tuple(links)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file that lay there when the folder was looked through."""
        try:
            with os.fdopen(opened(self._places[name]), "rb") as stream:
                yield from _read(stream)
        except (OSError, InvalidInputError) as error:
            raise BrokenError(name) from error


def _below(root: Path) -> Iterator[Path]:
    """Everything but folders, in a fixed order."""
    count = 0
    for folder, folders, files in os.walk(root):
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = sorted(set(folders) - set(linked))
        for name in sorted((*files, *linked)):
            count += 1
            if count > MOST_FILES:
                raise InvalidInputError(f"{root} 里的文件太多了，不像是材料包")
            yield Path(folder) / name
