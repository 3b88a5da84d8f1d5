"""stories.toml held against the base: scenarios, stages, keys and answers that exist, patterns."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from refundcli.knowledge.names import Names, lost, misspelt

_FILE = "stories.toml 的"
_PAIR = 2
_NO_PATTERNS = ("key", "value", "examples", "others")


def story_slips(names: Names) -> Iterator[str]:
    """What is wrong in stories.toml, and in the words by which scenarios are told of."""
    knowledge = names.knowledge
    stories, questions = knowledge.stories, knowledge.every_question
    for pair in stories.decides:
        place, scenarios = f"{_FILE} decides.{pair}", pair.split("|")
        yield from lost(place, scenarios, knowledge.scenario_ids)
        if scenarios != sorted({*scenarios}) or len(scenarios) != _PAIR:
            yield f"{place}：要写两种情形，按字母顺序，中间用 |"
    yield from lost(f"{_FILE} stages", stories.stages, knowledge.road.stages)
    for named in stories.named:
        yield from lost(f"{_FILE} named", [named.key], questions)
        choices = names.choices(named.key) or [named.value]
        yield from lost(f"{_FILE} named {named.key}", [named.value], choices)
    for quoted in stories.quoted:
        yield from lost(f"{_FILE} quoted", [quoted.key], questions)
    words = {"replies.toml": knowledge.replies.words, "stories.toml": stories.words}
    yield from misspelt(words, _patterns(names))


def _patterns(names: Names) -> Iterator[tuple[str, str]]:
    """Every pattern with its place."""
    stories = names.knowledge.stories
    for source in stories.instead:
        yield f"{_FILE} instead", source
    for stage, sources in stories.stages.items():
        yield from ((f"{_FILE} stages.{stage}", source) for source in sources)
    for place, table in _tables(names):
        for field, value in msgspec.structs.asdict(table).items():
            written = (value,) if isinstance(value, str) else value
            if isinstance(written, tuple) and field not in _NO_PATTERNS:
                yield from ((f"{place}.{field}", source) for source in written)


def _tables(names: Names) -> Iterator[tuple[str, msgspec.Struct]]:
    """Every table that holds patterns, with its place."""
    knowledge, stories = names.knowledge, names.knowledge.stories
    for name in knowledge.scenario_ids:
        if told := knowledge.scenario(name).told:
            yield f"scenarios/{name}.toml 的 told", told
    yield from ((f"{_FILE} signs.{name}", sign) for name, sign in stories.signs.items())
    yield from (
        (f"{_FILE} elsewhere.{name}", kind.told) for name, kind in stories.elsewhere.items()
    )
    yield from ((f"{_FILE} named {one.key}={one.value}", one) for one in stories.named)
    yield from ((f"{_FILE} quoted {one.key}", one) for one in stories.quoted)
    yield f"{_FILE} silence", stories.silence
    yield f"{_FILE} sums", stories.sums
    yield f"{_FILE} days", stories.days
