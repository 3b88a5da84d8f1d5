"""The shapes of screens.toml: how a screenshot is known, where its values stand, what it owes."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
import msgspec

from refundcli.knowledge.schema import Shape


class ScreenField(Shape, frozen=True, kw_only=True):
    """One value of a screen: the key it answers and how it is found."""

    key: str
    title: str = ""
    """What the buyer reads of it, where the question's first label would not do."""
    labels: tuple[str, ...] = ()
    """Words beside or above the value; of several that stand there the first of this list."""
    patterns: tuple[str, ...] = ()
    """Regular expressions with one group, tried in order on each paragraph."""
    headline: bool = False
    """The sum in the largest letters."""
    below: bool = False
    """May stand further below its label: under a barcode."""
    every: bool = False
    """All that the patterns find, not the first alone."""
    shape: str = ""
    """What the whole value must look like; what does not is doubtful."""
    told: str = ""
    """The shape in words."""
    known: tuple[str, ...] = ()
    """Shapes in which letters among the digits are no reason for doubt."""
    dated: tuple[int, int] | None = None
    """Where in a number the day of the payment stands."""
    values: dict[str, str] = msgspec.field(default_factory=dict)
    """Word in the picture -> value of the key, for a choice."""
    mention: bool = False
    """Spoken of by somebody, not stated by a system: always doubtful."""
    note: str = ""
    """What the buyer should know of it."""
    never: str = ""
    """A value in which this is found is not taken: a name with letters hidden, say."""
    loose: bool = False
    """Worded otherwise elsewhere, so that a difference contradicts nothing."""
    lead: bool = False
    """Only hints at the answer: it goes in when the buyer has looked it up elsewhere."""


class Screen(Shape, frozen=True, kw_only=True):
    """One layout that is known by its words."""

    kind: str
    """The kind of evidence it is."""
    title: str
    least: int
    """Points below which it is not recognised."""
    words: dict[str, int]
    """Regular expression, looked for in each line -> points."""
    talk: int = 0
    """Points where paragraphs stand on both sides, as in a chat."""
    implies: dict[str, str] = msgspec.field(default_factory=dict)
    """Answers that such a screen gives by itself."""
    waives: tuple[str, ...] = ()
    """Demands on its kind that such a screen never shows."""
    fields: tuple[ScreenField, ...] = ()


class Demand(Shape, frozen=True, kw_only=True):
    """A part of `must_show` of evidence.toml, in its words, and what shows it."""

    name: str
    keys: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    top: bool = False
    """The name on top of the screen."""
    soft: bool = False
    """Often stands there without a label, so that not finding it proves little."""
    own_eyes: bool = False
    """No machine can tell."""


class Notice(Shape, frozen=True, kw_only=True):
    """What a picture says in passing that the buyer should not miss."""

    pattern: str
    text: str


class Screens(Shape, frozen=True, kw_only=True):
    """screens.toml."""

    patterns: dict[str, str]
    """What `{name}` stands for in a shape or a pattern."""
    trim: tuple[str, ...]
    """Buttons beside a value, left away at its end."""
    doubts: dict[str, str]
    """Why a value is not certain, in words."""
    edges: dict[str, str]
    notices: tuple[Notice, ...]
    demands: dict[str, tuple[Demand, ...]]
    """Kind of evidence -> what its picture must show."""
    screens: dict[str, Screen]
