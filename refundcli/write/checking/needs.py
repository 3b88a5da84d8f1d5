"""What a text must say, how long it may be, and what it must not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from refundcli.case import looks
from refundcli.case.masking import masked
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.lint import Presence
from refundcli.write.checking.problem import Problem
from refundcli.write.checking.reader import Reader, Span
from refundcli.write.checking.setting import Setting
from refundcli.write.document import length

_BOXES: Final = 2
_SHOWN: Final = 20
_GAP: Final = r"[^\w*]{0,3}_?[^\w*]{0,3}"
_CODE: Final = "card_code"


def too_long(reader: Reader, setting: Setting) -> Iterator[Problem]:
    """The excess over the limit, from the character on that has no place."""
    limit, count = _limit(reader, setting), length(reader.written)
    if limit is not None and count > limit:
        words = {"limit": limit, "length": count, "excess": count - limit}
        remark = reader.lint.remarks["too_long"]
        start = _fitting(reader.written, limit)
        problem = reader.problem("too_long", remark, (start, start + _SHOWN), words)
        # It is about the whole text, and stands in the way of no problem there.
        yield msgspec.structs.replace(problem, text=problem.text.strip(), start=0, end=0)


def _fitting(text: str, limit: int) -> int:
    """How many characters of a text fit, each counted as `length` counts it."""
    return len(text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore"))


def _limit(reader: Reader, setting: Setting) -> int | None:
    """That asked for, else the document's, else that of its short form for a text in one piece."""
    kind = setting.kind
    if setting.limit is not None or kind is None:
        return setting.limit
    divided = sum(1 for _ in reader.found(reader.lint.divided)) >= _BOXES
    return kind.limit or (None if divided else kind.short_limit)


def missing(reader: Reader, setting: Setting) -> Iterator[Problem]:
    """What its document requires and the text does not say."""
    if setting.kind is None:
        return
    for code, presence in reader.lint.presence.items():
        wanted = _wanted(presence, setting.kind)
        if wanted and not reader.says(presence.says):
            yield Problem(code, presence.severity, 1, "", presence.why, presence.fix)


def _wanted(presence: Presence, kind: DocumentKind) -> bool:
    if presence.channels and kind.channel not in presence.channels:
        return False
    required = {key for entry in kind.requires for key in entry.split("|")}
    return (presence.demands and kind.demands) or not required.isdisjoint(presence.keys)


def private(reader: Reader, setting: Setting) -> Iterator[Problem]:
    """Card codes and numbers that this document's recipient does not need."""
    whole = _whole(setting)
    for row in setting.knowledge.privacy.covers(setting.document):
        for span in looks.found(row.looks, reader.plain) if row.looks else ():
            known = reader.plain[slice(*span)] in whole
            # What follows a star is the end of something covered.
            if not (known or reader.before(reader.lint.order, span[0])):
                yield _covered(reader, row.looks, span)
    for span in (*_codes(reader, whole), *_code_of_case(reader, setting)):
        yield _covered(reader, _CODE, span)


def _covered(reader: Reader, code: str, span: Span) -> Problem:
    problem = reader.problem(code, reader.lint.remarks[code], span)
    return msgspec.structs.replace(problem, text=masked("code", problem.text))


def _whole(setting: Setting) -> frozenset[str]:
    if setting.facts is None:
        return frozenset()
    keys = setting.knowledge.privacy.purchase.whole
    return frozenset(setting.facts.case.text(key) for key in keys)


def _codes(reader: Reader, whole: frozenset[str]) -> Iterator[Span]:
    """What is called a code, and looks like one: a word of letters alone does not."""
    for match in reader.found(reader.lint.code):
        if any(map(str.isdigit, match["value"])) and match["value"] not in whole:
            yield match.span("value")


def _code_of_case(reader: Reader, setting: Setting) -> Iterator[Span]:
    code = setting.facts.case.text("order.card_code") if setting.facts else ""
    letters = [re.escape(one) for one in looks.plain(code) if one.isalnum()]
    if letters:
        for match in re.finditer(_GAP.join(letters), reader.plain, re.IGNORECASE):
            yield match.span()
