"""Numbers that are not shown in full: card codes, phones, ID numbers."""

from __future__ import annotations

import re
from typing import Final

from refundcli.case.model import Case

_ENDS: Final = 4


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
