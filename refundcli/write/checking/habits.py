"""Words that do harm: insults, threats, admissions, what no law says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refundcli.knowledge.lint import Rule
from refundcli.write.checking.problem import Problem
from refundcli.write.checking.reader import Reader, Span
from refundcli.write.checking.setting import Setting


def habits(reader: Reader, setting: Setting, cited: tuple[Span, ...]) -> Iterator[Problem]:
    """What the rules find; `cited` are the places of laws that the base knows."""
    carried = frozenset(reader.sentence_at(start) for start, _ in cited)
    for name, rule in reader.lint.rules.items():
        if _meant_for(rule, setting.document) and not reader.says(rule.unless_said):
            for match in _matches(reader, rule):
                if not (rule.period and _holds(reader, setting, match, carried)):
                    yield reader.problem(rule.code or name, rule, match.span())


def _meant_for(rule: Rule, document: str) -> bool:
    return document not in rule.not_in and (not rule.documents or document in rule.documents)


def _matches(reader: Reader, rule: Rule) -> Iterator[re.Match[str]]:
    for source in rule.says:
        for match in reader.own(source, quoted=rule.even_quoted):
            if not rule.even_denied and reader.denied(match.start()):
                continue
            sentence = reader.sentence(match.span()) if rule.unless else ""
            if not (sentence and reader.pattern(rule.unless).search(sentence)):
                yield match


def _holds(reader: Reader, setting: Setting, match: re.Match[str], carried: frozenset[int]) -> bool:
    """Whether the case holds this length of time, or a law is cited beside it."""
    if reader.sentence_at(match.start()) in carried:
        return True
    return any(length in setting.lengths for length in setting.lengths_in(match[0]))
