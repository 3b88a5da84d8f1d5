"""What the buyer typed survives: a crash, a full disk, a second window, a second process."""

from __future__ import annotations

import errno
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from refundcli.case.disk import read_text
from refundcli.case.edit import Change
from refundcli.case.model import State
from refundcli.case.store import Saved, Store
from refundcli.errors import InvalidInputError
from tests.case.conftest import HAND_WRITTEN
from tests.support import CARD, TODAY, document_of


def names(folder: Path) -> list[str]:
    """What lies in a folder beside the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_new_case_reads_back(store: Store) -> None:
    """Created, listed, read: the same answers; the id is taken from then on."""
    path = store.create("case-b", document_of(CARD))
    assert store.ids() == ("case-b",)
    assert store.read("case-b", TODAY).case.get("order.number") == CARD["order.number"]
    assert names(path.parent) == ["case.toml"]
    with pytest.raises(InvalidInputError, match="已经有案件"):
        store.create("case-b", {})


def test_ids_of_the_day_do_not_collide(store: Store) -> None:
    """A proposed id is free."""
    first = store.new_id(TODAY)
    store.create(first, {})
    assert first == "20261122-1"
    assert store.new_id(TODAY) == "20261122-2"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_buyer_can_read_it(store: Store) -> None:
    """Folders are 0700 and files 0600, whatever the umask."""
    before = os.umask(0)
    try:
        path = store.create("case-b", document_of(CARD))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, store.home):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "case_id", ["../x", "a/b", "a\\b", ".hidden", "a..b", "", "a" * 65, "a b", "a\x00b", "C:x"]
)
def test_an_id_cannot_leave_the_store(store: Store, case_id: str) -> None:
    """An id is a plain name, refused before anything is touched."""
    with pytest.raises(InvalidInputError, match="案件编号"):
        store.create(case_id, {})
    assert not store.home.exists()


def test_an_unknown_id_names_the_nearest(store: Store, saved: Saved) -> None:
    """A slip in an id is answered with the one that exists."""
    with pytest.raises(InvalidInputError, match="是不是 case-a"):
        store.read("casea", TODAY)
    assert saved.id == "case-a"


def test_comments_and_unasked_keys_survive_an_edit(store: Store, saved: Saved) -> None:
    """An edit changes its own key; comments, order, zeros and other answers stay as written."""
    after = store.edit(
        saved,
        [
            Change("order.amount", "88.00"),
            Change("merchant.name", state=State.UNKNOWN),
            Change("evidence.E2.kind", "chat_log"),
        ],
        TODAY,
    )
    text = after.path.read_text(encoding="utf-8")
    for kept in ("# 我的案子，别删这一行", "# 照订单页抄的", '"000123"', 'note = "手机原图"'):
        assert kept in text
    assert store.read("case-a", TODAY).case == after.case
    assert after.case.text("merchant.name") == ""
    assert after.case.state("merchant.name") is State.UNKNOWN
    assert [item.kind for item in after.case.evidence] == ["order_page", "chat_log"]


def test_nothing_is_written_unless_the_case_is_valid(store: Store, saved: Saved) -> None:
    """A wrong value is refused and the file stays byte for byte."""
    with pytest.raises(InvalidInputError):
        store.edit(saved, [Change("order.amount", "-5")], TODAY)
    assert read_text(saved.path) == HAND_WRITTEN


def test_a_full_disk_leaves_the_old_case(
    store: Store, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full the buyer is told so, and the case is as it was."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInputError, match=r"磁盘满了.*原有内容没有动"):
        store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert read_text(saved.path) == HAND_WRITTEN
    assert names(saved.path.parent) == ["case.toml"]


def test_a_crash_before_the_rename_leaves_the_old_case(
    store: Store, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the temporary file and the rename: the old case is whole and can be edited."""

    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert read_text(saved.path) == HAND_WRITTEN
    assert names(saved.path.parent) == ["case.toml"]
    after = store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert after.case.get("order.amount") == Decimal("88.00")


def test_a_stray_temporary_file_is_no_case(store: Store, saved: Saved) -> None:
    """What a killed process left behind is neither listed nor in the way."""
    (saved.path.parent / ".case.toml.0000.tmp").write_text("half of a ca", encoding="utf-8")
    assert store.ids() == ("case-a",)
    after = store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert after.case.get("order.amount") == Decimal("88.00")


def test_a_case_broken_by_hand_is_named_not_lost(store: Store, saved: Saved) -> None:
    """A file that no longer reads is refused with its line and left alone."""
    saved.path.write_text("[order\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="第 1 行"):
        store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert saved.path.read_text(encoding="utf-8") == "[order\n"


def test_what_cannot_be_read_is_said_in_chinese(tmp_path: Path) -> None:
    """A folder, a missing file, bytes that are no UTF-8: one line each."""
    (tmp_path / "gbk.toml").write_bytes("金额".encode("gbk"))
    for path, said in (
        (tmp_path, "目录"),
        (tmp_path / "no", "不存在"),
        (tmp_path / "gbk.toml", "UTF-8"),
    ):
        with pytest.raises(InvalidInputError, match=said):
            read_text(path)


def test_a_lone_surrogate_is_no_crash(store: Store) -> None:
    """Bytes of a command line that are no text are refused: nothing is cut silently."""
    with pytest.raises(InvalidInputError, match="UTF-8"):
        store.create("case-b", {"order": {"product": "商品\udc80甲"}})
    assert not store.exists("case-b")
