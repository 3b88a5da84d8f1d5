"""The JSON of filed proof, and of what channels take of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refundcli.case.model import Evidence
from refundcli.cli.exhibits import Words
from refundcli.judge.attachments import Takes


def described(item: Evidence, words: Words) -> dict[str, Any]:
    """An item as JSON shows it."""
    return {
        "id": item.id,
        "number": item.number,
        "kind": item.kind,
        "title": words.title(item),
        "file": words.masked(item.file) if item.file else None,
        "name": words.masked(item.name) if item.name else None,
        "type": item.type,
        "size": item.size,
        "sha256": item.sha256,
        "shows": item.shows,
        "captured_at": item.captured_at,
        "file_time": item.file_time,
        "added_at": item.added_at,
    }


def channel(one: Takes, words: Words) -> dict[str, Any]:
    """What a channel takes, and what of the case it would not take."""
    limits = one.limits
    return {
        "channel": one.channel,
        "document": one.document,
        "title": one.title,
        "known": limits is not None,
        "most": limits.most if limits else None,
        "bytes": limits.bytes if limits else None,
        "types": limits.types if limits else None,
        "refused": one.refused,
        "over": one.over,
        "told": list(words.refusals([one])),
    }


def by_channel(item: Evidence, limits: Sequence[Takes]) -> list[dict[str, Any]]:
    """Whether each channel takes it; None where that is not known."""
    return [
        {
            "channel": one.channel,
            "document": one.document,
            "takes": None
            if one.limits is None or item.size is None
            else all(refused.id != item.id for refused in one.refused),
        }
        for one in limits
    ]
