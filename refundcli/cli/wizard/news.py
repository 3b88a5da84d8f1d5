"""发生了什么新情况？ What happened since goes on record, one short list at a time.

The list and its words stand in news.toml; a line is saved as soon as it has been told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refundcli.case.edit import Change
from refundcli.case.file import storable
from refundcli.case.log import Entry
from refundcli.case.usual import sent_as
from refundcli.case.values import parse
from refundcli.cli import lines
from refundcli.cli.actions.log import taken_for_granted
from refundcli.cli.diagnostics import note
from refundcli.cli.logbook import append, denied
from refundcli.cli.wizard.prompts import Option, Special
from refundcli.cli.wizard.telling import Letter, Telling, holding
from refundcli.errors import NotSavedError, RefundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refundcli.cli.wizard.flow import Wizard
    from refundcli.knowledge.news import News as Item

NONE: Final = "none"
SENT: Final = "sent"
LATER: Final = "later"
_BACK: Final = (Special.BACK,)
_SENT: Final = (Option(LATER, "还没有，以后再说"), Option(SENT, "发出去了，记在今天"))
_AGAIN: Final = (Option("again", "再存一次"), Option("leave", "先不记了"))


class News:
    """What the buyer tells in one sitting."""

    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard
        self._kept: dict[Letter, None] = {}

    def written(self) -> tuple[Letter, ...]:
        """The letters that have been written for this case, by their files."""
        found = self.wizard.saved
        folder = found.path.parent / "letters" if found else None
        names = sorted(path.stem for path in folder.glob("*.txt")) if folder else []
        kinds = self.wizard.porch.knowledge.documents.documents
        letters = []
        for name in names:
            document, _, rest = name.partition("-")
            to = rest.partition("-")[0]
            if document in kinds:
                letters.append(Letter(document, to if to in kinds[document].recipients else ""))
        return tuple(dict.fromkeys(letters))

    def catch_up(self) -> None:
        """All that happened since a letter was written or a line logged, until nothing is told."""
        found = self.wizard.saved
        due = found is not None and bool(found.case.log or self.written())
        while due and self.tell():
            pass

    def tell(self) -> bool:
        """One piece of news, on record before this returns; False where there is none."""
        while True:
            offered = holding(self.wizard.porch.knowledge.news, self.wizard.facts)
            options = [Option(name, item.label) for name, item in offered.items()]
            options = [Option(NONE, "没有，接着办"), *options]
            chosen = self.wizard.prompter.choose("发生了什么新情况？", options, (), NONE)
            item = offered.get(str(chosen))
            if item is None:
                return False
            if self._told(item):
                return True

    def went_out(self, document: str) -> bool:
        """Whether the log says that a letter was sent."""
        return any(event.document == document for event in self.wizard.facts.case.events)

    def kept(self, letter: Letter, *, new: bool) -> None:
        """A letter was kept in this sitting: to be asked about, unless just this one went out."""
        out = not new and self.went_out(letter.document)
        if sent_as(self.wizard.porch.knowledge, letter.document) and not out:
            self._kept[letter] = None

    def sent(self) -> None:
        """Ask once which of the letters of this sitting have gone out, and put that on record."""
        prompter, letters = self.wizard.prompter, list(self._kept)
        self._kept.clear()
        titles = [letter.title(self.wizard.facts) for letter in letters]
        options = [Option(f"{number}", title) for number, title in enumerate(titles)]
        chosen: Sequence[str] | Special = []
        if len(letters) == 1:
            ask = f"{titles[0]}发出去（交上去）了吗？"
            chosen = ["0"] if prompter.choose(ask, _SENT, (), LATER) == SENT else []
        elif letters:
            chosen = prompter.check("哪些已经发出去（交上去）了？都没有就直接回车", options, [])
        for number in () if isinstance(chosen, Special) else chosen:
            self._log_sent(letters[int(number)])

    def _log_sent(self, letter: Letter) -> None:
        kind, to = sent_as(self.wizard.porch.knowledge, letter.document), letter.to or None
        day = self.wizard.porch.today
        self._record(Entry(at=day, kind=kind, document=letter.document, channel=to))

    def _told(self, item: Item) -> bool:
        if item.sets:
            return self._answer(item.sets, item.said)
        if item.corrects:
            return self._take_back()
        knowledge = self.wizard.porch.knowledge
        letters = [letter for letter in self.written() if sent_as(knowledge, letter.document)]
        entry = Telling(self.wizard.prompter, self.wizard.facts, item, letters).entry()
        return entry is not None and self._record(entry)

    def _take_back(self) -> bool:
        """The line that was put down wrongly counts no more; what is right is told anew."""
        case, knowledge = self.wizard.facts.case, self.wizard.porch.knowledge
        options = [
            Option(event.id, lines.told(event, case, knowledge)) for event in reversed(case.events)
        ]
        chosen = self.wizard.prompter.choose("哪一条记错了？作废以后可以重新记", options, _BACK, "")
        return isinstance(chosen, str) and self._record(Entry(corrects=chosen))

    def _record(self, entry: Entry) -> bool:
        """Save the line; what was told is kept until the disk takes it or the buyer leaves it."""
        wizard = self.wizard
        if wizard.saved is None:  # pragma: no cover - nothing happens to a case that is not saved
            return False
        try:
            wizard.saved, event = append(wizard.porch, wizard.saved, entry)
        except NotSavedError as error:
            note(error.message)
            again = wizard.prompter.choose("刚才说的还在。腾出空间后再存？", _AGAIN, (), "again")
            return again == "again" and self._record(entry)
        except RefundError as error:
            note(error.message)
            return False
        note(f"已记下 {event.id}：{lines.told(event, wizard.facts.case, wizard.porch.knowledge)}")
        for line in taken_for_granted(entry, event, wizard.saved.id):
            note(line)
        wizard.confirmed.stated([f"events.{event.id}"], wizard.facts)
        out_of_date = dict.fromkeys(denied(event, wizard.facts), "false")
        if out_of_date:
            self._answer(out_of_date, "")
        return True

    def _answer(self, given: Mapping[str, str], said: str) -> bool:
        """Answers that follow from what was told."""
        wizard = self.wizard
        questions = wizard.porch.knowledge.questions_of(wizard.facts.scenarios)
        changes = [
            Change(key, storable(parse(questions[key], value))) for key, value in given.items()
        ]
        try:
            wizard.save(changes)
        except RefundError as error:
            note(error.message)
            return False
        wizard.confirmed.stated(given, wizard.facts)
        if said:
            note(said)
        return True
