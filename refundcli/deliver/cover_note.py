"""00_请先看.txt: what a bundle is, what goes where in which order, what is missing, what to mind.

It is advice to the buyer: the letters lie in files of their own, and nothing of this is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from refundcli.deliver.exhibits import LeftOut, Shown
from refundcli.deliver.ics import explained
from refundcli.deliver.manifest import in_words
from refundcli.deliver.papers import Papers
from refundcli.judge.findings import Checklist
from refundcli.judge.outlook import Deadline, DoorState, Plan
from refundcli.knowledge.load import Knowledge
from refundcli.write.compose import Letter

_USABLE: Final = ("open", "closes_others")


class Note(msgspec.Struct, frozen=True):
    """All that the note tells of."""

    made_on: date
    channel: str | None
    plan: Plan
    papers: Papers
    shown: Shown
    checklist: Checklist
    files: Mapping[str, str]
    """Document -> its file in the bundle."""
    short: Mapping[str, str]
    papers_of: Mapping[str, str]
    strangers: int = 0
    """Files in the case's folder that no item names."""


def note(told: Note, knowledge: Knowledge) -> str:
    """The whole note as text."""
    parts = (_head(told, knowledge), _now(told), _where(told, knowledge), _lacks(told), _mind(told))
    numbers = "一二三四五六"
    sections = [list(part) for part in parts]
    first, rest = sections[0], [part for part in sections[1:] if len(part) > 1]
    lines = [*first]
    for number, (title, *body) in zip(numbers, rest, strict=False):
        lines += ["", f"{number}、{title}", *body]
    return "\n".join(lines) + "\n"


def _head(told: Note, knowledge: Knowledge) -> Iterator[str]:
    yield "请先看"
    yield ""
    yield "这一份说明是写给你自己的，不要交出去。"
    yield f"这一包材料由 refundcli 在{in_words(told.made_on)}生成。"
    if told.channel is None:
        yield "里面是全部材料，各处收的不一样，也有你的个人信息："
        yield "按下面的顺序一样一样交，不要整包发。"
    else:
        title = knowledge.channels.channels[told.channel].title
        yield f"里面只有交给{title}的：交文书、证据目录和证据，别的留给自己。"
    yield "交之前逐句核对文书，有一句不属实就先改案件、重新生成，不要直接交。"
    yield "证据是原样的副本，上面的号码没有遮：不该让对方看到的，另存一份遮好了再交；原件一直留着。"


def _now(told: Note) -> Iterator[str]:
    now = told.plan.now
    yield "现在做什么"
    yield now.action
    if now.why:
        yield f"为什么：{now.why}"
    if now.warning:
        yield now.warning
    if now.stop:
        yield f"什么时候停：{now.stop}"


def _where(told: Note, knowledge: Knowledge) -> Iterator[str]:
    yield "哪一份交到哪里（按建议的先后）"
    states = {door.channel: door for door in told.plan.doors}
    ranked = dict.fromkeys((*told.plan.order, *states))
    with_letters = {letter.channel for letter in told.papers.letters}
    named = [name for name in ranked if name in with_letters or name == told.channel]
    for number, name in enumerate(named, start=1):
        yield from _door(number, states[name], told, knowledge)
    if not named:
        yield "现在没有能写的文书，原因见下面。"


def _door(number: int, door: DoorState, told: Note, knowledge: Knowledge) -> Iterator[str]:
    status = knowledge.words.doors[door.status]
    from_ = f"（{in_words(door.from_)}起）" if door.from_ else ""
    yield f"{number}. {door.title}：{status}。{door.why}{from_}"
    for letter in told.papers.of(door.channel):
        yield from _letter(letter, told, usable=door.status in _USABLE)
    if not told.papers.of(door.channel):
        yield "　　现在没有能写的文书，原因见下面。"
        return
    if told.channel is not None and told.shown.limits is not None:
        limits = told.shown.limits
        types = "、".join(limits.types)
        yield (
            f"　　证据已经按{limits.title}的限制挑过：最多 {limits.most} 份，类型是 {types}。"
            f"{limits.doubt}"
        )
        yield "　　同一渠道别的页面没有核实过，也先按这个数挑；页面让多交的，全部的证据在整包里。"
    elif not knowledge.channels.channels[door.channel].files:
        yield "　　这里收什么文件、收几份，没有核实过；以提交页面或窗口说的为准。"
    else:
        yield f"　　收的文件有限制：用 bundle make 加上 --for {door.channel}，会按限制挑好。"


