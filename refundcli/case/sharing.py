"""A case without identity, for whoever is asked for help: it still comes to the same verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from refundcli.case import looks
from refundcli.case.edit import Change, apply
from refundcli.case.file import storable
from refundcli.case.keys import LISTS, SCHEMA_VERSION, question_for
from refundcli.case.masking import masked, without_code, without_looks
from refundcli.case.model import Case, Value
from refundcli.knowledge.load import Knowledge

# A single character stands in other words by chance.
_SHORTEST: Final = 2
_FREE: Final = ("text", "longtext")


class Shared(msgspec.Struct, frozen=True):
    """A case document that may be shown, and the titles of what is not in it as it was."""

    document: dict[str, Any]
    left_out: tuple[str, ...]
    covered: tuple[str, ...]


def shared(case: Case, knowledge: Knowledge) -> Shared:
    """The case with private answers left out or covered, by their rows and in free words too."""
    left_out: dict[str, None] = {}
    covered: dict[str, None] = {}
    changes = []
    words = _replacements(case, knowledge)
    for key, value in case.answers.items():
        row = knowledge.privacy.of(key)
        if row is not None and row.sharing == "drop":
            left_out[row.title] = None
            continue
        told = _told(key, value, case, knowledge, words)
        if told != value:
            title = row.title if row else knowledge.privacy.purchase.title
            own = row is not None or key in knowledge.privacy.purchase.covered
            covered[title if own else knowledge.words.phrases["numbers_in_words"]] = None
        changes.append(Change(key, storable(told)))
    document: dict[str, Any] = {"schema": SCHEMA_VERSION}
    document |= {name: sorted(getattr(case, name)) for name in LISTS if getattr(case, name)}
    apply(document, [change for change in changes if change.key != "schema"])
    return Shared(document, tuple(left_out), tuple(covered))


def _told(
    key: str, value: Value, case: Case, knowledge: Knowledge, words: Mapping[str, str]
) -> Value:
    question = question_for(knowledge, key)
    if not isinstance(value, str) or question is None:
        return value
    if value in words and _covers(key, knowledge):
        return words[value]
    if question.type not in _FREE:
        return value
    for private, cover in words.items():
        value = value.replace(private, cover)
    return without_looks(without_code(value, case), looks.EVERY, _public(case, knowledge))


def _public(case: Case, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(case.text(key) for key in knowledge.privacy.purchase.public)


def _covers(key: str, knowledge: Knowledge) -> bool:
    row = knowledge.privacy.of(key)
    return row is not None or key in knowledge.privacy.purchase.covered


def _replacements(case: Case, knowledge: Knowledge) -> dict[str, str]:
    """What stands in place of each private answer, the longest first; different ones differ."""
    found: dict[str, str] = {}
    for key, value in case.answers.items():
        row = knowledge.privacy.of(key)
        if not isinstance(value, str) or not _covers(key, knowledge):
            continue
        if row is not None and row.sharing == "drop":
            if row.in_words and len(value) >= _SHORTEST:
                found.setdefault(value, f"【{row.title}】")
        elif value not in found:
            found[value] = _own(masked("code", value), found)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _own(cover: str, taken: Mapping[str, str]) -> str:
    """Two numbers that differ must not look the same: a verdict may rest on it."""
    number, name = 1, cover
    while name in taken.values():
        number += 1
        name = f"{cover}-{number}"
    return name
