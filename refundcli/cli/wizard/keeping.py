"""Letters are kept beside those that are there, never over what the buyer may have edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from refundcli.case.disk import read_text, write_atomic
from refundcli.cli.diagnostics import note
from refundcli.errors import RefundError
from refundcli.knowledge.load import Knowledge

if TYPE_CHECKING:
    from refundcli.write.compose import Letter


def text_of(letter: Letter) -> str:
    """What is kept of a letter: the short form stands below the long one."""
    return letter.text if letter.short_text is None else f"{letter.text}\n{letter.short_text}\n"


def free(path: Path, content: str | bytes) -> Path:
    """The first name that is free, or holds this very content already."""
    number, found = 1, path
    while found.exists() and not _holds(found, content):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def keep(path: Path, content: str | bytes) -> Path:
    """Save beside a letter of other text, which the buyer may have edited, never over it."""
    found = free(path, content)
    try:
        write_atomic(found, content)
    except RefundError as error:
        note(f"\n{error.message}；请先从屏幕上复制。")
        return found
    if found != path:
        note(f"\n原来的 {path.name} 内容不同（可能是你改过的），没有动它。")
    note(f"\n已保存到 {found}")
    return found


def on_paper(letter: Letter, path: Path, knowledge: Knowledge) -> None:
    """The letter as a Word file beside its text."""
    from refundcli.deliver.docx import paper  # noqa: PLC0415 - takes long to load

    if path.exists() and not _holds(path, text_of(letter)):
        note("\n在编辑器里改过的地方不在 Word 文档里，要在 Word 里再改一次。")
    keep(path.with_suffix(".docx"), paper(letter, knowledge))


def _holds(path: Path, content: str | bytes) -> bool:
    try:
        found = read_text(path) if isinstance(content, str) else path.read_bytes()
    except (RefundError, OSError):
        return False
    return found == content
