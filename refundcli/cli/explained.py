"""Reasons as blocks for a person to read: who and why, how strong and why, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from refundcli.case.keys import kind_held
from refundcli.case.model import State
from refundcli.cli.norms import GOVERNING, in_force, named
from refundcli.cli.provenance import Told, origin, told
from refundcli.cli.screens import Block, Rows, Text, Title, in_words
from refundcli.judge.articles import each_once, governing_date
from refundcli.judge.documents import shown
from refundcli.judge.explain import Explanation, Reason, Supposed, Turn
from refundcli.judge.facts import Facts
from refundcli.judge.missing import ask_of
from refundcli.write.document import Sentence, to_lines

if TYPE_CHECKING:  # the template engine comes with it
    from refundcli.write.compose import Letter

_RULE = ("法条", "说的是")


class Line(msgspec.Struct, frozen=True):
    """One line of a letter with the sentences in it; none in a heading or an empty line."""

    document: str
    title: str
    number: int
    text: str
    sentences: tuple[Sentence, ...]


def lines(letter: Letter) -> tuple[Line, ...]:
    """The lines of a letter as they are printed."""
    return tuple(
        Line(letter.kind, letter.document.title, number, text, sentences)
        for number, (text, sentences) in enumerate(to_lines(letter.document), start=1)
    )


def judgement(found: Explanation, facts: Facts) -> list[Block]:
    """The judgement with its reasons, what would change it, and the rules it stands on."""
    return [
        *_who(found, facts),
        *_strength(found, facts),
        *_turns(found, facts),
        *_writable(found, facts),
        *_rules(found, facts),
    ]


def answers(reason: Reason, facts: Facts) -> tuple[Told, ...]:
    """The buyer's answers behind a reason, each by its whole question."""
    return tuple(
        msgspec.structs.replace(told(key, facts), label=_asked(key, facts))
        for key in reason.answers
    )


def _asked(key: str, facts: Facts) -> str:
    """The question of an answer; what was not asked by its name."""
    ask = ask_of(key, facts)
    return told(key, facts).label if ask == key else ask


def _who(found: Explanation, facts: Facts) -> Iterator[Block]:
    result, words = found.assessment, facts.knowledge.words
    if not result.scenario:
        yield Text(result.why)
    else:
        yield Title(f"责任：{words.responsible[result.responsible]}")
    reasons = [reason for reason in found.reasons if not reason.rule.endswith(".stronger")]
    for reason in reasons:
        yield Text(reason.text)
        yield from _rested(reason, facts)
    if found.undecided:
        asks = "".join(f"“{ask_of(key, facts)}”" for key in found.undecided)
        yield Text(f"还有要紧的回答空着，所以只下了最谨慎的结论；空着的是：{asks}")
    if result.until:
        yield Text(f"要等的那个时间：{shown(result.until)}")
    if result.blocked:
        yield Title("现在能做的")
        yield Text(result.blocked.instead)


def _rested(reason: Reason, facts: Facts) -> Iterator[Block]:
    rows = tuple((item.label, item.value) for item in answers(reason, facts))
    if rows:
        yield Rows(("根据你的回答", "你答的是"), rows)


def _strength(found: Explanation, facts: Facts) -> Iterator[Block]:
    result, words = found.assessment, facts.knowledge.words
    if not result.scenario or result.blocked:
        return
    yield Title(f"强度：{words.degree[result.strength]}")
    lifted = [reason for reason in found.reasons if reason.rule.endswith(".stronger")]
    for reason in lifted:
        yield Text(reason.text)
        yield from _rested(reason, facts)
    if found.stronger:
        yield Text(f"同样的情形，这样才算较强：{found.stronger}")
    elif found.undecided:
        yield Text("空着的回答补上以前，只能算到这里。")
    elif not lifted:
        yield Text(
            "这个强度只由上面的事实决定，证据多少不改变它；证据决定的是对方不认时能不能证明。"
        )


def _turns(found: Explanation, facts: Facts) -> Iterator[Block]:
    if found.assessment.blocked or not found.assessment.scenario:
        return
    yield Title("什么会改变它")
    if not found.turns:
        yield Text("还空着的选项、还没有的证据都试过了，补上也不改变结论；已经照实答的不用改。")
    for turn in found.turns:
        yield Text(turn_in_words(turn, found, facts))
    for item in found.untried:
        yield Text(f"“{item.ask}”还空着：{item.changes}。")
    if any(not kind_held(item.key) for turn in found.turns for item in turn.suppose):
        yield Text("空着的题照实回答，不要为了结果挑答案。")


