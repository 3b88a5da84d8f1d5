"""Keeping a limit by dropping whole sentences; never the demand, the order number or the sum.

What goes is decided before anything is measured: a letter of more characters keeps all that a
shorter one keeps. What points back stays with what it points at, and what only introduces goes with
what it introduces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from refundcli.errors import DoesNotFitError
from refundcli.write.document import Document, Heading, Sentence, length

View = Callable[[Document], str]


class Fitted(msgspec.Struct, frozen=True):
    """A document within its limit, and the sentences that had to go."""

    document: Document
    omitted: tuple[Sentence, ...]


def fit(document: Document, limit: int | None, view: View) -> Fitted:
    """Drop the least needed sentences until the view fits; raises with the exact excess."""
    order = _order(document)
    dropped: dict[str, Sentence] = {}
    fitted = document
    while limit is not None and (size := length(view(fitted))) > limit:
        if not order:
            raise DoesNotFitError(
                f"只留下诉求、订单号和金额等不能省的内容也有 {size} 字，"
                f"超出 {limit} 字的上限 {size - limit} 字；"
                "请缩短商品名等文字，或放宽 --limit；能传附件的，可以用 --full 存成全文作附件"
            )
        least = order.pop(0)
        dropped[least.id] = least
        fitted = document.without(frozenset(dropped))
        for idle in _leading_nowhere(fitted, document):
            dropped[idle.id] = idle
            order.remove(idle)
            fitted = document.without(frozenset(dropped))
    return Fitted(fitted, tuple(dropped.values()))


def _order(document: Document) -> list[Sentence]:
    """What may go, first what is least needed.

    Highest number first, of equals what a later problem says, then the last one read.
    """
    said = {sentence.id: place for place, sentence in enumerate(document.sentences())}
    every = sorted(document.sentences(), key=lambda s: (-s.priority, -s.turn, -said[s.id]))
    # From what stays longest: of what it points at, the one that would stay longest stays with it.
    for sentence in reversed(list(every)):
        there = [other for other in every if sentence.points_at(other)]
        if there and every.index(there[-1]) < every.index(sentence):
            every.remove(there[-1])
            every.insert(every.index(sentence) + 1, there[-1])
    kept = next((place for place, s in enumerate(every) if s.priority == 0), len(every))
    return every[:kept]


def _leading_nowhere(fitted: Document, whole: Document) -> Iterator[Sentence]:
    """Of what introduces something in the whole letter: what introduces nothing any more."""
    followed = {sentence.id for sentence in _followed(fitted)}
    for sentence in _followed(whole):
        if sentence.priority and sentence.id not in followed and sentence in fitted.sentences():
            yield sentence


def _followed(document: Document) -> Iterator[Sentence]:
    """Sentences that lead on to another one: in their own paragraph, else in the next block."""
    for block, following in pairwise((*document.blocks, Heading(""))):
        said = Document("", "", (block,)).sentences()
        further = Document("", "", (following,)).sentences()
        for place, sentence in enumerate(said):
            if sentence.leads_on and (said[place + 1 :] or further):
                yield sentence
