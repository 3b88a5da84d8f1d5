"""The judgement and the checklist as blocks for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.cli.points import matrix
from refundcli.cli.screens import Block, Rows, Text, Title
from refundcli.judge.articles import each_once
from refundcli.judge.findings import (
    Assessment,
    Checklist,
    CitedArticle,
    DocumentState,
    GroundResult,
    Missing,
    RefusalFound,
    RemedyFound,
)
from refundcli.judge.points import PointState
from refundcli.knowledge.load import Knowledge

Row = tuple[str, ...]
Table = tuple[str, Row, list[Row]]


def assessment(
    result: Assessment, points: tuple[PointState, ...], knowledge: Knowledge
) -> list[Block]:
    """Who answers for it, what may be asked, proved and written, what is missing."""
    return [
        *_verdict(result, knowledge),
        *_tables(_asked(result, knowledge)),
        *matrix(points, knowledge),
        *_tables(_ahead(result, knowledge)),
    ]


def _verdict(result: Assessment, knowledge: Knowledge) -> Iterator[Block]:
    words = knowledge.words
    if not result.scenario:
        yield Text(result.why)
        return
    yield Title(knowledge.scenario(result.scenario).title)
    responsible, strength = words.responsible[result.responsible], words.strength[result.strength]
    yield Text(f"责任：{responsible}　{strength}")
    yield from (Text(finding.text) for finding in result.findings)
    if result.blocked:
        yield Text(result.blocked.instead)
    yield from (Text(f"注意：{text}") for text in result.warnings)


def _tables(tables: tuple[Table, ...]) -> Iterator[Block]:
    for title, header, rows in tables:
        if rows:
            yield Title(title)
            yield Rows(header, tuple(rows))


def _asked(result: Assessment, knowledge: Knowledge) -> tuple[Table, ...]:
    return (
        (
            "可以商量" if result.stance == "goodwill" else "可以要求",
            ("要求", "金额", "怎么算"),
            [_remedy(r, knowledge) for r in result.remedies],
        ),
        ("依据", ("法条", "说的是"), [_article(r) for r in each_once(result.rules)]),
        (
            "对方的说法",
            ("说法", "对在哪里，错在哪里", "下一步"),
            [_refusal(r) for r in result.refusals],
        ),
        ("还缺什么", ("问题", "会改变什么"), [_missing(m) for m in result.missing]),
    )


def _ahead(result: Assessment, knowledge: Knowledge) -> tuple[Table, ...]:
    return (
        (
            "12315 会不会受理",
            ("条件", "结果", "怎么补"),
            [] if result.blocked else [_ground(g, knowledge) for g in result.precheck],
        ),
        ("文书", ("文书", "状态", "说明"), _documents(result.documents, knowledge)),
    )


def _remedy(remedy: RemedyFound, knowledge: Knowledge) -> Row:
    amount = f"{remedy.amount} 元" if remedy.amount is not None else ""
    return knowledge.words.remedies[remedy.kind], amount, remedy.working


def _article(rule: CitedArticle) -> Row:
    return f"《{rule.short}》{rule.article}", rule.gist


def _refusal(item: RefusalFound) -> Row:
    return item.title, f"{item.right}{item.wrong}", item.next


def _missing(item: Missing) -> Row:
    return item.ask, item.changes


def _ground(item: GroundResult, knowledge: Knowledge) -> Row:
    return f"{item.ground}. {item.title}", knowledge.words.precheck[item.status], item.fix


def _documents(states: tuple[DocumentState, ...], knowledge: Knowledge) -> list[Row]:
    """The open ones first; of those that are closed for one reason the first says it."""
    rows = [_document(state, knowledge) for state in states]
    # Open before closed, then by the reason, each in the order of its first mention.
    shut = {state.id for state in states if not state.open}
    reasons = list(dict.fromkeys(row[1:] for row in rows))
    paired = sorted(
        zip(states, rows, strict=True),
        key=lambda pair: (
            pair[0].id in shut,
            reasons.index(pair[1][1:]) if pair[0].id in shut else 0,
        ),
    )
    told: set[Row] = set()
    shown = []
    for state, row in paired:
        again = state.id in shut and row[1:] in told
        shown.append((row[0], row[1], "同上") if again else row)
        told.add(row[1:])
    return shown


def _document(state: DocumentState, knowledge: Knowledge) -> Row:
    kinds = knowledge.documents.documents
    name = f"{state.id} {kinds[state.id].title}"
    if state.open:
        return name, "可以写", f"发给{kinds[state.id].to}"
    from_ = f"（最早 {state.from_} 以后）" if state.from_ else ""
    other = kinds.get(state.instead or "")
    instead = f"可以改用“{other.title}”。" if other else ""
    return name, "还早" if state.kind == "early" else "不能写", f"{state.why}{from_}{instead}"


def checklist(result: Checklist, knowledge: Knowledge) -> list[Block]:
    """Proof, most perishable first."""
    words = knowledge.words
    rows = [
        (
            item.title + (f"（证据{item.number}）" if item.number else ""),
            f"{words.need[item.need]}，{words.status[item.status]}",
            item.must_show,
            item.how if item.status != "held" else item.proves,
        )
        for item in result.items
    ]
    return [
        Title(f"证据清单（必需和建议的已有 {result.score}%，越靠前越容易消失）"),
        Rows(("证据", "状态", "要看得到", "怎么取得；已有的证明什么"), tuple(rows)),
    ]
