"""What is told after files were added: what became of each, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refundcli.case.evidence import OTHER
from refundcli.case.model import Evidence
from refundcli.cli.exhibits import Words
from refundcli.cli.filing import Filed
from refundcli.cli.porch import is_path
from refundcli.intake.content import claimed
from refundcli.knowledge.load import Knowledge


def told_of(done: Sequence[Filed], items: dict[str, Evidence], words: Words) -> Iterator[str]:
    """What became of each file."""
    for one in done:
        item = items[one.place.id]
        if one.place.how == "duplicate":
            name = words.masked(one.content.name)
            yield f"没有再加：{name} 和证据{item.number}（{words.name(item)}）是同一份文件"
        elif one.place.how == "restored":
            aside = f"；改过的那一份放在 {one.aside}" if one.aside else ""
            yield f"已放回{words.line(item)}，和登记时一样{aside}"
        elif one.place.how == "slot":
            yield f"已加入{words.line(item)}（案件里勾过这一份，文件补上了）"
        else:
            yield f"已加入{words.line(item)}"


def beside(
    case: str, done: Sequence[Filed], items: dict[str, Evidence], words: Words
) -> Iterator[str]:
    """What the buyer should know of what was filed, each once."""
    fresh = [one for one in done if one.place.how in ("new", "slot")]
    knowledge = words.knowledge
    for one in fresh:
        yield from _of_content(one, items[one.place.id], words)
    filed = [items[one.place.id] for one in fresh if items[one.place.id].kind]
    for kind in dict.fromkeys(item.kind for item in filed if item.shows is None):
        yield _visible(kind, knowledge)
    kinds = dict.fromkeys(item.kind for item in filed)
    yield from filter(None, (knowledge.evidence[kind].keep for kind in kinds))
    undated = [one.place.id for one in fresh if items[one.place.id].captured_at is None]
    if undated:
        key = f"evidence.{undated[0]}.captured_at"
        how = (
            f"在案件文件里写上 {key}" if is_path(case) else f"写上：refundcli set {case} {key}=时间"
        )
        yield f"文件自己的时间只留作参考，不写进信里；记得是什么时候截（录）的，{how}"
    if fresh:
        yield "存进案件的是副本，原文件没有动；原件留着，不要删。"


def _of_content(one: Filed, item: Evidence, words: Words) -> Iterator[str]:
    """What the content says against the name, and which other items wait for a file."""
    files = words.knowledge.files
    promised = claimed(one.content.name, files)
    suffix = words.masked(one.content.name.rpartition(".")[2])
    if promised and one.content.type and promised != one.content.type:
        yield f"证据{item.number}：名字是 .{suffix}，内容是 {one.content.type}；按内容登记。"
    if not one.content.type:
        yield f"证据{item.number}：认不出是什么类型的文件，已经照样存下；有的渠道不会收。"
    if one.place.others:
        names = "、".join(one.place.others)
        yield f"证据{item.number}：同一种的 {names} 都还没有文件，要补给其中一份的，用 --as 指明。"


def _visible(kind: str, knowledge: Knowledge) -> str:
    """What the kind shows by nature, which a letter will rest on."""
    if kind == OTHER:
        return (
            "种类是“其他材料”的，信里不会引用；"
            "说得出种类的用 --kind 写明，上面看得到什么用 --shows 写明。"
        )
    found = knowledge.evidence[kind]
    return (
        f"按“{found.title}”登记，要真的看得到：{found.must_show}；"
        "看不全的，用 --shows 只写看得到的。"
    )
