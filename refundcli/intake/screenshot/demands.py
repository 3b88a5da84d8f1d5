"""What the checklist demands of a picture of its kind, and what is wrong with the picture; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from refundcli.intake.screenshot.doubts import edges
from refundcli.intake.screenshot.found import Found, Lack
from refundcli.intake.screenshot.page import Line, Page, compact, joined
from refundcli.intake.screenshot.values import Reader, apart
from refundcli.knowledge.screens import Demand

_SMALL: Final = 18.0
_BLURRED: Final = 6.0
# In widths of the picture: how far down the name on top stands, and how near the middle.
_TOP: Final = 0.3
_MIDDLE: Final = 0.2
_NAME: Final = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{3}")


def lacking(
    reader: Reader, kind: str | None, found: Sequence[Found], waived: Collection[str] = ()
) -> Iterator[Lack]:
    """The demands that the picture was not seen to meet."""
    for demand in reader.screens.demands.get(kind or "", ()):
        if demand.name in waived:
            continue
        if demand.own_eyes:
            yield Lack(demand.name, "own_eyes")
        elif not _met(reader, demand, found):
            yield Lack(demand.name, "unread" if demand.soft else "absent")


def notices(reader: Reader) -> Iterator[str]:
    """What the buyer should not miss."""
    texts = _texts(reader.page)
    for notice in reader.screens.notices:
        if any(re.search(notice.pattern, text) for text in texts):
            yield notice.text


def troubles(page: Page) -> Iterator[str]:
    """Names of what is wrong with the picture as a whole."""
    if not page.lines:
        yield "empty"
        return
    clear = sorted(line.clear for line in page.lines)[len(page.lines) // 2]
    if page.letters < _SMALL:
        yield "small"
    elif clear < _BLURRED:
        yield "blurred"
    touched = Counter(edge for line in page.lines for edge in edges(line, page))
    yield from dict.fromkeys((*page.cut, *(edge for edge in touched if touched[edge] > 1)))


def moments(reader: Reader) -> Iterator[str]:
    """Every written time, once."""
    whole = re.compile(reader.screens.patterns["moment"])
    texts = _texts(reader.page)[len(reader.page.lines) :]
    found = (apart(match[0]) for text in texts for match in whole.finditer(text))
    yield from dict.fromkeys(found)


def _met(reader: Reader, demand: Demand, found: Sequence[Found]) -> bool:
    if any(value.key in demand.keys for value in found):
        return True
    if demand.top and any(_on_top(line, reader.page) for line in reader.page.lines):
        return True
    patterns = [reader.pattern(pattern) for pattern in demand.patterns]
    return any(re.search(p, text) for p in patterns for text in _texts(reader.page))


def _on_top(line: Line, page: Page) -> bool:
    middle = abs((line.left + line.right) / 2 - page.width / 2)
    near = middle < _MIDDLE * page.width and line.bottom < _TOP * page.width
    return near and _NAME.search(line.text) is not None


def _texts(page: Page) -> list[str]:
    """Each line, then each paragraph, without blanks."""
    lines = [compact(line.text) for line in page.lines]
    return [*lines, *(compact(joined(block)) for block in page.paragraphs)]
