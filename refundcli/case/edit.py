"""Edits of a case document: `KEY=VALUE`, one document over another, values and states by path.

They are made in the document itself (a dict, or the TOML document with its comments), so that what
the tool does not ask about stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import msgspec

from refundcli.case.file import storable
from refundcli.case.model import Case, State
from refundcli.case.text import echoed
from refundcli.errors import InvalidInputError

_MARKS = {"?": State.UNKNOWN, "？": State.UNKNOWN, "/": State.UNAVAILABLE, "／": State.UNAVAILABLE}
LIST_OF = {State.UNKNOWN: "unknown", State.UNAVAILABLE: "unavailable", State.SKIPPED: "skipped"}


class Change(msgspec.Struct, frozen=True):
    """One edit: a raw value, a state other than answered, or (both None) removal."""

    key: str
    value: object = None
    state: State | None = None


def parse_set(argument: str) -> Change:
    """`KEY=VALUE` from the command line; `?` is 不知道 and `/` is 没有或拿不到."""
    key, equals, value = argument.partition("=")
    key = key.strip()
    if not equals or not key:
        raise InvalidInputError(f"“{echoed(argument)}”不是 键=值 的写法，例如 order.amount=98.50")
    mark = _MARKS.get(value.strip())
    return Change(key, state=mark) if mark else Change(key, value)


def apply(document: MutableMapping[str, Any], changes: Iterable[Change]) -> None:
    """Make edits in place: an answer takes its key out of the lists, a state takes the value."""
    for change in changes:
        for name in LIST_OF.values():
            _drop_from_list(document, name, change.key)
        if change.state in LIST_OF:
            _remove(document, change.key)
            name = LIST_OF[change.state]
            document[name] = [*_listed(document, name), change.key]
        elif change.value is None:
            _remove(document, change.key)
        else:
            _put(document, change.key, change.value)


def settle(document: MutableMapping[str, Any], case: Case, keys: Iterable[str]) -> None:
    """Put checked values in place of what was typed: `false` for 否, "98.50" for 98.5元."""
    for key in keys:
        value = case.get(key)
        if key in LIST_OF.values():
            document[key] = sorted(getattr(case, key))
        elif value is not None:
            _put(document, key, storable(value))
        else:
            _remove(document, key)


def lay_over(document: MutableMapping[str, Any], upper: Mapping[str, Any]) -> None:
    """Put one document over another: answers above beat states below, and the reverse."""
    for name in LIST_OF.values():
        below = [key for key in document.get(name, ()) if _found(upper, key) is None]
        if below or name in document:
            document[name] = below
        for key in upper.get(name, ()):
            _remove(document, key)
    _merge(document, upper)


def leaves(document: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The keys that a document gives a value, each by its whole path."""
    for key, value in document.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def _merge(document: MutableMapping[str, Any], upper: Mapping[str, Any]) -> None:
    for key, value in upper.items():
        below = document.get(key)
        if isinstance(value, Mapping) and isinstance(below, MutableMapping):
            _merge(below, value)
        elif key in LIST_OF.values() and isinstance(below, list):
            document[key] = [*below, *(item for item in value if item not in below)]
        else:
            document[key] = value


def _found(document: Mapping[str, Any], key: str) -> object:
    node: object = document
    for part in key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    return node


def _put(document: MutableMapping[str, Any], key: str, value: object) -> None:
    *tables, last = key.split(".")
    node: MutableMapping[str, Any] = document
    for table in tables:
        inner = node.get(table)
        if not isinstance(inner, MutableMapping):
            node[table] = {}
            inner = node[table]
        node = inner
    node[last] = value


def _remove(document: MutableMapping[str, Any], key: str) -> None:
    *tables, last = key.split(".")
    node: Any = document
    for table in tables:
        node = node.get(table) if isinstance(node, MutableMapping) else None
    if isinstance(node, MutableMapping):
        node.pop(last, None)


def _drop_from_list(document: MutableMapping[str, Any], name: str, key: str) -> None:
    listed = _listed(document, name)
    if key in listed:
        document[name] = [item for item in listed if item != key]


def _listed(document: MutableMapping[str, Any], name: str) -> list[Any]:
    """One of the three lists; what is no list is left for the later check to refuse."""
    found = document.get(name, [])
    return list(found) if isinstance(found, list) else []
