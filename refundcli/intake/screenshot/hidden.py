"""Numbers in a picture's words that are nobody else's business: card codes and phone numbers."""

from __future__ import annotations

import re
from typing import Final

from refundcli.case.masking import masked, without_looks

# Three groups and more, letters among them: how codes are written, and hardly anything else.
_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z-])(?=[0-9-]*[A-Za-z])[0-9A-Za-z]{3,6}(?:-[0-9A-Za-z]{3,6}){2,7}(?![0-9A-Za-z-])"
)
_LONG: Final = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[A-Z])(?=[A-Z]*[0-9])[0-9A-Z]{12,32}(?![0-9A-Za-z])"
)


def hidden(text: str) -> str:
    """The text with their ends alone."""
    for code in (_CODE, _LONG):
        text = code.sub(lambda found: masked("code", found[0]), text)
    return without_looks(text)
