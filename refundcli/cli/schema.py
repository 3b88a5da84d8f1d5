"""The JSON Schema of the case file, made from the same registry that checks it."""

from __future__ import annotations

from typing import Any, Final

from refundcli.case.keys import LISTS
from refundcli.case.values import MAX_LONG_TEXT, MAX_TEXT
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question

_TEXT: Final = {"type": "string", "maxLength": MAX_TEXT}
_MOMENT: Final = {"type": "string", "description": "ISO 8601；没有时区的按 +08:00"}
_TYPES: Final[dict[str, dict[str, Any]]] = {
    "text": _TEXT,
    "code": _TEXT,
    "phone": _TEXT,
    "longtext": {"type": "string", "maxLength": MAX_LONG_TEXT},
    "money": {"type": ["string", "number"], "description": "人民币元，最多两位小数"},
    "number": {"type": "integer", "minimum": 1},
    "time": _MOMENT,
    "date": _MOMENT,
    "dates": {"type": "array", "items": _MOMENT},
    "duration": {"type": "string", "description": "例如 24小时、30分钟"},
    "yesno": {"type": "boolean"},
    "bytes": {"type": "integer", "minimum": 1},
    "keys": {"type": "array", "items": {"type": "string"}},
}


def case_schema(knowledge: Knowledge) -> dict[str, Any]:
    """Draft 2020-12; records are tables of tables, every other key stands where its path says."""
    root: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "refundcli 案件文件",
        **_table(),
    }
    for key, question in knowledge.every_question.items():
        _node(root, key)[key.rpartition(".")[2]] = _value(key, question, knowledge)
    return root


def _node(root: dict[str, Any], key: str) -> dict[str, Any]:
    """The `properties` in which the key's last part stands; made on the way."""
    node = root
    for table in key.split(".")[:-1]:
        if table != "*":
            node = node["properties"].setdefault(table, _table())
        else:
            # A record may have any name.
            node["additionalProperties"] = node["additionalProperties"] or _table()
            node = node["additionalProperties"]
    properties: dict[str, Any] = node["properties"]
    return properties


def _table() -> dict[str, Any]:
    return {"type": "object", "properties": {}, "additionalProperties": False}


def _value(key: str, question: Question, knowledge: Knowledge) -> dict[str, Any]:
    if key == "scenario":
        shape: dict[str, Any] = {"enum": list(knowledge.scenario_ids)}
    elif key == "also":
        shape = {"type": "array", "items": {"enum": list(knowledge.scenario_ids)}}
    elif question.choices:
        values = {"enum": [choice.value for choice in question.choices]}
        shape = {"type": "array", "items": values} if question.type == "choices" else values
    else:
        shape = dict(_TYPES[question.type])
    if key in LISTS:
        shape["uniqueItems"] = True
    return {**shape, "title": question.ask}
