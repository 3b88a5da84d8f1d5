"""Where in a knowledge file a value does not fit its shape, and what might have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import msgspec


class Slip(msgspec.Struct, frozen=True):
    """The first value that does not fit."""

    place: str
    """Its path, by the names that stand in the file."""
    value: str = ""
    """What stands there, where that is a name: a field, or one of a list."""
    known: tuple[str, ...] = ()
    """What may stand there."""


def slip(data: object, kind: Any) -> Slip:  # noqa: ANN401 - an annotation of any form
    """Go down to where the shape and the file part."""
    for name, part, inner in _parts(data, kind):
        try:
            msgspec.convert(part, inner)
        except msgspec.ValidationError:
            found = slip(part, inner)
            place = f"{name}.{found.place}" if found.place else name
            return msgspec.structs.replace(found, place=place)
    if get_origin(kind) is Literal:
        return Slip("", str(data), tuple(map(str, get_args(kind))))
    fields = tuple(_fields(kind))
    named = (str(name) for name in data if name not in fields) if isinstance(data, Mapping) else ()
    unknown = next(iter(named), "") if fields else ""
    return Slip("", unknown, fields if unknown else ())


def _parts(data: object, kind: Any) -> Iterator[tuple[str, object, Any]]:  # noqa: ANN401 - as above
    """What a value consists of: a name as a person would give it, the part, the part's type."""
    inner = get_args(kind)
    fields = _fields(kind)
    if isinstance(data, Mapping) and get_origin(kind) is dict:
        yield from ((str(name), part, inner[1]) for name, part in data.items())
    elif isinstance(data, list) and inner:
        # A rule is known by its id, a choice by its value; what has neither, by its number.
        for number, part in enumerate(data, start=1):
            own = part if isinstance(part, Mapping) else {}
            yield str(own.get("id") or own.get("value") or number), part, inner[0]
    elif isinstance(data, Mapping):
        yield from ((name, data[name], shape) for name, shape in fields.items() if name in data)


def _fields(kind: object) -> dict[str, Any]:
    """The fields of a shape, or of the shape that an annotation allows beside None."""
    return {
        field.name: field.type
        for part in (kind, *get_args(kind))
        if isinstance(part, type) and issubclass(part, msgspec.Struct)
        for field in msgspec.structs.fields(part)
    }


def nearest(name: str, known: Iterable[str]) -> str:
    """A did-you-mean in Chinese, or nothing."""
    import difflib  # noqa: PLC0415 - only a slip pays for it

    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"，是不是 {close[0]}？" if close else ""
