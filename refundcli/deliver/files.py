"""What the tool makes, where the buyer said: never over a file that it has not made itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import Final

from refundcli.case.disk import on_disk, reason, write_result
from refundcli.case.masking import without_numbers
from refundcli.case.model import sort_key
from refundcli.case.text import shorten
from refundcli.deliver.ics import PRODUCT, Subject, calendar, to_come
from refundcli.errors import NotSavedError
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Deadline

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
    _refuse_foreign(path)
    stamp = sort_key(facts.today).astimezone(UTC)
    made = calendar(coming, _subject(facts, case_id), stamp, facts.knowledge)
    write_result(path, made.decode("utf-8"))
    return len(coming)


def _subject(facts: Facts, case_id: str) -> Subject:
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


def _refuse_foreign(path: Path) -> None:
    """An empty file, a pipe and a calendar of ours may be written over."""
    target = on_disk(path)
    try:
        if not target.is_file():
            return
        with target.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise NotSavedError(f"没能写入 {path}：{reason(error)}；原有内容没有动") from error
    if head.strip() and PRODUCT.encode() not in head:
        raise NotSavedError(
            f"{path} 已经有内容，而且不是 refundcli 写的日历，没有覆盖它；请换一个文件名"
        )
