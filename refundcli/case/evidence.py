"""New files of a case: which number each takes and what is recorded of it; pure.

A number is given once. An item that was ticked without a file may get one; one that has a file
keeps it, and the same content is not recorded twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, Literal

import msgspec

from refundcli.case.edit import Change
from refundcli.case.model import Case, Evidence
from refundcli.errors import InvalidInputError

TABLE: Final = "evidence"
OTHER: Final = "other"
_NUMBER: Final = re.compile(r"E([1-9]\d{0,3})(?:-\d+)?(?:\..*)?")
_EXTENSION: Final = re.compile(r"[a-z0-9]{1,8}")

How = Literal["new", "slot", "restored", "duplicate"]


class Told(msgspec.Struct, frozen=True):
    """What the buyer says of a file; each as it was typed."""

    kind: str | None = None
    slot: str | None = None
    shows: str | None = None
    captured_at: str | None = None


class Content(msgspec.Struct, frozen=True):
    """What a copy is, whoever brings it."""

    sha256: str
    size: int
    name: str
    type: str
    """The type by content; empty for one that is not known."""
    file_time: datetime | None


class Place(msgspec.Struct, frozen=True):
    """Where one copy goes: its item, its file below the case's folder, how it came there."""

    id: str
    how: How
    file: str
    changes: tuple[Change, ...] = ()
    others: tuple[str, ...] = ()
    """Further items of this kind that wait for a file."""


class Seen(msgspec.Struct, frozen=True):
    """What the case's folder looks like, as far as a new file is concerned."""

    folder: str
    present: tuple[str, ...] = ()
    """Names that are taken."""
    broken: tuple[str, ...] = ()
    """Items of the same content whose own file has changed or vanished."""
    unheld: tuple[str, ...] = ()
    """Items that name a file which was never filed: without a hash, or outside the folder."""
    standing: tuple[str, ...] = ()
    """Those of them whose file holds this very content already."""


class Plan:
    """Places for the copies of one call, one after the other."""

    def __init__(self, case: Case, seen: Seen) -> None:
        self._items = {item.id: item for item in case.evidence}
        self._seen = seen
        self._present = {name.lower() for name in seen.present}
        self._known = {item.sha256.lower(): item.id for item in case.evidence if item.sha256}
        self._waiting = [item.id for item in case.evidence if item.file is None]
        self._last = max(map(_number, (*_named(case), *seen.present)), default=0)

    def place(self, content: Content, told: Told, now: datetime | date) -> Place:
        """Where the next copy goes; raises on what cannot be."""
        known = self._known.get(content.sha256)
        if known is not None:
            return self._again(known, told)
        slot = self._slot(told)
        others: tuple[str, ...] = ()
        if slot is None:
            alike = [name for name in self._waiting if self._items[name].kind == _kind(told)]
            slot = alike[0] if len(alike) == 1 else None
            others = tuple(alike) if slot is None else ()
        how: How = "new" if slot is None else "slot"
        name = slot or self._next()
        if name in self._waiting:
            self._waiting.remove(name)
        self._known[content.sha256] = name
        file = self._file(name, content)
        kind = None if slot and self._items[slot].kind else _kind(told)
        return Place(name, how, file, tuple(_changes(name, kind, file, content, told, now)), others)

    def _again(self, known: str, told: Told) -> Place:
        """The same bytes are there already, or were and are brought back."""
        if told.slot not in (None, known):
            raise InvalidInputError(f"这份文件已经是 {known}，一份文件只编一个号")
        item = self._items.get(known)
        if item is not None and item.file and known in self._seen.broken:
            return Place(known, "restored", item.file)
        return Place(known, "duplicate", item.file or "" if item else "")

    def _slot(self, told: Told) -> str | None:
        """The item named by `--as`, which must be there, of that kind, and wait for a file."""
        if told.slot is None:
            return None
        item = self._items.get(told.slot)
        if item is None:
            waiting = f"；还没有文件的有 {'、'.join(self._waiting)}" if self._waiting else ""
            raise InvalidInputError(
                f"案件里没有 {told.slot}{waiting}；新的证据不用写 --as，会接着往下编号"
            )
        if told.slot not in (*self._waiting, *self._seen.unheld):
            raise InvalidInputError(
                f"{told.slot} 已经有文件了，而且和这一份不一样；"
                "要交这一份，不写 --as，它会有自己的编号"
            )
        if item.kind and told.kind not in (None, item.kind):
            raise InvalidInputError(f"{told.slot} 的种类是 {item.kind}，和 --kind 写的不一样")
        return told.slot

    def _next(self) -> str:
        self._last += 1
        return f"E{self._last}"

    def _file(self, name: str, content: Content) -> str:
        """A name of our own that is free in the folder."""
        suffix = content.name.lower().rpartition(".")[2] if "." in content.name else ""
        extension = content.type or (suffix if _EXTENSION.fullmatch(suffix) else "bin")
        if name in self._seen.standing:
            return str(self._items[name].file)
        number, found = 1, f"{name}.{extension}"
        while found.lower() in self._present:
            number += 1
            found = f"{name}-{number}.{extension}"
        self._present.add(found.lower())
        return f"{self._seen.folder}/{found}"


def _changes(  # noqa: PLR0913, PLR0917 - all that a record holds
    name: str,
    kind: str | None,
    file: str,
    content: Content,
    told: Told,
    now: datetime | date,
) -> Sequence[Change]:
    fields: dict[str, object] = {
        "kind": kind,
        "file": file,
        "name": content.name or None,
        "type": content.type or None,
        "size": content.size,
        "sha256": content.sha256,
        "file_time": content.file_time,
        "added_at": now,
        "captured_at": told.captured_at,
        "shows": told.shows,
    }
    return [Change(f"{TABLE}.{name}.{field}", value) for field, value in fields.items() if value]


def _kind(told: Told) -> str:
    return told.kind or OTHER


def _number(name: str) -> int:
    found = _NUMBER.fullmatch(name)
    return int(found[1]) if found else 0


def _named(case: Case) -> list[str]:
    """Every item that the case names, those that were taken out since among them."""
    cited = [name for event in case.log for name in event.evidence]
    clauses = [
        case.text(key)
        for key in case.answers
        if key.startswith("clauses.") and key.endswith(".evidence")
    ]
    return [*(item.id for item in case.evidence), *cited, *clauses]


def waiting(case: Case) -> tuple[Evidence, ...]:
    """Items without a file."""
    return tuple(item for item in case.evidence if item.file is None)
