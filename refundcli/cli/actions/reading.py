"""`evidence read`: what a screenshot says, held against the case; nothing is saved unasked."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.case.store import Saved
from refundcli.cli import sighting_shapes
from refundcli.cli.actions.evidence import kind_named
from refundcli.cli.actions.log import opened
from refundcli.cli.diagnostics import INTERRUPTED, note
from refundcli.cli.looking import Picture, check, chosen, read_picture
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Porch, open_porch
from refundcli.cli.show import show
from refundcli.cli.sightings import Words
from refundcli.errors import MissingFactsError
from refundcli.intake.screenshot.engine import installed
from refundcli.intake.screenshot.found import Reading
from refundcli.judge.checklist import shown_keys

if TYPE_CHECKING:
    from refundcli.cli.wizard.seen import Buyer

INSTALL: Final = (
    "让程序自己读图，要先装识别文字的部件（约 400 MB，装好以后不联网）："
    "pip install rapidocr onnxruntime"
)


class Wanted(msgspec.Struct, frozen=True):
    """What the call says, as it was typed."""

    file: str
    case: str | None = None
    kind: str | None = None


class Job(msgspec.Struct, frozen=True):
    """One picture, and the case that it may belong to."""

    porch: Porch
    wanted: Wanted
    found: Saved | None
    picture: Picture
    kind: str | None
    asks: bool
    as_json: bool

    @property
    def case(self) -> Case:
        """The case, or one that says nothing."""
        return self.found.case if self.found else Case({})


def read(wanted: Wanted, today: str | None, *, as_json: bool) -> None:
    """Tell what the picture shows and lacks; with a case each value is put to the buyer."""
    porch = open_porch(today)
    kind = None if wanted.kind is None else kind_named(porch.knowledge, wanted.kind)
    found = opened(porch, wanted.case) if wanted.case is not None else None
    picture = chosen(wanted.file, found)
    check(picture, porch)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    job = Job(porch, wanted, found, picture, kind, asks, as_json)
    if not installed():
        _by_hand(job)
        return
    try:
        reading = read_picture(picture, porch, kind)
    except KeyboardInterrupt:
        note("已中断，什么都没有改。")
        raise SystemExit(INTERRUPTED) from None
    _tell(job, reading)


def _tell(job: Job, reading: Reading) -> None:
    words = Words(reading, job.case, job.porch.knowledge)
    if job.as_json:
        emit_json(_shape(job, words))
        return
    show([*words.blocks()])
    _remark(job, reading)
    if job.found is None:
        return
    if job.asks:
        _ask(job, words, job.found)
        return
    for line in words.settings(job.found.id, job.picture.item):
        note(line)


def _shape(job: Job, words: Words) -> dict[str, Any]:
    case = job.found.id if job.found else None
    item = job.picture.item
    settings = [*words.settings(case, item)] if case else []
    file = without_numbers(job.wanted.file, job.case, job.porch.knowledge)
    head = {"file": file, "id": case, "item": item.id if item else None}
    return {**head, **sighting_shapes.reading(words), "settings": settings}


def _remark(job: Job, reading: Reading) -> None:
    """Another kind than was recorded; and how a picture that is not in the case gets there."""
    kinds = job.porch.knowledge.evidence
    item = job.picture.item
    if item is not None and reading.kind not in (None, item.kind) and item.kind in kinds:
        note(
            f"证据{item.number}登记的是“{kinds[item.kind].title}”，"
            f"图看起来是“{kinds[str(reading.kind)].title}”；登记错了就改："
            f"refundcli set {job.wanted.case} evidence.{item.id}.kind={reading.kind}"
        )
    if item is None and job.found is not None:
        kind = f" --kind {reading.kind}" if reading.kind else ""
        # A name with a private number in it cannot be told, not even to be copied.
        file = job.wanted.file
        hidden = without_numbers(file, job.case, job.porch.knowledge) != file
        parts = (shlex.quote(job.found.id), "文件" if hidden else shlex.quote(file))
        note(f"这张图还没有放进案件；要放进去：refundcli evidence add {' '.join(parts)}{kind}")


def _ask(job: Job, words: Words, found: Saved) -> None:
    from refundcli.cli.wizard.seen import Buyer  # noqa: PLC0415 - prompts are for a terminal only

    buyer = Buyer(job.porch, found)
    with _leaving(buyer):
        buyer.confirm(words)
        _record(job, buyer, words.reading)
    _farewell(buyer)


def _record(job: Job, buyer: Buyer, reading: Reading) -> None:
    """What the picture shows of the case as it stands now, put down beside its item."""
    item = job.picture.item
    if item is None or buyer.saved is None:
        return
    words = Words(reading, buyer.saved.case, job.porch.knowledge)
    keys = words.shows(tuple(buyer.told))
    if set(keys) != set(shown_keys(item, job.porch.knowledge.evidence)):
        buyer.record(item.id, keys, words.record(item.number, keys))


def _by_hand(job: Job) -> None:
    """Without the extra: the same questions, put to the buyer's own eyes."""
    kind = job.kind or (job.picture.item.kind if job.picture.item else None)
    if not job.asks:
        raise MissingFactsError(_questions(job, kind), keys=_keys(job, kind))
    note(INSTALL)
    from refundcli.cli.wizard.seen import Buyer  # noqa: PLC0415 - prompts are for a terminal only

    buyer = Buyer(job.porch, job.found)
    known = job.porch.knowledge.screens.demands
    with _leaving(buyer):
        kind = kind if kind in known else buyer.kind()
        lacks = tuple(buyer.look(known.get(kind or "", ()), _keys(job, kind)))
        seen = Reading(None, kind, lacks=lacks)
        for line in Words(seen, job.case, job.porch.knowledge).advice():
            emit_text(line)
        _record(job, buyer, seen)
    _farewell(buyer)


@contextmanager
def _leaving(buyer: Buyer) -> Iterator[None]:
    """Ctrl-C at a prompt: what was confirmed so far stays."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        _farewell(buyer)
        raise SystemExit(INTERRUPTED) from None


def _farewell(buyer: Buyer) -> None:
    if buyer.saved is None and buyer.told:
        pairs = " ".join(shlex.quote(f"{key}={value}") for key, value in buyer.told.items())
        note(f"没有写明案件，什么都没有记；要记下：refundcli set 案件编号 {pairs}")
    else:
        count = len(buyer.changed)
        note(f"已保存 {count} 处改动。" if count else "没有改动。")


def _keys(job: Job, kind: str | None) -> tuple[str, ...]:
    """What the picture would answer in this case."""
    words = Words(Reading(None, kind), job.case, job.porch.knowledge)
    demands = job.porch.knowledge.screens.demands.get(kind or "", ())
    return tuple(key for demand in demands for key in demand.keys if words.asks(key))


def _questions(job: Job, kind: str | None) -> str:
    """What to look for, and how to put down what is seen."""
    knowledge = job.porch.knowledge
    must = knowledge.evidence[kind].must_show if kind in knowledge.evidence else ""
    first = f"请自己看这张图，要看得到：{must}。" if must else "用 --kind 写明是哪一种截图。"
    case = job.found.id if job.found else "案件编号"
    lines = []
    for key in _keys(job, kind):
        question = knowledge.question(key)
        if question is not None and question.mask != "code":
            lines.append(f"  {key}：{question.ask}\n    {key}={shlex.quote(question.example)}")
    told = f"看清了用 refundcli set {case} 键=值 记下：\n" + "\n".join(lines) if lines else ""
    return "\n".join(filter(None, (INSTALL, first, told)))
