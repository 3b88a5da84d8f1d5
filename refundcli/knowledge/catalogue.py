"""The shapes of the files that every scenario shares: documents, channels, refusals, words."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date
from typing import Literal

import msgspec

from refundcli.knowledge.filing import Attachments
from refundcli.knowledge.road import Door
from refundcli.knowledge.schema import (
    ClosedKind,
    Question,
    Rider,
    Rule,
    Shape,
    Source,
    Stance,
    ValueType,
)


class Closing(Shape, frozen=True, kw_only=True):
    """Why a document is closed, and what to use instead."""

    when: str = "true"
    kind: ClosedKind
    why: str
    instead: str = ""
    until: str = ""
    """For `early`: the key of the day from which it is right, where the rule names none."""


class Recipient(Shape, frozen=True, kw_only=True):
    """One of several channels a document may be addressed to."""

    when: str = "true"
    """It is the usual one while this is true; of several the first."""
    closed: Closing | None = None
    """Why it would be wrong to write there."""


class DocumentKind(Shape, frozen=True, kw_only=True):
    """One document: its recipient, its limit, what it requires and when it is open."""

    title: str
    channel: str
    to: str
    limit: int | None = None
    short_limit: int | None = None
    open_for: tuple[Stance, ...]
    requires: tuple[str, ...]
    """Keys without which it does not come into being; of `a|b` one will do."""
    requires_when: dict[str, str] = msgspec.field(default_factory=dict)
    """Keys required only while a condition holds: a guardian's name for a minor, say."""
    asks: tuple[str, ...] = ()
    """Further keys the interview puts for this document, none of them indispensable."""
    demands: bool = True
    """Carries demands, and so needs a date; and a sum where money is asked."""
    tells: bool = True
    """Tells what happened, and so needs the facts without which that cannot be said."""
    recipients: dict[str, Recipient] = msgspec.field(default_factory=dict)
    """Channels it may be addressed to; empty where there is only one."""
    basis: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Role -> articles that this document cites whatever the problem: of procedure, say."""
    cites_evidence: bool = True
    headed: bool = False
    """Printed and handed in or signed: its title stands on top of the plain text."""
    paper: str = ""
    """Its title on paper, where the working title is not what one would hand in."""
    form: bool = False
    """Goes into a form that asks for a reason to be ticked."""
    again: int = 0
    """Of what its recipient has read in an earlier letter, sentences from this priority on are left
    out; 0: all is told again, as to somebody who reads it as a matter of its own."""
    answers_refusals: bool = False
    """Answers what the other side said no with."""
    joined: bool = True
    """Whether the interview puts the questions of modifiers for it."""
    closed: tuple[Closing, ...] = ()
    """Closings of this document alone, whatever the stance; the first that is true holds."""
    otherwise: Closing | None = None
    """The closing when the stance is not one of `open_for`; without it the stance's own."""


class StanceKind(Shape, frozen=True, kw_only=True):
    """The position a buyer may honestly take."""

    title: str
    rank: int
    """Of several problems in one case the lowest rank leads."""
    closed: Closing
    owed: bool = True
    """By the buyer's own account something is or may be owed, so that there is much to prove."""


class Ground(Shape, frozen=True, kw_only=True):
    """One ground of refusal: the first of fail, risk, pass that is true; else unknown."""

    title: str
    fail: str = ""
    risk: str = ""
    passes: str = ""
    why: str = ""
    fix: str = ""


class Channel(Shape, frozen=True, kw_only=True):
    """One door."""

    title: str
    entry: str = ""
    source: Source | None = None
    verified_on: date | None = None
    recheck_by: date | None = None
    grounds: dict[str, Ground] = msgspec.field(default_factory=dict)
    door: Door | None = None
    files: dict[str, Attachments] = msgspec.field(default_factory=dict)
    """What may be attached, by document; for a document that is not named it is not known."""


