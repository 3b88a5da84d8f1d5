"""From lines to one value of the case: trimmed, checked for its shape and by its question; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from refundcli.case.masking import masked
from refundcli.case.model import Value
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.intake.screenshot import doubts
from refundcli.intake.screenshot.found import Found
from refundcli.intake.screenshot.hidden import hidden
from refundcli.intake.screenshot.page import Line, Page, compact, plain
from refundcli.knowledge.schema import Question
from refundcli.knowledge.screens import ScreenField, Screens

# Recognition drops the blank between day and clock; only whole two-digit days can be told apart.
_GLUED: Final = re.compile(r"(\d{4}[-/.]\d{2}[-/.]\d{2})(\d{2}:)")
# The sign of a payment, and the currency, which comes out as a V or a Y too.
_SIGN: Final = re.compile(r"^[-+−]?\s*[¥YV]?\s*(?=\d)")


class Reader(msgspec.Struct, frozen=True):
    """What it takes to read a value: the page, the words, the questions, the day."""

    page: Page
    screens: Screens
    questions: Mapping[str, Question]
    today: date

    def fits(self, field: ScreenField, text: str) -> bool:
        """Whether the whole text looks like such a value."""
        text = plain(self.trimmed(text))
        if self.questions[field.key].type == "money":
            text = _SIGN.sub("", text)
        if not field.shape:
            return bool(text)
        return re.fullmatch(self.pattern(field.shape), plain(text)) is not None

    def pattern(self, text: str) -> str:
        """A regular expression with the named ones in place."""
        for name, pattern in self.screens.patterns.items():
            text = text.replace(f"{{{name}}}", pattern)
        return text

    def trimmed(self, text: str) -> str:
        """Without the buttons behind it."""
        text = text.strip()
        while True:
            end = next((word for word in self.screens.trim if text.endswith(word)), None)
            if end is None or text == end:
                return text
            text = text.removesuffix(end).strip()

    def found(self, field: ScreenField, text: str, lines: tuple[Line, ...]) -> Found:
        """The value with all that speaks against it; a code with its ends alone."""
        text = self.trimmed(text)
        if self.questions[field.key].mask == "code":
            shown = masked("code", compact(text))
            return Found(field.key, shown, None, lines=lines, secret=True)
        text = plain(text) if field.shape else hidden(_brackets(text))
        text = apart(text)
        value = self.value(field, text)
        against = tuple(dict.fromkeys(self._doubts(field, text, value, lines)))
        return Found(
            key=field.key,
            text=text,
            value=value,
            doubts=against,
            lines=lines,
            note=field.note,
            told=field.told,
            title=field.title,
            lead=field.lead,
            loose=field.loose,
        )

    def value(self, field: ScreenField, text: str) -> Value | None:
        """As the case would hold it; None for what its question does not take."""
        question = self.questions[field.key]
        if field.values:
            named = {value for word, value in field.values.items() if word in text}
            text = named.pop() if len(named) == 1 else ""
        if question.type == "money":
            text = _SIGN.sub("", text)
        try:
            return parse(question, text)
        except ValueProblem:
            return None

    def _doubts(
        self, field: ScreenField, text: str, value: Value | None, lines: tuple[Line, ...]
    ) -> Iterator[str]:
        if value is None or not self.fits(field, text):
            yield "format"
        if field.mention:
            yield "mention"
        yield from doubts.of_letters(lines, self.page)
        yield from doubts.of_time(value, self.today)
        if self.questions[field.key].type == "text" and field.shape:
            yield from doubts.of_number(text, field)


def apart(text: str) -> str:
    """Day and clock with the blank between them that recognition drops."""
    return _GLUED.sub(r"\1 \2", text)


def _brackets(text: str) -> str:
    """Brackets behind Chinese words as they are written there: recognition mixes both kinds."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s?[(（]", "（", text)
    return re.sub(r"(?<=[\u4e00-\u9fff])[)）]", "）", text)
