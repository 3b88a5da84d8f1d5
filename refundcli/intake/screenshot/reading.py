"""A page of lines becomes a reading: which screen, which values, what is lacking; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from refundcli.case.model import Value
from refundcli.intake.screenshot import doubts
from refundcli.intake.screenshot.demands import lacking, moments, notices, troubles
from refundcli.intake.screenshot.found import Found, Reading
from refundcli.intake.screenshot.page import Line, Page, compact, joined
from refundcli.intake.screenshot.places import Want, headline, labelled
from refundcli.intake.screenshot.recognise import recognise
from refundcli.intake.screenshot.values import Reader
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.screens import Screen, ScreenField

_PAID: Final = "order.paid_at"
_SEVERAL: Final = "several"
_LIST: Final = "、"


def read(page: Page, knowledge: Knowledge, today: date, kind: str | None = None) -> Reading:
    """All that a page says; `kind` is what the buyer said it is."""
    screens = knowledge.screens
    known = {
        name: screen for name, screen in screens.screens.items() if kind in (None, screen.kind)
    }
    name = recognise(page, known, told=kind is not None)
    questions = knowledge.questions_of(knowledge.scenario_ids)
    reader = Reader(page, screens, questions, today)
    found = tuple(_values(reader, known[name])) if name else ()
    kind = known[name].kind if name else kind
    return Reading(
        screen=name,
        kind=kind,
        found=found,
        lacks=tuple(lacking(reader, kind, found, known[name].waives if name else ())),
        notices=tuple(notices(reader)),
        troubles=tuple(troubles(page)),
        moments=tuple(moments(reader)),
        height=page.height,
    )


def _values(reader: Reader, screen: Screen) -> Iterator[Found]:
    labels = frozenset(label for field in screen.fields for label in field.labels)
    found = {
        field.key: value
        for field in screen.fields
        if (value := _value(reader, field, labels)) is not None
    }
    paid = found[_PAID].value if _PAID in found else None
    for field in screen.fields:
        if field.key in found:
            yield _dated(found[field.key], field, paid)
    for key, raw in screen.implies.items():
        if key not in found:
            yield Found(key, raw, raw)


def _dated(found: Found, field: ScreenField, paid: Value | None) -> Found:
    against = tuple(doubts.of_day(found.text, field, paid))
    return msgspec.structs.replace(found, doubts=(*found.doubts, *against))


def _value(reader: Reader, field: ScreenField, labels: frozenset[str]) -> Found | None:
    """The first place whose text fits, else the first at all; None where there is none."""
    places = [
        (text, lines)
        for text, lines in _places(reader, field, labels)
        if text and not (field.never and re.search(field.never, text))
    ]
    fitting = [(text, lines) for text, lines in places if reader.fits(field, text)]
    if not places:
        return None
    if field.every:
        text = _LIST.join(dict.fromkeys(text for text, _ in places))
        return reader.found(field, text, tuple(line for _, lines in places for line in lines))
    found = reader.found(field, *(fitting or places)[0])
    others = {compact(text) for text, _ in fitting if field.patterns}
    several = (_SEVERAL,) if len(others) > 1 else ()
    return msgspec.structs.replace(found, doubts=(*found.doubts, *several))


def _places(
    reader: Reader, field: ScreenField, labels: frozenset[str]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Where the value may stand, the likeliest first."""
    want = Want(labels, lambda text: reader.fits(field, text), bool(field.shape), field.below)
    for label in field.labels:
        for spot in labelled(reader.page, label, want):
            yield spot.text, spot.lines
    for spot in headline(reader.page, want) if field.headline else ():
        yield spot.text, spot.lines
    yield from _spoken(reader, field)


def _spoken(reader: Reader, field: ScreenField) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """What the first pattern that finds anything finds in the paragraphs."""
    blocks = [(joined(block), block) for block in reader.page.paragraphs]
    for pattern in field.patterns:
        whole = re.compile(reader.pattern(pattern))
        found = [(m[1], block) for text, block in blocks for m in whole.finditer(text)]
        if found:
            yield from found
            return
