"""Recognised pages of pictures that were drawn for these tests, and pages made line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from refundcli.intake.screenshot.found import Reading
from refundcli.intake.screenshot.page import Line, Page
from refundcli.intake.screenshot.reading import read
from tests.support import KNOWLEDGE, TODAY

FOLDER: Final = Path(__file__).parent / "screens"
NAMES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def page_of(name: str) -> Page:
    """A page as the recognition left it: text, left, top, right, bottom, score, clear, again."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Page(data["width"], data["height"], tuple(map(_line, data["lines"])), tuple(data["cut"]))


def _line(row: list[Any]) -> Line:
    text, left, top, right, bottom, score, clear, *again = row
    return Line(text, left, top, right, bottom, score, clear, tuple(again[0]) if again else None)


def reading_of(name: str, kind: str | None = None) -> Reading:
    """What is made of it."""
    return read(page_of(name), KNOWLEDGE, TODAY, kind)


def drawn(*rows: tuple[str, float, float], width: int = 1080, tall: float = 50) -> Page:
    """Lines by text, left and top; each letter is as wide as it is high, a digit half of it."""
    lines = []
    for text, left, top in rows:
        wide = sum(tall if ord(letter) > 255 else tall / 2 for letter in text)
        lines.append(Line(text, left, top, left + wide, top + tall))
    height = int(max((line.bottom for line in lines), default=0)) + 200
    return Page(width, height, tuple(lines))
