"""The plan as blocks for a person: the one thing to do first, then dates, then doors."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.cli.screens import Block, Rows, Text, Title
from refundcli.judge.findings import Deadline, DoorState, Now, Plan
from refundcli.knowledge.load import Knowledge


def plan(found: Plan, knowledge: Knowledge) -> list[Block]:
    """Everything `next` tells."""
    return [*step(found, knowledge), *deadlines(found.deadlines), *_doors(found, knowledge)]


def step(found: Plan, knowledge: Knowledge) -> list[Block]:
    """The stage and the one thing to do now, as the wizard's last screen shows it too."""
    stage = knowledge.road.stages[found.stage].title
    return [Title(f"现在走到：{stage}"), *_now(found.now, knowledge)]


def _now(now: Now, knowledge: Knowledge) -> Iterator[Block]:
    kinds = knowledge.documents.documents
    yield Text(f"现在做：{now.action}")
    yield Text(f"为什么：{now.why}")
    if now.document:
        to = f" --to {now.to}" if now.to else ""
        yield Text(f"文书：{kinds[now.document].title}（refundcli draft {now.document}{to}）")
    if now.then and not now.document:
        yield Text(f"到时候没有结果：{kinds[now.then].title}")
    for number, item in enumerate(now.save, start=1):
        yield Text(
            f"{'动手前先存好：' if number == 1 else '　　　　　　　'}{item.title}——{item.how}"
        )
    if now.minutes:
        yield Text(f"要花：大约 {now.minutes} 分钟；{now.cost}")
    for label, text in (("可能的结果", now.outcome), ("什么时候停", now.stop)):
        if text:
            yield Text(f"{label}：{text}")
    if now.warning:
        yield Text(now.warning)


def deadlines(found: tuple[Deadline, ...]) -> list[Block]:
    """One table, the nearest first."""
    rows = tuple(
        (
            item.title + ("（若今天提交）" if item.if_today else ""),
            f"{item.due}{'（估计）' if item.estimated else ''}",
            left(item.days),
            "，".join(filter(None, (item.start_event, item.rule))),
            item.passes + item.doubt,
        )
        for item in found
    )
    header = ("事项", "到哪天", "还有", "怎么算", "过了这天")
    return [Title("期限"), Rows(header, rows)] if rows else []


def left(days: int) -> str:
    """How far away a day is, in words."""
    if days == 0:
        return "今天"
    return f"{days} 天" if days > 0 else f"已过 {-days} 天"


def _doors(found: Plan, knowledge: Knowledge) -> list[Block]:
    words = knowledge.words.doors
    place = {channel: number for number, channel in enumerate(found.order)}
    states = sorted(found.doors, key=lambda door: place.get(door.channel, len(place)))
    told: set[str] = set()
    rows = []
    for door in states:
        said = _said(door)
        rows.append((door.title, words[door.status], "同上" if said in told else said))
        told.add(said)
    return [Title("渠道（按建议的先后）"), Rows(("渠道", "状态", "说明"), tuple(rows))]


def _said(door: DoorState) -> str:
    from_ = f"（{door.from_} 起）" if door.from_ else ""
    return f"{door.why}{from_}"
