"""`classify`: a buyer's own account, read."""

from __future__ import annotations

from refundcli import api
from refundcli.case.masking import without_looks
from refundcli.cli import accounts
from refundcli.cli.actions.log import words_from_stdin
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json
from refundcli.cli.porch import open_porch
from refundcli.cli.show import show
from refundcli.errors import WrongCallError


def classify(text: str | None, today: str | None, *, as_json: bool) -> None:
    """Say what the text seems to tell of; numbers of persons in it are covered."""
    porch = open_porch(today)
    told = text if text is not None else words_from_stdin()
    if not told or not told.strip():
        raise WrongCallError(
            "要写上经过，例如 refundcli classify '付了钱一直没收到卡密'；也可以从标准输入给"
        )
    found = api.classify(without_looks(told), porch.knowledge, today=porch.today)
    if as_json:
        emit_json(accounts.as_json(found, porch.knowledge))
    else:
        show(accounts.blocks(found, porch.knowledge))
    if found.cut:
        note(f"文字太长，只读了前 {found.heeded} 个字")
