"""What no letter may show, whatever was answered."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from refundcli.judge.facts import Facts
from refundcli.write.compose import Letter
from refundcli.write.document import Paragraph
from tests.support import KNOWLEDGE
from tests.walks.buyer import CODE, ID_NUMBER, MARKUP, PHONE

# The words of the buyer and of the other side stand in quotation marks; their slips are theirs.
QUOTED: Final = re.compile(r"“[^“”]*”")
MARKS: Final = "。，；：、！？"
PATTERNS: Final = {
    "a doubled mark": re.compile(rf"[{MARKS}][{MARKS}]|[（《“][{MARKS}]|元元|日日|、和|证据证据"),
    "an empty pair": re.compile(r"（\s*）|“\s*”|《\s*》|第条|第款"),
    "a value that is none": re.compile(r"None|True|False|undefined|Decimal|datetime|[{}]"),
    "an id of ours": re.compile(r"[a-z]+[_.][a-z_]+|\b[a-z]{3,}\b"),
    "stray blanks": re.compile(r"(?m)[ \t]$|^[ \t]|  "),
}
# A label with nothing behind it: at the end of the text, or before another label or an empty line.
EMPTY_LABEL: Final = re.compile(r"：\n*$|：\n\n[^0-9]|：\n[^0-9\n][^\n]{0,12}：(?:\n|$)")
PAIRS: Final = ("（）", "“”", "《》", "‘’")
IDENTIFIED: Final = frozenset({"civil_complaint", "police_statement"})


def flaws(letter: Letter, facts: Facts) -> Iterator[str]:
    """Everything that is wrong with a letter, each in a few words."""
    for text in filter(None, (letter.text, letter.short_text)):
        yield from _of_text(text)
        yield from _private(text, letter, facts)
    yield from _of_form(letter)
    yield from _of_sentences(letter)
    yield from _of_events(letter, facts)
    yield from _demands(letter)


def _of_text(text: str) -> Iterator[str]:
    own = QUOTED.sub("“…”", text.replace(MARKUP, "…"))
    for name, pattern in PATTERNS.items():
        found = pattern.search(own)
        if found:
            start = max(0, found.start() - 15)
            yield f"{name}: …{own[start : found.end() + 15]}…"
    if EMPTY_LABEL.search(own):
        yield f"a label with nothing behind it: {own[-40:]}"
    for opening, closing in PAIRS:
        if own.count(opening) != own.count(closing):
            yield f"{opening} and {closing} do not match"
    strange = {ch for ch in text if ch != "\n" and unicodedata.category(ch)[0] == "C"}
    if strange:
        yield f"characters that nobody can see: {sorted(map(ascii, strange))}"


def _private(text: str, letter: Letter, facts: Facts) -> Iterator[str]:
    bare = re.sub(r"\W", "", text)
    if re.sub(r"\W", "", CODE) in bare and facts.get("order.card_code") == CODE:
        yield "the whole card code"
    if ID_NUMBER in text and letter.kind not in IDENTIFIED:
        yield "an identity number"
    needed = {"buyer.phone", "merchant.phone", "buyer.agent.phone", "buyer.guardian.phone"}
    read = {key for sentence in letter.document.sentences() for key in sentence.facts}
    if PHONE in text and not needed & read:
        yield "a phone number"


def _of_form(letter: Letter) -> Iterator[str]:
    if letter.limit is not None and letter.length > letter.limit:
        yield f"{letter.length} characters, {letter.limit} allowed"
    kind = KNOWLEDGE.documents.documents[letter.kind]
    if letter.short_text and kind.short_limit and len(letter.short_text) > kind.short_limit:
        yield f"{len(letter.short_text)} characters in short, {kind.short_limit} allowed"


def _of_sentences(letter: Letter) -> Iterator[str]:
    sentences = letter.document.sentences()
    if not sentences:
        yield "nothing in it"
    for sentence in sentences:
        if not sentence.text.strip():
            yield f"{sentence.id} is empty"
    plain = [re.sub(r"（证据[^）]*）", "", sentence.text) for sentence in sentences]
    for text, number in Counter(plain).items():
        if number > 1 and len(text) > 1:
            yield f"twice: {text}"
    yield from _unended(letter)


def _of_events(letter: Letter, facts: Facts) -> Iterator[str]:
    """What was taken back or corrected is told by no letter, and its proof is cited nowhere."""
    standing = {f"events.{event.id}" for event in facts.case.events}
    for sentence in letter.document.sentences():
        told = {key for key in sentence.facts if key.startswith("events.")}
        if told - standing:
            yield f"{sentence.id} tells {sorted(told - standing)}, which does not stand"


def _unended(letter: Letter) -> Iterator[str]:
    for block in letter.document.blocks:
        if isinstance(block, Paragraph) and block.place == "body":
            text = "".join(sentence.text for sentence in block.sentences)
            if not text.endswith((*"。！：", ")", "”")) and letter.kind != "civil_complaint":
                yield f"a paragraph that does not end: …{text[-20:]}"


def _demands(letter: Letter) -> Iterator[str]:
    asks = [
        sentence.id
        for sentence in letter.document.sentences()
        if sentence.id.startswith(("demand.", "goodwill.ask"))
    ]
    demands = KNOWLEDGE.documents.documents[letter.kind].demands
    if demands and not asks:
        yield "no demand"
    if asks and not demands:
        yield f"a demand: {asks}"
