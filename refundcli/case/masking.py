"""Numbers that are not shown in full: card codes, phones, ID numbers."""

from __future__ import annotations

import re
from typing import Final

from refundcli.case.keys import question_for
from refundcli.case.model import Case
from refundcli.knowledge.load import Knowledge

_ENDS: Final = 4
# Anything shorter stands in other words by chance: 1 is a server, and a digit of every date.
_SHORTEST: Final = 6
# Whosever they are: a mobile number, an ID number.
_PHONE: Final = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_ID_NUMBER: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def masked(kind: str, text: str) -> str:
    """The ends of a code or number: at most four a side, at most half of it.

    Where a phone number is expected an account name may stand; it is left as it is.
    """
    if kind == "phone" and not text.isdigit():
        return text
    shown = min(_ENDS, len(text) // _ENDS)
    return f"{text[:shown]}****{text[len(text) - shown :]}"


def without_code(text: str, case: Case) -> str:
    """A text with the case's card code covered wherever it stands, with separators or without."""
    code = case.text("order.card_code")
    letters = [re.escape(letter) for letter in code if letter.isalnum()]
    if not letters:
        return text
    return re.sub(r"[\W_]*".join(letters), masked("code", code), text, flags=re.IGNORECASE)


def without_numbers(text: str, case: Case, knowledge: Knowledge) -> str:
    """A text that may leave the machine: no private answer, nothing that looks like one."""
    for key, value in case.answers.items():
        if isinstance(value, str) and len(value) >= _SHORTEST and value in text:
            question = question_for(knowledge, key)
            if question is not None and question.mask:
                text = text.replace(value, masked(question.mask, value))
    text = without_code(text, case)
    for looks_like in (_PHONE, _ID_NUMBER):
        text = looks_like.sub(lambda found: masked("number", found[0]), text)
    return text
