"""Papers as they are written: every sentence once, Chinese type, and nothing of the person."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Final

import docx
import msgspec
import pytest

from refundcli import api
from refundcli.deliver.columns import ems, widths
from refundcli.deliver.docx import paper
from refundcli.write.compose import Letter
from refundcli.write.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Sentence,
    Signatures,
    Table,
)
from tests.deliver.sheets import Sheets, tag, text_of, value
from tests.golden import GOLDEN
from tests.support import CARD, IDENTITY, KNOWLEDGE, PARTICULARS, TODAY, case_of, holding

DOCUMENTS: Final = tuple(KNOWLEDGE.documents.documents)
# What few cases open; the card case opens the others.
RARE: Final = {"merchant_rebuttal", "goodwill_request", "appeal_telecom", "police_statement"}
CODE: Final = "TESTABCD1234EFGH5678"
SUED: Final = {
    **CARD,
    **IDENTITY,
    **PARTICULARS,
    "facts.error_text": f"该卡密已被使用（{CODE}）",
    "facts.clues": ["unlicensed"],
    "order.card_code": CODE,
    "order.goods": "card_code",
    "merchant.legal_name": "示例市演示网络科技有限公司",
    "merchant.address": "示例省示例市演示大道200号",
    "demand.kind": ["refund"],
    **holding(
        "order_page", "payment_record", "product_page", "promise_page", "card_delivery",
        "failure_prompt", "failure_recording", "usage_record", "chat_log", "contact_attempts",
        "platform_decision", "merchant_identity",
    ),
    "evidence.E1.captured_at": "2026-11-01 14:10",
}  # fmt: skip


def written(name: str) -> Letter:
    """A document of the card case."""
    return api.draft(name, case_of(SUED), KNOWLEDGE, today=TODAY)


@cache
def letters(name: str) -> tuple[Letter, ...]:
    """A document of some golden cases, and of the card case where that opens it."""
    made = (golden.write(name) for golden in GOLDEN[:: 1 if name in RARE else 12])
    found = tuple(islice(filter(None, made), 3))
    return found if name in RARE else (*found, written(name))


def printed(letter: Letter) -> Sheets:
    return Sheets(paper(letter, KNOWLEDGE))


def by_hand(*blocks: Block, short: str | None = None) -> Sheets:
    """A paper of these blocks."""
    letter = written("merchant_reminder")
    document = Document("d", "题", blocks)
    return printed(msgspec.structs.replace(letter, document=document, short_text=short))


def said(text: str) -> Sentence:
    return Sentence(text, text, (), (), (), 0, None)


def told(letter: Letter) -> list[str]:
    """What the list of sentences says, piece by piece, headings and room to sign with it."""
    pieces: list[str] = []
    for block in letter.document.blocks:
        match block:
            case Heading(text):
                pieces += [text] if text else []
            case Paragraph(sentences):
                pieces += [sentence.text for sentence in sentences]
            case Table(header, rows):
                pieces += [*header, *(cell for row in rows for cell in row.cells)]
            case Signatures(labels):
                pieces += labels
    return pieces


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_sentence_once_and_nothing_else(name: str) -> None:
    """Title, then the list in its order, then the short form with a line that says what it is."""
    found = letters(name)
    assert found, "no golden case writes it"
    for letter in found:
        title = KNOWLEDGE.documents.documents[name].paper or letter.document.title
        ends: list[str] = []
        if letter.short_text:
            head = KNOWLEDGE.words.phrases["short_page"].format(count=len(letter.short_text))
            ends = [head, letter.short_text]
        runs = printed(letter).runs
        assert runs == [title, *told(letter), *ends]
        flat = re.sub(r"\s|\d+\. ", "", letter.text)
        assert all(
            re.sub(r"\s|\d+\. ", "", s.cells[0]) in flat for s in letter.document.sentences()
        )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_chinese_type(name: str) -> None:
    """Every run has a Chinese font and a Latin one, and says that its marks are Chinese."""
    allowed = {"Title": "宋体", "Heading1": "黑体", "TableHead": "黑体", "Footer": "宋体"}
    for letter in letters(name):
        sheets = printed(letter)
        for paragraph in sheets.paragraphs:
            style = sheets.style(paragraph)
            fonts = sheets.fonts(style)
            assert fonts["eastAsia"] == allowed.get(style, "仿宋"), style
            assert fonts["ascii"] == fonts["hAnsi"] == "Times New Roman"
            assert not any("Theme" in font for font in fonts)
            for run in paragraph.iter(tag("r")):
                assert value(run.find(f"{tag('rPr')}/{tag('rFonts')}"), "hint") == "eastAsia"
        language = next(sheets.part("word/styles.xml").iter(tag("lang")))
        assert value(language, "eastAsia") == "zh-CN"


def test_the_page_is_a4_with_the_margins_of_a_letter() -> None:
    """In twentieths of a point: 210 by 297 mm, 37 above, 35 below, 28 left, 26 right."""
    for section in printed(written("complaint_12315")).body.iter(tag("sectPr")):
        size, margins = section.find(tag("pgSz")), section.find(tag("pgMar"))
        measures = [value(size, side) for side in ("w", "h")]
        measures += [value(margins, side) for side in ("top", "bottom", "left", "right")]
        assert [round(int(twips) / 1440 * 25.4) for twips in measures] == [
            *(210, 297),
            *(37, 35, 28, 26),
        ]


def test_lines_and_indents() -> None:
    """28 points a line, two characters before a paragraph, none before an addressee."""
    sheets = printed(written("civil_complaint"))
    line = sheets.shape("Normal", "spacing")
    assert (value(line, "line"), value(line, "lineRule")) == ("560", "exact")
    for style in ("BodyText", "ListNumber", "Heading1"):
        assert value(sheets.shape(style, "ind"), "firstLineChars") == "200"
    assert sheets.shape("Salutation", "ind") is None
    assert sheets.shape("Normal", "widowControl") is not None
    assert value(sheets.shape("Title", "jc")) == "center"
    assert value(sheets.shape("Signature", "jc")) == "right"
    for style in ("Title", "Heading1"):
        assert sheets.shape(style, "keepNext") is not None


def footers(sheets: Sheets) -> list[tuple[str, list[str]]]:
    """Each footer: its words with numbers taken as 1, and its fields."""
    found = [sheets.part(name) for name in sheets.parts if name.startswith("word/footer")]
    return [
        (text_of(foot), [value(field, "instr").strip() for field in foot.iter(tag("fldSimple"))])
        for foot in found
    ]


def test_page_numbers() -> None:
    """第 X 页 共 Y 页, as fields; where the last page is only pasted, no wrong total is told."""
    assert footers(printed(written("civil_complaint"))) == [
        ("第 1 页 共 1 页", ["PAGE", "NUMPAGES"])
    ]
    letter = written("complaint_12315")
    assert letter.short_text
    sheets = printed(letter)
    assert footers(sheets) == [("第 1 页", ["PAGE"]), ("", [])]
    first, second = sheets.body.iter(tag("sectPr"))
    assert value(second.find(tag("type"))) in ("", "nextPage")
    ends = next(p for p in sheets.paragraphs if p.find(f"{tag('pPr')}/{tag('sectPr')}") is first)
    assert sheets.paragraphs[-2:] == sheets.paragraphs[sheets.paragraphs.index(ends) + 1 :]
    assert all(text_of(paragraph) for paragraph in sheets.paragraphs)


def test_numbers_begin_anew_in_each_list() -> None:
    """Real numbering, one definition a list, each from one; what stands between breaks a list."""
    one, two, other = (Paragraph((said(text),), numbered=True) for text in ("甲。", "乙。", "丙。"))
    sheets = by_hand(Heading("一"), one, two, Heading("二"), other)
    numbered = [p.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}") for p in sheets.paragraphs]
    assert [value(number) for number in numbered] == ["", "", "1", "1", "", "2"]
    numbering = sheets.part("word/numbering.xml")
    lists = {value(item, "numId"): item for item in numbering.iter(tag("num"))}
    assert set(lists) == {"1", "2"}
    for item in lists.values():
        assert value(next(item.iter(tag("startOverride")))) == "1"
    assert value(next(numbering.iter(tag("lvlText")))) == "%1."


@pytest.mark.parametrize("name", ["evidence_list", "civil_complaint"])
def test_the_table_of_evidence(name: str) -> None:
    """Borders all round, the header on each page, no row on two; together as wide as the text."""
    (table,) = printed(written(name)).body.iter(tag("tbl"))
    borders = table.find(f"{tag('tblPr')}/{tag('tblBorders')}")
    assert borders is not None
    assert {value(border) for border in borders} == {"single"}
    assert len(borders) == 6
    rows = table.findall(tag("tr"))
    assert len(rows) == 13
    heads = [row.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None for row in rows]
    assert heads == [True] + [False] * 12
    assert all(row.find(f"{tag('trPr')}/{tag('cantSplit')}") is not None for row in rows)
    grid = [int(value(column, "w")) for column in table.iter(tag("gridCol"))]
    assert abs(sum(grid) / 1440 * 25.4 - 156) < 0.2
    for row in rows:
        assert [int(value(width, "w")) for width in row.iter(tag("tcW"))] == grid


def test_a_clock_stands_below_its_day() -> None:
    """One run all the same."""
    sheets = printed(written("evidence_list"))
    (moment,) = (run for run in sheets.body.iter(tag("r")) if "14:10" in text_of(run))
    kinds = [child.tag.removeprefix(tag("")) for child in moment]
    assert kinds == ["rPr", "t", "br", "t"]
    assert text_of(moment) == "2026年11月1日14:10"


def closing(sheets: Sheets) -> list[tuple[str, str]]:
    return [(sheets.style(p), text_of(p)) for p in sheets.paragraphs]


def test_a_complaint_ends_as_one_files_it() -> None:
    """此致, the court at the margin, who signs and when at the right: on one page with the rest."""
    sheets = printed(written("civil_complaint"))
    assert closing(sheets)[-4:] == [
        ("BodyText", "此致"),
        ("Salutation", "示例省示例市示例区人民法院"),
        ("Signature", "具状人：测试甲"),
        ("Signature", "2026年11月22日"),
    ]
    *_, row = sheets.body.iter(tag("tr"))
    *_, thus, court, _, _ = sheets.paragraphs
    for paragraph in (*row.iter(tag("p")), thus):
        assert paragraph.find(f"{tag('pPr')}/{tag('keepNext')}") is not None
    for style in (sheets.style(court), "Signature", "SignHere"):
        assert sheets.shape(style, "keepNext") is not None


@pytest.mark.parametrize("name", ["settlement", "evidence_list", "complaint_12315"])
def test_room_to_sign_is_on_paper_alone(name: str) -> None:
    """Where nothing names the signer, the paper has a line for it and the text none."""
    letter = written(name)
    (labels,) = (b.labels for b in letter.document.blocks if isinstance(b, Signatures))
    found = [text for style, text in closing(printed(letter)) if style == "SignHere"]
    assert tuple(found) == labels
    assert all(label not in letter.text for label in labels)


def test_a_reminder_names_whom_it_is_for_at_the_margin() -> None:
    """The addressee first, without an indent."""
    assert closing(printed(written("merchant_reminder")))[1] == ("Salutation", "演示店铺：")


def test_an_introduction_stays_with_its_list() -> None:
    """A line that ends with a colon is no last line of a page; an ordinary one may be."""
    item = Paragraph((said("丙。"),), numbered=True)
    sheets = by_hand(Paragraph((said("如下："),)), item, Paragraph((said("丁。"),)), item)
    kept = [p.find(f"{tag('pPr')}/{tag('keepNext')}") is not None for p in sheets.paragraphs]
    assert kept == [False, True, False, False, False]


def test_a_long_number_does_not_stretch_its_line() -> None:
    """It goes on the next line, so the line it leaves is not justified; others are."""
    long, short = said(f"订单号{'1' * 20}。"), said("实付98.50元。")
    sheets = by_hand(Paragraph((long,)), Paragraph((short,)))
    sides = [value(p.find(f"{tag('pPr')}/{tag('jc')}")) for p in sheets.paragraphs]
    assert sides == ["", "left", ""]
    assert value(sheets.shape("Normal", "jc")) == "both"


def test_a_card_code_is_covered_as_in_the_text() -> None:
    """In no part of any file: neither in the text nor in what the file says of itself."""
    for name in ("merchant_message", "civil_complaint", "complaint_12315", "evidence_list"):
        letter = written(name)
        sheets = printed(letter)
        assert not any(CODE in part for part in sheets.parts.values())
        assert ("TEST****5678" in "".join(sheets.runs)) == ("TEST****5678" in letter.text)


def test_the_file_says_nothing_of_the_person() -> None:
    """Title, language, this program and a day that is none; no template, picture or comment."""
    sheets = printed(written("merchant_reminder"))
    about = {
        part.tag.partition("}")[2]: part.text or "" for part in sheets.part("docProps/core.xml")
    }
    assert {name: text for name, text in about.items() if text} == {
        "title": "催告函",
        "creator": "refundcli",
        "revision": "1",
        "created": "2000-01-01T00:00:00Z",
        "modified": "2000-01-01T00:00:00Z",
        "language": "zh-CN",
    }
    application = [
        (part.tag.partition("}")[2], part.text) for part in sheets.part("docProps/app.xml")
    ]
    assert application == [("Application", "refundcli")]
    assert set(sheets.parts) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/document.xml", "word/_rels/document.xml.rels", "word/footer1.xml",
        "word/numbering.xml", "word/settings.xml", "word/styles.xml",
    }  # fmt: skip


def test_the_same_letter_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the time is; another letter gives others."""
    letter = written("complaint_12315")
    first = paper(letter, KNOWLEDGE)
    later = datetime(2040, 1, 1, tzinfo=UTC).timestamp()
    monkeypatch.setattr("time.time", lambda: later)
    assert paper(letter, KNOWLEDGE) == first
    assert {info.date_time for info in Sheets(first).infos} == {(1980, 1, 1, 0, 0, 0)}
    assert paper(written("civil_complaint"), KNOWLEDGE) != first


