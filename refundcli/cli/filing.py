"""Puts copies of the buyer's files into a case: all files of one call, or none of them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from refundcli.case import filed
from refundcli.case.disk import on_disk
from refundcli.case.evidence import Content, Place, Plan, Seen, Told
from refundcli.case.originals import Copy, Original, copied, look, sized
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem, shorten
from refundcli.cli.diagnostics import note
from refundcli.cli.logbook import now
from refundcli.cli.porch import Porch
from refundcli.errors import ConflictError, InvalidInputError, NotSavedError
from refundcli.intake.content import type_of

# Each time another window was quicker; somebody always is, so this ends.
_RETRIES: Final = 50
_LONGEST: Final = 80
# What takes longer than a person waits without a word.
_LONG: Final = 100_000_000
# What the case itself needs beside the copies.
_SPARE: Final = 256 * 1024


class Filed(msgspec.Struct, frozen=True):
    """What became of one file."""

    original: Original
    content: Content
    place: Place
    aside: str = ""
    """Where a changed copy was put when the original's content came back."""


def looked_at(files: Sequence[str]) -> list[Original]:
    """Every file that was named; raises one error that lists all that cannot be taken."""
    found, problems = [], []
    for name in files:
        try:
            found.append(look(Path(name)))
        except ValueProblem as problem:
            problems.append(f"{shorten(name, _LONGEST)}：{problem}")
    if problems:
        listed = "\n".join(f"  {line}" for line in problems)
        raise InvalidInputError(
            f"有 {len(problems)} 个文件不能加，这一次都没有加：\n{listed}"
            if len(files) > 1
            else f"没有加 {problems[0]}"
        )
    return found


def file_away(
    porch: Porch, found: Saved, originals: Sequence[Original], told: Sequence[Told]
) -> tuple[Saved, list[Filed]]:
    """Copy, record, and give the copies their names; a failure leaves the case as it was."""
    folder = filed.folder_of(found)
    _check_space(folder, originals)
    with ExitStack() as held:
        copies = []
        for original in originals:
            if original.size > _LONG:
                note(f"正在复制，有 {sized(original.size)}，请等一会儿……")
            copies.append(_copied(original, folder))
            held.callback(copies[-1].let_go)
        contents = [_content(copy, porch) for copy in copies]
        own = {copy.path for copy in copies}
        after, places = _recorded(porch, found, contents, told, own)
        asides = [_put(copy, place, folder) for copy, place in zip(copies, places, strict=True)]
    rows = zip(originals, contents, places, asides, strict=True)
    return after, [Filed(*row) for row in rows]


def _check_space(folder: Path, originals: Sequence[Original]) -> None:
    """A disk that cannot hold them is told before minutes of copying."""
    needed = sum(original.size for original in originals) + _SPARE
    place = next(part for part in (folder, *folder.parents) if on_disk(part).exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        raise NotSavedError(
            f"磁盘满了：{folder} 那里只剩 {sized(free)}，这一次要 {sized(needed)}；案件没有动"
        )


def _copied(original: Original, folder: Path) -> Copy:
    try:
        return copied(original, folder)
    except ValueProblem as problem:
        name = shorten(str(original.path), _LONGEST)
        raise InvalidInputError(f"没有加 {name}：{problem}") from problem


def _content(copy: Copy, porch: Porch) -> Content:
    original = copy.original
    kind = type_of(copy.head, porch.knowledge.files)
    return Content(copy.sha256, original.size, original.name, kind, original.modified)


def _recorded(
    porch: Porch,
    found: Saved,
    contents: Sequence[Content],
    told: Sequence[Told],
    own: Collection[Path],
) -> tuple[Saved, list[Place]]:
    """The records, saved; a number that another window took meanwhile is left to it."""
    told_at = now(porch)
    moment = told_at.replace(microsecond=0) if isinstance(told_at, datetime) else told_at
    for _ in range(_RETRIES):
        plan = Plan(found.case, _seen(found, {content.sha256 for content in contents}, own))
        places = [plan.place(*pair, moment) for pair in zip(contents, told, strict=True)]
        changes = [change for place in places for change in place.changes]
        try:
            after = porch.store.edit(found, changes, porch.today) if changes else found
        except ConflictError:
            found = porch.store.again(found, porch.today)
        else:
            return after, places
    raise ConflictError("别的窗口一直在往这个案件里加文件，请过一会儿再试；这一次都没有加")


def _seen(found: Saved, hashes: Collection[str], own: Collection[Path]) -> Seen:
    """The folder, and the items that files of these contents may concern."""
    base = found.path.parent
    folder = base / filed.FOLDER
    broken, unheld, standing = [], [], []
    for item in found.case.evidence:
        place = filed.place_of(base, item.file) if item.file else None
        if item.file and (place is None or item.sha256 is None):
            unheld.append(item.id)
            if place is not None and place.is_file() and filed.hashed(place) in hashes:
                standing.append(item.id)
        elif (item.sha256 or "").lower() in hashes:
            # Looked for before the file itself: it gets its name in between, or it does not.
            coming = {*filed.copies_of(folder, item.sha256)} - {*own}
            status = filed.compared(base, item).status
            gone = status == "missing" and not coming
            broken += [item.id] if gone or status == "changed" else []
    present = tuple(filed.names_in(folder))
    return Seen(filed.FOLDER, present, tuple(broken), tuple(unheld), tuple(standing))


def _put(copy: Copy, place: Place, folder: Path) -> str:
    """Give the copy its name; what stands there changed is put aside, never overwritten."""
    if place.how == "duplicate":
        copy.let_go()
        return ""
    target = folder.parent / place.file
    aside = ""
    if place.how == "restored" and (target.exists() or target.is_symlink()):
        aside = _set_aside(target)
    copy.place(target)
    return aside


def _set_aside(target: Path) -> str:
    number = 1
    while (other := target.with_name(f"{target.stem}-changed{number}{target.suffix}")).exists():
        number += 1
    target.replace(other)
    return other.name
