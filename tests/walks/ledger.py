"""Changes of a case one by one: what the store makes of a document, without reading it all anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from refundcli.case.edit import LIST_OF, Change, apply
from refundcli.case.file import to_case
from refundcli.case.keys import question_for
from refundcli.case.model import Case, Value
from refundcli.case.values import parse
from tests.support import KNOWLEDGE


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """The case after some changes, each value through the check of its question."""
    answers = dict(case.answers)
    lists = {name: set(getattr(case, name)) for name in LIST_OF.values()}
    for change in changes:
        for keys in lists.values():
            keys.discard(change.key)
        if change.value is None:
            for key in [key for key in answers if f"{key}.".startswith(f"{change.key}.")]:
                del answers[key]
        if change.state in LIST_OF:
            lists[LIST_OF[change.state]].add(change.key)
        answers |= dict(_leaves(change.key, change.value))
    return Case(answers, **{name: frozenset(keys) for name, keys in lists.items()})


def _leaves(key: str, value: object) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(f"{key}.{name}", inner)
    elif value is not None:
        question = question_for(KNOWLEDGE, key)
        assert question is not None, key
        yield key, parse(question, value)


def from_file(changes: Iterable[Change], today: date) -> Case:
    """The same case as a file holds it, checked as a whole."""
    document: dict[str, Any] = {}
    apply(document, changes)
    return to_case(document, KNOWLEDGE, today)
