"""Owns stdout: a command's result and nothing else, as text or as one JSON object."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import msgspec

from refundcli.cli.streams import legible


def emit_text(text: str) -> None:
    """Write the result as it is; ends with exactly one line break."""
    text = legible(text)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def emit_json(value: object) -> None:
    """Write one JSON object, UTF-8, indented, keys in the order in which they were put."""
    encoded = msgspec.json.format(msgspec.json.encode(plain(value)), indent=2)
    emit_text(encoded.decode("utf-8"))


def plain(value: object) -> Any:  # noqa: ANN401 - JSON is made of anything
    """Frozen results to JSON values: sums as text, times as ISO, sets and tuples as lists."""
    match value:
        case None | bool() | int() | float() | str():
            return legible(value) if isinstance(value, str) else value
        case date():
            return value.isoformat()
        case dict():
            return {str(key).rstrip("_"): plain(inner) for key, inner in value.items()}
        case list() | tuple() | frozenset():
            return [plain(inner) for inner in value]
        case msgspec.Struct():
            names = value.__struct_fields__
            return {name.rstrip("_"): plain(getattr(value, name)) for name in names}
        case _:
            return str(value)
