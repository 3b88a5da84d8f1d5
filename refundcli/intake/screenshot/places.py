"""Where a value stands: beside its label, under it, behind it on one line; or in large letters.

Geometry alone: which labels there are, and what a value looks like, comes from screens.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from refundcli.intake.screenshot.page import Line, Page, compact, follows, joined

_COLON: Final = " :：\u3000"
# In heights of the label: how far under it a value may begin; under a barcode, say, farther.
_UNDER: Final = 1.7
_FAR_BELOW: Final = 7.0
# A sum in large letters is this much taller than the usual line.
_LARGE: Final = 1.4
_MOST_LINES: Final = 5


class Want(msgspec.Struct, frozen=True):
    """What is looked for: the labels that exist, whether a text fits, and how far to look."""

    labels: frozenset[str]
    fits: Callable[[str], bool]
    shaped: bool
    """Whether not just any text fits."""
    below: bool = False


class Spot(msgspec.Struct, frozen=True):
    """Lines that together are one value; of the first `skip` characters are the label."""

    lines: tuple[Line, ...]
    skip: int = 0

    @property
    def text(self) -> str:
        """What they say without the label."""
        return joined(self.lines)[self.skip :].strip(_COLON)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return (
            round(min(line.left for line in self.lines)),
            round(min(line.top for line in self.lines)),
            round(max(line.right for line in self.lines)),
            round(max(line.bottom for line in self.lines)),
        )


def labelled(page: Page, label: str, want: Want) -> Iterator[Spot]:
    """The values that stand with a label, the likeliest first."""
    for line in page.lines:
        text = compact(line.text)
        if text.strip(_COLON) == label:
            yield from _apart(page, line, want)
        elif text.startswith(label) and len(text) > len(label):
            yield from _behind(page, line, label, want)


def headline(page: Page, want: Want) -> Iterator[Spot]:
    """Sums in letters larger than all else, the largest first."""
    large = (line for line in page.lines if line.height > _LARGE * page.letters)
    for line in sorted(large, key=lambda line: -line.height):
        spot = Spot((line,))
        if want.fits(spot.text):
            yield spot


def _apart(page: Page, label: Line, want: Want) -> Iterator[Spot]:
    """Beside the label, or under it; where a barcode stands between, further below."""
    right = [line for line in page.beside(label) if line.left >= label.right - label.height]
    if right:
        spot = Spot(_whole(page, right, want))
        if want.fits(spot.text) or not want.below:
            yield spot
    beneath = [] if right and not want.below else _beneath(page, label)
    reach = _FAR_BELOW if want.below else _UNDER
    for line in beneath:
        if _named(line, want) or line.top - label.bottom > reach * label.height:
            return
        spot = Spot(_whole(page, [line], want))
        if want.fits(spot.text) or not want.below:
            yield spot
            return


def _behind(page: Page, line: Line, label: str, want: Want) -> Iterator[Spot]:
    """`订单编号：KM1` in one line; without a colon only what looks like such a value."""
    text = compact(line.text)
    if any(text.startswith(name) for name in want.labels if len(name) > len(label)):
        return
    skip = _length_of(label, line.text)
    colon = line.text[skip : skip + 1] in tuple(_COLON)
    spot = Spot(_whole(page, [line], want, skip), skip)
    if spot.text and (colon or (want.shaped and want.fits(spot.text))):
        yield spot


def _whole(page: Page, first: Sequence[Line], want: Want, skip: int = 0) -> tuple[Line, ...]:
    """The value with the lines into which it was broken."""
    found = list(first)
    while len(found) < _MOST_LINES:
        after = (line for line in page.lines if follows(found[-1], line) and page.alone(line))
        following = next((line for line in after if not _named(line, want)), None)
        if following is None:
            break
        longer = [*found, following]
        # A number that is whole does not run on into whatever stands below it.
        if want.fits(Spot(tuple(found), skip).text) and not want.fits(
            Spot(tuple(longer), skip).text
        ):
            break
        found = longer
    return tuple(found)


def _beneath(page: Page, label: Line) -> list[Line]:
    """What stands below a label, from top to bottom."""
    found = (line for line in page.lines if line.middle > label.bottom)
    return sorted(found, key=lambda line: line.top)


def _named(line: Line, want: Want) -> bool:
    """Whether a line is, or begins with, a label of its own."""
    text = compact(line.text).strip(_COLON)
    return any(text == name or re.match(rf"{re.escape(name)}[:：]", text) for name in want.labels)


def _length_of(label: str, text: str) -> int:
    """How many characters of a line its label takes, blanks among them included."""
    count = 0
    for place, character in enumerate(text, start=1):
        count += not character.isspace()
        if count == len(label):
            return place
    return len(text)
