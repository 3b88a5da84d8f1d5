"""The shape of lint.toml: what may be wrong with a text, whoever wrote it."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date
from typing import Literal

from refundcli.knowledge.schema import Shape

Severity = Literal["error", "warning", "hint"]


class Remark(Shape, frozen=True, kw_only=True):
    """What is told of a problem; words in braces are filled in."""

    severity: Severity
    why: str
    fix: str


class Rule(Remark, frozen=True, kw_only=True):
    """Words that do harm. All patterns are regular expressions."""

    code: str = ""
    """Its name where several rules find the same problem; else the rule's own."""
    says: tuple[str, ...]
    unless: str = ""
    """In the same sentence it makes the words harmless."""
    unless_said: str = ""
    """Anywhere in the text it does."""
    documents: tuple[str, ...] = ()
    """Where they do harm; empty: anywhere."""
    not_in: tuple[str, ...] = ()
    even_quoted: bool = False
    """A term of law, which people put in quotation marks: these alone make it nobody else's."""
    even_denied: bool = False
    """A negation before the words does not make them harmless."""
    period: bool = False
    """It is about a length of time: harmless where the case or a law cited beside it holds that."""
    examples: tuple[str, ...]
    others: tuple[str, ...]


class Presence(Remark, frozen=True, kw_only=True):
    """What a text must say, by the keys that its document requires."""

    keys: tuple[str, ...] = ()
    demands: bool = False
    """Wanted where the document carries a demand, whatever keys it requires."""
    channels: tuple[str, ...] = ()
    """Wanted only in what goes there; empty: anywhere."""
    says: str


class Silence(Shape, frozen=True, kw_only=True):
    """Words that are there and are not the writer's own."""

    own: str
    """Directly before a quotation: its words are the writer's own all the same."""
    reported: tuple[str, ...]
    """Somebody else's words follow."""
    until: str
    """Where these end."""
    denied: str
    """Directly before words it turns them into their opposite."""


class OtherLaw(Shape, frozen=True, kw_only=True):
    """A law of which the base holds no article."""

    last: int = 0
    in_force_to: date | None = None
    instead: str = ""
    """What took its place."""


class Misread(Shape, frozen=True, kw_only=True):
    """An article cited for what it does not say."""

    law: str
    article: int
    when: str = ""
    """In the same sentence it makes the citation wrong; empty: always."""
    unless: str = ""
    """Anywhere in the text it makes the citation right."""
    why: str
    fix: str
    examples: tuple[str, ...]
    others: tuple[str, ...]


class Citations(Shape, frozen=True, kw_only=True):
    """How laws and clauses are cited."""

    titled: str
    """A title in its brackets; the group `name` is the title."""
    articles: str
    """The numbers of articles directly behind a title."""
    listed: str
    """The number of one article, or of several in a list, in them."""
    number: str
    """One number in these."""
    figure: str
    """Any number."""
    dropped: str
    """What is left out of a title before it is compared."""
    interim: str
    """What a law's title loses when it is replaced for good."""
    goes_on: str
    """Directly behind a law's name it makes of it another word."""
    lawlike: str
    """A title that ends so claims to be law."""
    rulelike: str
    """A title that ends so is a platform's or a shop's own rule."""
    bare: str
    """A law or rule cited without brackets; the groups are `law` and `rule`."""
    owner: str
    """Directly before a title it says that the rule is a platform's or a shop's."""
    quoted: str
    """Directly behind a clause: its words follow."""
    others: dict[str, OtherLaw]
    misread: tuple[Misread, ...]


class InCase(Shape, frozen=True, kw_only=True):
    """How a text names what a case holds: patterns with a group `value`."""

    numbers: str
    paid: str
    """Directly before a sum: it is what was paid."""
    bought: str
    """In the same clause, directly behind a date: it is the day of the purchase."""
    bought_on: str
    """Directly before a date it says the same."""
    exhibits: str
    exhibit: str
    """One number in them."""
    quotes: str
    """Words that the other side is said to have used."""
    every: str
    """Anything that a number may be."""


class Lint(Shape, frozen=True, kw_only=True):
    """lint.toml."""

    words: dict[str, str]
    """Names for groups of words; `<name>` in any pattern here."""
    sentence: str
    """What ends a sentence."""
    divided: str
    """Headings: a text with two of them fills several boxes, so no short limit holds for it."""
    code: str
    """A card code in full; the group `value` is the code."""
    order: str
    """Directly before a number it says that the number is an order's."""
    silence: Silence
    rules: dict[str, Rule]
    presence: dict[str, Presence]
    remarks: dict[str, Remark]
    citations: Citations
    case: InCase
