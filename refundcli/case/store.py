"""Saved cases: one folder each, written atomically, never over what another process wrote.

    <home>/cases/<id>/case.toml      the case
    <home>/cases/<id>/letters/       what was written from it
    <home>/cases/<id>/evidence/      copies of the buyer's files

Folders are 0700 and files 0600. Saving is: write a temporary file beside, flush, fsync, rename;
all of it under a lock, on the newest state of the file, so that two windows cannot undo each
other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, MutableMapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from refundcli.case import file as case_file
from refundcli.case.disk import locked, on_disk, read_text, write_atomic
from refundcli.case.edit import Change, apply, settle
from refundcli.case.keys import SCHEMA_VERSION
from refundcli.case.masking import without_looks
from refundcli.case.model import Case
from refundcli.errors import ConflictError, InvalidInputError, WrongCallError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.slip import nearest

_ID = re.compile(r"\w[\w-]{0,63}")


class Saved(msgspec.Struct, frozen=True):
    """A case as it was read from disk; `raw` is the text that an edit is compared with."""

    id: str
    path: Path
    case: Case
    raw: str


class Store:
    """The folder of saved cases."""

    def __init__(self, home: Path, knowledge: Knowledge) -> None:
        self.home = home
        self.knowledge = knowledge

    def ids(self) -> tuple[str, ...]:
        """Ids of all saved cases, newest change first."""
        found = [path for path in (self.home / "cases").glob("*/case.toml") if path.is_file()]
        found.sort(key=lambda path: (-path.stat().st_mtime_ns, path.parent.name))
        return tuple(path.parent.name for path in found)

    def folder(self, case_id: str) -> Path:
        """The case's folder; raises on an id that could leave the store."""
        if not _ID.fullmatch(case_id):
            raise InvalidInputError("案件编号只能用字母、数字、汉字、横线和下划线，最多 64 个字符")
        return on_disk(self.home / "cases" / case_id)

    def exists(self, case_id: str) -> bool:
        """Whether a case of this id is saved."""
        return (self.folder(case_id) / "case.toml").is_file()

    def new_id(self, today: date) -> str:
        """An id that is free today, such as `20261122-1`."""
        number = 1
        while self.exists(f"{today:%Y%m%d}-{number}"):
            number += 1
        return f"{today:%Y%m%d}-{number}"

    def read(self, case_id: str, today: date) -> Saved:
        """Read and check one saved case; raises with the nearest id when there is none."""
        path = self.folder(case_id) / "case.toml"
        if not path.is_file():
            known = self.ids()
            hint = nearest(case_id, known) or (
                "；用 refundcli list 看看有哪些" if known else "；还没有保存过案件"
            )
            raise InvalidInputError(f"没有编号为“{case_id}”的案件{hint}")
        return self._read(case_id, path, today)

    def open(self, path: Path, today: date) -> Saved:
        """Read a case file that lies somewhere else, to be edited where it lies."""
        found = self._read(str(path), Path(os.path.realpath(on_disk(path))), today)
        if found.raw.lstrip().startswith("{"):
            raise WrongCallError(
                f"{path} 是 JSON，只能往 TOML 案件文件里追加；"
                f"先用 refundcli new --answers {path} 存成案件，再用它的编号"
            )
        return found

    def again(self, saved: Saved, today: date) -> Saved:
        """The case as it stands on disk now."""
        return self._read(saved.id, saved.path, today)

    def _read(self, name: str, path: Path, today: date) -> Saved:
        raw = read_text(path)
        document = case_file.parse_text(raw, str(path))
        case = case_file.to_case(document, self.knowledge, today, str(path), fresh=())
        return Saved(name, path, case, raw)

    def create(self, case_id: str, document: MutableMapping[str, Any]) -> Path:
        """Save a new case; refuses an id that is taken."""
        folder = self.folder(case_id)
        if without_looks(case_id) != case_id:
            raise InvalidInputError("案件编号会写进文件名和输出里，请不要用手机号、证件号或卡号")
        with locked(folder):
            if self.exists(case_id):
                raise InvalidInputError(f"编号“{case_id}”已经有案件了，请用 --id 换一个编号")
            text = _dump({"schema": SCHEMA_VERSION, "id": case_id, **document})
            write_atomic(folder / "case.toml", text)
        return folder / "case.toml"

    def edit(self, saved: Saved, changes: Iterable[Change], today: date) -> Saved:
        """Apply changes to the newest state of the file.

        An answer that another process has changed since `saved` was read is not overwritten:
        `ConflictError` names it, and the caller asks again. Nothing is written unless the result
        is a valid case.
        """
        wanted = tuple(changes)
        with locked(self._lock(saved.path)):
            current = read_text(saved.path)
            if current != saved.raw:
                self._refuse_overwriting(saved, current, wanted, today)
            document = _editable(current)
            apply(document, wanted)
            fresh = {change.key for change in wanted}
            case = case_file.to_case(document, self.knowledge, today, fresh=fresh)
            settle(document, case, [change.key for change in wanted if change.value is not None])
            text = _dump(document)
            write_atomic(saved.path, text)
        return Saved(saved.id, saved.path, case, text)

    def _lock(self, path: Path) -> Path:
        """Where the lock of a case lies: in its folder, but never beside a file of the buyer's."""
        own = os.path.realpath(on_disk(self.home / "cases"))
        inside = Path(own) in Path(os.path.realpath(path)).parents
        return path.parent if inside else self.home / "files"

    def _refuse_overwriting(
        self, saved: Saved, current: str, wanted: tuple[Change, ...], today: date
    ) -> None:
        other = case_file.to_case(
            case_file.parse_text(current, str(saved.path)), self.knowledge, today, fresh=()
        )
        for change in wanted:
            before, now = (
                (case.get(change.key), case.state(change.key)) for case in (saved.case, other)
            )
            if before != now:
                raise ConflictError(
                    f"“{change.key}”刚在另一个窗口里改过，没有覆盖它；请重新载入案件后再改",
                    keys=(change.key,),
                )


def _editable(text: str) -> MutableMapping[str, Any]:
    import tomlkit  # noqa: PLC0415 - only an edit pays for it

    return tomlkit.parse(text)


def _dump(document: MutableMapping[str, Any]) -> str:
    import tomlkit  # noqa: PLC0415 - only an edit pays for it

    return tomlkit.dumps(document)
