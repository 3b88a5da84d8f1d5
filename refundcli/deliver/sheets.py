"""A Word file to be filled: Chinese styles on A4, nothing of the person and nothing of the day."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from refundcli.deliver import typography

if TYPE_CHECKING:
    from docx.opc.rel import Relationships
    from docx.section import Section

# The same case gives the same bytes: no clock is asked.
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_MODE: Final = 0o600 << 16
_KEPT: Final = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
}
Node: TypeAlias = BaseOxmlElement
_FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
_FIELD: Final = re.compile(r"\{(\w+)\}")
# XML knows no such characters.
_NO_CHARACTERS: Final = re.compile("[\ufffe\uffff]")


def node(tag: str, *children: Node, **attributes: object) -> Node:
    """One element of the word processor's own names."""
    values = {qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    found = OxmlElement(f"w:{tag}", values)
    found.extend(children)
    return found


def words(text: str) -> Node:
    """Text as it stands, spaces and all."""
    found = node("t")
    found.text = _NO_CHARACTERS.sub("", text)
    found.set(qn("xml:space"), "preserve")
    return found


class Sheets:
    """The file: takes what stands on it from top to bottom."""

    def __init__(self, title: str) -> None:
        self._file = Document()
        self._part = self._file.part
        _keep(self._part.rels)
        package = self._part.package
        _keep(package.rels)
        place = PackURI(f"/{typography.APPLICATION_PART}")
        maker = Part(place, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, typography.APPLICATION, package)
        package.relate_to(maker, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
        self._numbering = self._part.numbering_part.element
        _replace(self._file.styles.element, typography.STYLES)
        _replace(self._file.settings.element, typography.SETTINGS)
        _replace(self._numbering, typography.NUMBERING)
        self._set_page(self._file.sections[0])
        self._sign(title)

    def add(self, element: Node) -> None:
        """Put it below what stands there."""
        self._file.element.body.sectPr.addprevious(element)

    def new_list(self) -> int:
        """The number of a list that counts from one again."""
        count = 1 + len(self._numbering.findall(qn("w:num")))
        start = node("lvlOverride", node("startOverride", val=1), ilvl=0)
        self._numbering.append(node("num", node("abstractNumId", val=0), start, numId=count))
        return count

    def number_pages(self, phrase: str) -> None:
        """Below every page which it is, and of how many where the phrase says so."""
        pieces = _FIELD.split(phrase)
        runs = (
            node("fldSimple", _plain("1"), instr=f" {_FIELDS[piece]} ")
            if place % 2
            else _plain(piece)
            for place, piece in enumerate(pieces)
        )
        self._foot(self._file.sections[-1], node("p", _styled("Footer"), *runs))

    def begin_section(self) -> None:
        """A new page, whose number nobody needs."""
        section = self._file.add_section(WD_SECTION.NEW_PAGE)
        # The library ends the section in a paragraph of its own, an empty line on the paper.
        body = self._file.element.body
        ended = body.sectPr.getprevious()
        last = ended.getprevious()
        if last.tag == qn("w:p"):
            last.get_or_add_pPr().append(ended.find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
            body.remove(ended)
        self._foot(section, node("p", _styled("Footer")))

    def pressed(self) -> bytes:
        """The bytes of the file."""
        made = io.BytesIO()
        self._file.save(made)
        return _without_clock(made)

    def _set_page(self, section: Section) -> None:
        width, height = typography.PAGE_MM
        section.page_width, section.page_height = Mm(width), Mm(height)
        top, right, bottom, left = typography.MARGINS_MM
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.footer_distance = Mm(typography.FOOTER_MM)

    def _sign(self, title: str) -> None:
        """What the file says of itself: its title, this program, and no more."""
        about = self._file.core_properties
        about.title, about.language, about.author = title, typography.LANGUAGE, typography.MAKER
        about.comments = about.last_modified_by = ""
        about.created = about.modified = _MADE
        about.revision = 1

    def _foot(self, section: Section, paragraph: Node) -> None:
        section.footer.is_linked_to_previous = False
        foot = section.footer.part.element
        foot[:] = [paragraph]


def _keep(relationships: Relationships) -> None:
    """Leave out what the library's own template brings along: a picture, themes, a second style."""
    for name in [name for name, item in relationships.items() if item.reltype not in _KEPT]:
        del relationships[name]


def _replace(element: Node, xml: str) -> None:
    element[:] = list(parse_xml(xml))


def _styled(style: str) -> Node:
    return node("pPr", node("pStyle", val=style))


def _plain(text: str) -> Node:
    return node("r", words(text))


def _without_clock(made: io.BytesIO) -> bytes:
    """The same parts in the same order, each of the same day."""
    bound = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(bound, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIPPED)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, _UNIX
            part.external_attr = _MODE
            target.writestr(part, source.read(name))
    return bound.getvalue()
