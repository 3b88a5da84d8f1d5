"""The plan as blocks for a person: the one thing to do first, then dates, then doors."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.cli.screens import Block, Rows, Title
from refundcli.judge.outlook import Deadline, DoorState, Now, Plan
from refundcli.knowledge.load import Knowledge


def plan(found: Plan, knowledge: Knowledge) -> list[Block]:
    """Everything `next` tells."""
    return [*step(found, knowledge), *deadlines(found.deadlines), *_doors(found, knowledge)]


def step(found: Plan, knowledge: Knowledge) -> list[Block]:
    """The stage and the one thing to do now, as the wizard's last screen shows it too."""
    stage = knowledge.road.stages[found.stage].title
    rows = tuple((label, text) for label, text in _now(found.now, knowledge) if text)
    return [Title(f"现在走到：{stage}"), Rows(("下一步", "怎么做"), rows)]


def _now(now: Now, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    kinds = knowledge.documents.documents
    yield "现在做", now.action
    yield "为什么", now.why
    if now.document:
        to = f" --to {now.to}" if now.to else ""
        yield "文书", f"{kinds[now.document].title}（refundcli draft {now.document}{to}）"
    elif now.then:
        yield "到期没结果", f"再写{kinds[now.then].title}"
    for number, item in enumerate(now.save, start=1):
        yield f"先存好{number}", f"{item.title}：{item.how}"
    if now.minutes:
        yield "要花多少", f"大约 {now.minutes} 分钟；{now.cost}"
    yield "可能的结果", now.outcome
    yield "什么时候停", now.stop
    yield "先看清", now.warning


def deadlines(found: tuple[Deadline, ...]) -> list[Block]:
    """One table, the nearest first."""
    rows = tuple(
        (
            item.title + ("（若今天提交）" if item.if_today else ""),
            f"{item.due}{'（估计）' if item.estimated else ''}",
            left(item.days),
            "".join(_explained(item)),
        )
        for item in found
    )
    header = ("事项", "到哪天", "还有", "怎么算，过了意味着什么")
    return [Title("期限"), Rows(header, rows)] if rows else []


def _explained(item: Deadline) -> Iterator[str]:
    yield "，".join(filter(None, (item.start_event, item.rule))) + "。"
    yield item.passes
    yield item.doubt


def left(days: int) -> str:
    """How far away a day is, in words."""
    if days == 0:
        return "今天"
    return f"{days} 天" if days > 0 else f"已过 {-days} 天"


def _doors(found: Plan, knowledge: Knowledge) -> list[Block]:
    words = knowledge.words.doors
    channels = knowledge.common.questions["events.*.channel"].choices
    names = {choice.value: choice.label for choice in channels}
    place = {channel: number for number, channel in enumerate(found.order)}
    states = sorted(found.doors, key=lambda door: place.get(door.channel, len(place)))
    told: set[str] = set()
    rows = []
    for door in states:
        said = _said(door)
        rows.append((names[door.channel], words[door.status], "同上" if said in told else said))
        told.add(said)
    return [Title("渠道（按建议的先后）"), Rows(("渠道", "状态", "说明"), tuple(rows))]


def _said(door: DoorState) -> str:
    from_ = f"（{door.from_} 起）" if door.from_ else ""
    return f"{door.why}{from_}"
