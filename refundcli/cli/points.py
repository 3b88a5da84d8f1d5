"""What must be proved, as blocks for a person to read: what it rests on, what is still lacking."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.cli.screens import Block, Rows, Title
from refundcli.judge.points import PointState
from refundcli.knowledge.load import Knowledge

Row = tuple[str, ...]


def matrix(points: tuple[PointState, ...], knowledge: Knowledge) -> list[Block]:
    """Each point in a line; nothing where nothing is to be proved."""
    rows = tuple(_row(point, knowledge) for point in points)
    header = ("要证明什么", "现在靠什么", "还差什么")
    return [Title("要证明什么"), Rows(header, rows)] if rows else []


def _row(point: PointState, knowledge: Knowledge) -> Row:
    items = "、".join(str(number) for number in point.evidence)
    stands = knowledge.words.points[point.status]
    held = f"证据{items}" if items else stands
    if items and point.status != "proved":
        held += f"（{stands}）"
    return point.title, held, "；".join(_open(point, knowledge))


def _open(point: PointState, knowledge: Knowledge) -> Iterator[str]:
    """What is still to be done for it: to fetch, to answer, or to ask of whom."""
    phrases = knowledge.words.phrases
    to_be_had = [item for item in point.lacking if item.status != "unavailable"]
    if to_be_had:
        alone = [item.title for item in to_be_had if item.alone]
        # Two are enough to choose from; `--json` names all.
        choice = phrases["points_or"].join(alone[:2])
        yield choice or phrases["points_and"].join(item.title for item in to_be_had)
        return
    for key in point.unknown:
        found = knowledge.question(key)
        yield phrases["points_ask"].format(ask=found.ask if found else key)
    if point.substitute:
        yield phrases["points_instead"].format(substitute=point.substitute)
    for record in point.records[:1]:
        holder = knowledge.words.holders[record.from_]
        yield phrases["points_get"].format(holder=holder, what=record.what)
