"""The shape of stories.toml: how a buyer's own account is read, and what else it may be about."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from refundcli.knowledge.replies import Silence
from refundcli.knowledge.schema import Measured, Shape, Told


class Referral(Shape, frozen=True, kw_only=True):
    """A matter that this tool is not for."""

    title: str
    turn: str
    """Where to turn instead."""


class Elsewhere(Referral, frozen=True, kw_only=True):
    """A kind of such a matter, and the words by which it is known."""

    told: Told


class Named(Shape, frozen=True, kw_only=True):
    """A key that a text may state: a value that a fixed group of words stands for."""

    key: str
    value: str
    says: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]


class Quoted(Shape, frozen=True, kw_only=True):
    """A key whose value stands in the text itself: group 1 of a pattern."""

    key: str
    says: tuple[str, ...]
    examples: dict[str, str]
    """A text -> the value that is read in it."""
    others: tuple[str, ...]


class Sums(Shape, frozen=True, kw_only=True):
    """Which sum that is named is what was paid: regular expressions."""

    paid: str
    """In the same clause: this is what was paid."""
    not_paid: str
    """In the same clause: it is another sum."""
    examples: dict[str, str]
    """A text -> the sum that is read in it."""
    others: tuple[str, ...]


class Days(Shape, frozen=True, kw_only=True):
    """Which day that is named is the day of the purchase: regular expressions."""

    bought: str
    """In the same clause."""
    not_bought: str
    """In the same clause: it is the day of something else."""


class Stories(Shape, frozen=True, kw_only=True):
    """stories.toml."""

    decided: float
    """The share that the foremost needs,"""
    ahead: float
    """and how far it must lie before the second."""
    thin: float
    """Below this share of the foremost, or"""
    least: int
    """with fewer characters of the buyer's own, the text says too little."""
    more: str
    """What is asked of a text that says too little."""
    heed: int
    """Of a longer text so many characters are read."""
    words: dict[str, str]
    """Names for groups of words; `<name>` in any regular expression of the scenarios or here."""
    instead: dict[str, str]
    """Regular expression -> what is read in its place, beside those of replies.toml."""
    silence: Silence
    signs: dict[str, Told]
    """What bears on several scenarios."""
    elsewhere: dict[str, Elsewhere]
    other: Referral
    """Where none of these kinds is known."""
    decides: dict[str, str]
    """`one|other` scenario -> the question that tells them apart."""
    stages: dict[str, tuple[str, ...]]
    """Stage -> regular expressions, the furthest first."""
    named: tuple[Named, ...]
    quoted: tuple[Quoted, ...]
    sums: Sums
    days: Days


class Taught(Measured, frozen=True, kw_only=True):
    """taught.toml: what speaks for which scenario."""

    sharpness: float
    """How strongly a lead shows in the shares."""
