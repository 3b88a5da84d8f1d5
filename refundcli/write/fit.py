"""Keeping a limit by dropping whole sentences; never the demand, the order number or the sum."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from refundcli.errors import DoesNotFitError
from refundcli.write.document import Document, Sentence, length


class Fitted(msgspec.Struct, frozen=True):
    """A document within its limit, and the sentences that had to go."""

    document: Document
    omitted: tuple[Sentence, ...]


def fit(document: Document, limit: int | None, view: Callable[[Document], str]) -> Fitted:
    """Drop the least needed sentences until the view fits; raises with the exact excess."""
    droppable = [sentence for sentence in document.sentences() if sentence.priority > 0]
    # Highest number first, of equals what a later problem says, then the last one read.
    order = sorted(
        enumerate(droppable), key=lambda pair: (-pair[1].priority, -pair[1].turn, -pair[0])
    )
    dropped: list[Sentence] = []
    fitted = document
    while limit is not None and length(view(fitted)) > limit:
        if not order:
            excess = length(view(fitted)) - limit
            raise DoesNotFitError(
                f"只留下诉求、订单号和金额也有 {length(view(fitted))} 字，"
                f"超出 {limit} 字的上限 {excess} 字；"
                "请缩短商品名等文字，或放宽 --limit"
            )
        dropped.append(order.pop(0)[1])
        fitted = document.without(frozenset(sentence.id for sentence in dropped))
    return Fitted(fitted, tuple(dropped))
