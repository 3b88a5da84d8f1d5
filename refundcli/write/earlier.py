"""Letters that the same recipient has had: what they told is referred to, not told again.

What an earlier letter said is not stored. It is worked out by writing it anew from the answers, on
its day and with the log as it stood before it; what does not come out the same was not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

import msgspec

from refundcli.case.model import Case, Event, Evidence, Value
from refundcli.errors import RefundError
from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.write.document import Document, Sentence

# The parts of a letter in which a problem tells what happened, and argues.
_EVENTS: Final = 2
_ARGUMENTS: Final = 4
_SEEN: Final = "facts."
# What is recorded as time goes on.
_LATER: Final = ("events.", "evidence.", "problems.")
_REFERENCES: Final = frozenset({"earlier.events", "earlier.grounds"})

Write = Callable[[str, Facts, Assessment], Document]
Statement = tuple[str, tuple[str, ...], tuple[str, ...]]


class Earlier(msgspec.Struct, frozen=True):
    """A letter that went out: its event, its kind, its day, what it stated, which problems."""

    event: str
    document: str
    day: date
    stated: frozenset[Statement] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """The record it rests on."""
        return (f"events.{self.event}",)


def sent_to(channel: str, facts: Facts, write: Write) -> tuple[Earlier, ...]:
    """What the recipient has had so far, in order."""
    return tuple(
        _earlier(event, event.day, facts, write)
        for event in facts.case.events
        if event.day and event.by in ("buyer", None) and _goes_to(event, facts) == channel
    )


def _goes_to(event: Event, facts: Facts) -> str:
    """The channel on which a letter that tells the matter went out; empty for any other line."""
    kind = facts.knowledge.documents.documents.get(event.document or "")
    return (event.channel or kind.channel) if kind and kind.tells else ""


def _earlier(event: Event, day: date, facts: Facts, write: Write) -> Earlier:
    document = event.document or ""
    then = Facts(_before(event, day, facts.case), facts.knowledge, day)
    found = assess(then)
    try:
        stated = frozenset(_statement(item) for item in write(document, then, found).sentences())
    except RefundError:
        # By today's answers it could not have been written: what it said is not known.
        return Earlier(event.id, document, day)
    return Earlier(event.id, document, day, stated, frozenset(found.told))


def _before(event: Event, day: date, case: Case) -> Case:
    """The case as far as it had come: what was to happen yet is gone, every problem is open."""
    earlier = case.events[: case.events.index(event)]
    kept = {f"events.{item.id}" for item in earlier}
    kept |= {f"evidence.{item.id}" for item in case.evidence if _held(item, day)}
    answers = {
        key: value
        for key, value in case.answers.items()
        if (key.rpartition(".")[0] in kept if key.startswith(_LATER) else _known(key, value, day))
    }
    return Case(answers, case.unknown, case.unavailable, case.skipped)


def _held(item: Evidence, day: date) -> bool:
    """Whether the item is known to have been there: of any other the letter may not have spoken."""
    taken = item.captured_at
    return taken is not None and (taken.date() if isinstance(taken, datetime) else taken) <= day


def _known(key: str, value: Value, day: date) -> bool:
    """Whether what was seen had been seen by that day; a day that was still to come had not."""
    moments = value if isinstance(value, tuple) else (value,)
    days = (m.date() if isinstance(m, datetime) else m for m in moments)
    return not key.startswith(_SEEN) or all(
        moment <= day for moment in days if isinstance(moment, date)
    )


def _statement(sentence: Sentence) -> Statement:
    """A sentence whoever speaks in it: its id, what it rests on, what it cites."""
    return sentence.id, sentence.facts, sentence.rules


def shortened(document: Document, earlier: tuple[Earlier, ...], detail: int) -> Document:
    """The letter without details that its recipient has read; the reference stays if any went.

    `detail` is the priority from which on a sentence is a detail, 0 where all is told again.
    """
    told = {statement for letter in earlier for statement in letter.stated}
    parts = [item for item in document.sentences() if item.part in (_EVENTS, _ARGUMENTS)]
    events = [item.priority for item in parts if item.part == _EVENTS]
    # What is wrong is always said, however little of it: of the events at least the first.
    core = min(events, default=0)
    gone = [
        item
        for item in parts
        if detail
        and item.priority >= detail
        and (item.part == _ARGUMENTS or item.priority > core)
        and not item.leads_on
        and _statement(item) in told
    ]
    stays = "earlier.grounds" if any(item.rules for item in gone) else "earlier.events"
    idle = _REFERENCES - ({stays} if gone else set())
    return document.without(frozenset({*idle, *(item.id for item in gone)}))
