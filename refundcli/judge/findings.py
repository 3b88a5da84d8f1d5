"""What the judge says: frozen results, each naming its rule and the answers it came from.

Advice to the buyer (`Advice`, `Missing`, `DocumentState.why`) and words to a recipient
(`write.document`) are different types, so the one can never end up in the other.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """One conclusion: the rule that fired, its reason in words, the keys it rests on."""

    rule: str
    text: str
    answers: tuple[str, ...]


class Decision(msgspec.Struct, frozen=True):
    """The outcome of one scenario; `open` are the keys that kept an earlier rule undecided."""

    scenario: str
    responsible: str
    strength: str
    stance: str
    findings: tuple[Finding, ...]
    open: tuple[str, ...]
    rule: str


class CitedArticle(msgspec.Struct, frozen=True):
    """An article that carries the conclusion, in force when it matters, applicable to the case."""

    id: str
    law: str
    short: str
    article: str
    gist: str
    why: str
    role: str
    origin: str
    """The scenario, document or refusal that cites it; `rider` for what joins any problem."""


class RemedyFound(msgspec.Struct, frozen=True):
    """What may be asked: the sum in CNY (None where it is not money) and the key it comes from.

    `working` says how the sum was worked out, `basis` which articles carry it.
    """

    kind: str
    amount: Decimal | None
    source: str
    working: str
    basis: tuple[str, ...]
    alternative: bool = False


class RefusalFound(msgspec.Struct, frozen=True):
    """What the other side said no with: what is right and wrong in it, what to do next.

    `by` are the parties that said it, `usable` says whether a counter-argument to it is honest in
    this case.
    """

    id: str
    by: tuple[str, ...]
    title: str
    right: str
    wrong: str
    ask_for: tuple[str, ...]
    next: str
    next_document: str
    usable: bool


class Missing(msgspec.Struct, frozen=True):
    """A fact not known: its `case.model.State`, its question, what it would change."""

    key: str
    state: str
    ask: str
    changes: str


class GroundResult(msgspec.Struct, frozen=True):
    """One of the grounds on which a complaint is refused: pass, risk, fail or unknown."""

    ground: str
    title: str
    status: str
    why: str
    fix: str


class DocumentState(msgspec.Struct, frozen=True):
    """Whether a document is open; if not: safety, unfit or early, why, what instead, from when."""

    id: str
    open: bool
    kind: str | None = None
    why: str | None = None
    instead: str | None = None
    from_: str | None = None


class Blocked(msgspec.Struct, frozen=True):
    """Every document is closed for safety: why, and what can honestly be done."""

    kind: str
    why: str
    instead: str


class Assessment(msgspec.Struct, frozen=True):
    """The whole judgement of a case on a day."""

    scenario: str
    also: tuple[str, ...]
    family: str
    responsible: str
    strength: str
    stance: str
    why: str
    findings: tuple[Finding, ...]
    remedies: tuple[RemedyFound, ...]
    rules: tuple[CitedArticle, ...]
    told: tuple[str, ...]
    """The problems that a letter tells and argues, the deciding one first."""
    refusals: tuple[RefusalFound, ...]
    missing: tuple[Missing, ...]
    precheck: tuple[GroundResult, ...]
    documents: tuple[DocumentState, ...]
    warnings: tuple[str, ...]
    blocked: Blocked | None
    until: datetime | date | None

    def document(self, document_id: str) -> DocumentState:
        """The state of one document."""
        return next(state for state in self.documents if state.id == document_id)


class ChecklistItem(msgspec.Struct, frozen=True):
    """One line of the evidence checklist; `lacks` are keys a held item should show and does not."""

    kind: str
    title: str
    need: str
    status: str
    number: int | None
    must_show: str
    lacks: tuple[str, ...]
    proves: str
    how: str
    held_by: str
    substitute: str
    urgent: int


class Checklist(msgspec.Struct, frozen=True):
    """All items, most perishable first; `score` is the percentage of wanted proof that is held."""

    items: tuple[ChecklistItem, ...]
    score: int


class RefusalRead(msgspec.Struct, frozen=True):
    """A refusal found in an answer, with the words that show it."""

    found: RefusalFound
    words: tuple[str, ...]


class Reading(msgspec.Struct, frozen=True):
    """An answer of the other side, read: `kind` is the event it makes.

    `offer` names what it offers short of what was asked, empty for none; `until` is the day it
    names itself.
    """

    text: str
    by: str
    kind: str
    refusals: tuple[RefusalRead, ...]
    offer: tuple[str, ...]
    until: date | None
    advice: tuple[str, ...]
