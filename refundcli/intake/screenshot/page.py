"""A picture after recognition: lines of text with their places, and how they stand together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from statistics import median
from typing import Final

import msgspec

# In heights of a line: what stands nearer belongs together, what overlaps more is beside.
_NEXT_LINE: Final = 0.7
_BESIDE: Final = 0.4
_INDENT: Final = 1.2
_ALIKE: Final = 1.5
_FREE: Final = 3.0
# In widths of the picture: speech bubbles begin behind a face, here or there; a heading is narrow
# and stands in the middle.
_FACE: Final = 0.13
_LATE: Final = 0.85
_APART: Final = 0.015
_CENTRED: Final = 0.03
_NARROW: Final = 0.25
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2}")


class Line(msgspec.Struct, frozen=True):
    """One recognised line; `again` is what further readings of the same place came to."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float = 1.0
    clear: float = 99.0
    """How many strokes' widths its height holds: falls with small and with blurred letters."""
    again: tuple[str, ...] | None = None

    @property
    def height(self) -> float:
        """Of the letters, with a little room."""
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        """Where it stands between top and bottom."""
        return (self.top + self.bottom) / 2


class Page(msgspec.Struct, frozen=True, dict=True):
    """All lines of a picture from top to bottom; `cut` are the edges that run through letters."""

    width: int
    height: int
    lines: tuple[Line, ...]
    cut: tuple[str, ...] = ()

    @cached_property
    def letters(self) -> float:
        """The usual height of a line; 0 where there is none."""
        return median(line.height for line in self.lines) if self.lines else 0.0

    @cached_property
    def paragraphs(self) -> tuple[tuple[Line, ...], ...]:
        """Lines that stand close under each other, as in a bubble or a notice."""
        found: list[list[Line]] = []
        for line in sorted(self.lines, key=lambda line: (line.top, line.left)):
            near = next((block for block in reversed(found) if _continues(block, line)), None)
            if near is None or not self.alone(line):
                found.append([line])
            else:
                near.append(line)
        return tuple(map(tuple, found))

    def beside(self, line: Line) -> list[Line]:
        """The other lines of the same row, from left to right."""
        found = (other for other in self.lines if other is not line and same_row(line, other))
        return sorted(found, key=lambda other: other.left)

    def alone(self, line: Line) -> bool:
        """Whether nothing stands left or right of it."""
        return not self.beside(line)

    def talks(self) -> bool:
        """Whether people speak by turns: blocks that begin behind a face, not all at one place."""
        begins = sorted(self._begin(block) for block in self.paragraphs if self._spoken(block))
        return len(begins) > 1 and begins[-1] - begins[0] > _APART

    def _begin(self, block: Sequence[Line]) -> float:
        return min(line.left for line in block) / max(self.width, 1)

    def _spoken(self, block: Sequence[Line]) -> bool:
        """Whether it is set like a speech bubble: indented, alone in its rows, not a heading."""
        left = self._begin(block)
        right = 1 - max(line.right for line in block) / max(self.width, 1)
        heading = abs(left - right) < _CENTRED and left > _NARROW
        words = any(_WORDS.search(line.text) for line in block)
        return _FACE < left < _LATE and words and not heading and self.alone(block[0])


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _BESIDE * min(one.height, other.height) and (
        one.right <= other.left + one.height or other.right <= one.left + one.height
    )


def follows(upper: Line, lower: Line, most: float = _NEXT_LINE) -> bool:
    """Whether a line stands close under another and is set like it."""
    gap = lower.top - upper.bottom
    tall, small = max(upper.height, lower.height), min(upper.height, lower.height)
    close = -0.6 * small < gap < most * small and lower.middle > upper.bottom - 0.2 * small
    return close and tall < _ALIKE * small and _aligned(upper, lower)


def joined(lines: Sequence[Line]) -> str:
    """The text of lines that the width of the screen broke; a blank where one broke off earlier."""
    widest = max((line.right - line.left for line in lines), default=0.0)
    text = ""
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        early = following is not None and line.right - line.left < widest - _FREE * line.height
        text += f"{line.text.strip()} " if early else line.text.strip()
    return text.strip()


def compact(text: str) -> str:
    """Without the blanks that recognition puts in or leaves out as it pleases."""
    return re.sub(r"\s", "", text)


def plain(text: str) -> str:
    """As people type it: no full-width digits and signs, no blanks."""
    return compact(unicodedata.normalize("NFKC", text))


def _continues(block: Sequence[Line], line: Line) -> bool:
    return follows(block[-1], line)


def _aligned(upper: Line, lower: Line) -> bool:
    """Set to the left, to the right, or to the middle alike."""
    room = _INDENT * min(upper.height, lower.height)
    middles = abs(upper.left + upper.right - lower.left - lower.right) / 2
    return min(abs(upper.left - lower.left), abs(upper.right - lower.right), middles) < room
