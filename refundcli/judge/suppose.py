"""A case with open answers supposed: what would have to come out for a condition to hold.

Only what is not known is ever supposed: a question that is open, a proof that is not held. What the
buyer has stated as a fact stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product

from refundcli.case.keys import kind_held
from refundcli.case.model import Case, State, Value
from refundcli.judge.facts import Facts
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import And, Compare, Condition, Const, Key, Not, Or
from refundcli.knowledge.schema import Question

Way = frozenset[tuple[str, Value]]

# More at once is no longer something that one could set out to get.
_AT_ONCE = 3


def supposing(facts: Facts, answers: Mapping[str, Value]) -> Facts:
    """The same case with these answers in place of open ones; a kind of proof as a new item."""
    case = facts.case
    used = {item.id for item in case.evidence}
    free = (name for number in range(1, 10_000) if (name := f"E{number}") not in used)
    given = {
        f"evidence.{next(free)}.kind" if kind_held(key) else key: kind_held(key) or value
        for key, value in answers.items()
    }
    supposed = Case(
        {**case.answers, **given},
        case.unknown - answers.keys(),
        case.unavailable - answers.keys(),
        case.skipped - answers.keys(),
    )
    return Facts(supposed, facts.knowledge, facts.today)


def is_open(key: str, facts: Facts) -> bool:
    """Whether nothing is stated of the key: not even 没有, where that is an answer."""
    if kind_held(key):
        return facts.get(key) is not True
    question = facts.question(key)
    if question is None or facts.get(key) is not None:
        return False
    return not (question.none and facts.case.state(key) is State.UNAVAILABLE)


def offered(question: Question) -> tuple[Value, ...]:
    """The answers that a question offers; none where anything may be typed."""
    if question.type == "yesno":
        return (True, False)
    one_of = question.choices if question.type == "choice" else ()
    return tuple(choice.value for choice in one_of)


def ways(condition: Condition, facts: Facts, *, wanted: bool = True) -> frozenset[Way]:
    """Sets of answers, as small as they can be, with which the condition is what is wanted."""
    return frozenset(_smallest(_ways(condition, facts, wanted=wanted)))


def _smallest(found: Iterable[Way]) -> Iterator[Way]:
    every = {way for way in found if len(way) <= _AT_ONCE}
    return (way for way in every if not any(other < way for other in every))


def _ways(condition: Condition, facts: Facts, *, wanted: bool) -> Iterator[Way]:
    if evaluate(condition, facts.get).value is wanted:
        yield frozenset()
        return
    match condition:
        case Not(part):
            yield from ways(part, facts, wanted=not wanted)
        case And(parts) | Or(parts):
            each = [ways(part, facts, wanted=wanted) for part in parts]
            all_of_them = isinstance(condition, And) is wanted
            yield from _together(each) if all_of_them else chain.from_iterable(each)
        case Compare(Key(key), _, Const()) if is_open(key, facts):
            for value in _values(key, facts):
                known = {key: value}
                if evaluate(condition, known.get).value is wanted:
                    yield frozenset(known.items())


def _together(each: list[frozenset[Way]]) -> Iterator[Way]:
    """One way of each, joined, where no two of them answer one question differently."""
    for one_of_each in product(*each):
        joined: Way = frozenset().union(*one_of_each)
        if len({key for key, _ in joined}) == len(joined):
            yield joined


def _values(key: str, facts: Facts) -> tuple[Value, ...]:
    question = facts.question(key)
    # That a proof does not exist is nothing to set out for.
    return (True,) if kind_held(key) else offered(question) if question else ()
