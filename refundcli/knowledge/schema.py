"""The shapes of everything under knowledge/: frozen, strict, and without a single Chinese word of content.

Loading converts TOML into these with unknown keys forbidden. Whole-base checks (dangling references, dates,
reachability) are tests; what stands here is what one file can be checked for on its own.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

ValueType = Literal[
    "text",
    "longtext",
    "code",
    "phone",
    "money",
    "number",
    "time",
    "date",
    "dates",
    "duration",
    "choice",
    "choices",
    "yesno",
    "keys",
]
Responsible = Literal["merchant", "platform", "buyer", "shared", "unclear"]
Strength = Literal["strong", "fair", "weak", "none"]
Stance = Literal["claim", "demand", "wait", "clarify", "goodwill", "stop"]
ClosedKind = Literal["safety", "unfit", "early"]
Need = Literal["required", "recommended", "optional"]
RemedyKind = Literal[
    "refund", "reissue", "partial_refund", "stop_renewal", "compensation", "records"
]


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base: frozen and strict; the shapes themselves take keywords only."""


class Source(Shape, kw_only=True):
    """Where a fact can be checked."""

    title: str
    url: str


class Choice(Shape, kw_only=True):
    """One answer: `value` is the id, `label` what the buyer reads, `word` what a letter writes for it."""

    value: str
    label: str
    word: str = ""


class Question(Shape, kw_only=True):
    """One key of the case: its prompt, its `--set` key, its place in a file and in JSON."""

    ask: str
    type: ValueType
    group: str = ""
    why: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    when: str = "true"
    """Asked only while this is true."""
    labels: tuple[str, ...] = ()
    """Words before a colon by which a pasted block names this key."""
    tense: Literal["", "past", "future"] = ""
    """A date that may not lie in the future, or not in the past."""
    not_before: str = ""
    """Another date key; a value before it is a slip."""
    mask: Literal["", "code", "phone", "id_number"] = ""
    screen: str = ""
    """Questions of one screen are put together, one checkbox each; `tick` is the value a tick stands for."""
    tick: str = ""
    tick_label: str = ""
    clear: str = ""
    """The value when the box stays empty."""


class Article(Shape, kw_only=True):
    """One article, paragraph or item, in our own words."""

    article: int
    paragraph: int = 0
    item: int = 0
    gist: str
    not_for: str = ""
    governs: Literal["purchase", "charge", "conduct", "filing"]
    applies: str = "true"
    doubt: str = ""


class Law(Shape, kw_only=True):
    """One law file; its articles inherit dates and source."""

    title: str
    short: str
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    recheck_by: date
    source: Source
    doubt: str = ""
    articles: dict[str, Article]


class Remedy(Shape, kw_only=True):
    """What may be asked: `amount` names a computed or stated sum, `basis` the roles of the rule that carry it."""

    kind: RemedyKind
    amount: str = ""
    working: str = ""
    basis: tuple[str, ...] = ()


class Rule(Shape, kw_only=True):
    """First rule that is certainly true decides, provided that every rule before it is certainly false."""

    id: str
    when: str
    responsible: Responsible
    strength: Strength
    stance: Stance
    why: str
    stronger_when: str = ""
    """Evidence that lifts the strength to strong; it may only name what is held, so evidence never weakens."""
    stronger_why: str = ""
    basis: dict[str, tuple[str, ...]] = {}
    """Role (duty, remedy, proof ...) -> article ids; templates cite by role."""
    remedies: tuple[Remedy, ...] = ()
    lenient: bool = False
    """An open answer here does not hold up the rules after it: for what only a confirmed answer can bring about."""
    until: str = ""
    """For `wait`: the key of the moment from which it is right."""
    instead: str = ""
    """What can honestly be done when documents are closed."""


class EvidenceNeed(Shape, kw_only=True):
    """One line of a scenario's checklist; words that differ from evidence.toml are given here."""

    kind: str
    need: Need
    proves: str = ""