class Advice(Shape, frozen=True, kw_only=True):
    """Advice to the buyer, never part of a document.

    `documents` are those beside which it is shown; none: beside the judgement; `end`: when a case
    is over.
    """

    when: str = "true"
    documents: tuple[str, ...] = ()
    at_once: bool = False
    """Keeps a loss from growing: said as soon as the answers show it, before any letter."""
    text: str


class AdviceFile(Shape, frozen=True, kw_only=True):
    """advice.toml."""

    advice: tuple[Advice, ...]


class Refusal(Shape, frozen=True, kw_only=True):
    """One way in which merchants say no, and the honest answer to it.

    Its counter-argument is `templates/refusals/<id>.j2`; `basis` roles are cited there as
    `<id>.<role>`.
    """

    title: str
    says: tuple[str, ...]
    """Regular expressions looked for in their words; replies.toml tells how these are read."""
    even_in: tuple[Literal["question", "condition"], ...] = ()
    """It is proposed or asked for rather than stated: said in a question, say, it still counts."""
    offer: bool = False
    """It offers something short of what is due: agreement to the rest does not take it away."""
    alone: bool = False
    """Heard only where no other is: it gives no reason."""
    makes: Literal["refused", "stalled", "replied"] = "refused"
    """The kind of event that such an answer is."""
    weight: int = 3
    """Of several the heaviest says which kind of event the answer is."""
    examples: tuple[str, ...]
    others: tuple[str, ...]
    """Words that come near and are not this refusal."""
    right: str
    wrong: str
    ask_for: tuple[str, ...] = ()
    """Kinds of evidence to ask the other side for."""
    next: str
    next_document: str
    when: str = "true"
    """Without it the counter-argument would not be honest."""
    basis: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Refusals(Shape, frozen=True, kw_only=True):
    """refusals.toml."""

    refusals: dict[str, Refusal]


class Screen(Shape, frozen=True, kw_only=True):
    """A question put as one checkbox list."""

    ask: str
    unsure: str


class Computed(Shape, frozen=True, kw_only=True):
    """A key worked out from others."""

    type: ValueType
    inputs: tuple[str, ...]
    title: str
    params: dict[str, str] = msgspec.field(default_factory=dict)
    """Numbers that the law sets, as decimal text: `{factor = "3", least = "500"}`."""


class Questions(Shape, frozen=True, kw_only=True):
    """questions.toml: every key outside a scenario's own facts."""

    groups: dict[str, str]
    joins: dict[str, str]
    """Modifier scenarios that join a case by themselves while a condition is true."""
    alarms: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Question -> regular expressions: such words in a story only raise the question."""
    requests: tuple[str, ...] = ()
    """Regular expressions: words by which a message asks for a solution, not only how it stands."""
    readings: dict[str, dict[str, tuple[str, ...]]] = msgspec.field(default_factory=dict)
    """What the words of a platform's decision, or of a rejected complaint, come to: the first."""
    faced: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Question -> words that raise nothing any more once it has been answered."""
    screens: dict[str, Screen]
    questions: dict[str, Question]
    computed: dict[str, Computed]


class Documents(Shape, frozen=True, kw_only=True):
    """documents.toml."""

    stances: dict[str, StanceKind]
    documents: dict[str, DocumentKind]


class Channels(Shape, frozen=True, kw_only=True):
    """channels.toml: doors, gates that close everything, riders that join any problem."""

    channels: dict[str, Channel]
    gates: tuple[Rule, ...] = ()
    riders: tuple[Rider, ...] = ()


class Words(Shape, frozen=True, kw_only=True):
    """words.toml: Chinese names of ids and the few phrases that are neither law nor letter."""

    families: dict[str, str]
    responsible: dict[str, str]
    strength: dict[str, str]
    degree: dict[str, str]
    """The same after 强度."""
    status: dict[str, str]
    need: dict[str, str]
    remedies: dict[str, str]
    precheck: dict[str, str]
    points: dict[str, str]
    """How a point to be proved stands."""
    holders: dict[str, str]
    """Who else holds records of it."""
    doors: dict[str, str]
    phrases: dict[str, str]
