"""The shapes of what lies ahead: stages, steps, deadlines, doors, and what a line of the log is."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date
from typing import Literal

from refundcli.knowledge.schema import Shape

Unit = Literal["working_day", "day", "month", "year"]
LastDay = Literal["as_it_falls", "past_festival", "past_rest_day"]


class Usual(Shape, frozen=True, kw_only=True):
    """Who usually does a kind of thing and where, when the buyer does not say."""

    by: str
    channel: str = ""
    same_door: bool = False
    """On the channel of the last complaint, where there is one; else on `channel`."""
    documents: tuple[str, ...] = ()
    """Letters that are sent, or handed in, by such a line."""
    reports: str = ""
    """Regular expression: words by which a line tells of a report, not of a complaint."""


class Stage(Shape, frozen=True, kw_only=True):
    """One stage of the road; of several the first whose condition holds."""

    title: str
    when: str = "true"


class Effort(Shape, frozen=True, kw_only=True):
    """What a document costs the buyer, and what realistically can come of it."""

    minutes: int
    yuan: str
    """How much and to whom, in words; `{key}` stands for a sum of the case."""
    outcome: str


class Step(Shape, frozen=True, kw_only=True):
    """One thing to do.

    Of all steps the first whose condition certainly holds and whose document, if any, is open.
    """

    id: str
    when: str
    action: str
    """`{until}` stands for the day, `{instead}` for what can honestly be done."""
    document: str = ""
    to: str = ""
    """The recipient of the document, where it has several."""
    why: str
    save: tuple[str, ...] = ()
    """Kinds of evidence to save before doing it."""
    collect: bool = True
    """Also save what the checklist still lacks."""
    until: str = ""
    """Key of the day until which it is right to wait."""
    then: str = ""
    """The document that usually follows when waiting was in vain."""
    outcome: str = ""
    """What can come of it, where there is no document or its own words do not fit."""


class Stop(Shape, frozen=True, kw_only=True):
    """An honest word on when to stop; the first whose condition holds is said."""

    when: str
    text: str


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
    basis: tuple[str, ...] = ()
    """Articles that set the period, told where in force at its start; none where a party set it."""
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


class Road(Shape, frozen=True, kw_only=True):
    """road.toml."""

    log: dict[str, Usual]
    stages: dict[str, Stage]
    holds: dict[str, str]
    """Conditions that several steps share, as `holds.<name>`: true when certain, else false."""
    efforts: dict[str, Effort]
    steps: tuple[Step, ...]
    stops: tuple[Stop, ...]
    often: tuple[str, ...]
    """What such platforms often write of their own times: told, never counted."""


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


class Early(Shape, frozen=True, kw_only=True):
    """Why a door is better left until a day."""

    when: str
    why: str
    until: str = ""
    """Key of the day from which it is right; none: as soon as the reason is gone."""


class Shut(Shape, frozen=True, kw_only=True):
    """Why a door is closed, whatever its documents say."""

    when: str
    why: str


class Door(Shape, frozen=True, kw_only=True):
    """How a channel stands among the others."""

    place: int
    """Its place in the order that is proposed."""
    documents: tuple[str, ...]
    """What is handed in there; open while one of them is."""
    open: str
    """What to know while it is open."""
    early: tuple[Early, ...] = ()
    shut: tuple[Shut, ...] = ()
    closes: tuple[str, ...] = ()
    """Channels that will not take the matter up once it has been handed in here."""
    closes_why: str = ""
    first: str = "false"
    """Goes before all others while this holds."""
    beside: bool = False
    """Closes nothing: may go on beside any other."""
