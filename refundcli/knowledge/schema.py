"""The shapes of what stands under knowledge/: frozen, strict, without a word of content.

Loading converts TOML into these with unknown keys forbidden. Whole-base checks (dangling
references, dates, reachability) are tests; what stands here is what one file can be checked for on
its own.
"""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date
from typing import Literal

import msgspec

from refundcli.knowledge.proofs import Point

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
    "bytes",
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


class Source(Shape, frozen=True, kw_only=True):
    """Where a fact can be checked."""

    title: str
    url: str


class Choice(Shape, frozen=True, kw_only=True):
    """One answer: `value` is the id, `label` what the buyer reads, `word` what a letter writes."""

    value: str
    label: str
    word: str = ""


class Question(Shape, frozen=True, kw_only=True):
    """One key of the case: its prompt, its `--set` key, its place in a file and in JSON."""

    ask: str
    type: ValueType
    title: str = ""
    """Its name in few words, where `labels` does not begin with one."""
    group: str = ""
    why: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["", "refusals", "documents"] = ""
    """Further choices that another file of knowledge/ holds, before those that stand here."""
    when: str = "true"
    """Asked only while this is true."""
    labels: tuple[str, ...] = ()
    """Words before a colon by which a pasted block names this key."""
    tense: Literal["", "past", "future"] = ""
    """A date that may not lie in the future, or not in the past."""
    not_before: str = ""
    """Another date key; a value before it is a slip."""
    at_most: str = ""
    """Another number key that this one may not exceed."""
    none: bool = False
    """没有 is an answer to it, not a gap."""
    mask: Literal["", "code", "phone", "id_number"] = ""
    screen: str = ""
    """Questions of one screen are put together; `tick` is the value that a tick stands for."""
    tick: str = ""
    tick_label: str = ""
    clear: str = ""
    """The value when the box stays empty."""


class Article(Shape, frozen=True, kw_only=True):
    """One article, paragraph or item, in our own words."""

    article: int
    paragraph: int = 0
    item: int = 0
    gist: str
    not_for: str = ""
    governs: Literal["purchase", "charge", "conduct", "filing"]
    applies: str = "true"
    doubt: str = ""


class Law(Shape, frozen=True, kw_only=True):
    """One law file; its articles inherit dates and source."""

    title: str
    short: str
    aliases: tuple[str, ...] = ()
    """What people call it, beside title and short name."""
    last: int = 0
    """The number of its last article; 0 where only an excerpt was read."""
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    recheck_by: date
    source: Source
    doubt: str = ""
    articles: dict[str, Article]


class Remedy(Shape, frozen=True, kw_only=True):
    """What may be asked: `amount` names a computed or stated sum, `basis` the roles carrying it."""

    kind: RemedyKind
    amount: str = ""
    working: str = ""
    basis: tuple[str, ...] = ()
    alternative: bool = False
    """Only beside the main demand, never in its place: three times the price, say."""


class Rule(Shape, frozen=True, kw_only=True):
    """The first rule that is certainly true decides, if every rule before it is certainly false."""

    id: str
    when: str
    responsible: Responsible
    strength: Strength
    stance: Stance
    why: str
    stronger_when: str = ""
    """Lifts the strength to strong; may only name what is held, so evidence never weakens."""
    stronger_why: str = ""
    basis: dict[str, tuple[str, ...]] = {}
    """Role (duty, remedy, proof ...) -> article ids; templates cite by role."""
    remedies: tuple[Remedy, ...] = ()
    lenient: bool = False
    """An open answer here does not hold up later rules: only a confirmed one brings it about."""
    overrides: tuple[str, ...] = ()
    """Problems that have no say once this rule fires: the buyer's own admission beats them."""
    until: str = ""
    """For `wait`: the key of the moment from which it is right."""
    instead: str = ""
    """What can honestly be done when documents are closed."""
    form_reason: str = ""
    """The truthful reason to tick in the platform's refund form, where it is not the scenario's."""


class Rider(Shape, frozen=True, kw_only=True):
    """What joins any problem while its condition holds: articles, sums, documents it opens."""

    id: str
    when: str
    why: str
    shortfall: bool = False
    """Joins only problems in which what was bought fell short."""
    basis: dict[str, tuple[str, ...]] = {}
    remedies: tuple[Remedy, ...] = ()


class EvidenceNeed(Shape, frozen=True, kw_only=True):
    """One line of a scenario's checklist; words that differ from evidence.toml are given here."""

    kind: str
    need: Need
    proves: str = ""


class Measured(Shape, frozen=True, kw_only=True):
    """Made from examples, see judge/texts/learned.py."""

    taught_by: str
    """Fingerprint of what it was made from."""
    bias: dict[str, int]
    """A name -> what it has before anything speaks, in hundredths."""
    pieces: str
    """A line for each piece, as `Weights` reads them."""


class Told(Shape, frozen=True, kw_only=True):
    """Words that speak for something in a buyer's own account."""

    says: tuple[str, ...]
    """Regular expressions."""
    examples: tuple[str, ...]
    others: tuple[str, ...]
    """Words that come near and do not speak for it."""


class Scenario(Shape, frozen=True, kw_only=True):
    """One problem: questions, rules, evidence; its sentences: templates/scenarios/<id>.j2."""

    family: Literal["delivery", "information", "service", "special"]
    title: str
    place: int = 99
    """Its place in the list among those of its family: what happens most comes first."""
    hint: str = ""
    told: Told | None = None
    """Words by which buyers tell of it."""
    modifier: bool = False
    """No ground of its own: joins another scenario."""
    shortfall: bool = True
    """What was bought fell short, or an agreed time passed; not so where a charge is disputed."""
    implies: dict[str, str] = {}
    """Answers that choosing this scenario states, such as the kind of goods."""
    ask: tuple[str, ...]
    """The decisive questions in the order in which they are put."""
    ask_when: dict[str, str] = {}
    """Conditions under which this scenario puts a question, beside the question's own."""
    form_reason: str = ""
    """The truthful reason to tick in the platform's refund form; said to the buyer alone."""
    later: int = 0
    """Told after problems of a lower number: it tells what came of them."""
    excludes: tuple[str, ...] = ()
    """Problems that contradict this one: where it decides, theirs are not told."""
    event: tuple[str, ...]
    """Without these facts a letter cannot say what happened, so it does not come into being."""
    confirm: tuple[str, ...] = ()
    """Questions that must have been put to the buyer before anything is written."""
    questions: dict[str, Question] = {}
    rules: tuple[Rule, ...]
    evidence: tuple[EvidenceNeed, ...]
    points: tuple[Point, ...] = ()
    """What must be proved in it; one with the id of a common point stands in its place."""

    def rule(self, rule_id: str) -> Rule | None:
        """A rule by its id, None where this scenario has no such rule."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
