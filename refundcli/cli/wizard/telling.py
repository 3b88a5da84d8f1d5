"""One piece of news, prompt by prompt, until it is a line of the log; `<` goes one prompt back.

What is typed is asked for last, so that leaving in between loses no words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from refundcli.case.log import Entry
from refundcli.case.text import ValueProblem
from refundcli.case.usual import pending, sent_as
from refundcli.case.values import parse
from refundcli.cli.diagnostics import note
from refundcli.cli.lines import label
from refundcli.cli.wizard.prompts import Option, Prompter, Special
from refundcli.judge.facts import Facts
from refundcli.judge.logic import evaluate
from refundcli.judge.record import with_record
from refundcli.knowledge.grammar import parse as condition
from refundcli.knowledge.news import News, Outcome

T = TypeVar("T", News, Outcome)

_BACK = (Special.BACK,)
_UNKNOWN = (Special.UNKNOWN, Special.UNAVAILABLE)


class Letter(msgspec.Struct, frozen=True):
    """A letter that was written, and to whom where there is a choice."""

    document: str
    to: str = ""

    def title(self, facts: Facts) -> str:
        """《催告函》, with its recipient where there is a choice."""
        title = facts.knowledge.documents.documents[self.document].title
        to = label("channel", self.to, facts.knowledge)
        return f"《{title}》（给{to}）" if to else f"《{title}》"


class Telling:
    """What is asked about one entry of the list."""

    def __init__(
        self, prompter: Prompter, facts: Facts, news: News, letters: Sequence[Letter]
    ) -> None:
        self.prompter = prompter
        self.facts = facts
        self.news = news
        self.letters = letters if news.letters else ()
        self.outcome: Outcome | None = None
        self.line: dict[str, Any] = {}

    def entry(self) -> Entry | None:
        """The line as it was told; None where the buyer went back to the list."""
        steps = (self._which, self._door, self._when, self._amount, self._words)
        place, step = 0, 1
        while 0 <= place < len(steps):
            answer = steps[place]()
            if answer is not None:
                step = -1 if answer is Special.BACK else 1
            place += step
        return Entry(**self.line) if place > 0 else None

    def _which(self) -> object:
        """Which outcome, or which letter; not asked where there is only one."""
        open_now = holding(self.news.outcomes, self.facts)
        options = [
            Option(f"{letter.document}:{letter.to}", letter.title(self.facts))
            for letter in self.letters
        ]
        options += [Option(name, outcome.label) for name, outcome in open_now.items()]
        only = options[0].value if len(options) == 1 else None
        chosen = only or self.prompter.choose(self.news.ask, options, _BACK, "")
        if isinstance(chosen, Special):
            return chosen
        self._take(chosen)
        return None if only else chosen

    def _take(self, chosen: str) -> None:
        document, colon, to = chosen.partition(":")
        if colon:
            kind = str(sent_as(self.facts.knowledge, document))
            self.outcome = None
            self.line = {"kind": kind, "document": document, **({"channel": to} if to else {})}
            return
        self.outcome = self.news.outcomes[chosen]
        told = {name: getattr(self.outcome, name) for name in ("kind", "by", "channel", "document")}
        self.line = {name: value for name, value in told.items() if value}

    def _door(self) -> object:
        """Where the answer comes from, if several have something before them."""
        usual = self.facts.knowledge.road.log[self.line["kind"]]
        open_doors = pending(self.facts.case, self.facts.knowledge)
        if not usual.same_door or len(open_doors) < 2:  # noqa: PLR2004 - a choice needs two
            return None
        words = self.facts.knowledge
        options = [Option(name, label("channel", name, words)) for name in open_doors]
        chosen = self.prompter.choose("是哪里的？", options, _BACK, "")
        if isinstance(chosen, str):
            self.line["channel"] = chosen
        return chosen

    def _when(self) -> object:
        """The day; an empty line is today."""
        today = f"{self.facts.today}"
        ask = self.facts.knowledge.common.questions["events.*.at"].ask
        hint = f"就是今天直接回车；别的日子照 {today} 这样写；不知道写 ?，返回写 <"
        typed = self._typed("at", ask, self.line.get("at", ""), hint)
        if typed is not Special.BACK:
            unknown = "?" if typed in _UNKNOWN else today
            self.line["at"] = typed if isinstance(typed, str) else unknown
        return typed

    def _amount(self) -> object:
        ask = self.outcome.amount if self.outcome else ""
        return self._optional("amount", ask, "例如 98.50；不知道直接回车，返回写 <")

    def _words(self) -> object:
        ask = self.outcome.words if self.outcome and "amount" not in self.line else ""
        return self._optional("text", ask, "不记得原话直接回车，返回写 <")

    def _optional(self, field: str, ask: str, hint: str) -> object:
        """Something typed that may be left out."""
        typed = self._typed(field, ask, "", hint) if ask else None
        self.line.pop(field, None)
        if isinstance(typed, str):
            self.line[field] = typed
        return typed

    def _typed(self, field: str, ask: str, default: str, hint: str) -> str | Special:
        """A line that can be logged; asked again, with what was typed, until it can."""
        question = self.facts.knowledge.common.questions[f"events.*.{field}"]
        while True:
            typed = self.prompter.text(ask, default, hint)
            if isinstance(typed, Special):
                return typed
            try:
                value = parse(question, typed)
            except ValueProblem as problem:
                note(f"{problem}")
            else:
                if not isinstance(value, date) or _day(value) <= self.facts.today:
                    return typed
                note(f"{_day(value)} 还没有到，只能记已经发生的事")
            default = typed


def holding(offered: Mapping[str, T], facts: Facts) -> dict[str, T]:
    """What is offered as the case stands: where the condition certainly holds."""
    lookup = with_record(facts, facts.get)
    return {
        name: item for name, item in offered.items() if evaluate(condition(item.when), lookup).value
    }


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
