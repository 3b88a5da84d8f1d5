"""After the review: write the right document, show it bare, keep it, and offer the next one."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Final

import msgspec

from refundcli import api
from refundcli.case.disk import read_text
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_text
from refundcli.cli.porch import templates
from refundcli.cli.wizard import keeping, menu
from refundcli.cli.wizard.ahead import taken_up
from refundcli.cli.wizard.news import News
from refundcli.cli.wizard.prompts import Option
from refundcli.cli.wizard.telling import Letter as Written
from refundcli.errors import RefundError
from refundcli.judge.assess import assess
from refundcli.judge.interview import FIRST_DOCUMENT
from refundcli.write.document import length
from refundcli.write.setting import recipients

if TYPE_CHECKING:
    from pathlib import Path

    from refundcli.cli.wizard.flow import Wizard
    from refundcli.write.compose import Letter

TRUE: Final = "yes"
EDIT: Final = "edit"
_CONFIRM: Final = (
    Option(TRUE, "都属实，存下来"),
    Option(EDIT, "有不对的，修改一项"),
    Option("leave", "先不写这一份"),
)


class Letters:
    """The end of a sitting: one document after the other."""

    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard
        self.news = News(wizard)
        self.document: str | None = None
        self.planned: str | None = None
        self.path: Path | None = None
        self.letter: Letter | None = None

    def run(self) -> bool:
        """Write and offer until the buyer leaves it; True when the matter is over for them."""
        if self.wizard.facts.case.events:
            # Nothing is written unasked once something has happened: the plan proposes.
            self.planned = taken_up(self.wizard)
        else:
            self.document = menu.recommended(assess(self.wizard.facts).documents)
            if self.document is None:
                self._explain()
                return False
        while True:
            self.path = self._write(self.document) if self.document else None
            chosen = self._next()
            if chosen == menu.DONE:
                self.news.sent()
            if chosen in (menu.DONE, menu.STOP):
                return chosen == menu.STOP
            if chosen != menu.CHANGE:
                self.document = chosen
            elif not self._change():
                return False

    def _change(self) -> bool:
        """Review the answers again; the letter is then written anew, or the one that fits now."""
        if not self.wizard.review(self.document or FIRST_DOCUMENT):
            return False
        states = assess(self.wizard.facts).documents
        if self.document is not None and self.document not in menu.onward(states, None):
            self.document = menu.recommended(states)
        return self.document is not None or bool(self.wizard.facts.case.events)

    def _write(self, document: str) -> Path | None:
        """One document, from what it still needs to the file; None when it was not written."""
        to = ""
        while self.wizard.interview(document):
            to = to or self._recipient(document)
            letter = self._drafted(document, to)
            if letter is None:
                return None
            self._show(letter)
            said = self._confirmed(letter)
            if said == TRUE:
                return self._finish(msgspec.structs.replace(letter, confirmed=True), to)
            if said != EDIT:
                return None
            self.wizard.edit_one(document)
        return None

    def _recipient(self, document: str) -> str:
        """Whom it is written to; asked where there is a choice."""
        facts = self.wizard.facts
        possible = recipients(document, facts)
        if len(possible) == 1:
            return possible[0]
        names = facts.knowledge.common.questions["events.*.channel"].choices
        options = [Option(item.value, item.label) for item in names if item.value in possible]
        return str(self.wizard.prompter.choose("写给谁？", options, (), possible[0]))

    def _drafted(self, document: str, to: str) -> Letter | None:
        wizard = self.wizard
        try:
            return api.draft(
                document,
                wizard.facts.case,
                wizard.porch.knowledge,
                today=wizard.porch.today,
                to=to,
                templates=templates(),
            )
        except RefundError as error:
            note(f"\n{error.message}")
            return None

    def _show(self, letter: Letter) -> None:
        note(f"\n—— {letter.document.title} ——\n")
        emit_text(letter.text)
        if letter.short_text:
            note(f"\n—— 可粘贴的短版（{length(letter.short_text)} 字） ——\n")
            emit_text(letter.short_text)
        if letter.omitted:
            note(f"\n为了不超过 {letter.limit} 字，省去了 {len(letter.omitted)} 句。")
            case = self.wizard.saved.id if self.wizard.saved else ""
            note(
                f"能传附件的地方，可以把全文存成 Word 一起交："
                f"refundcli draft {letter.kind} {case} --full -o {letter.kind}.docx"
            )

    def _confirmed(self, letter: Letter) -> str:
        """No letter is final before the buyer has said that what it says is true."""
        confirmed, facts = self.wizard.confirmed, self.wizard.facts
        if confirmed.covers(letter.document, facts):
            return TRUE
        said = self.wizard.prompter.choose("信里写的都属实吗？", _CONFIRM, (), TRUE)
        if said == TRUE:
            confirmed.read(letter.document, facts)
        return str(said)

    def _finish(self, letter: Letter, to: str) -> Path | None:
        """Keep the letter, and say beside it what belongs beside it."""
        wizard = self.wizard
        if wizard.saved is None:  # pragma: no cover - what was asked for is saved
            return None
        several = len(recipients(letter.kind, wizard.facts)) > 1
        name = f"{letter.kind}-{to}.txt" if several else f"{letter.kind}.txt"
        self.letter, text = letter, keeping.text_of(letter)
        place = wizard.saved.path.parent / "letters" / name
        new = not keeping.free(place, text).exists()
        path = keeping.keep(place, text)
        wizard.tell(f"还可以补充：{item.ask}——{item.changes}" for item in letter.missing)
        wizard.tell(f"注意：{warning}" for warning in letter.warnings)
        self.news.kept(Written(letter.kind, to if several else ""), new=new)
        return path

    def _next(self) -> str:
        """What is chosen after a letter, once nothing more is wanted of this one."""
        while True:
            states = assess(self.wizard.facts).documents
            current = self.document if self.path else None
            written = {letter.document for letter in self.news.written()}
            found = menu.Found(states, current, self.planned, written)
            listed = menu.options(self.wizard.facts, found)
            chosen = str(self.wizard.prompter.choose("接下来？", listed, (), menu.DONE))
            if chosen == menu.EDIT and self.path is not None:
                self._open_editor(self.path)
            elif chosen == menu.PRINT and self.path is not None:
                emit_text(read_text(self.path))
            elif chosen == menu.PAPER and self.path is not None and self.letter is not None:
                keeping.on_paper(self.letter, self.path, self.wizard.porch.knowledge)
            elif chosen == menu.NEWS:
                if self.news.tell():
                    self.planned = taken_up(self.wizard)
            else:
                return chosen

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
            if state.id == FIRST_DOCUMENT and state.why:
                from_ = f"（最早 {state.from_} 以后）" if state.from_ else ""
                note(f"\n{state.why}{from_}")
