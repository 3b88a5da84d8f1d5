"""What may be done after a letter: the documents that are open, along the road from here; pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from refundcli.cli.wizard.prompts import Option
from refundcli.judge.facts import Facts
from refundcli.judge.findings import DocumentState

DONE: Final = "done"
STOP: Final = "stop"
EDIT: Final = "edit"
PRINT: Final = "print"
CHANGE: Final = "change"
PAPER: Final = "paper"
NEWS: Final = "news"
# Whoever took the money and vanished is a matter for the police before anybody is written to.
FIRST: Final = ("police_statement", "merchant_message", "goodwill_request")


def recommended(states: Sequence[DocumentState]) -> str | None:
    """The document to begin with, or None when none of them is open yet."""
    is_open = {state.id: state.open for state in states}
    return next((name for name in FIRST if is_open.get(name)), None)


def onward(states: Sequence[DocumentState], current: str | None) -> tuple[str, ...]:
    """The open documents: those further along the road, then those left behind, this one last."""
    names = [state.id for state in states]
    place = names.index(current) + 1 if current in names else 0
    is_open = {state.id: state.open for state in states}
    return tuple(name for name in (*names[place:], *names[:place]) if is_open[name])


class Found(msgspec.Struct, frozen=True):
    """How the case stands: its documents, the letter at hand, the one planned, those written."""

    states: Sequence[DocumentState]
    current: str | None
    planned: str | None
    written: Collection[str]


def options(facts: Facts, found: Found) -> list[Option]:
    """The end first, then what may be written next, what happened, this letter, the answers."""
    kinds = facts.knowledge.documents.documents
    offered = [
        name
        for name in onward(found.states, found.current)
        # To another recipient the same document may be written again.
        if name != found.current or kinds[name].recipients
    ]
    offered.sort(key=lambda name: name != found.planned)
    others = [Option(name, _offer(name, kinds[name].title, found)) for name in offered]
    current = found.current
    # What is printed and handed in may be wanted as paper.
    paper = [Option(PAPER, "存成 Word 文档")] if current and kinds[current].headed else []
    own = [*paper, Option(PRINT, "再显示一遍"), Option(EDIT, "用编辑器修改")] if current else []
    end = [Option(CHANGE, "修改前面的回答"), Option(STOP, "这件事了结了（已解决，或不追了）")]
    news = Option(NEWS, "有新情况要记（商家回复了、钱退回来了等）")
    return [Option(DONE, "结束，以后可以接着办"), *others, news, *own, *end]


def _offer(name: str, title: str, found: Found) -> str:
    again = "（写过）" if name in found.written else ""
    return f"{'现在该写' if name == found.planned else '再写'}：{title}{again}"
