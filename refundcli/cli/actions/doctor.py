"""`doctor`: does the knowledge load, are the templates there, can cases be saved, what is old."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

import msgspec

from refundcli.case.disk import unwritable
from refundcli.cli.output import emit_json
from refundcli.cli.porch import day, home
from refundcli.cli.screens import Text
from refundcli.cli.show import show
from refundcli.errors import RefundError
from refundcli.judge.outdated import Outdated, outdated, outdated_channels
from refundcli.knowledge.check import slips
from refundcli.knowledge.load import Knowledge
from refundcli.write.proof import template_slips
from refundcli.write.templates import Templates, template_root

SHARED: Final = (
    "common",
    "documents",
    "evidence",
    "channels",
    "files",
    "advice",
    "refusals",
    "words",
    "replies",
    "stories",
    "lint",
)


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at, and what was found."""

    id: str
    title: str
    ok: bool
    detail: str


def doctor(today: str | None, *, as_json: bool) -> None:
    """Look at everything; what was found is the result, and no failure of the command."""
    now = day(today)
    knowledge = Knowledge()
    checks = (_knowledge(knowledge), _templates(knowledge), _store())
    laws = [stem for stem in knowledge.law_ids if not _problem(partial(knowledge.law, stem))]
    stale = outdated(knowledge, laws, now)
    if not _problem(lambda: knowledge.channels):
        stale = (*stale, *outdated_channels(knowledge, now))
    ok = not stale and all(check.ok for check in checks)
    if as_json:
        emit_json({"ok": ok, "stale": stale, "checks": checks})
    else:
        show([Text(line) for line in (*map(_line, checks), *_stale_lines(stale))])


def _line(check: Check) -> str:
    return f"{check.title}：{'正常' if check.ok else '有问题'}，{check.detail}"


def _stale_lines(stale: tuple[Outdated, ...]) -> Iterator[str]:
    if not stale:
        yield "核对日期：正常，没有过期的法规和渠道"
        return
    yield f"核对日期：有 {len(stale)} 项已经过期，引用前请核对最新文本"
    for item in stale:
        yield f"{item.title}（{item.id}）：应在 {item.recheck_by} 前核对，已过 {item.days} 天"


def _knowledge(knowledge: Knowledge) -> Check:
    # Only a base of which every file reads can be held against itself.
    problems = [*_problems(knowledge)] or [*slips(knowledge)]
    counts = f"{len(knowledge.scenario_ids)} 种情形、{len(knowledge.law_ids)} 部法规，都读得懂"
    return Check("knowledge", "资料", ok=not problems, detail="；".join(problems) or counts)


def _problems(knowledge: Knowledge) -> Iterator[str]:
    """What is wrong with any file of the base."""
    readers: list[Callable[[], object]] = [
        *(partial(getattr, knowledge, name) for name in SHARED),
        *(partial(knowledge.scenario, name) for name in knowledge.scenario_ids),
        *(partial(knowledge.law, name) for name in knowledge.law_ids),
    ]
    return filter(None, map(_problem, readers))


def _problem(read: Callable[[], object]) -> str:
    try:
        read()
    except RefundError as error:
        return error.message
    return ""


def _templates(knowledge: Knowledge) -> Check:
    root = template_root()
    wanted = [f"scenarios/{name}.j2" for name in knowledge.scenario_ids]
    wanted += [f"{name}.j2" for name in _names(lambda: knowledge.documents.documents)]
    wanted += [f"refusals/{name}.j2" for name in _names(lambda: knowledge.refusals)]
    lacking = [name for name in wanted if not (root / name).is_file()]
    problems = [f"缺少 {'、'.join(lacking)}"] if lacking else []
    if not any(_problems(knowledge)):
        problems += template_slips(Templates(root), knowledge)
    detail = "；".join(problems) or f"{len(wanted)} 份都在"
    return Check("templates", "模板", ok=not problems, detail=detail)


def _names(read: Callable[[], Iterable[str]]) -> Iterable[str]:
    """Names that a file of the base holds; none where it cannot be read."""
    return () if _problem(read) else read()


def _store() -> Check:
    try:
        folder = home() / "cases"
    except RefundError as error:
        return Check("store", "保存位置", ok=False, detail=error.message)
    why = unwritable(folder)
    detail = f"{folder} 写不进去：{why}" if why else f"{folder} 可以写入"
    return Check("store", "保存位置", ok=not why, detail=detail)
