"""Every document of a case that can be written today, for one recipient or for all."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from refundcli.errors import (
    DocumentClosedError,
    DoesNotFitError,
    InvalidInputError,
    MissingFactsError,
    RefundError,
)
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.judge.missing import ask_of
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.write.compose import Letter, Wish, compose
from refundcli.write.templates import Templates

ANY = "any"
"""The channel of what goes to whoever reads it: the list of the evidence."""
LIST = "evidence_list"


class Unwritten(msgspec.Struct, frozen=True):
    """A document that is open and lacks something: its keys with their questions, or why."""

    id: str
    title: str
    channel: str
    keys: tuple[str, ...]
    asks: tuple[str, ...]
    why: str


class Shut(msgspec.Struct, frozen=True):
    """A document that is closed for this case, and why."""

    id: str
    title: str
    channel: str
    why: str


class Papers(msgspec.Struct, frozen=True):
    """What could be written, what could not, and the list of the evidence if there is one."""

    letters: tuple[Letter, ...]
    unwritten: tuple[Unwritten, ...]
    shut: tuple[Shut, ...]
    evidence_list: Letter | None

    def of(self, channel: str) -> tuple[Letter, ...]:
        """The letters that go to one channel."""
        return tuple(letter for letter in self.letters if letter.channel == channel)


def papers(
    facts: Facts, assessment: Assessment, channel: str | None, templates: Templates | None
) -> Papers:
    """Write all that is open, in the order of documents.toml; `channel` None means everybody."""
    kinds = facts.knowledge.documents.documents
    wanted = (name for name, kind in kinds.items() if _goes_to(kind, channel))
    found = [_written(name, facts, assessment, channel, templates) for name in wanted]
    proof = _written(LIST, facts, assessment, None, templates)
    return Papers(
        letters=tuple(one for one in found if isinstance(one, Letter)),
        unwritten=tuple(one for one in found if isinstance(one, Unwritten)),
        shut=tuple(one for one in found if isinstance(one, Shut)),
        evidence_list=proof if isinstance(proof, Letter) else None,
    )


def _goes_to(kind: DocumentKind, channel: str | None) -> bool:
    if kind.channel == ANY:
        return False
    return channel is None or channel == kind.channel or channel in kind.recipients


def _written(
    name: str,
    facts: Facts,
    assessment: Assessment,
    channel: str | None,
    templates: Templates | None,
) -> Letter | Unwritten | Shut:
    kind = facts.knowledge.documents.documents[name]
    to = channel if channel in kind.recipients else None
    meant = to or kind.channel
    try:
        return compose(name, facts, assessment, Wish(to=to, templates=templates))
    except DocumentClosedError as error:
        state = assessment.document(name)
        why = state.why if not state.open else error.message.partition("：")[2]
        return Shut(name, kind.title, meant, f"{why or ''}{_from(state.from_)}")
    except (MissingFactsError, DoesNotFitError, InvalidInputError) as error:
        asks = tuple(_asks(error, facts)) if isinstance(error, MissingFactsError) else ()
        return Unwritten(name, kind.title, meant, error.keys, asks, error.message)


def _from(day: str | None) -> str:
    return f"（最早 {day} 以后）" if day else ""


def _asks(error: RefundError, facts: Facts) -> Iterator[str]:
    for key in error.keys:
        yield ask_of(key, facts)
