"""The shapes of deadlines.toml: periods that a norm sets, and how people write times."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date
from typing import Literal

import msgspec

from refundcli.knowledge.schema import Shape

Unit = Literal["working_day", "day", "month", "year"]
SpanUnit = Literal["minute", "hour", "working_day", "day", "month"]
LastDay = Literal["as_it_falls", "past_festival", "past_rest_day"]


class DeadlineRule(Shape, frozen=True, kw_only=True):
    """A period that runs from an event: how long, how its last day is found, what follows.

    Its name is its place in the file, up to a colon: `mediate_12315:before_2024` is told as
    `mediate_12315`. Of several of one name the first that applies is told. Conditions and `starts`
    may name what stands above in the file: `passed.<name>`, `due.<name>`.
    """

    title: str
    starts: tuple[str, ...]
    """Keys of days; the first that is known counts, or the latest where `latest`."""
    latest: bool = False
    since: str = ""
    """Key of a day: a start before it is out of date."""
    from_word: str
    """The start in words: 从受理投诉那天起."""
    length: int
    unit: Unit
    last_day: LastDay = "as_it_falls"
    when: str = "true"
    """Whether the period matters in this case, and its end is still awaited."""
    if_today: str = ""
    """Told as `if it began today` while this holds and none of its name runs."""
    started_from: date | None = None
    """The rule is for periods that began on this day or later."""
    started_to: date | None = None
    """The rule is for periods that began on this day or earlier."""
    restarts: tuple[str, ...] = ()
    """Keys of days; on each that comes while it still runs it begins anew."""
    restarted: str = ""
    """The start in words once it has begun anew."""
    restarted_basis: tuple[str, ...] = ()
    """Articles by which it begins anew."""
    basis: tuple[str, ...] = ()
    """Articles that set the period; none where a party set it."""
    law_of: Literal["start", "today"] = "start"
    """The day on which the articles must be in force: an act still to be done has today's law."""
    passes: str
    """What it means when the day has passed."""
    doubt: str = ""
    doubt_to: date | None = None
    """The doubt is told of periods that began on this day or earlier; none: of all."""
    ours: bool = False
    """The buyer's own time that runs out, not time that others have."""


class LastDayRule(Shape, frozen=True, kw_only=True):
    """How a norm treats a last day on which nobody works, in words."""

    text: str = ""
    doubt: str = ""
    """Told where the last day is a Saturday or a Sunday."""


class UnitWords(Shape, frozen=True, kw_only=True):
    """A unit of time as people write it; `each` is how much of `unit` one of it is."""

    words: str
    unit: SpanUnit
    each: int = 1


class FixedWords(Shape, frozen=True, kw_only=True):
    """A length of time that needs no number: 半小时."""

    words: str
    unit: SpanUnit
    length: int


class DayWords(Shape, frozen=True, kw_only=True):
    """A day named from the day on which it is said: 明天."""

    words: str
    add: int


class SpanWords(Shape, frozen=True, kw_only=True):
    """How lengths and days are written; every word is a regular expression."""

    number: str
    """A numeral, in digits or in words."""
    signs: dict[str, int] = msgspec.field(default_factory=dict)
    """What a sign in it is worth: those of figures.toml, put in when the file is read."""
    to: str
    """Between the two ends of a range."""
    not_after: str
    """What stands before a number that is no length: 第一天."""
    units: tuple[UnitWords, ...]
    fixed: tuple[FixedWords, ...]
    days: tuple[DayWords, ...]
    day_goes_on: str
    """What must follow the name of a day."""
    dates: tuple[str, ...]
    """Dates, with the groups `month` (may be missing) and `day`."""
    date_goes_on: str


class Told(Shape, frozen=True, kw_only=True):
    """How a time that a party set itself is told."""

    title: str
    from_word: str = ""
    when: str = "true"
    passes: str
    ours: bool = False


class PromiseWords(Shape, frozen=True, kw_only=True):
    """How a time is promised in a message."""

    told: dict[str, Told]
    """By the party that promises."""
    harmless: str
    """Words to be passed over, for they look like others."""
    goes_on: str
    """What may follow a length so that it is a promised time, or else come before it."""
    comes_before: str
    unsure: str
    """Before a length: it is no firm promise."""
    unsure_after: str
    depends: str
    """Before a length: it runs from something else than the message, so that its end is open."""


class Anchor(Shape, frozen=True, kw_only=True):
    """From what a rule counts: its words, the keys of that day, who is bound by its nature."""

    words: str
    starts: tuple[str, ...]
    earliest: str = ""
    """Key of the day before which it cannot be; a time of the buyer's own may be told by it."""
    party: str = ""
    acts: str = ""
    """`party` is bound only where these words follow."""
    from_word: str


class ClauseWords(Shape, frozen=True, kw_only=True):
    """How platforms write times into their rules."""

    told: dict[str, Told]
    """By who is bound: merchant, platform; buyer for a time the buyer has."""
    basis: str
    """How a clause is named, by its `{title}` and `{number}`."""
    sentence: str
    """What parts sentences."""
    harmless: str
    unsure: str
    within: str
    """What follows a length within which something is to be done."""
    period: str
    """What comes before a length that is a period for claims, without `within`."""
    since: str
    """What follows an anchor."""
    prefix: str
    """What may come before an anchor and belongs to it."""
    open: str
    """What is left before a length when it runs from something that is no anchor."""
    anchors: tuple[Anchor, ...]
    parties: dict[str, str]
    may: str
    """What follows a length within which the buyer may do something."""
    earliest: str
    """The doubt where a window is told by the earliest day on which it can have begun."""
    earliest_from: str
    """The start in words, then."""


class Deadlines(Shape, frozen=True, kw_only=True):
    """deadlines.toml."""

    deadlines: dict[str, DeadlineRule]
    units: dict[str, str]
    """How a length is written, by its unit: `{n}个工作日`."""
    last_days: dict[str, LastDayRule]
    estimated: str
    """Said of a day that holidays not yet published may still change."""
    today: str
    """The start in words of what would run from today."""
    quote: str
    """How the `{words}` are told that name a time."""
    knew: tuple[str, ...]
    """Keys of the day on which the buyer came to know of it; the first that the case asks for."""
    spans: SpanWords
    promises: PromiseWords
    clauses: ClauseWords
