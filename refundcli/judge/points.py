"""What the matrix says of each point: frozen results, as in `judge.findings`."""

from __future__ import annotations

import msgspec


class Lacking(msgspec.Struct, frozen=True):
    """A kind of evidence that would show what is not shown; `status` is missing or unavailable.

    `alone` says that it would show all that is lacking of the point.
    """

    kind: str
    title: str
    how: str
    status: str
    alone: bool


class RecordWanted(msgspec.Struct, frozen=True):
    """A record that somebody else holds, of a point that is not proved.

    `how` says where the buyer asks for it himself, `role` which articles a letter cites for it,
    `answers` what the request comes from.
    """

    point: str
    from_: str
    what: str
    how: str
    role: str
    answers: tuple[str, ...]


class PointState(msgspec.Struct, frozen=True):
    """One thing to be proved, and how it stands.

    `status` is proved, partly, gap (the buyer can still close it), out_of_reach or other_side (the
    other side must prove it). `evidence` are numbers of the case; `unknown` the questions to be
    answered first; `held_by` who else holds records of it, `records` those to be asked for.
    """

    point: str
    title: str
    whose: str
    status: str
    evidence: tuple[int, ...]
    answers: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    unknown: tuple[str, ...]
    substitute: str
    held_by: tuple[str, ...]
    records: tuple[RecordWanted, ...]
