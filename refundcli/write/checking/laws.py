"""Whether what is cited exists, is in force, applies, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from refundcli.judge.articles import governing_date
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.lint import Misread, Remark
from refundcli.knowledge.schema import Article, Law
from refundcli.write.checking.citations import Cited, register_of
from refundcli.write.checking.problem import Problem
from refundcli.write.checking.reader import Reader, Span
from refundcli.write.checking.setting import Setting


class Bench:
    """Judges citations of one text."""

    def __init__(self, reader: Reader, setting: Setting) -> None:
        self.reader = reader
        self.setting = setting
        self.data = reader.lint.citations
        self.register = register_of(setting.knowledge)
        self._said: dict[str, bool] = {}

    def problems(self, cited: Cited) -> Iterator[Problem]:
        """What is wrong with one citation."""
        if cited.law is None:
            yield from self._unknown(cited)
            return
        law, days = cited.law, self._days(cited)
        if law.in_force_to is not None and law.in_force_to < min(days):
            fix = self._instead(cited)
            yield self._say("repealed_law", cited, day=law.in_force_to, instead=fix)
        elif isinstance(law, Law) and max(days) < law.in_force_from:
            yield self._say("not_yet_law", cited, day=law.in_force_from)
        else:
            for article, span in cited.articles:
                yield from self._article(cited, article, span)

    def _say(self, code: str, cited: Cited, span: Span | None = None, **words: object) -> Problem:
        remark = self.reader.lint.remarks[code]
        words = {"law": cited.name, "rule": cited.name, **words}
        return self.reader.problem(code, remark, span or cited.span, words)

    def _unknown(self, cited: Cited) -> Iterator[Problem]:
        """Neither known as a law nor captured as a rule."""
        if cited.rule:
            if cited.articles and not self._captured(cited):
                yield self._say("invented_clause", cited)
        elif self.reader.pattern(self.data.lawlike).search(cited.name):
            yield self._say("unknown_law", cited)

    def _captured(self, cited: Cited) -> bool:
        """Whether the case holds the clause; without a case, whether its words follow."""
        facts = self.setting.facts
        if facts is None:
            behind = self.reader.pattern(self.data.quoted)
            return bool(behind.match(self.reader.plain, cited.span[1]))
        titles = (key for key in facts.case.answers if re.fullmatch(r"clauses\.[^.]+\.title", key))
        held = [
            (self.register.bare(facts.case.text(key)), self._numbers(key.removesuffix(".title")))
            for key in titles
        ]
        return all(
            any(article in numbers and _alike(cited.name, title) for title, numbers in held)
            for article, _ in cited.articles
        )

    def _numbers(self, clause: str) -> set[int]:
        """The number of a captured clause, and those that its own words name."""
        text = self.setting.facts.case.text(f"{clause}.number") if self.setting.facts else ""
        found = self.reader.pattern(self.data.listed).finditer(text)
        every = (self.register.numbers(text, match.span()) for match in found)
        return {number for numbers in every for number, _ in numbers}

    def _days(self, cited: Cited) -> tuple[date, ...]:
        """The days by which the law may be chosen: as its articles say, else today."""
        facts = self.setting.facts
        entries = [entry for article, _ in cited.articles for entry in cited.entries(article)]
        days = [governing_date(entry, facts) for entry in entries] if facts else []
        return tuple(days) or (self.setting.today,)

    def _instead(self, cited: Cited) -> str:
        """What to cite in its place."""
        name = getattr(cited.law, "instead", "") or self._successor(cited)
        remark: Remark = self.reader.lint.remarks["instead"]
        return remark.why.format(law=name) if name else remark.fix

    def _successor(self, cited: Cited) -> str:
        """The law of the same title, less what made it interim."""
        name = re.sub(self.data.interim, "", cited.name)
        stem, law = self.register.known.get(name, ("", None))
        return law.short if isinstance(law, Law) and stem != cited.stem else ""

    def _article(self, cited: Cited, article: int, span: Span) -> Iterator[Problem]:
        law, words = cited.law, {"article": article}
        last = law.last if law else 0
        entries = cited.entries(article)
        wrong = self._misread(cited, article, span)
        if last and not 0 < article <= last:
            yield self._say("no_such_article", cited, span, last=last, **words)
        elif wrong is not None:
            yield self._say("misread_law", cited, span, why=wrong.why, fix=wrong.fix)
        elif not entries:
            yield self._say("unread_article", cited, span, **words)
        elif self._idle(entries):
            yield self._say("not_applicable", cited, span, not_for=entries[0].not_for, **words)

    def _misread(self, cited: Cited, article: int, span: Span) -> Misread | None:
        return next(
            (
                one
                for one in self.data.misread
                if (one.law, one.article) == (cited.stem, article) and self._applies(one, span)
            ),
            None,
        )

    def _applies(self, one: Misread, span: Span) -> bool:
        if one.unless and self._stands(one.unless):
            return False
        sentence = self.reader.sentence(span)
        return not one.when or bool(self.reader.pattern(one.when).search(sentence))

    def _stands(self, source: str) -> bool:
        """Whether a pattern matches anywhere; looked for once."""
        if source not in self._said:
            self._said[source] = self.reader.says(source)
        return self._said[source]

    def _idle(self, entries: tuple[Article, ...]) -> bool:
        """Whether the case says for certain that none of these applies."""
        facts = self.setting.facts
        return facts is not None and all(
            evaluate(parse(entry.applies), facts.get).value is False for entry in entries
        )


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)