def _letter(letter: Letter, told: Note, *, usable: bool) -> Iterator[str]:
    limit = f"（不超过 {letter.limit} 字）" if letter.limit else ""
    now = letter.kind == told.plan.now.document
    when = "现在就交" if now else "轮到的时候交" if usable else "先不交，留着"
    yield f"　　{when}：{told.files[letter.kind]}{limit}"
    if letter.kind in told.papers_of:
        yield f"　　要打印、签字的，用 {told.papers_of[letter.kind]}"
    if letter.kind in told.short:
        yield f"　　填网页表单放不下全文的，粘贴 {told.short[letter.kind]}"


def _lacks(told: Note) -> Iterator[str]:
    yield "还缺什么"
    for one in told.papers.unwritten:
        if one.asks:
            pairs = zip(one.asks, one.keys, strict=True)
            asks = "；".join(f"{ask}（{key}）" for ask, key in pairs)
            yield f"- {one.title}还写不了，还缺：{asks}"
        else:
            yield f"- {one.title}还写不了：{one.why.splitlines()[0]}"
    if told.channel is not None and not told.papers.letters:
        for shut in told.papers.shut:
            yield f"- {shut.title}：{shut.why}"
    yield from absent(told.shown.left_out)
    if told.strangers:
        yield f"- 案件的文件夹里有 {told.strangers} 个没有登记的文件，不算证据，没有放进来。"
    for item in told.checklist.items:
        if item.need == "required" and item.status in ("missing", "unknown"):
            yield f"- 证据里还没有{item.title}：{item.how}"


def absent(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Items whose file is not in the bundle, a line each."""
    for one in left_out:
        yield f"- 证据{one.item.number}（{one.title}）没有放进来：{one.text}"


def _mind(told: Note) -> Iterator[str]:
    """Advice that must never stand in a letter."""
    yield "要留心的（只给你自己看，不要写进文书）"
    general = dict.fromkeys((*told.plan.warnings, *told.plan.often))
    beside: dict[str, list[str]] = {}
    for letter in told.papers.letters:
        for line in letter.warnings:
            beside.setdefault(line, []).append(letter.document.title)
    for line in general:
        yield f"- {line}"
    for line, titles in beside.items():
        if line not in general:
            yield f"- {titles[0]}：{line}" if len(titles) == 1 else f"- {line}"


def deadlines(found: Sequence[Deadline], made_on: date, knowledge: Knowledge) -> str:
    """期限.txt: every deadline, the nearest first, and what it means."""
    lines = ["期限", "", f"按{in_words(made_on)}已经记下的情况算；情况有变化，请重新生成。"]
    for number, item in enumerate(found, start=1):
        only = "（今天就提交的话）" if item.if_today else ""
        passed = "，已经过了" if item.days < 0 else ""
        lines += ["", f"{number}. {item.title}{only}：{in_words(item.due)}{passed}"]
        lines += [f"　　{line}" for line in explained(item, knowledge)]
    return "\n".join(lines) + "\n"


def attached(letter: Letter | None, told: Shown) -> str:
    """证据目录.txt: the list of the evidence, and under which name each file lies."""
    lines = [letter.text.rstrip("\n"), ""] if letter else []
    paths = {one.item.number: one.path for one in told.exhibits}
    gone = {one.item.number: one for one in told.left_out}
    lines += ["附：文件"]
    for number in sorted((*paths, *gone)):
        why = "没有文件" if number in gone and gone[number].why == "no_file" else "没有附文件"
        lines.append(f"证据{number}：{paths.get(number) or why}")
    return "\n".join(lines) + "\n"
