"""The buyer at a terminal picks the payment and says what goes into the case."""

from __future__ import annotations

from collections.abc import Sequence

from refundcli.cli import bills
from refundcli.cli.diagnostics import INTERRUPTED, note
from refundcli.cli.payment import Options, checked
from refundcli.cli.show import show
from refundcli.cli.wizard.prompts import Option, Prompter, TerminalPrompter
from refundcli.errors import InvalidInputError
from refundcli.intake.proposal import Contradiction, Proposal, is_a_name
from refundcli.intake.row import Refund, Row

_MOST = 30
_YES, _NO = "yes", "no"
_NONE = "none"


class Buyer:
    """Answers at prompts what the options of the call leave open."""

    def __init__(self, options: Options, prompter: Prompter | None = None) -> None:
        self._options = options
        self._agreed = options.agreed
        self._knowledge = options.knowledge
        self._prompter = prompter or TerminalPrompter()

    def pick(self, rows: Sequence[Row]) -> int:
        """From the list, the likeliest first; what cannot be a payment is told with the reason."""
        if self._options.wanted.row is not None or not rows:
            return self._options.pick(rows)
        listed = [
            Option(str(row.row), bills.line(row, self._knowledge).strip()) for row in rows[:_MOST]
        ]
        if len(rows) > _MOST:
            note(f"还有 {len(rows) - _MOST} 笔没有列出，用 --amount、--date、--merchant 缩小范围")
        while True:
            chosen = self._choose("是哪一笔付款？", [*listed, Option(_NONE, "都不是")])
            if chosen == _NONE:
                note("没有改动")
                raise SystemExit(0)
            try:
                row = next(row for row in rows if str(row.row) == chosen)
                return checked(row, self._knowledge.bills).row
            except InvalidInputError as error:
                note(error.message)

    def paid(self, row: Row) -> bool:
        """Whether money went out; where it did not, nothing is filled in."""
        if self._agreed.paid or self._yes(
            f"账单上这一笔是“{row.stated}”，分不清付没付成。到 App 里点开看，钱确实付出去了吗？",
            "确实付了",
            "没付成，或者不确定",
        ):
            return True
        note("没有改动")
        raise SystemExit(0)

    def keeps(self, found: Sequence[Contradiction]) -> bool:
        """Each contradiction on its line, then one answer for all of them."""
        if self._agreed.keep or self._agreed.replace:
            return self._agreed.keep
        note("账单和案件里写的不一样：")
        for one in found:
            note(bills.contradiction(one, self._knowledge))
        chosen = self._choose(
            "以哪个为准？",
            [
                Option("keep", "保留案件里的，只补没填的"),
                Option("replace", "改成账单上的"),
                Option(_NONE, "选错了，什么都不改"),
            ],
        )
        if chosen == _NONE:
            note("没有改动")
            raise SystemExit(0)
        return chosen == "keep"

    def payee(self, row: Row, stated: str) -> bool:
        """Only a name that the buyer has looked up, and only where the case has none."""
        if self._agreed.payee:
            return self._options.payee(row, stated)
        if stated or not is_a_name(row):
            return False
        note(bills.lead(row))
        return self._yes("核对过了吗？", "核对过，是商家登记的名称，填入", "还没有核对，先不填")

    def confirms(self, fills: Sequence[Proposal]) -> bool:
        """What goes in is seen before."""
        if not fills:
            return True
        show(bills.filled(fills, "要填入案件的", self._knowledge))
        return self._yes("都对吗？", "都对，填入案件", "不对，不填")

    def refunds(self, found: Sequence[Refund]) -> bool:
        """Whether they go into the log."""
        if self._agreed.refunds:
            return True
        for one in found:
            note(f"{bills.told_of_refund(one)}，案件里没有记")
        return self._yes("记进案件吗？", "记下", "先不记")

    def _yes(self, ask: str, yes: str, no: str) -> bool:
        """One of two; the cautious one stands first."""
        return self._choose(ask, [Option(_NO, no), Option(_YES, yes)]) == _YES

    def _choose(self, ask: str, options: Sequence[Option]) -> str:
        try:
            return str(self._prompter.choose(ask, options, (), options[0].value))
        except (KeyboardInterrupt, EOFError):
            note("没有改动")
            raise SystemExit(INTERRUPTED) from None
