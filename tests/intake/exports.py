"""Payment exports written by the tests themselves, one builder a layout; every row is invented.

A row is a dict by the names of `ROW`; what it leaves out is as in that row.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from refundcli.intake.bill import read_bill
from refundcli.intake.row import Bill
from tests.support import KNOWLEDGE

Given = Mapping[str, object]

ROW: Final[Given] = {
    "time": "2026-11-01 14:01:07",
    "kind": "商户消费",
    "payee": "演示数卡有限公司",
    "account": "dem***@demo.example",
    "product": "演示点卡1000点",
    "direction": "支出",
    "amount": "98.50",
    "method": "演示银行(0000)",
    "status": "交易成功",
    "number": "2026110122000000000000000001",
    "merchant_number": "TEST0000000001",
    "note": "",
}
DASHES: Final = "-" * 60
APP_2021: Final = (
    ("收/支", "direction"),
    ("交易对方", "payee"),
    ("对方账号", "account"),
    ("商品说明", "product"),
    ("收/付款方式", "method"),
    ("金额", "amount"),
    ("交易状态", "status"),
    ("交易分类", "kind"),
    ("交易订单号", "number"),
    ("商家订单号", "merchant_number"),
    ("交易时间", "time"),
)
APP_2023: Final = (
    ("交易时间", "time"),
    ("交易分类", "kind"),
    ("交易对方", "payee"),
    ("对方账号", "account"),
    ("商品说明", "product"),
    ("收/支", "direction"),
    ("金额", "amount"),
    ("收/付款方式", "method"),
    ("交易状态", "status"),
    ("交易订单号", "number"),
    ("商家订单号", "merchant_number"),
    ("备注", "note"),
)
WEB: Final = (
    ("交易号", "number"),
    ("商家订单号", "merchant_number"),
    ("交易创建时间", "time"),
    ("付款时间", "paid"),
    ("最近修改时间", "changed"),
    ("交易来源地", "place"),
    ("类型", "kind"),
    ("交易对方", "payee"),
    ("商品名称", "product"),
    ("金额（元）", "amount"),
    ("收/支", "direction"),
    ("交易状态", "status"),
    ("服务费（元）", "fee"),
    ("成功退款（元）", "refunded"),
    ("备注", "note"),
    ("资金状态", "funds"),
)
WECHAT: Final = (
    ("交易时间", "time"),
    ("交易类型", "kind"),
    ("交易对方", "payee"),
    ("商品", "product"),
    ("收/支", "direction"),
    ("金额(元)", "amount"),
    ("支付方式", "method"),
    ("当前状态", "status"),
    ("交易单号", "number"),
    ("商户单号", "merchant_number"),
    ("备注", "note"),
)


def alipay_2023(*rows: Given) -> bytes:
    """GB18030, two dozen lines before the header, tabs behind numbers, a comma at each end."""
    above = ["导出信息：", "姓名：测试甲", "共1笔记录", "收入：9笔 0.01元", *["特别提示："] * 19]
    lines = [*above, f"{DASHES}演示回单{DASHES}", *_padded(APP_2023, rows)]
    return "\n".join(lines).encode("gb18030")


def alipay_2021(*rows: Given, ends: bool = True) -> bytes:
    """GB18030, the header in the second line, totals and warnings behind the rows."""
    below = [DASHES, "导出信息：", "姓名：测试甲", "共1笔记录", "9.本明细仅供个人对账使用。", ""]
    lines = [f"{DASHES}演示回单{DASHES}", *_padded(APP_2021, rows), *(below if ends else [])]
    return "\n".join(lines).encode("gb18030")


def alipay_web(*rows: Given) -> bytes:
    """GB18030, three times and a column of its own for what came back."""
    own = {"paid": ROW["time"], "changed": ROW["time"], "fee": "0.00", "refunded": "0.00"}
    above = [
        "支付宝交易记录明细查询",
        "账号:[demo]",
        "起始日期:[2026-11-01]",
        f"{DASHES}列表{DASHES}",
    ]
    below = [DASHES, "共1笔记录", "导出时间:[2026-11-20]    用户:测试甲"]
    full = [{**own, **row} for row in rows]
    return "\n".join([*above, *_padded(WEB, full), *below]).encode("gb18030")


def wechat(*rows: Given, bom: bool = True, end: str = "\r\n") -> bytes:
    """UTF-8, a preamble padded with commas, ¥ before the sums, quotes where the writer liked."""
    own = {"status": "支付成功", "account": "", "note": "/"}
    full = [{**ROW, **own, **row} for row in rows]
    names = [name for name, _ in WECHAT]
    lines = [f"{line}{',' * 10}" for line in (*_WECHAT_ABOVE, f"{DASHES}列表{DASHES}")]
    lines += [",".join(names)]
    for row in full:
        cells = [str(row[field]) for _, field in WECHAT]
        cells[5] = f"¥{cells[5]}"
        quoted = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells]
        # The tab stands outside the quotation marks, as in the exports of some years.
        quoted[8:10] = [f"{cell}\t" for cell in quoted[8:10]]
        lines.append(",".join([cells[0], *quoted[1:]]))
    return (end.join([*lines, ""])).encode("utf-8-sig" if bom else "utf-8")


def wechat_cells(*rows: Given) -> list[list[object]]:
    """The rows of a worksheet, header and preamble included."""
    own = {"status": "支付成功", "note": "/"}
    names: list[object] = [name for name, _ in WECHAT]
    body = [[{**ROW, **own, **row}[field] for _, field in WECHAT] for row in rows]
    above: list[list[object]] = [[line] for line in _WECHAT_ABOVE]
    return [*above, [], names, *body]


_WECHAT_ABOVE: Final = (
    "微信支付账单明细",
    "微信昵称：[测试甲]",
    "共1笔记录",
    "中性交易：0笔 0.00元",
    "注：",
    "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
)


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook: text, numbers and moments as cells of their own type."""
    parts = {
        "xl/workbook.xml": _workbook(len(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(len(sheets)),
        "xl/styles.xml": _STYLES,
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _ROOT,
    }
    for number, rows in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    return zipped(parts)


def zipped(parts: Mapping[str, str]) -> bytes:
    """An archive of some files, the same bytes every time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return written.getvalue()


def read(folder: Path, data: bytes, name: str = "bill.csv") -> Bill:
    """Read bytes as a file of that name."""
    path = folder / name
    path.write_bytes(data)
    return read_bill(path, KNOWLEDGE.bills)


def _padded(columns: Iterable[tuple[str, str]], rows: Iterable[Given]) -> Iterable[str]:
    """Lines of Alipay: cells padded with blanks, numbers with a tab, one comma too many."""
    columns = tuple(columns)
    yield "".join(f"{name:<16}," for name, _ in columns)
    for row in rows:
        cells = {"changed": "", "place": "其他", "funds": "已支出", **ROW, **row}
        yield "".join(
            f"{cells[field]}\t," if field.endswith("number") else f"{cells[field]!s:<20},"
            for _, field in columns
        )


def _sheet(rows: Iterable[Sequence[object]]) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(_cell(cell, number, place) for place, cell in enumerate(row))}'
        "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(cell: object, row: int, column: int) -> str:
    place = f'r="{chr(ord("A") + column)}{row}"'
    match cell:
        case datetime():
            days = (cell - datetime(1899, 12, 30)).total_seconds() / 86400  # noqa: DTZ001 - as spreadsheets count
            return f'<c {place} s="1"><v>{days!r}</v></c>'
        case float() | int():
            return f"<c {place}><v>{cell!r}</v></c>"
        case _:
            return f'<c {place} t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="164"/></cellXfs></styleSheet>'
)
_ROOT: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def _workbook(count: int) -> str:
    numbers = range(1, count + 1)
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    spaces = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    return f"<workbook {spaces}><sheets>{sheets}</sheets></workbook>"


def _relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def _types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    own = f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{own}{sheets}</Types>'
