"""Laws and clauses that a text cites: found, and told by title and number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final

import msgspec

from refundcli.judge.texts.numerals import value
from refundcli.knowledge.lint import OtherLaw
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Article, Law
from refundcli.write.checking.reader import Reader, Span, patterns

_SHORTEST: Final = 3


class Cited(msgspec.Struct, frozen=True):
    """A law or a rule with the articles named behind it; `law` is None where nobody knows it."""

    name: str
    law: Law | OtherLaw | None
    stem: str
    rule: bool
    articles: tuple[tuple[int, Span], ...]
    span: Span

    def entries(self, article: int) -> tuple[Article, ...]:
        """What the base holds of an article."""
        known = self.law.articles.values() if isinstance(self.law, Law) else ()
        return tuple(entry for entry in known if entry.article == article)


class Register:
    """Every law by the names that people give it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._pattern = patterns(knowledge)
        self.data = knowledge.lint.citations
        self._signs = knowledge.figures.signs
        self.known: dict[str, tuple[str, Law | OtherLaw]] = {}
        for stem in knowledge.law_ids:
            law = knowledge.law(stem)
            for name in (law.title, law.short, *law.aliases):
                self.known[self.bare(name)] = (stem, law)
        for name, other in self.data.others.items():
            self.known.setdefault(name, ("", other))

    def bare(self, title: str) -> str:
        """A title without what is written or left out at will."""
        return re.sub(self.data.dropped, "", title)

    def numbers(self, text: str, span: Span) -> Iterator[tuple[int, Span]]:
        """The numbers of articles in a list; of 3.2, as rules count, that before the point."""
        for match in self._pattern(self.data.number).finditer(text, *span):
            found = value(match[0].partition(".")[0], self._signs)
            yield int(found or 0), match.span()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A title in its brackets, or a known name without them."""
        names = sorted(self.known, key=len, reverse=True)
        either = "|".join(re.escape(name) for name in names if len(name) >= _SHORTEST)
        short = "|".join(re.escape(name) for name in names if len(name) < _SHORTEST)
        followed = f"(?={self.data.articles})"
        bare = f"(?:{either})(?!{self.data.goes_on})|(?:{short}){followed}"
        source = f"{self.data.titled}|(?P<bare>{bare})|{self.data.bare}"
        return self._pattern(source)


@lru_cache(maxsize=1)
def register_of(knowledge: Knowledge) -> Register:
    """The register of a base, made once."""
    return Register(knowledge)


def citations(reader: Reader, register: Register) -> Iterator[Cited]:
    """What is cited, in the order of the text, and by the writer."""
    for match in register.pattern.finditer(reader.plain):
        if not reader.silent(match.span()):
            yield _cited(reader, register, match)


def _cited(reader: Reader, register: Register, match: re.Match[str]) -> Cited:
    data, groups = register.data, match.groupdict()
    name = next(groups[key] for key in ("name", "bare", "law", "rule", "shop") if groups[key])
    stem, law = register.known.get(register.bare(name), ("", None))
    behind = reader.pattern(data.articles).match(reader.plain, match.end())
    articles = tuple(_articles(reader, behind, register)) if behind else ()
    owned = reader.before(data.owner, match.start())
    ruled = bool(groups["rule"] or groups["shop"] or reader.pattern(data.rulelike).search(name))
    end = behind.end() if behind else match.end()
    return Cited(
        name=register.bare(name),
        law=law,
        stem=stem,
        rule=law is None and (ruled or owned),
        articles=articles,
        span=(match.start(), end),
    )


def _articles(
    reader: Reader, behind: re.Match[str], register: Register
) -> Iterator[tuple[int, Span]]:
    for listed in reader.pattern(register.data.listed).finditer(reader.plain, *behind.span()):
        numbers = list(register.numbers(reader.plain, listed.span()))
        alone = len(numbers) == 1
        yield from ((number, listed.span() if alone else span) for number, span in numbers)
