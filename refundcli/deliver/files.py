"""What the tool makes, where the buyer said: never over a file that it has not made itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from refundcli.case.disk import on_disk, reason, write_result
from refundcli.case.masking import without_numbers
from refundcli.case.model import sort_key
from refundcli.case.text import shorten
from refundcli.deliver.ics import PRODUCT, Subject, calendar, to_come
from refundcli.errors import NotSavedError
from refundcli.judge.facts import Facts
from refundcli.judge.outlook import Deadline
from refundcli.knowledge.load import Knowledge

if TYPE_CHECKING:  # the template engine comes with it
    from refundcli.write.compose import Letter

# The mark of a calendar of ours stands in its first lines.
_HEAD: Final = 512
# What tells one purchase from another where the case has no id.
_MARKS: Final = ("order.number", "order.platform", "merchant.name", "order.paid_at", "scenario")
_NAMES: Final = ("merchant.name", "order.platform", "order.product")


def save_calendar(
    path: Path, deadlines: Sequence[Deadline], facts: Facts, case_id: str = ""
) -> int:
    """Write the deadlines still to come as a calendar file; says how many.

    With none to come nothing is written, and whatever was there stands. A calendar that this tool
    made before is replaced: it is made anew each time, so nothing is lost. Any other file is left
    alone: `NotSavedError`, as for a place that cannot be written. `case_id` is the id of a saved
    case; without one the events keep their identity by the order.
    """
    coming = to_come(deadlines)
    if not coming:
        return 0
    _refuse_foreign(path, _is_our_calendar, "日历")
    write_result(path, made_calendar(coming, facts, case_id).decode("utf-8"))
    return len(coming)


def made_calendar(deadlines: Sequence[Deadline], facts: Facts, case_id: str = "") -> bytes:
    """The calendar of a case, made on the day of its facts."""
    stamp = sort_key(facts.today).astimezone(UTC)
    return calendar(deadlines, subject(facts, case_id), stamp, facts.knowledge)


def subject(facts: Facts, case_id: str) -> Subject:
    """Whose case it is, by an id and a name that tell nothing private."""
    case = facts.case

    def cover(text: str) -> str:
        return without_numbers(text, case, facts.knowledge)

    stated = case_id or case.text("id")
    shop = next((case.text(key) for key in _NAMES if case.text(key)), "")
    # Covered before it is cut: half a card code would no longer be found.
    name = "，".join(part for part in (shorten(cover(shop)), stated) if part)
    identity = stated if stated and cover(stated) == stated else _digest(stated, facts)
    return Subject(identity, name, cover)


def _digest(stated: str, facts: Facts) -> str:
    """Of a case without an id, or with one that is itself a private number."""
    import hashlib  # noqa: PLC0415 - nothing else needs it

    marks = [stated, *(str(facts.case.get(key)) for key in _MARKS)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:12]


def save_paper(path: Path, letter: Letter, knowledge: Knowledge) -> None:
    """Write a letter as a Word file.

    One that this tool made before is replaced. Once it was saved in a word processor it holds work
    of the buyer's, and is left alone like any other file: `NotSavedError`.
    """
    from refundcli.deliver.docx import paper  # noqa: PLC0415 - takes long to load

    _refuse_foreign(path, _is_our_paper, " Word 文档（或者后来在 Word 里改过）")
    write_result(path, paper(letter, knowledge))


def _is_our_calendar(stream: BinaryIO) -> bool:
    return PRODUCT.encode() in stream.read(_HEAD)


def _is_our_paper(stream: BinaryIO) -> bool:
    """Whether the program named as its maker is this one; a word processor puts its own name."""
    import zipfile  # noqa: PLC0415 - only a file that is in the way pays for it

    from refundcli.deliver.typography import APPLICATION, APPLICATION_PART  # noqa: PLC0415

    try:
        with zipfile.ZipFile(stream) as parts, parts.open(APPLICATION_PART) as part:
            return part.read(len(APPLICATION) + 1) == APPLICATION
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def _refuse_foreign(path: Path, ours: Callable[[BinaryIO], bool], kind: str) -> None:
    """An empty file, a pipe and one that is ours may be written over."""
    target = on_disk(path)
    try:
        if not target.is_file():
            return
        with target.open("rb") as stream:
            if not stream.read(_HEAD).strip():
                return
            stream.seek(0)
            known = ours(stream)
    except OSError as error:
        raise NotSavedError(f"没能写入 {path}：{reason(error)}；原有内容没有动") from error
    if not known:
        raise NotSavedError(
            f"{path} 已经有内容，而且不是 refundcli 写的{kind}，没有覆盖它；请换一个文件名"
        )
