"""lint.toml held against the base: documents and laws that exist, patterns that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from refundcli.knowledge.lint import Lint
from refundcli.knowledge.names import Names, lost, misspelt


def lint_slips(names: Names) -> Iterator[str]:
    """What is wrong in lint.toml."""
    lint, questions = names.knowledge.lint, names.knowledge.every_question
    for name, rule in lint.rules.items():
        place = f"lint.toml 的 rules.{name}"
        yield from lost(f"{place}.documents", rule.documents + rule.not_in, names.document_ids)
    for name, presence in lint.presence.items():
        place = f"lint.toml 的 presence.{name}"
        yield from lost(f"{place}.keys", presence.keys, questions)
        yield from lost(f"{place}.channels", presence.channels, names.knowledge.channels.channels)
    for one in lint.citations.misread:
        place = f"lint.toml 的 citations.misread {one.law}.{one.article}"
        yield from lost(place, [one.law], names.knowledge.law_ids)
    sources = ((f"lint.toml 的 {place}", source) for place, source in _patterns(lint))
    yield from misspelt({"lint.toml": lint.words}, sources)


def _patterns(lint: Lint) -> Iterator[tuple[str, str]]:
    """Every pattern with its place."""
    for name, rule in lint.rules.items():
        for source in (*rule.says, rule.unless, rule.unless_said):
            yield f"rules.{name}", source
    for name, presence in lint.presence.items():
        yield f"presence.{name}", presence.says
    for one in lint.citations.misread:
        yield f"citations.misread {one.law}.{one.article}", one.when
        yield f"citations.misread {one.law}.{one.article}", one.unless
    for source in lint.silence.reported:
        yield "silence.reported", source
    tables = {"": lint, "silence.": lint.silence, "citations.": lint.citations, "case.": lint.case}
    for table, found in tables.items():
        for field, value in msgspec.structs.asdict(found).items():
            if isinstance(value, str):
                yield f"{table}{field}", value
