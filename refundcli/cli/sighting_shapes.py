"""What was seen in a picture, as scripts read it; what is doubtful says why."""

from __future__ import annotations

from typing import Any

from refundcli.case.file import storable
from refundcli.cli.sightings import Seen, Words


def reading(words: Words) -> dict[str, Any]:
    """The whole picture."""
    found = words.reading
    return {
        "screen": found.screen,
        "kind": found.kind,
        "fields": [_field(one, words) for one in words.seen],
        "contradictions": list(words.contradictions()),
        "missing": [{"name": lack.name, "why": lack.why} for lack in found.lacks],
        "notices": list(found.notices),
        "troubles": list(found.troubles),
        "moments": list(found.moments),
        "advice": list(words.advice()),
    }


def _field(one: Seen, words: Words) -> dict[str, Any]:
    found = one.found
    before = None if found.secret else words.case.get(found.key)
    return {
        "key": found.key,
        "title": words.name(one),
        "text": found.text,
        "value": None if found.value is None else storable(found.value),
        "sure": found.sure,
        "doubts": [{"id": name, "why": words.doubt(name, found)} for name in found.doubts],
        "place": found.box,
        "note": found.note,
        "standing": one.standing,
        "case": None if before is None else words.told(found.key, before),
    }
