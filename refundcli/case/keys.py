"""The registry of case keys: which paths exist, and the question behind each.

Fixed keys stand in questions.toml, a scenario's own facts in its file; records (evidence, events,
clauses, problems) are declared once with `*` for the record's name.
"""

from __future__ import annotations

import re
from typing import Final

from refundcli.errors import InvalidInputError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question
from refundcli.knowledge.slip import nearest

SCHEMA_VERSION: Final = 1
RECORDS: Final = ("evidence", "events", "clauses", "problems")
LISTS: Final = ("unknown", "unavailable", "skipped")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


def kind_held(key: str) -> str:
    """The kind of evidence that `has.<kind>` is about; nothing for any other key."""
    table, _, kind = key.partition(".")
    return kind if table == "has" else ""


def question_for(knowledge: Knowledge, key: str) -> Question | None:
    """The question of a key, or None for no such key."""
    table, _, rest = key.partition(".")
    if table in RECORDS:
        name, _, field = rest.partition(".")
        return knowledge.question(f"{table}.*.{field}") if _NAME.fullmatch(name) else None
    return knowledge.question(key)


def is_state_key(knowledge: Knowledge, key: str) -> bool:
    """Whether a key may stand in one of the `LISTS`: a question, or `has.<evidence kind>`."""
    return kind_held(key) in knowledge.evidence or question_for(knowledge, key) is not None


def is_removable(knowledge: Knowledge, key: str) -> bool:
    """Whether `--unset` may name it: a key of the case, or a whole record (`evidence.E1`)."""
    table, _, name = key.partition(".")
    record = table in RECORDS and _NAME.fullmatch(name) is not None
    return record or is_state_key(knowledge, key)


def unknown_key(knowledge: Knowledge, key: str) -> InvalidInputError:
    """The error for a key that does not exist, with the nearest one that does."""
    return InvalidInputError(f"没有 {key} 这个键{suggestion(knowledge, key)}", keys=(key,))


def suggestion(knowledge: Knowledge, key: str) -> str:
    """Nearest known key, in the key's own words for records (`evidence.E1.kind`)."""
    table, _, rest = key.partition(".")
    known = list(knowledge.every_question)
    if table in RECORDS and "." in rest:
        name = rest.partition(".")[0]
        known = [
            known_key.replace("*", name)
            for known_key in known
            if known_key.startswith(f"{table}.*")
        ]
    if table == "has" and rest in knowledge.evidence:
        return (
            f"；有这份证据请写 evidence.E1.kind={rest}（E1 已经用了就往下编号），没有请写 {key}=/"
        )
    if table == "has":
        known = [f"has.{kind}" for kind in knowledge.evidence]
    return nearest(key, known)
