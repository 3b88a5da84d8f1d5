"""Which screen a picture shows: points for words, lines and sides; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from refundcli.intake.screenshot.page import Page, compact
from refundcli.knowledge.screens import Screen


def recognise(page: Page, screens: Mapping[str, Screen], *, told: bool = False) -> str | None:
    """The screen with most points; None where none has enough or two have alike.

    Where the buyer has told the kind, any point is enough.
    """
    points = {name: _points(page, screen) for name, screen in screens.items()}
    ranked = sorted(points, key=lambda name: -points[name])
    enough = [name for name in ranked if points[name] >= (1 if told else screens[name].least)]
    if not enough or (len(enough) > 1 and points[enough[0]] == points[enough[1]]):
        return None
    return enough[0]


def _points(page: Page, screen: Screen) -> int:
    texts = [compact(line.text) for line in page.lines]
    texts += [compact("".join(line.text for line in block)) for block in page.paragraphs]
    seen = (
        points
        for word, points in screen.words.items()
        if any(re.search(word, text) for text in texts)
    )
    return sum(seen) + (screen.talk if screen.talk and page.talks() else 0)
