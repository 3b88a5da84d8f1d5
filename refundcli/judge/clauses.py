"""Rules of a platform, read for times: how long, from what on, who is bound.

Each length is read with the words between the length before it and its own sentence's end. A length
that runs from something unknown, or binds nobody who could be named, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from refundcli.judge.texts.spans import Span, plain, spans
from refundcli.knowledge.periods import Anchor, ClauseWords, SpanWords

BUYER = "buyer"


class Term(msgspec.Struct, frozen=True):
    """A time that a rule sets: for whom, from what on."""

    party: str
    anchor: Anchor
    span: Span


def terms(text: str, words: ClauseWords, lengths: SpanWords) -> Iterator[Term]:
    """Every time that is certain in all three, in the order of the text."""
    for sentence in re.split(words.sentence, plain(text)):
        begin = 0
        for span in spans(sentence, lengths):
            before = re.sub(words.harmless, "", sentence[begin : span.start])
            term = _term(before, span, sentence[span.end :], words)
            begin = span.end
            if term is not None:
                yield term


def _term(before: str, span: Span, after: str, words: ClauseWords) -> Term | None:
    within, period = re.match(words.within, after), re.search(words.period, before)
    if not (within or period) or re.search(words.unsure, before):
        return None
    named = ((one, found) for one in words.anchors if (found := _found(one, before, words)))
    anchor, found = next(named, (None, None))
    if anchor is None or found is None:
        return None
    left = before[: found.start()] + before[found.end() :]
    if re.search(words.open, left) or any(re.search(one.words, left) for one in words.anchors):
        return None
    rest = after[within.end() :] if within else after
    party = BUYER if period else _bound(left, rest, anchor, words)
    return Term(party, anchor, span) if party else None


def _found(anchor: Anchor, before: str, words: ClauseWords) -> re.Match[str] | None:
    """The anchor with whoever does it and what joins it to the length: 自买家提交申请之日起."""
    who = "|".join(words.parties.values())
    pattern = rf"(?:{words.prefix})?(?:{who})?(?:{anchor.words})(?:{words.since})"
    return re.search(pattern, before)


def _bound(left: str, rest: str, anchor: Anchor, words: ClauseWords) -> str:
    """Who acts: named right behind the length, else last before it, else by the anchor's nature."""
    for party, names in words.parties.items():
        if re.match(rf",?(?:{names})", rest):
            return party
    if re.match(words.may, rest):
        return BUYER
    last = [
        (found.end(), party)
        for party, names in words.parties.items()
        for found in re.finditer(names, left)
    ]
    if last:
        return max(last)[1]
    return anchor.party if re.search(anchor.acts, rest) else ""
