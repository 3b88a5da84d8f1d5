"""`evidence read` at a real terminal without the extra: the buyer looks, and is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from refundcli.intake.screenshot.engine import installed
from tests.cli.terminal import CTRL_C, DOWN, ENTER
from tests.cli.test_evidence_read import PNG

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

pytestmark = pytest.mark.skipif(installed(), reason="the extra reads the picture itself")


def test_the_buyer_looks_and_may_leave(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """How to install it, one question after the other; Ctrl-C leaves, and says what was typed."""
    shot = tmp_path / "shot.png"
    shot.write_bytes(PNG)
    one = terminal("evidence", "read", str(shot), "--kind", "payment_record")
    one.expect_text("pip install rapidocr onnxruntime")
    one.answer("图上看得到“付款金额”吗", ENTER)
    one.answer("实际一共付了多少钱", f"98.50{ENTER}")
    one.answer("图上看得到“付款时间”吗", f"{DOWN}{ENTER}")
    one.answer("图上看得到“收款方全称”吗", CTRL_C)
    one.expect_text("refundcli set 案件编号 order.amount=98.50")
    assert one.leave() == 130