def turn_in_words(turn: Turn, found: Explanation, facts: Facts) -> str:
    """What is supposed and what would then come out: 若能提供“核销记录”：强度由一般变为较强."""
    supposed = "，并且".join(_supposed(item, facts) for item in turn.suppose)
    return f"若{supposed}：{'；'.join(_changed(turn, found, facts))}。"


def _supposed(item: Supposed, facts: Facts) -> str:
    kind = kind_held(item.key)
    if kind:
        lost = facts.case.state(item.key) is State.UNAVAILABLE
        said = "（你说过拿不到；后来拿到了的）" if lost else ""
        return f"能提供“{facts.knowledge.evidence[kind].title}”{said}"
    found = facts.question(item.key)
    labels = {choice.value: choice.label for choice in found.choices} if found else {}
    words = facts.knowledge.words
    given = (labels.get(str(value), in_words(value, words)) for value in item.values)
    return f"“{ask_of(item.key, facts)}”答的是{'或'.join(f'“{label}”' for label in given)}"


def _changed(turn: Turn, found: Explanation, facts: Facts) -> Iterator[str]:
    """What comes out differently, each in a few words."""
    before, words = found.assessment, facts.knowledge.words
    kinds, stances = facts.knowledge.documents.documents, facts.knowledge.documents.stances
    if turn.responsible != before.responsible:
        pair = words.responsible[before.responsible], words.responsible[turn.responsible]
        yield "责任由“{}”变为“{}”".format(*pair)
    if turn.strength != before.strength:
        yield f"强度由{words.degree[before.strength]}变为{words.degree[turn.strength]}"
    if turn.stance != before.stance:
        yield f"能做的由“{stances[before.stance].title}”变为“{stances[turn.stance].title}”"
    if turn.opens:
        yield "可以写" + "、".join(f"《{kinds[name].title}》" for name in turn.opens)
    still = {state.id for state in before.documents if state.open} - set(turn.closes)
    if turn.closes and not still and not turn.opens:
        yield "哪一份文书都不能写"
    elif turn.closes:
        yield "不能再写" + "、".join(f"《{kinds[name].title}》" for name in turn.closes)


def _writable(found: Explanation, facts: Facts) -> Iterator[Block]:
    kinds = facts.knowledge.documents.documents
    titles = [f"《{kinds[state.id].title}》" for state in found.assessment.documents if state.open]
    if titles:
        yield Text(f"现在能写：{'、'.join(titles)}")


def _rules(found: Explanation, facts: Facts) -> Iterator[Block]:
    rows = tuple(_rule(article.id, facts) for article in each_once(found.assessment.rules))
    if rows:
        yield Title("依据")
        yield Rows(_RULE, rows)


def _rule(article_id: str, facts: Facts) -> tuple[str, str]:
    """Its name; its gist, when it holds, by which day it is chosen, where to read it."""
    law, article = facts.knowledge.article(article_id)
    day = governing_date(article, facts)
    told_of = (
        article.gist,
        f"{in_force(law)}；看{GOVERNING[article.governs]}（{day}）有没有施行",
        f"出处：{law.source.title} {law.source.url}",
    )
    return named(law, article), "\n".join(told_of)


def line(found: Line, facts: Facts) -> list[Block]:
    """One line of a letter: each sentence with what it rests on, then the rules it cites."""
    blocks: list[Block] = [Title(f"{found.title} 第{found.number}行")]
    if not found.sentences:
        blocks.append(Text(found.text or "（空行）"))
        blocks.append(Text("标题或空行，不涉及事实。"))
        return blocks
    said = ((item, origin(item, facts).in_words()) for item in found.sentences)
    rows = tuple(("".join(item.cells), words) for item, words in said)
    blocks.append(Rows(("信里的话", "从哪里来"), rows))
    ids = dict.fromkeys(name for sentence in found.sentences for name in sentence.rules)
    if ids:
        blocks += [Title("依据"), Rows(_RULE, tuple(_rule(name, facts) for name in ids))]
    return blocks
