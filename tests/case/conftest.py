"""A store of the test's own, and a case that somebody wrote by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from refundcli.case.disk import write_atomic
from refundcli.case.store import Saved, Store
from refundcli.knowledge.load import Knowledge
from tests.support import TODAY

HAND_WRITTEN: Final = """# 我的案子，别删这一行
schema = 1
id = "case-a"
scenario = "card_invalid"

[order]
number = "000123"  # 照订单页抄的
amount = "98.50"
paid_at = 2026-11-01T14:01:00+08:00

[facts]
error_kind = "used"

[evidence.E1]
kind = "order_page"
note = "手机原图"
"""


@pytest.fixture
def store(tmp_path: Path, knowledge: Knowledge) -> Store:
    """An empty store."""
    return Store(tmp_path / "home", knowledge)


@pytest.fixture
def saved(store: Store) -> Saved:
    """A case that somebody wrote by hand."""
    path = store.folder("case-a") / "case.toml"
    write_atomic(path, HAND_WRITTEN)
    return store.read("case-a", TODAY)
