"""What a buyer reads of a bill: the list of payments, one payment, what it fills in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from refundcli.case.masking import without_numbers
from refundcli.case.model import Case, Value
from refundcli.case.text import shorten
from refundcli.cli.screens import Block, Rows, Title, in_words
from refundcli.intake.proposal import LEGAL_NAME, PAYEE, Contradiction, Proposal
from refundcli.intake.row import Bill, Refund, Row
from refundcli.knowledge.load import Knowledge

_HEADER = ("序号", "时间", "收款方", "商品", "金额和状态", "单号")
# Enough to tell two numbers apart on a screen; in full in --json and in the case.
_TAIL = 8
_HIDDEN = ("layout", "note", "paid_at")


def listed(rows: Sequence[Row], knowledge: Knowledge) -> list[Block]:
    """The payments, one a line."""
    return [Rows(_HEADER, tuple(_cells(row, knowledge) for row in rows))] if rows else []


def line(row: Row, knowledge: Knowledge) -> str:
    """One payment on one line."""
    return "  " + " ｜ ".join(filter(None, _cells(row, knowledge)))


def _cells(row: Row, knowledge: Knowledge) -> tuple[str, ...]:
    number = row.number or ""
    tail = f"…{number[-_TAIL:]}" if len(number) > _TAIL else number
    return (
        str(row.row),
        in_words(row.time, knowledge.words),
        shorten(row.payee),
        shorten(row.product),
        f"{row.amount} 元 {_status(row, knowledge)}",
        tail,
    )


def _status(row: Row, knowledge: Knowledge) -> str:
    """Its standing; what came back with the sum and the day."""
    title = knowledge.bills.statuses[row.status].title
    if row.status == "unclear":
        return f"{title}（{row.stated}）"
    days = "、".join(f"{one.time:%m-%d}" for one in row.refunds if one.time)
    part = f" {row.refunded} 元" if row.status == "partly_refunded" else ""
    return f"{title}{part}" + (f"（{days}）" if days else "")


def filled(proposals: Sequence[Proposal], title: str, knowledge: Knowledge) -> list[Block]:
    """What is filled in, and from where."""
    rows = tuple(
        (knowledge.common.questions[one.key].ask, shown(one.key, one.value, knowledge), one.from_)
        for one in proposals
    )
    return [Title(title), Rows(("问题", "填入", "来自账单的"), rows)] if rows else [Title(title)]


def contradiction(found: Contradiction, knowledge: Knowledge) -> str:
    """Both sides on one line."""
    ask = knowledge.common.questions[found.key].ask
    case, bill = (shown(found.key, value, knowledge) for value in (found.case, found.bill))
    return f"  {ask}案件里是“{case}”，账单的“{found.from_}”是“{bill}”（{found.key}）"


def shown(key: str, value: Value, knowledge: Knowledge) -> str:
    """A value as the buyer reads it."""
    question = knowledge.common.questions[key]
    labels = {choice.value: choice.label for choice in question.choices}
    text = labels.get(str(value), in_words(value, knowledge.words))
    # A phone number may stand in place of a name; in a number of the bill any digits are meant.
    return without_numbers(text, Case({}), knowledge) if key in (PAYEE, LEGAL_NAME) else text


def told_of_refund(refund: Refund) -> str:
    """账单显示6月18日已退回49.25元."""
    day = f"{refund.time.month}月{refund.time.day}日" if refund.time else ""
    return f"账单显示{day}已退回{refund.amount}元"


def unrecorded(refund: Refund, case: str | None) -> str:
    """A refund that the case lacks, and how to record it."""
    if case is None:
        return told_of_refund(refund)
    at = f"{refund.time:%Y-%m-%d}" if refund.time else "日期"
    return (
        f"{told_of_refund(refund)}，案件里没有记；要记下："
        f"refundcli log {case} refunded --at {at} --amount {refund.amount}"
    )


def paid_to_whom(row: Row, knowledge: Knowledge) -> str:
    """A payment of a kind that does not tell whether a person or a shop was paid."""
    service = knowledge.bills.services[row.service]
    own, person = (
        shown("order.payment", one, knowledge) for one in (service.payment, service.transfer)
    )
    return (
        f"“{row.kind}”可能是付给个人，也可能是付给商家，付款方式没有填；请核对后填 order.payment："
        f"{service.payment}（{own}）或 {service.transfer}（{person}）"
    )


def about(row: Row, *, confirmed: bool) -> Iterator[str]:
    """What must be said of a payment; `confirmed` where the buyer said that it was made."""
    if row.status == "refunded":
        yield (
            f"账单显示这一笔已经全部退回（{row.refunded}元）："
            "钱回到了付款的账户，再要求退这一笔就不属实了。请先核对到账。"
        )
    elif row.refunded and row.refunded > row.amount:
        yield f"账单上退回的（{row.refunded}元）比付的还多，请到 App 里点开核对。"
    elif row.status == "unclear" and not confirmed:
        yield f"状态是“{row.stated}”，单看账单分不清钱付没付成，请到 App 里点开核对。"
    if row.number is None or row.merchant_number is None:
        yield "单号被表格软件改成了 4.2E+27 这样的数，读不回来；请用没有打开另存过的原文件。"


def beside(bill: Bill, rows: Sequence[Row], hidden: int) -> Iterator[str]:
    """What must be said of the file: what is not in the list, and that it holds more than this."""
    for unread in bill.unread[:3]:
        yield f"第 {unread.line} 行没有读：{unread.why}"
    if len(bill.unread) > 3:  # noqa: PLR2004 - the three above
        yield f"还有 {len(bill.unread) - 3} 行没有读懂"
    if not bill.whole:
        yield "账单结尾不完整，可能没有下载完，后面的交易和退款也许没有列出来；请重新下载再读一遍"
    if hidden:
        yield f"收入、提现、理财一类的 {hidden} 笔没有列出"
    yield from _alike(rows)
    yield "这个文件里还有你别的消费，不要整个发给别人；要付款凭证，只截这一笔的账单详情。"


def _alike(rows: Sequence[Row]) -> Iterator[str]:
    groups = {tuple(sorted((row.row, *row.alike))) for row in rows if row.alike}
    for group in sorted(groups):
        numbers = "、".join(map(str, group))
        yield (
            f"第 {numbers} 笔：同一个收款方、同样的金额、时间挨得很近。"
            "可能是重复扣款，也可能是买了两次，请对照订单核对"
        )


def as_json(row: Row) -> dict[str, Any]:
    """A row as scripts read it."""
    names = [name for name in row.__struct_fields__ if name not in _HIDDEN]
    return {name: getattr(row, name) for name in names}


def lead(row: Row) -> str:
    """The payee as a lead to the name in the register."""
    return (
        f"收款商户全称“{row.payee}”可能是商家登记的名称，也可能只是代收款的公司，"
        "请核对后再填 merchant.legal_name"
    )


def difference(told: Decimal, row: Row) -> str:
    """The case and the bill tell different sums of what came back."""
    return (
        f"案件里写的退款一共{told}元，账单显示{row.refunded or 0}元，没有改；请核对是哪一个，"
        "账单也可能导出得早"
    )
