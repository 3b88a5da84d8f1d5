"""Private values covered: card codes, phones, ID and account numbers, wherever they stand.

`privacy.toml` says which document shows which of them whole; elsewhere they lose their middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from refundcli.case import looks
from refundcli.case.keys import question_for
from refundcli.case.model import Case, Value
from refundcli.knowledge.load import Knowledge

_ENDS: Final = 4
_STARS: Final = "****"
# Anything shorter stands in other words by chance: 1 is a server, and a digit of every date.
_SHORTEST: Final = 6
# A part of a code that is longer than half of it is told as little as the whole.
_PART_OF: Final = 10
_COVERED: Final = re.compile(rf"(?s).{{0,{_ENDS}}}\*{{4}}.{{0,{_ENDS}}}")


def masked(kind: str, text: str) -> str:
    """The ends of a code or number: at most four a side, at most half of it.

    Where a phone number is expected an account name may stand; of it only numbers are covered.
    """
    if kind == "phone" and not text.isdigit():
        return without_looks(text)
    if _COVERED.fullmatch(text):
        return text
    shown = min(_ENDS, len(text) // _ENDS)
    return f"{text[:shown]}{_STARS}{text[len(text) - shown :]}"


def without_looks(
    text: str, kinds: Iterable[str] = looks.EVERY, whole: frozenset[str] = frozenset()
) -> str:
    """A text without what looks private, whosever it is; `whole` are numbers that may stay."""
    for kind in kinds:
        plain = looks.plain(text)
        spans = (span for span in looks.found(kind, plain) if plain[slice(*span)] not in whole)
        text = looks.replaced(text, spans, _email if kind == "email" else _number)
    return text


def _number(text: str) -> str:
    return masked("number", text)


def _email(text: str) -> str:
    """Its first letter and its provider."""
    return f"{text[:1]}{_STARS}{text[text.index('@') :]}" if "@" in text else masked("code", text)


def without_code(text: str, case: Case) -> str:
    """A text without the case's card code, with separators or without, and without most of it."""
    code = case.text("order.card_code")
    letters = [re.escape(letter) for letter in looks.plain(code) if letter.isalnum()]
    if not letters:
        return text
    spelled = re.compile(r"[^\w*]*_?[^\w*]*".join(letters), re.IGNORECASE)
    spans = (match.span() for match in spelled.finditer(looks.plain(text)))
    text = looks.replaced(text, spans, lambda _: masked("code", code))
    if len(letters) < _PART_OF:
        return text
    half = len(letters) // 2
    return looks.replaced(text, _parts(code, text, half), lambda part: masked("code", part))


def _parts(code: str, text: str, half: int) -> Iterator[looks.Span]:
    """Where more than half of the code stands in one piece."""
    secret = "".join(filter(str.isalnum, looks.plain(code))).casefold()
    # A star stays: what is covered already must not be joined with what stands beside it.
    places = [place for place, one in enumerate(text) if one.isalnum() or one == "*"]
    letters = "".join(looks.plain(text)[place].lower() for place in places)
    start = 0
    while start + half < len(letters):
        end = start + half + 1
        if letters[start:end] not in secret:
            start += 1
            continue
        while end < len(letters) and letters[start : end + 1] in secret:
            end += 1
        yield places[start], places[end - 1] + 1
        start = end


class Cover:
    """What one document, or (without one) every other output, shows of a case's private values."""

    def __init__(self, case: Case, knowledge: Knowledge, document: str = "") -> None:
        self.case = case
        self.knowledge = knowledge
        self.document = document

    @cached_property
    def _looks(self) -> tuple[str, ...]:
        rows = self.knowledge.privacy.covers(self.document)
        return tuple(row.looks for row in rows if row.looks)

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Numbers of the purchase may look like anything."""
        return frozenset(self.case.text(key) for key in self.knowledge.privacy.purchase.whole)

    @cached_property
    def _answers(self) -> tuple[tuple[str, str], ...]:
        """Private answers that are not to stand in other words either, each with its cover."""
        found = []
        for row in self.knowledge.privacy.covers(self.document):
            for key in row.keys:
                value, mask = self.case.text(key), self._mask(key)
                if mask and len(value) >= _SHORTEST:
                    found.append((value, masked(mask, value)))
        return tuple(found)

    def _mask(self, key: str) -> str:
        question = question_for(self.knowledge, key)
        return question.mask if question else ""

    def value(self, key: str, value: Value) -> Value:
        """An answer as it may be shown: its own cover, else what is covered in free words."""
        privacy = self.knowledge.privacy
        row, mask = privacy.of(key), self._mask(key)
        if isinstance(value, str):
            # First, whatever was asked: a code lands in the field of an account too.
            value = without_code(value, self.case)
        if self.document and row is not None and self.document not in row.documents:
            return masked(mask or "name", str(value))
        if not isinstance(value, str):
            return value
        if key in privacy.purchase.whole or (self.document and row is not None):
            return value
        return masked(mask, value) if mask else self.words(value)

    def words(self, text: str) -> str:
        """Free words without the private answers and without what looks like one."""
        for value, cover in self._answers:
            text = text.replace(value, cover)
        return without_looks(without_code(text, self.case), self._looks, self._whole)


def without_numbers(text: str, case: Case, knowledge: Knowledge) -> str:
    """A text that may leave the machine: no private answer, nothing that looks like one."""
    return Cover(case, knowledge).words(text)
