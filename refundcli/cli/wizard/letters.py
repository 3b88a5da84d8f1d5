"""After the review: write the right document, show it bare, keep it, and offer the next one."""

from __future__ import annotations

import os
import shlex
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Final

from refundcli import api
from refundcli.case.disk import read_text, write_atomic
from refundcli.case.edit import Change
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_text
from refundcli.cli.porch import templates
from refundcli.cli.wizard.prompts import Option
from refundcli.errors import RefundError
from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from refundcli.cli.wizard.flow import Wizard

# The order in which documents are proposed: the seller first, authorities last.
ORDER: Final = ("merchant_message", "goodwill_request")
DONE: Final = "done"
EDIT: Final = "edit"
PRINT: Final = "print"
CHANGE: Final = "change"


def recommended(facts: Facts) -> str | None:
    """The first open document of the order, or None when none is open yet."""
    states = {state.id: state.open for state in assess(facts).documents}
    return next((name for name in ORDER if states.get(name)), None)


def _free(path: Path, text: str) -> Path:
    """The first name that is free, or holds this very text already."""
    number, found = 1, path
    while found.exists() and not _holds(found, text):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _holds(path: Path, text: str) -> bool:
    try:
        return read_text(path) == text
    except RefundError:
        return False


class Letters:
    """The end of a sitting: one document after the other."""

    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard
        self.document = recommended(wizard.facts)

    def run(self) -> None:
        """Write and offer until the buyer is done."""
        if self.document is None:
            self._explain()
            return
        while self.document is not None:
            path = self._write(self.document)
            self.document = self._next(path)

    def _write(self, document: str) -> Path | None:
        wizard = self.wizard
        if not wizard.interview(document) or wizard.saved is None:
            return None
        self._renew_date()
        try:
            letter = api.draft(
                document,
                wizard.saved.case,
                wizard.porch.knowledge,
                today=wizard.porch.today,
                confirmed=True,
                templates=templates(),
            )
        except RefundError as error:
            note(f"\n{error.message}")
            return None
        path = wizard.saved.path.parent / "letters" / f"{document}.txt"
        text = letter.text if letter.short_text is None else f"{letter.text}\n{letter.short_text}\n"
        note(f"\n—— {letter.document.title} ——\n")
        emit_text(letter.text)
        if letter.short_text:
            note(f"\n—— 可粘贴的短版（{len(letter.short_text)} 字） ——\n")
            emit_text(letter.short_text)
        path = self._keep(path, text)
        for item in letter.missing:
            note(f"还可以补充：{item.ask}——{item.changes}")
        for warning in letter.warnings:
            note(f"注意：{warning}")
        return path

    def _renew_date(self) -> None:
        """A day for the answer that has passed meanwhile is taken back, and the buyer told."""
        wizard = self.wizard
        stated = wizard.facts.get("demand.reply_by")
        if wizard.saved is not None and isinstance(stated, date) and stated < wizard.porch.today:
            change = [Change("demand.reply_by")]
            wizard.saved = wizard.porch.store.edit(wizard.saved, change, wizard.porch.today)
            note(f"原定请对方在 {stated} 前答复，那天已经过去；这一封改用从今天起七天。")

    def _keep(self, path: Path, text: str) -> Path:
        """Save beside a letter of other text, which the buyer may have edited, never over it."""
        free = _free(path, text)
        try:
            write_atomic(free, text)
        except RefundError as error:
            note(f"\n{error.message}；请先从屏幕上复制。")
            return free
        if free != path:
            note(f"\n原来的 {path.name} 内容不同（可能是你改过的），没有动它。")
        note(f"\n已保存到 {free}")
        return free

    def _next(self, path: Path | None) -> str | None:
        while True:
            chosen = self.wizard.prompter.choose("接下来？", self._options(path), (), DONE)
            if chosen == EDIT and path is not None:
                self._open_editor(path)
            elif chosen == PRINT and path is not None:
                emit_text(read_text(path))
            elif chosen == CHANGE and self.document is not None:
                return recommended(self.wizard.facts) if self.wizard.review(self.document) else None
            else:
                return None if chosen == DONE else str(chosen)

    def _options(self, path: Path | None) -> list[Option]:
        facts = self.wizard.facts
        kinds = facts.knowledge.documents.documents
        states = assess(facts).documents
        others = [
            Option(state.id, f"再写一份：{kinds[state.id].title}")
            for state in states
            if state.open and (state.id != self.document or path is None)
        ]
        own = [Option(PRINT, "再显示一遍"), Option(EDIT, "用编辑器修改")] if path else []
        return [Option(DONE, "结束"), *others, *own, Option(CHANGE, "修改前面的回答")]

    def _open_editor(self, path: Path) -> None:
        editor = (
            os.environ.get("VISUAL")
            or os.environ.get("EDITOR")
            or ("notepad" if os.name == "nt" else "vi")
        )
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - the buyer's own editor
        except OSError:
            note(f"打不开编辑器 {editor}；文件在 {path}，可以自己打开。")

    def _explain(self) -> None:
        """Nothing can be written yet: say why, and from when."""
        for state in assess(self.wizard.facts).documents:
            if state.id == ORDER[0] and state.why:
                from_ = f"（最早 {state.from_} 以后）" if state.from_ else ""
                note(f"\n{state.why}{from_}")
