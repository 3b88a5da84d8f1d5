"""A payment of a bill on its way into a case: what is looked for, what is agreed to, who is asked.

Who decides is either the options of the call, where there is no terminal, or the buyer at prompts;
both answer the same questions.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

import msgspec

from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.case.text import ValueProblem
from refundcli.case.values import parse
from refundcli.cli import bills
from refundcli.errors import InvalidInputError, MissingFactsError
from refundcli.intake.find import by_case, find
from refundcli.intake.proposal import Contradiction, Proposal, is_a_name
from refundcli.intake.row import Bill, Refund, Row
from refundcli.knowledge.bills import Bills
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.schema import Question

_MOST_LISTED = 20


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the call says of the payment that is looked for, as it was typed."""

    file: str
    case: str | None = None
    amount: str | None = None
    day: str | None = None
    merchant: str = ""
    text: str = ""
    row: int | None = None


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What the call agrees to beforehand."""

    replace: bool = False
    keep: bool = False
    payee: bool = False
    paid: bool = False
    refunds: bool = False


class Decider(Protocol):
    """Whoever says what happens."""

    def pick(self, rows: Sequence[Row]) -> int:
        """The number of the row that it is."""

    def paid(self, row: Row) -> bool:
        """Whether money went out, where the bill leaves it open."""

    def keeps(self, found: Sequence[Contradiction]) -> bool:
        """Whether the case stays as it is where the bill contradicts it."""

    def payee(self, row: Row, stated: str) -> bool:
        """Whether the payee's name is the name in the register; `stated` is the case's."""

    def confirms(self, fills: Sequence[Proposal]) -> bool:
        """Whether these values go into the case."""

    def refunds(self, found: Sequence[Refund]) -> bool:
        """Whether refunds that the case lacks go into its log."""


class Options:
    """The options of the call: what they leave open is asked for by an error with an example."""

    def __init__(self, wanted: Wanted, agreed: Agreed, knowledge: Knowledge) -> None:
        self.wanted, self.agreed, self.knowledge = wanted, agreed, knowledge
        parts = (wanted.file, wanted.case)
        self.call = " ".join(("refundcli import bill", *(shlex.quote(one) for one in parts if one)))

    def pick(self, rows: Sequence[Row]) -> int:
        """As the call says; without a number the list, and how to pick from it."""
        if self.wanted.row is not None:
            return self.wanted.row
        shown = "\n".join(bills.line(row, self.knowledge) for row in rows[:_MOST_LISTED])
        more = len(rows) - _MOST_LISTED
        rest = f"\n还有 {more} 笔，用 --amount、--date、--merchant 缩小范围" if more > 0 else ""
        example = f"例如：{self.call} --row {rows[0].row}" if rows else "请放宽条件再试"
        found = f"选哪一笔？用 --row 写明序号\n{shown}{rest}\n" if rows else "没有找到这样的付款；"
        raise MissingFactsError(f"{found}{example}")

    def paid(self, row: Row) -> bool:
        """Agreed to beforehand, or asked for."""
        if not self.agreed.paid:
            raise MissingFactsError(
                f"第 {row.row} 笔的状态是“{row.stated}”，单看账单分不清钱付没付成。\n"
                f"请到 App 里点开这一笔核对；确实付了的：{self.call} --row {row.row} --paid"
            )
        return True

    def keeps(self, found: Sequence[Contradiction]) -> bool:
        """Agreed to beforehand, or asked for, each contradiction on its line."""
        if self.agreed.keep or self.agreed.replace:
            return self.agreed.keep
        lines = "\n".join(bills.contradiction(one, self.knowledge) for one in found)
        raise MissingFactsError(
            f"账单和案件里写的不一样，什么都没有改：\n{lines}\n"
            "先核对选的是不是这一笔；改成账单上的加 --replace，保留案件里的、只补没填的加 --keep",
            keys=tuple(one.key for one in found),
        )

    def payee(self, row: Row, stated: str) -> bool:
        """Only where it was agreed to."""
        if self.agreed.payee and not is_a_name(row):
            raise InvalidInputError(
                f"收款方“{row.payee}”是个人或者名字不全，不能当作商家登记的名称；请去掉 --payee"
            )
        return self.agreed.payee and stated != row.payee

    def confirms(self, fills: Sequence[Proposal]) -> bool:
        """Naming the row said so."""
        del fills
        return True

    def refunds(self, found: Sequence[Refund]) -> bool:
        """Only where it was agreed to."""
        del found
        return self.agreed.refunds


def looked_for(wanted: Wanted, bill: Bill, case: Case, known: Bills) -> list[Row]:
    """The payments that fit, those of the case first; refunds that belong to none beside them."""
    rows = [row for row in bill.rows if is_listed(row, known)]
    return find(
        by_case(rows, case, known.common) if case.answers else rows,
        amount=_amount(wanted.amount),
        day=_day(wanted.day),
        merchant=wanted.merchant,
        text=wanted.text,
        common=known.common,
    )


def is_listed(row: Row, known: Bills) -> bool:
    """Money that went out; what came back is told with its payment."""
    return known.statuses[row.status].listed and row.refund_of is None


def checked(row: Row, known: Bills) -> Row:
    """The row if it can be a payment; raises with the reason where it cannot."""
    why = known.statuses[row.status].why or ("" if row.amount else "这一笔的金额是 0")
    if why:
        raise InvalidInputError(f"第 {row.row} 笔：{why}")
    return row


def numbered(number: int, bill: Bill) -> Row:
    """The row of a number; raises where there is none."""
    if number > len(bill.rows):
        raise InvalidInputError(f"账单里没有第 {number} 笔，一共 {len(bill.rows)} 笔")
    return bill.rows[number - 1]


def covered(row: Row, case: Case, knowledge: Knowledge) -> Row:
    """The row without phone numbers and the like in its words: a top-up names the number."""

    def without(text: str) -> str:
        return without_numbers(text, case, knowledge)

    return msgspec.structs.replace(
        row, payee=without(row.payee), product=without(row.product), note=without(row.note)
    )


def _amount(text: str | None) -> Decimal | None:
    if text is None:
        return None
    found = _value("--amount", Question(ask="", type="money"), text)
    return found if isinstance(found, Decimal) else None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    found = _value("--date", Question(ask="", type="date"), text)
    return found if isinstance(found, date) else None


def _value(option: str, question: Question, text: str) -> object:
    try:
        return parse(question, text)
    except ValueProblem as problem:
        raise InvalidInputError(f"{option} {problem}") from problem
