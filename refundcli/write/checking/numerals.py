"""Numbers of articles, in digits or in words."""

from __future__ import annotations

from refundcli.knowledge.lint import Citations


def number(text: str, data: Citations) -> int:
    """The value of 128 or 一百二十八; of 3.2, as rules count, that before the point."""
    whole = text.partition(".")[0]
    if whole.isdecimal():
        return int(whole)
    total = ones = 0
    for sign in text:
        if sign in data.tens:
            total += max(ones, 1) * data.tens[sign]
            ones = 0
        else:
            ones = max(data.digits.find(sign), 2 if sign in data.pair else 0)
    return total + ones
