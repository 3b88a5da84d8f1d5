"""How a Chinese paper looks: the parts of a Word file that say nothing of the case.

Measures follow official letters: A4, 37 mm above, 35 below, 28 and 26 beside, sixteen points on
lines of twenty-eight. The fonts are those that every Windows and WPS has.
"""

from __future__ import annotations

from typing import Final

BODY: Final = "仿宋"
HEADING: Final = "黑体"
TITLE: Final = "宋体"
LATIN: Final = "Times New Roman"

MAKER: Final = "refundcli"
"""Stands in the file as the program that made it, until another program saves it."""

PAGE_MM: Final = (210, 297)
MARGINS_MM: Final = (37, 26, 35, 28)
FOOTER_MM: Final = 25
TEXT_TWIPS: Final = round((210 - 26 - 28) / 25.4 * 1440)
"""The width of the text."""
CELL_TWIPS: Final = 240
"""The width of a Chinese character in a table."""
LANGUAGE: Final = "zh-CN"

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def _fonts(chinese: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{chinese}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _line(twips: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'


def _indent(chars: int, twips: int) -> str:
    """So many characters of the style's size; the twips are for programs that count no others."""
    return f'<w:ind w:firstLineChars="{chars * 100}" w:firstLine="{twips}"/>'


def _style(name: str, label: str, paragraph: str, run: str = "", base: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_TOGETHER: Final = "<w:keepNext/><w:keepLines/>"
_BOLD: Final = "<w:b/><w:bCs/>"

STYLES: Final = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY)}{_size(32)}"
    # Latin words and numbers are English ones: Chinese ones would be broken anywhere.
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f'<w:qFormat/><w:pPr><w:widowControl/>{_line(560)}<w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    + _style(
        "Title",
        "Title",
        f'{_TOGETHER}{_line(640, after=480)}<w:jc w:val="center"/>',
        _fonts(TITLE) + _BOLD + _size(44),
    )
    + _style(
        "Heading1",
        "heading 1",
        f'{_TOGETHER}{_line(560, before=120)}{_indent(2, 640)}<w:outlineLvl w:val="0"/>',
        _fonts(HEADING) + _BOLD,
    )
    + _style("BodyText", "Body Text", _indent(2, 640))
    + _style("Salutation", "Salutation", "<w:keepNext/>")
    + _style("ListNumber", "List Number", _indent(2, 640))
    + _style(
        "Signature",
        "Signature",
        f'{_TOGETHER}<w:ind w:right="640"/><w:jc w:val="right"/>',
    )
    + _style("SignHere", "Sign Here", f'{_TOGETHER}{_line(720)}<w:ind w:left="4000"/>')
    + _style("TableText", "Table Text", f'{_line(360, 40, 40)}<w:jc w:val="left"/>', _size(24))
    + _style(
        "TableHead",
        "Table Head",
        '<w:keepNext/><w:jc w:val="center"/>',
        _fonts(HEADING) + _BOLD,
        base="TableText",
    )
    + _style("Footer", "footer", f'{_line(320)}<w:jc w:val="center"/>', _fonts(TITLE) + _size(24))
    + "</w:styles>"
)

NUMBERING: Final = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    f"<w:pPr>{_indent(2, 640)}</w:pPr></w:lvl></w:abstractNum></w:numbering>"
)

SETTINGS: Final = (
    f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>'
)

BORDERS: Final = (
    f"<w:tblBorders {_W}>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)

APPLICATION_PART: Final = "docProps/app.xml"
APPLICATION: Final = (
    f"{_DECLARED}\n"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{MAKER}</Application></Properties>"
).encode()
