"""An answer of the other side as blocks: what it says no with, what is right in it and what not."""

from __future__ import annotations

from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.cli.screens import Block, Rows, Text, Title
from refundcli.judge.findings import Reading, RefusalRead
from refundcli.knowledge.load import Knowledge


def reading(found: Reading, case: Case, knowledge: Knowledge) -> list[Block]:
    """What the answer contains, each refusal with the words that show it."""
    phrases = knowledge.words.phrases
    blocks: list[Block] = [Title("对方的答复")]
    rows = tuple(_row(item, case, knowledge) for item in found.refusals)
    if rows:
        blocks.append(Rows(("说法", "原话", "对在哪里", "不对在哪里"), rows))
    else:
        blocks.append(Text(phrases[f"reply_{found.kind}"]))
    if found.until:
        blocks.append(Text(phrases["reply_until"].format(day=found.until)))
    return blocks


def heading() -> list[Block]:
    """What stands over the counter-argument."""
    return [Title("可以这样回应（核对属实再发）")]


def _row(item: RefusalRead, case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    words = "；".join(f"“{without_numbers(word, case, knowledge)}”" for word in item.words)
    wrong = item.found.wrong if item.found.usable else knowledge.words.phrases["refusal_stands"]
    return item.found.title, words, item.found.right, wrong
