"""Whether a bundle is what it was when it was made: every file against the manifest in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from refundcli.case.disk import on_disk
from refundcli.deliver.manifest import FAMILY, NAME, SCHEMA, Manifest
from refundcli.deliver.opening import BrokenError, Contents, contents, plain, unsafe
from refundcli.errors import InvalidInputError

_LARGEST_MANIFEST: Final = 8_000_000

Status = Literal["changed", "missing", "unreadable", "new", "link"]


class Problem(msgspec.Struct, frozen=True):
    """One file that is not as it was."""

    path: str
    status: Status
    what: str = ""


class Checked(msgspec.Struct, frozen=True):
    """The outcome; `sha256` is that of the zip as a whole, None for a folder."""

    manifest: Manifest
    checked: int
    problems: tuple[Problem, ...]
    sha256: str | None

    @property
    def ok(self) -> bool:
        """Whether all is as it was."""
        return not self.problems


class _Head(msgspec.Struct, frozen=True):
    schema: str = ""


def verified(path: Path) -> Checked:
    """Every file compared; raises where it is no bundle or not safe to read."""
    with contents(path) as held:
        manifest = manifest_in(held, path)
        problems = tuple(_problems(manifest, held))
    whole = None if on_disk(path).is_dir() else _whole(on_disk(path))
    return Checked(manifest, len(manifest.entries), problems, whole)


def manifest_in(held: Contents, path: Path) -> Manifest:
    """The manifest; raises where there is none that this version can read."""
    data = _manifest_bytes(held, path)
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
    except msgspec.DecodeError as error:
        raise InvalidInputError(f"{path} 里的 {NAME} 读不懂，没法核对") from error
    if schema != SCHEMA:
        raise InvalidInputError(
            f"{path} 是另一个版本的 refundcli 做的（{schema[:40]}），请用做它的那个版本核对"
            if schema.startswith(FAMILY)
            else f"{path} 不是 refundcli 的材料包：{NAME} 里没有认识的格式"
        )
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise InvalidInputError(f"{path} 里的 {NAME} 被改坏了，没法核对") from error
    _check_paths(manifest, path)
    return manifest


def _manifest_bytes(held: Contents, path: Path) -> bytes:
    if held.sizes.get(NAME, _LARGEST_MANIFEST + 1) > _LARGEST_MANIFEST:
        inner = [name for name in held.sizes if name.endswith(f"/{NAME}")]
        hint = f"；要核对的可能是里面的 {inner[0].rpartition('/')[0]}" if len(inner) == 1 else ""
        raise InvalidInputError(f"{path} 里没有能读的 {NAME}，不是 refundcli 的材料包{hint}")
    try:
        return b"".join(held.pieces(NAME))
    except BrokenError as error:
        raise InvalidInputError(f"{path} 里的 {NAME} 读不出来，没法核对") from error


def _check_paths(manifest: Manifest, path: Path) -> None:
    names = [line.path for line in manifest.entries]
    if any(map(unsafe, names)) or len(set(map(plain, names))) != len(names) or NAME in names:
        raise InvalidInputError(f"{path} 里的 {NAME} 写了不正常的文件名，没有核对")


def _problems(manifest: Manifest, held: Contents) -> Iterator[Problem]:
    if manifest.sealed().seal != manifest.seal:
        yield Problem(NAME, "changed")
    for line in manifest.entries:
        name = plain(line.path)
        if name not in held.sizes:
            if name not in held.links:
                yield Problem(line.path, "missing", line.what)
            continue
        try:
            same = held.sizes[name] == line.size and _hashed(held, name) == line.sha256
        except BrokenError:
            yield Problem(line.path, "unreadable", line.what)
            continue
        if not same:
            yield Problem(line.path, "changed", line.what)
    known = {plain(line.path) for line in manifest.entries} | {NAME}
    for name in sorted(held.sizes):
        if name not in known:
            yield Problem(name, "new")
    for name in held.links:
        yield Problem(name, "link")


def _hashed(held: Contents, name: str) -> str:
    digest = hashlib.sha256()
    for piece in held.pieces(name):
        digest.update(piece)
    return digest.hexdigest()


def _whole(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
