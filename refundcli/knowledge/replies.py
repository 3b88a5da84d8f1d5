"""The shape of replies.toml: how a message is brought into one spelling and how it is read."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from refundcli.knowledge.schema import Measured, Shape


class Spelling(Shape, frozen=True, kw_only=True):
    """What is written in several ways, brought into one before anything is looked for."""

    instead: dict[str, str]
    """Regular expression -> what is read in its place."""
    fillers: tuple[str, ...]
    """Regular expressions for what says nothing: greetings, particles."""
    quotes: dict[str, str]
    """What opens a quotation and what closes it."""


class Silence(Shape, frozen=True, kw_only=True):
    """Words that are there and are not said: regular expressions."""

    lines: str
    """Begin a line of a copied conversation that somebody else wrote: it is left out."""
    reported: tuple[str, ...]
    """Somebody else's words follow, to the end of the clause or of the quotation."""
    disowned: tuple[str, ...]
    """What was said just before is called wrong."""
    denied: str
    """Directly before words it turns them into their opposite."""
    off_topic: str
    """The sentence is about something else."""
    asked: str
    """The clause is a real question."""
    rhetorical: str
    """The clause has the form of a question and states something."""
    supposed: str
    """The clause is a condition; what follows from it holds only then."""


class Agreement(Shape, frozen=True, kw_only=True):
    """An answer that agrees: regular expressions."""

    says: tuple[str, ...]
    loosely: tuple[str, ...]
    """Enough to call the answer a promise where nothing is refused in it."""
    not_loosely: str
    """In the same clause it is no promise after all."""
    not_after: str
    """Directly before it turns it into its opposite."""
    unless: str
    """In the same clause it makes of it something else."""
    refused: str
    """Said anywhere: what is agreed to is not what was asked."""
    but: str
    """After it, what is said against it counts all the same."""


class Beside(Shape, frozen=True, kw_only=True):
    """What to tell the buyer beside an answer that is no plain refusal."""

    offer: tuple[str, ...]
    """It offers something, or asks for something first."""
    agreed: tuple[str, ...]
    nothing: tuple[str, ...]
    """It says neither yes nor no."""


class Replies(Shape, frozen=True, kw_only=True):
    """replies.toml."""

    heed: int
    """Of a longer message so many characters are read."""
    words: dict[str, str]
    """Names for groups of words; `<name>` in any regular expression here or in refusals.toml."""
    spelling: Spelling
    silence: Silence
    agreement: Agreement
    beside: Beside


class Learned(Measured, frozen=True, kw_only=True):
    """learned.toml: what speaks for which refusal."""

    groups: tuple[str, ...]
    """Words of replies.toml that are pieces too."""
    said: float
    """What the patterns of a refusal add when they match."""
    enough: float
    """What a refusal needs to be heard."""
    alone: float
    """What the foremost needs where none has enough,"""
    ahead: float
    """and how far it must lie before agreement and before nothing at all."""
    doubtful: float
    """An agreement is none whose words speak for one less than this."""
