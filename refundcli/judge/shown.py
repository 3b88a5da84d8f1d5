"""What of a point is shown: its keys against the items that are held and the kinds to be had.

A key without an answer is shown by nothing. An item shows what it is recorded to show, else what
its kind shows by nature; a line of the log is shown by what it names as its proof.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from refundcli.case.events import counterpart
from refundcli.case.model import Event, Evidence
from refundcli.judge.checklist import shown_keys
from refundcli.judge.facts import Facts
from refundcli.knowledge.proofs import Point


class Part(msgspec.Struct, frozen=True):
    """Keys of a point of which one will do, or the point as a whole where it has no keys.

    `items` show it, `kinds` would; `question` is what must be answered before anything can, and
    `held` says that an item at hand would then show it.
    """

    keys: tuple[str, ...]
    items: tuple[Evidence, ...]
    kinds: tuple[str, ...]
    question: str
    held: bool


def parts(point: Point, facts: Facts) -> tuple[Part, ...]:
    """The parts of a point that this case is about; none where it is about none of them."""
    asked = (_asked(entry, facts) for entry in point.keys)
    # A point that names kinds alone, or nothing that could be held, is shown as a whole or not.
    whole: tuple[tuple[str, ...], ...] = ((),) if point.kinds or not point.keys else ()
    groups = tuple(group for group in asked if group) or whole
    return tuple(_part(group, point, facts) for group in groups)


def _part(keys: tuple[str, ...], point: Point, facts: Facts) -> Part:
    kinds = facts.knowledge.evidence
    known = {key for key in keys if _known(key, facts)}
    named = {name for key in known for line in _lines(key, facts) for name in line.evidence}
    items = tuple(
        item
        for item in facts.case.evidence
        if item.id in named or _by_nature(item, point, facts) or _by_keys(item, known, point, facts)
    )
    askable = [] if known else [key for key in keys if not of_log(key)]
    waiting = {item.kind for item in facts.case.evidence if _tells(item, askable, facts)}
    by_key = (name for name, kind in kinds.items() if not set(keys).isdisjoint(kind.shows))
    able = (*point.kinds, *point.may, *(() if point.only else by_key))
    return Part(
        keys=keys,
        items=items,
        kinds=tuple(dict.fromkeys(kind for kind in able if kind not in waiting)),
        question=askable[0] if askable and not items else "",
        held=bool(waiting),
    )


def _by_keys(item: Evidence, known: Iterable[str], point: Point, facts: Facts) -> bool:
    able = not point.only or item.kind in (*point.kinds, *point.may)
    return able and _tells(item, known, facts)


def _tells(item: Evidence, keys: Iterable[str], facts: Facts) -> bool:
    return not set(keys).isdisjoint(shown_keys(item, facts.knowledge.evidence))


def _by_nature(item: Evidence, point: Point, facts: Facts) -> bool:
    return item.kind in point.kinds and _whole(item, facts) and not _apart(item, point, facts)


def _whole(item: Evidence, facts: Facts) -> bool:
    """Nothing is recorded of it, or nothing is missing of what its kind shows by nature."""
    if item.shows is None:
        return True
    nature = facts.knowledge.evidence[item.kind].shows
    return bool(nature) and set(nature) <= set(item.shows)


def _apart(item: Evidence, point: Point, facts: Facts) -> bool:
    """Of a point about lines of the log: an item that other lines name as their own proof.

    Where a line of the point names its proof, another item of that kind shows something else.
    """
    keys = [key for entry in point.keys for key in entry.split("|") if of_log(key)]
    if not keys:
        return False
    own = {name for key in keys for line in _lines(key, facts) for name in line.evidence}
    named = {name for line in facts.case.events for name in line.evidence}
    kinds = {other.kind for other in facts.case.evidence if other.id in own}
    return item.id not in own and (item.id in named or item.kind in kinds)


def _asked(entry: str, facts: Facts) -> tuple[str, ...]:
    """The alternatives that this case is about."""
    keys = entry.split("|")
    return tuple(key for key in keys if of_log(key) or facts.asked(key) is not False)


def of_log(key: str) -> bool:
    """Whether a key means lines of the log, such as `events.merchant.asked`."""
    return key.partition(".")[0] == "events"


def _known(key: str, facts: Facts) -> bool:
    return bool(_lines(key, facts)) if of_log(key) else facts.get(key) is not None


def _lines(key: str, facts: Facts) -> list[Event]:
    return [
        line
        for line in facts.case.events
        if key in (f"events.{line.kind}", f"events.{counterpart(line)}.{line.kind}")
    ]
