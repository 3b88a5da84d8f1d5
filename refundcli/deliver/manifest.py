"""What a bundle says it holds: one list for a machine, and the same list for a person.

Neither names the buyer, the order or a place on a disk: of a case they tell its id alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from refundcli.case.originals import sized

NAME: Final = "manifest.json"
SCHEMA: Final = "refundcli-bundle/1"
FAMILY: Final = "refundcli-bundle/"
_SHORT: Final = 12


class Entry(msgspec.Struct, frozen=True):
    """One file of a bundle: its bytes, or the file they are copied from."""

    path: str
    what: str
    kind: str
    size: int
    sha256: str
    data: bytes | None = None
    source: Path | None = None
    document: str | None = None
    evidence: str | None = None
    evidence_kind: str | None = None
    original_sha256: str | None = None


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file as the manifest lists it."""

    path: str
    kind: str
    what: str
    size: int
    sha256: str
    document: str | None = None
    evidence: str | None = None
    evidence_kind: str | None = None
    original_sha256: str | None = None
    """What was recorded when the file came into the case; none where nothing was."""


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of the case whose file is not in the bundle, and why."""

    evidence: str
    evidence_kind: str
    why: str


class Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What made the bundle."""

    name: str
    version: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """manifest.json. `seal` is the SHA-256 of all the rest, so that a slip in it is seen too."""

    schema: str
    case: str
    made_on: date
    tool: Tool
    channel: str | None
    entries: tuple[Line, ...]
    left_out: tuple[Gap, ...]
    seal: str = ""

    def sealed(self) -> Manifest:
        """The same with its seal."""
        bare = msgspec.structs.replace(self, seal="")
        digest = hashlib.sha256(msgspec.json.encode(bare)).hexdigest()
        return msgspec.structs.replace(bare, seal=digest)


def entry(path: str, what: str, kind: str, text: str, document: str | None = None) -> Entry:
    """A file that is made here."""
    return of_bytes(path, what, kind, text.encode("utf-8"), document)


def of_bytes(path: str, what: str, kind: str, data: bytes, document: str | None = None) -> Entry:
    """The same of bytes."""
    digest = hashlib.sha256(data).hexdigest()
    return Entry(path, what, kind, len(data), digest, data=data, document=document)


def line(one: Entry) -> Line:
    """The entry without its content."""
    names = Line.__struct_fields__
    return Line(**{name: getattr(one, name) for name in names})


def encoded(manifest: Manifest) -> bytes:
    """The manifest as it is written, sealed."""
    return msgspec.json.format(msgspec.json.encode(manifest.sealed()), indent=2) + b"\n"


def listed(manifest: Manifest, absent: tuple[str, ...]) -> str:
    """The manifest for a person; `absent` are lines on what is not in the bundle."""
    return "\n".join(_lines(manifest, absent)) + "\n"


def _lines(manifest: Manifest, absent: tuple[str, ...]) -> Iterator[str]:
    yield "材料清单"
    yield ""
    yield f"案件：{manifest.case}"
    yield f"生成日期：{in_words(manifest.made_on)}"
    yield f"生成工具：{manifest.tool.name} {manifest.tool.version}"
    yield ""
    yield (
        "每个文件后面那一串是校验值（SHA-256）的前 12 位：文件哪怕改动一个字，校验值也会变，"
        "用它看得出交出去以后有没有被改过。"
    )
    yield (
        "怎么核对：装了 refundcli 的，运行 refundcli bundle verify 加上这一包的名字。没有装的，"
        "Windows 运行 certutil -hashfile 文件 SHA256，苹果电脑运行 shasum -a 256 文件，"
        f"看前 12 位是不是一样；完整的校验值在 {NAME} 里。"
    )
    yield ""
    for number, one in enumerate(manifest.entries, start=1):
        yield f"{number}. {one.path}"
        yield f"　　{one.what}；{sized(one.size)}；{one.sha256[:_SHORT]}"
    if absent:
        yield ""
        yield "没有放进来的证据"
        yield from absent


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"
