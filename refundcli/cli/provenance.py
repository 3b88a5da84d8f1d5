"""Where a sentence of a letter comes from, in words: answers, proof, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from refundcli.case.masking import Cover
from refundcli.case.model import Value
from refundcli.cli import lines, norms
from refundcli.cli.screens import Block, Rows, Text, Title, answer, in_words
from refundcli.judge.facts import Facts
from refundcli.judge.missing import ask_of
from refundcli.judge.money import reply_by
from refundcli.write.document import Sentence, to_lines

if TYPE_CHECKING:  # the template engine comes with it
    from refundcli.write.compose import Letter

_REPLY_BY = "demand.reply_by"
_SEPARATOR = "；"


class Told(msgspec.Struct, frozen=True):
    """An answer: its key, its name in few words, its value as a person reads it."""

    key: str
    label: str
    value: str


class Origin(msgspec.Struct, frozen=True):
    """What one sentence rests on; all empty where it only holds the letter together."""

    facts: tuple[Told, ...]
    evidence: tuple[str, ...]
    rules: tuple[str, ...]

    def in_words(self) -> str:
        """One line a kind of source; of mere form words that they are such."""
        parts = (
            ("事实", [f"{told.label} {told.value}".rstrip() for told in self.facts]),
            ("证据", self.evidence),
            ("依据", self.rules),
        )
        found = [f"{name}：{_SEPARATOR.join(items)}" for name, items in parts if items]
        return "\n".join(found) or "套语，不涉及事实"


def origin(sentence: Sentence, facts: Facts) -> Origin:
    """The sources of one sentence, private values covered."""
    keys = [key for key in sentence.facts if not key.startswith("evidence.")]
    listed = [key.split(".")[1] for key in sentence.facts if key.startswith("evidence.")]
    return Origin(
        # That a matter never came up, such as whose child it was, is no answer of the buyer's.
        facts=tuple(item for key in keys if (item := told(key, facts)).value),
        evidence=tuple(_items({*sentence.evidence, *listed}, facts)),
        rules=tuple(_rule(name, facts) for name in sentence.rules),
    )


def told(key: str, facts: Facts) -> Told:
    """One answer: an event by its line of the log, a proof by whether it is held."""
    knowledge = facts.knowledge
    head, _, rest = key.partition(".")
    if head == "events":
        event = next((event for event in facts.case.log if event.id == rest), None)
        return Told(key, f"经过 {rest}", lines.told(event, facts.case, knowledge) if event else "")
    if head == "has":
        state = "held" if facts.get(key) else facts.case.state(key).value
        return Told(key, knowledge.evidence[rest].title, knowledge.words.status[state])
    found = facts.question(key)
    if found is None:
        return Told(key, ask_of(key, facts), _plain(key, facts.get(key), facts))
    # The letter names a day of its own where the buyer named none.
    value = in_words(reply_by(facts), knowledge.words) if key == _REPLY_BY else answer(key, facts)
    return Told(key, named(key, facts), value)


def named(key: str, facts: Facts) -> str:
    """A question in few words."""
    found = facts.question(key)
    return (found.title or next(iter(found.labels), found.ask)) if found else ask_of(key, facts)


def _plain(key: str, value: Value | None, facts: Facts) -> str:
    computed = facts.knowledge.common.computed.get(key)
    shown = "" if value is None else Cover(facts.case, facts.knowledge).value(key, value)
    words = in_words(shown, facts.knowledge.words) if value is not None else ""
    return f"{computed.title} {words}" if computed else words


def _items(ids: Iterable[str], facts: Facts) -> Iterator[str]:
    for item in facts.case.evidence:
        if item.id in ids:
            yield f"证据{item.number} {facts.knowledge.evidence[item.kind].title}"


def _rule(article_id: str, facts: Facts) -> str:
    law, article = facts.knowledge.article(article_id)
    return f"{norms.named(law, article)}（{norms.in_force(law)}）"


def numbered(letter: Letter) -> Iterator[tuple[int, Sentence]]:
    """Each sentence with the line of the plain text in which it stands; a row with its first."""
    seen: set[str] = set()
    for number, (_, sentences) in enumerate(to_lines(letter.document), start=1):
        yield from ((number, item) for item in sentences if item.id not in seen)
        seen.update(item.id for item in sentences)


def annotated(letter: Letter, facts: Facts) -> list[Block]:
    """The letter sentence by sentence, each with what it rests on."""
    rows = tuple(
        (f"第{number}行", "".join(item.cells), origin(item, facts).in_words())
        for number, item in numbered(letter)
    )
    return [
        Title(letter.document.title),
        Rows(("行", "信里的话", "从哪里来"), rows),
        Text(f"共 {letter.length} 字；要交出去的全文不带这些说明，去掉 --annotate 就是。"),
    ]
