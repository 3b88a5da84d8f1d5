"""The shapes of what lies ahead: stages, steps, doors, and what a line of the log is."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from refundcli.knowledge.schema import Shape


class Usual(Shape, frozen=True, kw_only=True):
    """Who usually does a kind of thing and where, when the buyer does not say."""

    by: str
    channel: str = ""
    either: bool = False
    """The buyer's own act as well as the other side's: a platform is called in, or steps in."""
    same_door: bool = False
    """On the channel of the last complaint, where there is one; else on `channel`."""
    documents: tuple[str, ...] = ()
    """Letters that are sent, or handed in, by such a line."""
    reports: str = ""
    """Regular expression: words by which a line tells of a report, not of a complaint."""
    denies: tuple[str, ...] = ()
    """Answers that cannot be true any more when whoever usually does it has done it."""


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
