"""Conditions in three values: true, false, unknown (None).

Kleene's strong logic: `not unknown` is unknown, `false and unknown` is false, `true or unknown` is
true. Every result carries the answers that decided it, so that a finding can name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

import msgspec

from refundcli.case.model import Value
from refundcli.knowledge.grammar import And, Compare, Condition, Const, Key, Not, Or

Lookup = Callable[[str], Value | None]


class Truth(msgspec.Struct, frozen=True):
    """`value` is True, False or None; `because` names its keys (of None: those that are open)."""

    value: bool | None
    because: frozenset[str] = frozenset()


def evaluate(condition: Condition, lookup: Lookup) -> Truth:
    """Give a condition its value under the answers."""
    match condition:
        case Compare():
            return _compare(condition, lookup)
        case Const(value):
            return Truth(value=bool(value))
        case Not(part):
            inner = evaluate(part, lookup)
            return Truth(None if inner.value is None else not inner.value, inner.because)
        case And(parts):
            return _combine((evaluate(part, lookup) for part in parts), decisive=False)
        case Or(parts):
            return _combine((evaluate(part, lookup) for part in parts), decisive=True)


def _combine(results: Iterable[Truth], *, decisive: bool) -> Truth:
    """One decisive part settles it; else an open part leaves it open; else all parts settle it."""
    indecisive = []
    for result in results:
        if result.value is decisive:
            return result
        indecisive.append(result)
    undecided = [result for result in indecisive if result.value is None]
    rest = undecided or indecisive
    because = frozenset().union(*(result.because for result in rest))
    return Truth(None if undecided else not decisive, because)


def _compare(condition: Compare, lookup: Lookup) -> Truth:
    if isinstance(condition.left, Key) and isinstance(condition.right, Const):
        # Nearly all are of this kind, and a case is held against a thousand of them.
        value, key = lookup(condition.left.name), frozenset((condition.left.name,))
        known = value is not None
        return Truth(_holds(value, condition.op, condition.right.value) if known else None, key)
    sides = (condition.left, condition.right)
    keys = [side.name for side in sides if isinstance(side, Key)]
    left, right = [lookup(side.name) if isinstance(side, Key) else side.value for side in sides]
    if left is None or right is None:
        return Truth(None, frozenset(key for key in keys if lookup(key) is None))
    return Truth(_holds(left, condition.op, right), frozenset(keys))


def _holds(left: object, op: str, right: object) -> bool | None:
    if op == "in":
        return left in right if isinstance(right, tuple) else left == right
    if op in ("==", "!="):
        return (left == right) is (op == "==")
    if isinstance(left, date) and isinstance(right, date):
        return _in_time(left, op, right)
    return _ordered(left, op, right)


def _in_time(left: date, op: str, right: date) -> bool | None:
    """Days and moments together: on the same day, a day without a clock time decides nothing."""
    if isinstance(left, datetime) and isinstance(right, datetime):
        return _ordered(left, op, right)
    one, other = (
        moment.date() if isinstance(moment, datetime) else moment for moment in (left, right)
    )
    both_days = not isinstance(left, datetime) and not isinstance(right, datetime)
    return None if one == other and not both_days else _ordered(one, op, other)


def _ordered(left: object, op: str, right: object) -> bool | None:
    numbers = isinstance(left, int | Decimal) and isinstance(right, int | Decimal)
    if type(left) is not type(right) and not numbers and not isinstance(left, date):
        return None
    less: bool = left < right  # type: ignore[operator]
    more: bool = left > right  # type: ignore[operator]
    return {"<": less, ">": more, "<=": not more, ">=": not less}[op]