class Scenario(Shape, kw_only=True):
    """One problem: questions, rules, evidence. Its sentences stand in templates/scenarios/<id>.j2."""

    family: Literal["delivery", "information", "service", "special"]
    title: str
    hint: str = ""
    modifier: bool = False
    """No ground of its own: joins another scenario."""
    implies: dict[str, str] = {}
    """Answers that choosing this scenario states, such as the kind of goods."""
    ask: tuple[str, ...]
    """The decisive questions in the order in which they are put."""
    event: tuple[str, ...]
    """Without these facts a letter cannot say what happened, so it does not come into being."""
    confirm: tuple[str, ...] = ()
    """Questions that must have been put to the buyer before anything is written."""
    questions: dict[str, Question] = {}
    rules: tuple[Rule, ...]
    evidence: tuple[EvidenceNeed, ...]


class EvidenceKind(Shape, kw_only=True):
    """One kind of proof: what it must show, how to get it, who else holds it."""

    title: str
    origin: str
    """Where it comes from, as the evidence list states it."""
    must_show: str
    shows: tuple[str, ...]
    """Case keys that such an item shows when its own `shows` does not say."""
    proves: str
    how: str
    held_by: str
    substitute: str = ""
    urgent: int
    """Rank by perishability: 1 vanishes first."""


class Closing(Shape, kw_only=True):
    """Why a document is closed, and what to use instead."""

    when: str = "true"
    kind: ClosedKind
    why: str
    instead: str = ""


class DocumentKind(Shape, kw_only=True):
    """One document: its recipient, its limit, what it requires and when it is open."""

    title: str
    channel: str
    to: str
    limit: int | None = None
    short_limit: int | None = None
    open_for: tuple[Stance, ...]
    requires: tuple[str, ...]
    asks: tuple[str, ...] = ()
    """Further keys the interview puts for this document, none of them indispensable."""
    demands: bool = True
    """Carries demands, and so needs a date; and a sum where money is asked."""
    cites_evidence: bool = True
    joined: bool = True
    """Whether the interview puts the questions of modifiers for it."""
    closed: tuple[Closing, ...] = ()
    """Closings of this document alone, whatever the stance; the first that is true holds."""
    otherwise: Closing | None = None
    """The closing when the stance is not one of `open_for`; without it the stance's own."""


class StanceKind(Shape, kw_only=True):
    """The position a buyer may honestly take."""

    title: str
    rank: int
    """Of several problems in one case the lowest rank leads."""
    closed: Closing


class Ground(Shape, kw_only=True):
    """One ground on which a channel refuses: first of fail, risk, pass that is true; else unknown."""

    title: str
    fail: str = ""
    risk: str = ""
    passes: str = ""
    why: str = ""
    fix: str = ""


class Channel(Shape, kw_only=True):
    """One door."""

    title: str
    entry: str = ""
    source: Source | None = None
    verified_on: date | None = None
    grounds: dict[str, Ground] = {}


class Advice(Shape, kw_only=True):
    """Advice to the buyer, never part of a document."""

    when: str
    text: str


class Screen(Shape, kw_only=True):
    """A question put as one checkbox list."""

    ask: str
    unsure: str


class Computed(Shape, kw_only=True):
    """A key worked out from others."""

    type: ValueType
    inputs: tuple[str, ...]
    title: str


class Questions(Shape, kw_only=True):
    """questions.toml: every key outside a scenario's own facts."""

    groups: dict[str, str]
    joins: dict[str, str]
    """Modifier scenarios that join a case by themselves while a condition is true."""
    screens: dict[str, Screen]
    questions: dict[str, Question]
    computed: dict[str, Computed]


class Documents(Shape, kw_only=True):
    """documents.toml."""

    stances: dict[str, StanceKind]
    documents: dict[str, DocumentKind]


class Channels(Shape, kw_only=True):
    """channels.toml: doors, gates that close everything, advice."""

    channels: dict[str, Channel]
    gates: tuple[Rule, ...] = ()
    warnings: tuple[Advice, ...] = ()


class Words(Shape, kw_only=True):
    """words.toml: Chinese names of ids and the few phrases that are neither law nor letter."""

    families: dict[str, str]
    responsible: dict[str, str]
    strength: dict[str, str]
    status: dict[str, str]
    need: dict[str, str]
    remedies: dict[str, str]
    precheck: dict[str, str]
    phrases: dict[str, str]
