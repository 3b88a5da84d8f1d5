"""One package of a case, planned: letters, numbered evidence, lists and deadlines.

What a bundle holds follows from the case, the day and the files alone: the same three make the same
bytes, whoever makes it and wherever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from refundcli import __version__
from refundcli.case import filed
from refundcli.case.masking import without_numbers
from refundcli.deliver import cover_note, exhibits
from refundcli.deliver.exhibits import LeftOut, Shown
from refundcli.deliver.files import made_calendar, subject
from refundcli.deliver.ics import to_come
from refundcli.deliver.manifest import (
    NAME,
    SCHEMA,
    Entry,
    Gap,
    Manifest,
    Tool,
    encoded,
    entry,
    line,
    listed,
    of_bytes,
)
from refundcli.deliver.papers import Papers, papers
from refundcli.errors import InvalidInputError
from refundcli.judge.assess import assess
from refundcli.judge.checklist import checklist
from refundcli.judge.facts import Facts
from refundcli.judge.outlook import Plan
from refundcli.judge.plan import plan
from refundcli.knowledge.load import Knowledge
from refundcli.write.compose import Letter
from refundcli.write.document import length
from refundcli.write.templates import Templates

LETTERS: Final = "文书"
README: Final = "00_请先看.txt"
EVIDENCE_LIST: Final = "证据目录.txt"
EVIDENCE_PAPER: Final = "证据目录.docx"
DEADLINES: Final = "期限.txt"
CALENDAR: Final = "期限.ics"
LISTED: Final = "清单.txt"


class Wanted(msgspec.Struct, frozen=True):
    """What is to go into the bundle.

    `base` is the folder that holds the case's files, `case_id` the id of a saved case, `anyway`
    leaves damaged evidence out instead of stopping.
    """

    base: Path
    case_id: str = ""
    channel: str | None = None
    anyway: bool = False
    templates: Templates | None = None


class Bundle(msgspec.Struct, frozen=True):
    """Everything that goes into the package, by path, and what could not."""

    made_on: date
    manifest: Manifest
    entries: tuple[Entry, ...]
    papers: Papers
    shown: Shown


def planned(facts: Facts, wanted: Wanted) -> Bundle:
    """What the bundle holds; raises with a list where evidence is not as it was recorded."""
    found = filed.check(wanted.base, facts.case)
    _refuse_damaged(found, facts, anyway=wanted.anyway)
    written = papers(facts, assess(facts), wanted.channel, wanted.templates)
    shown = exhibits.shown(wanted.base, found, facts)
    if wanted.channel is not None:
        shown = exhibits.chosen(shown, written, wanted.channel, facts)
    ahead = plan(facts)
    strangers = sum(one.item is None for one in found)
    made = [
        *_letters(written, facts.knowledge),
        *_proof(written, shown, facts.knowledge),
        *(_dates(ahead, facts, wanted.case_id) if wanted.channel is None else ()),
    ]
    made.append(_readme(made, facts, wanted, (ahead, written, shown, strangers)))
    manifest = _manifest(made, shown, facts, wanted)
    full, entries = _closed(made, manifest, shown)
    return Bundle(facts.today, full, entries, written, shown)


def _refuse_damaged(found: Sequence[filed.Found], facts: Facts, *, anyway: bool) -> None:
    gone = exhibits.damaged(found, facts.knowledge)
    if not gone or anyway:
        return
    lines = (f"  证据{one.item.number}（{one.title}）：{one.text}" for one in gone)
    raise InvalidInputError(
        f"有 {len(gone)} 份证据和登记时不一样，没有打包：\n" + "\n".join(lines) + "\n"
        "用原来的文件放回去（refundcli evidence add）再打包；"
        "放不回去的，加 --anyway，这几份不放进来，包里会写明。",
        keys=tuple(f"evidence.{one.item.id}" for one in gone),
    )


def _letters(written: Papers, knowledge: Knowledge) -> Iterator[Entry]:
    for number, letter in enumerate(written.letters, start=1):
        name = f"{LETTERS}/{number:02d}_{exhibits.safe(letter.document.title)}"
        title = letter.document.title
        yield entry(f"{name}.txt", title, "document", letter.text, letter.kind)
        if letter.document.headed:
            yield _on_paper(f"{name}.docx", letter, knowledge)
        if letter.short_text:
            told = f"{title}，可以粘贴的短版（{length(letter.short_text)} 字）"
            yield entry(f"{name}_短版.txt", told, "short", f"{letter.short_text}\n", letter.kind)


def _on_paper(path: str, letter: Letter, knowledge: Knowledge) -> Entry:
    """What is printed and handed in, as a Word file beside the text."""
    from refundcli.deliver.docx import paper  # noqa: PLC0415 - takes long to load

    what = f"{letter.document.title}，打印用"
    return of_bytes(path, what, "paper", paper(letter, knowledge), letter.kind)


def _proof(written: Papers, shown: Shown, knowledge: Knowledge) -> Iterator[Entry]:
    if shown.exhibits or shown.left_out:
        text = cover_note.attached(written.evidence_list, shown)
        yield entry(EVIDENCE_LIST, "证据目录", "evidence_list", text)
    if written.evidence_list:
        yield _on_paper(EVIDENCE_PAPER, written.evidence_list, knowledge)
    for one in shown.exhibits:
        yield Entry(
            path=one.path,
            what=f"证据{one.item.number}，{one.title}",
            kind="evidence",
            size=one.size,
            sha256=one.sha256,
            source=one.source,
            evidence=one.item.id,
            evidence_kind=one.item.kind,
            original_sha256=one.recorded,
        )


def _dates(ahead: Plan, facts: Facts, case_id: str) -> Iterator[Entry]:
    """For the buyer alone: they go into the whole package, and into none that is handed over."""
    if not ahead.deadlines:
        return
    text = cover_note.deadlines(ahead.deadlines, facts.today, facts.knowledge)
    yield entry(DEADLINES, "期限（给自己看）", "deadlines", _covered(text, facts))
    if to_come(ahead.deadlines):
        data = made_calendar(ahead.deadlines, facts, case_id)
        yield of_bytes(CALENDAR, "期限，手机日历能导入（给自己看）", "calendar", data)


def _readme(
    made: Sequence[Entry],
    facts: Facts,
    wanted: Wanted,
    about: tuple[Plan, Papers, Shown, int],
) -> Entry:
    ahead, written, shown, strangers = about
    told = cover_note.Note(
        made_on=facts.today,
        channel=wanted.channel,
        plan=ahead,
        papers=written,
        shown=shown,
        checklist=checklist(facts),
        files=_files(made, "document"),
        short=_files(made, "short"),
        papers_of=_files(made, "paper"),
        strangers=strangers,
    )
    text = _covered(cover_note.note(told, facts.knowledge), facts)
    return entry(README, "说明（给自己看，不要交出去）", "readme", text)


def _files(made: Sequence[Entry], kind: str) -> dict[str, str]:
    return {str(one.document): one.path for one in made if one.kind == kind}


def _covered(text: str, facts: Facts) -> str:
    return without_numbers(text, facts.case, facts.knowledge)


def _manifest(made: Sequence[Entry], shown: Shown, facts: Facts, wanted: Wanted) -> Manifest:
    ordered = sorted(made, key=lambda one: one.path)
    return Manifest(
        schema=SCHEMA,
        case=subject(facts, wanted.case_id).id,
        made_on=facts.today,
        tool=Tool("refundcli", __version__),
        channel=wanted.channel,
        entries=tuple(map(line, ordered)),
        left_out=tuple(_gap(one) for one in shown.left_out),
    )


def _gap(one: LeftOut) -> Gap:
    return Gap(one.item.id, one.item.kind, one.why)


def _closed(
    made: Sequence[Entry], manifest: Manifest, shown: Shown
) -> tuple[Manifest, tuple[Entry, ...]]:
    """All entries by path: those that were planned, the list of them, and the list of all that."""
    text = listed(manifest, tuple(cover_note.absent(shown.left_out)))
    plain = entry(LISTED, "材料清单", "list", text)
    lines = sorted((*manifest.entries, line(plain)), key=lambda one: one.path)
    full = msgspec.structs.replace(manifest, entries=tuple(lines))
    last = of_bytes(NAME, "机器读的清单", "manifest", encoded(full))
    return full, tuple(sorted((*made, plain, last), key=lambda one: one.path))
