"""The shapes of what a buyer may tell of: news in the buyer's words, and the line each becomes."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
import msgspec

from refundcli.knowledge.schema import Shape


class Outcome(Shape, frozen=True, kw_only=True):
    """One line of the log in the buyer's words; what is left out is as usual."""

    label: str
    kind: str
    by: str = ""
    channel: str = ""
    document: str = ""
    when: str = "true"
    """Offered while this certainly holds."""
    words: str = ""
    """How to ask for what was said, unless a sum was told; empty: not asked."""
    amount: str = ""
    """How to ask for the sum; empty: not asked."""


class News(Shape, frozen=True, kw_only=True):
    """One entry of the list."""

    label: str
    when: str = "true"
    ask: str = ""
    """Which outcome it is, where there are several."""
    outcomes: dict[str, Outcome] = msgspec.field(default_factory=dict)
    letters: bool = False
    """The letters that were written are offered before the outcomes: which one was sent?"""
    corrects: bool = False
    """Takes a line of the log back."""
    sets: dict[str, str] = msgspec.field(default_factory=dict)
    """Answers that it gives instead of a line: silence is no event."""
    said: str = ""
    """What the buyer is told when an answer was given."""


class NewsFile(Shape, frozen=True, kw_only=True):
    """news.toml."""

    news: dict[str, News]