def test_another_reader_reads_the_same() -> None:
    """The library itself opens it, sees two sections and the same paragraphs."""
    letter = written("complaint_12315")
    file = docx.Document(io.BytesIO(paper(letter, KNOWLEDGE)))
    assert len(file.sections) == 2
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts == [text_of(paragraph) for paragraph in printed(letter).paragraphs]


def test_characters_that_xml_does_not_know() -> None:
    """They are left out; what the buyer typed otherwise stands, markup and all."""
    typed = "甲\ufffe乙 <w:p/> & “引” \\n  丙"
    assert by_hand(Paragraph((said(typed),))).runs[1] == typed.replace("\ufffe", "")


def test_a_file_does_not_end_with_a_table() -> None:
    """Word mends such a file, with a question that frightens."""
    sheets = by_hand(Table(("编号", "名称"), (said("1\ue0022"),)))
    last = [child.tag for child in sheets.body][-2:]
    assert last == [tag("p"), tag("sectPr")]


def test_columns_share_the_page() -> None:
    """Together the whole width; a short one has its line, a date its piece, a long one the most."""
    rows = [
        ("编号", "名称", "形成时间", "证明内容"),
        (
            "证据12",
            "和商家的聊天记录",
            "2026年11月22日14:05",
            "什么时候提出过要求、商家怎么答复" * 2,
        ),
    ]
    number, name, day, proof = widths(rows, 36.9)
    assert sum((number, name, day, proof)) == pytest.approx(36.9)
    assert ems("证据12") < number < name < proof
    assert day > ems("2026年11月22日")


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", "乙")],
        [("甲" * 60, "乙" * 60, "丙" * 60)],
        [("1" * 80, "2" * 80, "3" * 80, "4" * 80, "5" * 80)],
        [("", "")],
    ],
)
def test_columns_of_any_table_fit(rows: list[tuple[str, ...]]) -> None:
    """Nothing runs over the edge, and no column is lost."""
    found = widths(rows, 36.9)
    assert sum(found) == pytest.approx(36.9)
    assert min(found) >= 36.9 / len(found) / 2
