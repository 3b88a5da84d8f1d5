"""A Word file as a reader takes it apart: zip and XML, without the library that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element, fromstring

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tag(name: str) -> str:
    """A name of the word processor's own, as the parser spells it."""
    return f"{_W}{name}"


def value(element: Element | None, name: str = "val") -> str:
    """An attribute; empty where the element or the attribute is lacking."""
    return "" if element is None else element.get(tag(name), "")


class Sheets:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.infos = file.infolist()
            self.parts = {name: file.read(name).decode() for name in file.namelist()}

    def part(self, name: str) -> Element:
        """One part, read."""
        return fromstring(self.parts[name])  # noqa: S314 - written by this program

    @cached_property
    def body(self) -> Element:
        """What stands on the paper."""
        found = self.part("word/document.xml").find(tag("body"))
        assert found is not None
        return found

    @property
    def paragraphs(self) -> list[Element]:
        """From top to bottom, those in tables too."""
        return list(self.body.iter(tag("p")))

    @property
    def runs(self) -> list[str]:
        """The text of each run."""
        return [text_of(run) for run in self.body.iter(tag("r"))]

    def style(self, paragraph: Element) -> str:
        """The id of its style."""
        return value(paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")) or "Normal"

    def fonts(self, style: str) -> dict[str, str]:
        """The fonts of a style: its own, else those it is based on, else those of the file."""
        found: dict[str, str] = {}
        for run in self._inherited(style):
            for name, font in getattr(run.find(tag("rFonts")), "attrib", {}).items():
                found.setdefault(name.removeprefix(_W), font)
        return found

    def shape(self, style: str, name: str) -> Element | None:
        """One property of a style's paragraphs."""
        return self._styles[style].find(f"{tag('pPr')}/{tag(name)}")

    @cached_property
    def _styles(self) -> dict[str, Element]:
        found = self.part("word/styles.xml").iter(tag("style"))
        return {value(style, "styleId"): style for style in found}

    def _inherited(self, style: str) -> Iterator[Element]:
        while style:
            run = self._styles[style].find(tag("rPr"))
            if run is not None:
                yield run
            style = value(self._styles[style].find(tag("basedOn")))
        yield from self.part("word/styles.xml").iterfind(
            f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}"
        )


def text_of(element: Element) -> str:
    """All its text, without what only breaks a line."""
    return "".join(text.text or "" for text in element.iter(tag("t")))
