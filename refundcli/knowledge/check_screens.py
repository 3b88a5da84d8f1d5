"""screens.toml held against the rest of the base: keys, kinds, words of must_show, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from refundcli.knowledge.names import Names, lost
from refundcli.knowledge.screens import Screen, ScreenField


def screen_slips(names: Names) -> Iterator[str]:
    """What is wrong in screens.toml."""
    screens = names.knowledge.screens
    kinds = names.knowledge.evidence
    questions = names.knowledge.every_question
    for name, screen in screens.screens.items():
        place = f"screens.toml 的 screens.{name}"
        yield from lost(f"{place}.kind", [screen.kind], kinds)
        yield from lost(f"{place}.implies", screen.implies, questions)
        own = [demand.name for demand in screens.demands.get(screen.kind, ())]
        yield from lost(f"{place}.waives", screen.waives, own)
        yield from lost(f"{place}.fields", (field.key for field in screen.fields), questions)
        yield from _patterns(place, _written(screen), screens.patterns)
    yield from lost("screens.toml 的 demands", screens.demands, kinds)
    for kind, demands in screens.demands.items():
        place = f"screens.toml 的 demands.{kind}"
        must = kinds[kind].must_show if kind in kinds else ""
        for demand in demands:
            if demand.name not in must:
                yield f"{place}：evidence.toml 的 must_show 里没有“{demand.name}”"
            yield from lost(f"{place}.keys", demand.keys, questions)
            yield from _patterns(place, demand.patterns, screens.patterns)
    yield from _patterns(
        "screens.toml 的 notices", (one.pattern for one in screens.notices), screens.patterns
    )


def _written(screen: Screen) -> Iterator[str]:
    """Every pattern of a screen."""
    yield from screen.words
    for field in screen.fields:
        yield from _of_field(field)


def _of_field(field: ScreenField) -> Iterator[str]:
    yield from (*field.patterns, *field.known)
    yield from filter(None, (field.shape, field.never))


def _patterns(place: str, texts: Iterable[str], named: Mapping[str, str]) -> Iterator[str]:
    for text in texts:
        whole = text
        for name, pattern in named.items():
            whole = whole.replace(f"{{{name}}}", pattern)
        try:
            re.compile(whole)
        except re.error as error:
            yield f"{place}：{text} 不是合格的式样：{error}"
