"""The shapes of proof: kinds of it, points to be proved, records of them that others hold."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
# A scenario is made of these, so they cannot rest on the base of its own shapes.
from typing import Literal

import msgspec

Holder = Literal["merchant", "platform", "payment", "carrier", "issuer"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record that somebody else holds, as a noun phrase: a letter asks for it as it stands here.

    Of several records of one holder the first whose condition is certainly true is meant.
    """

    from_: Holder = msgspec.field(name="from")
    what: str
    when: str = "true"
    last_resort: bool = False
    """The buyer can fetch it himself: others are asked only where he said that he cannot."""
    role: str = ""
    """The role of the articles that the letter cites for it, where the record has its own."""
    how: str = ""
    """Where the buyer asks for it himself; for holders to whom no letter is written."""


class Point(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that must be proved for the case to stand."""

    id: str
    title: str
    """What must be proved, as the buyer and a court read it."""
    when: str = "true"
    """It matters while this is certainly true. Never hangs on what is held: proof adds no duty."""
    whose: Literal["buyer", "other"] = "buyer"
    """`other`: the other side must prove it, so that no proof of it is wanted from the buyer."""
    keys: tuple[str, ...] = ()
    """The case keys that make it up; of `a|b` one will do, `events.merchant.asked` is a line."""
    kinds: tuple[str, ...] = ()
    """Kinds of evidence that show all of it by nature, whatever keys they name elsewhere."""
    may: tuple[str, ...] = ()
    """Kinds that may show it and count only where an item is recorded to show its keys."""
    only: bool = False
    """No kinds but these do: a screenshot does not show what only a recording can."""
    settled_by: tuple[str, ...] = ()
    """Points of the buyer that leave nothing to ask for here once one of them is proved."""
    last: bool = False
    """Read after the points of the problem itself."""
    substitute: str = ""
    """What would do instead, where the kinds of evidence do not say it for this point."""
    shared: tuple[str, ...] = ()
    """Sets of records that evidence.toml names, beside those that stand here."""
    records: tuple[Record, ...] = ()


class EvidenceKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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
    keep: str = ""
    """What must stay with the buyer beside the copy that is filed."""
    urgent: int  # 1 vanishes first


class EvidenceKinds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """evidence.toml; `records` are those that others hold and many points want."""

    kinds: dict[str, EvidenceKind]
    records: dict[str, tuple[Record, ...]] = msgspec.field(default_factory=dict)
    points: tuple[Point, ...] = ()
    """What must be proved whatever the problem."""
