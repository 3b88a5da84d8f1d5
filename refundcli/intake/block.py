"""Order facts pasted as one block: `订单号：KM1 金额：98.50 …` → raw values by key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from refundcli.knowledge.schema import Question


def read_block(text: str, questions: Mapping[str, Question]) -> dict[str, str]:
    """Values that stand behind a known label and a colon; empty when the text names none.

    Nothing is guessed: text before the first label and labels that nobody knows are left
    alone, and every value still goes through its question's own check.
    """
    if not re.search(r"[:：]", text):
        return {}
    labels = {label: key for key, question in questions.items() for label in question.labels}
    if not labels:
        return {}
    names = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    marks = list(
        re.finditer(rf"(?:^|(?<=[\s,，;；。、|]))({names})\s*[:：]\s*", text, re.MULTILINE)
    )
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        # A value ends with its line: what follows under a label that nobody knows is none of it.
        line = text[mark.end() : end].strip().partition("\n")[0]
        value = line.strip(" \t\r,，;；、|")
        if value:
            found.setdefault(labels[mark[1]], value)
    return found
