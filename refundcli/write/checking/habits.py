"""Words that do harm: insults, threats, admissions, what no law says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from refundcli.judge.texts.numerals import Signs, value
from refundcli.knowledge.lint import Rule
from refundcli.write.checking.citations import Cited
from refundcli.write.checking.problem import Problem
from refundcli.write.checking.reader import Reader
from refundcli.write.checking.setting import Setting


def habits(reader: Reader, setting: Setting, cited: Iterable[Cited]) -> Iterator[Problem]:
    """What the rules find, in a text that cites these laws."""
    beside: dict[int, list[Cited]] = {}
    for one in cited:
        if one.law is not None:
            beside.setdefault(reader.sentence_at(one.span[0]), []).append(one)
    for name, rule in reader.lint.rules.items():
        if _meant_for(rule, setting.document) and not reader.says(rule.unless_said):
            for match in _matches(reader, rule):
                laws = beside.get(reader.sentence_at(match.start()), []) if rule.period else []
                if not (rule.period and _rests(match[0], reader, setting, laws)):
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


def _rests(words: str, reader: Reader, setting: Setting, laws: list[Cited]) -> bool:
    """Whether the case holds this length of time, or a law that is cited beside it names it."""
    if any(length in setting.lengths for length in setting.lengths_in(words)):
        return True
    found = [law.entries(article) for law in laws for article, _ in law.articles]
    if not all(found):  # what the base has not read may say so
        return True
    gists = "".join(entry.gist for entries in found for entry in entries)
    signs = setting.knowledge.figures.signs
    return bool(_figures(words, reader, signs) & _figures(gists, reader, signs))


def _figures(text: str, reader: Reader, signs: Signs) -> frozenset[Decimal | None]:
    found = reader.pattern(reader.lint.citations.figure).finditer(text)
    return frozenset(value(match[0], signs) for match in found) - {None}
