"""Which files of a case a channel takes, as far as its limits are known; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from refundcli.case.model import Evidence
from refundcli.knowledge.filing import Attachments
from refundcli.knowledge.load import Knowledge


class Refused(msgspec.Struct, frozen=True):
    """One file that would not be taken, and why."""

    id: str
    why: Literal["type", "size"]


class Takes(msgspec.Struct, frozen=True):
    """What one document's recipient takes of the files of a case.

    `limits` None: not known, and so nothing is said of any file. `over` is by how many files the
    case has more than are taken.
    """

    channel: str
    document: str | None
    title: str
    limits: Attachments | None = None
    refused: tuple[Refused, ...] = ()
    over: int = 0


def takes(items: Sequence[Evidence], knowledge: Knowledge) -> tuple[Takes, ...]:
    """Every channel in the order of the base; documents apart where their limits are."""
    filed = [item for item in items if item.size is not None]
    return tuple(_takes(filed, knowledge))


def _takes(filed: Sequence[Evidence], knowledge: Knowledge) -> Iterator[Takes]:
    documents = knowledge.documents.documents
    for name, channel in knowledge.channels.channels.items():
        if not channel.files:
            yield Takes(name, None, channel.title)
            continue
        for document, kind in documents.items():
            if kind.channel != name:
                continue
            limits = channel.files.get(document)
            if limits is None:
                yield Takes(name, document, kind.title)
            else:
                refused = tuple(found for item in filed for found in _refused(item, limits))
                over = max(0, len(filed) - limits.most)
                yield Takes(name, document, limits.title, limits, refused, over)


def _refused(item: Evidence, limits: Attachments) -> Iterator[Refused]:
    if item.type not in limits.types:
        yield Refused(item.id, "type")
    if item.size is not None and item.size > limits.bytes:
        yield Refused(item.id, "size")
