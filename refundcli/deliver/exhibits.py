"""The files behind the proof as they go into a bundle: named by number and kind, within limits."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from refundcli.case.filed import Found, hashed, place_of
from refundcli.case.model import Evidence
from refundcli.case.originals import HEAD, sized
from refundcli.deliver.opening import opened
from refundcli.deliver.papers import Papers
from refundcli.errors import InvalidInputError
from refundcli.intake.content import type_of
from refundcli.judge.checklist import checklist
from refundcli.judge.facts import Facts
from refundcli.knowledge.filing import Attachments, Files
from refundcli.knowledge.load import Knowledge

FOLDER: Final = "证据"
_SUFFIX: Final = re.compile(r"[a-z0-9]{1,8}")
# What no system takes in a name, and what a title has for a reader alone.
_UNFIT: Final = re.compile(r'[\\/:*?"<>|\s]+')
_NEEDS: Final = ("required", "recommended", "optional")
_DAMAGED: Final = ("changed", "missing", "unreadable", "outside")

Why = Literal["no_file", "changed", "missing", "unreadable", "outside", "type", "size", "count"]


class Exhibit(msgspec.Struct, frozen=True):
    """One file of proof under its name in the bundle; `recorded` is its hash when it was filed."""

    item: Evidence
    title: str
    path: str
    source: Path
    type: str
    size: int
    sha256: str
    recorded: str | None


class LeftOut(msgspec.Struct, frozen=True):
    """An item without a file in the bundle, why, and what to do about it."""

    item: Evidence
    title: str
    why: Why
    text: str


class Shown(msgspec.Struct, frozen=True):
    """What of the proof is in the bundle and what is not; `limits` None: they are not known."""

    exhibits: tuple[Exhibit, ...]
    left_out: tuple[LeftOut, ...]
    limits: Attachments | None = None


def safe(title: str) -> str:
    """A title as part of a file name."""
    return _UNFIT.sub("", title)


def title_of(item: Evidence, knowledge: Knowledge) -> str:
    """What kind of proof it is."""
    kind = knowledge.evidence.get(item.kind)
    return kind.title if kind else "材料"


def damaged(found: Sequence[Found], knowledge: Knowledge) -> tuple[LeftOut, ...]:
    """Items whose file is not what was recorded."""
    return tuple(
        _without(one.item, one.status, knowledge)
        for one in found
        if one.item is not None and one.status in _DAMAGED
    )


def shown(base: Path, found: Sequence[Found], facts: Facts) -> Shown:
    """Every item of the case, with its file where that is as recorded."""
    knowledge = facts.knowledge
    names = _names([one.item for one in found if one.item], knowledge)
    exhibits, missing = [], [*damaged(found, knowledge)]
    for one in found:
        if one.item is None or one.status in _DAMAGED:
            continue
        place = place_of(base, one.file) if one.status != "no_file" else None
        if place is None:
            missing.append(_without(one.item, "no_file", knowledge))
        else:
            exhibits.append(_exhibit(one.item, place, names[one.item.id], knowledge))
    return Shown(tuple(exhibits), tuple(sorted(missing, key=lambda one: one.item.number)))


def _names(items: Sequence[Evidence], knowledge: Knowledge) -> dict[str, str]:
    """证据01_订单详情页; a second of the same kind gets _2."""
    seen: Counter[str] = Counter()
    names = {}
    for item in items:
        title = safe(title_of(item, knowledge))
        seen[title] += 1
        again = f"_{seen[title]}" if seen[title] > 1 else ""
        names[item.id] = f"证据{item.number:02d}_{title}{again}"
    return names


def _exhibit(item: Evidence, place: Path, name: str, knowledge: Knowledge) -> Exhibit:
    head, size = _head(place)
    kind = type_of(head, knowledge.files) or item.type or ""
    sha256 = item.sha256.lower() if item.sha256 else hashed(place)
    return Exhibit(
        item=item,
        title=title_of(item, knowledge),
        path=f"{FOLDER}/{name}.{_extension(kind, place)}",
        source=place,
        type=kind,
        size=size,
        sha256=sha256,
        recorded=item.sha256.lower() if item.sha256 else None,
    )


def _head(place: Path) -> tuple[bytes, int]:
    try:
        with os.fdopen(opened(place), "rb") as stream:
            return stream.read(HEAD), os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise InvalidInputError(f"{place.name} 刚刚读不到了，请再来一次") from error


def _extension(kind: str, place: Path) -> str:
    suffix = place.suffix[1:].lower()
    return kind or (suffix if _SUFFIX.fullmatch(suffix) else "bin")


def chosen(every: Shown, papers: Papers, channel: str, facts: Facts) -> Shown:
    """What the channel takes: cited first, then by need; what it does not take, with a reason.

    Limits that are known for one form of a channel are held to for all that goes there: nobody has
    checked that the others take more.
    """
    known = facts.knowledge.channels.channels[channel].files
    if not known:
        return every
    limits = next(iter(known.values()))
    files = facts.knowledge.files
    refused = [_refused(one, limits, files) for one in every.exhibits]
    unfit = [one for one in refused if one is not None]
    names = {one.item.id for one in unfit}
    fit = [one for one in every.exhibits if one.item.id not in names]
    ranked = sorted(fit, key=lambda one: _rank(one, papers, known, facts))
    late = [_late(one, limits) for one in ranked[limits.most :]]
    kept = sorted(ranked[: limits.most], key=lambda one: one.item.number)
    gone = sorted((*every.left_out, *unfit, *late), key=lambda one: one.item.number)
    return Shown(tuple(kept), tuple(gone), limits)


def _rank(
    one: Exhibit, papers: Papers, known: dict[str, Attachments], facts: Facts
) -> tuple[bool, bool, int, int]:
    """Cited in the document the limits are of, cited at all, needed, and its number."""
    needs = {line.kind: _NEEDS.index(line.need) for line in checklist(facts).items}
    limited = (letter for letter in papers.letters if letter.kind in known)
    return (
        one.item.id not in set(_cited(Papers(tuple(limited), (), (), None))),
        one.item.id not in set(_cited(papers)),
        needs.get(one.item.kind, len(_NEEDS)),
        one.item.number,
    )


def _cited(papers: Papers) -> Iterator[str]:
    for letter in papers.letters:
        for sentence in letter.document.sentences():
            yield from sentence.evidence


def _refused(one: Exhibit, limits: Attachments, files: Files) -> LeftOut | None:
    known = files.types.get(one.type)
    if one.type not in limits.types:
        instead = known.instead if known and known.instead else "另存一份 png、jpg 或 pdf"
        text = f"不收 {one.type or '认不出类型'} 的文件；要交的话，{instead}，原文件留着。"
        return LeftOut(one.item, one.title, "type", text)
    if one.size > limits.bytes:
        smaller = files.families[known.family].smaller if known else "把副本压缩一下"
        told = f"每份最大 {sized(limits.bytes)}，这一份有 {one.size} 字节"
        return LeftOut(one.item, one.title, "size", f"{told}；要交的话，{smaller}。")
    return None


def _late(one: Exhibit, limits: Attachments) -> LeftOut:
    text = f"最多收 {limits.most} 份，先交更要紧的；留好，等对方要求补充材料时再交。"
    return LeftOut(one.item, one.title, "count", text)


def _without(item: Evidence, why: str, knowledge: Knowledge) -> LeftOut:
    told: dict[Why, str] = {
        "no_file": "只登记了，还没有文件。",
        "changed": "文件和登记时不一样了。",
        "missing": "文件不见了。",
        "unreadable": "文件读不出来。",
        "outside": "记的位置不在案件的文件夹里。",
    }
    reason = next(name for name in told if name == why)
    return LeftOut(item, title_of(item, knowledge), reason, told[reason])
