"""Two windows on one case, a full disk, a letter that is too early: told, and nothing is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from refundcli.case.edit import parse_set
from refundcli.cli.wizard.prompts import Special
from tests.cli.fake import KEEP, LEAVE, porch, sit
from tests.cli.scripts import CARD, Replies
from tests.support import TODAY

CASE = "20261122-1"


def meanwhile(home: Path, pair: str, then: object) -> Callable[[], object]:
    """A reply during which another window changes the same case."""

    def reply() -> object:
        store = porch(home).store
        store.edit(store.read(CASE, TODAY), [parse_set(pair)], TODAY)
        return then

    return reply


def leave(home: Path, replies: Replies) -> None:
    """A sitting that is left with Ctrl-C."""
    with pytest.raises(SystemExit) as ended:
        sit(home, replies)
    assert ended.value.code == 130


def test_two_windows_on_different_answers(home: Path) -> None:
    """Both windows' answers are in the case; nothing is overwritten."""
    replies = {
        **CARD,
        "商品名称": meanwhile(home, "merchant.name=另一家店", "演示商品甲"),
        "以上是否属实": LEAVE,
    }
    leave(home, replies)
    case = porch(home).store.read(CASE, TODAY).case
    assert (case.get("merchant.name"), case.get("order.product")) == ("另一家店", "演示商品甲")


def test_two_windows_on_the_same_answer(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other window's answer is not overwritten blindly: told, and asked again."""
    replies = {
        **CARD,
        "一共付了多少": (meanwhile(home, "order.amount=20", "98.50"), KEEP),
        "以上是否属实": LEAVE,
    }
    leave(home, replies)
    assert str(porch(home).store.read(CASE, TODAY).case.get("order.amount")) == "20.00"
    assert "另一个窗口" in capsys.readouterr().err


def test_full_disk(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that fails is told, the question comes again, and all earlier answers stand."""
    real = os.fsync
    failures = iter([True, True, False])

    def full(handle: int) -> None:
        if next(failures, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    def starting() -> str:
        monkeypatch.setattr(os, "fsync", full)
        return "演示商品甲"

    leave(home, {**CARD, "商品名称": (starting, "演示商品甲", "演示商品甲"), "以上是否属实": LEAVE})
    told = capsys.readouterr().err
    assert told.count("磁盘满了") == 2
    assert "No space" not in told
    case = porch(home).store.read(CASE, TODAY).case
    assert (case.get("order.number"), case.get("order.product")) == ("TEST0000000001", "演示商品甲")


def test_disk_full_from_the_start(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be saved at all: said at the first answer, and said again on leaving."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    leave(home, {"下面有符合": ([], LEAVE)})
    told = capsys.readouterr().err
    assert "磁盘满了" in told
    assert "什么都没有保存" in told


def test_letter_that_cannot_be_saved_is_still_shown(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The letter stands on the screen, with the advice to copy it from there."""

    def starting() -> str:
        (home / "cases" / CASE / "letters").write_text("in the way", "utf-8")
        return "yes"

    sit(home, {**CARD, "以上是否属实": starting})
    printed = capsys.readouterr()
    assert "98.50元原路退回" in printed.out
    assert "请先从屏幕上复制" in printed.err


def test_letter_impossible_explains(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The promised time has not passed: no letter, but why and from when."""
    waiting: Replies = {
        "下面有符合": [],
        "遇到的是哪种": "not_delivered",
        "买的是哪一类": "top_up",
        "现在是什么情况": "nothing",
        "最近一次查看": "2026-11-22 08:00",
        "有没有说多久到账": "72h",
        "承诺的原话": Special.UNKNOWN,
        "承诺的是多久到账": "72h",
        "什么时候付的款": "2026-11-21 14:01",
        "手里有哪些证据": [],
        "以上是否属实": "yes",
    }
    sit(home, {**CARD, **waiting, "接下来": "done"})
    told = capsys.readouterr().err
    assert "时间还没有过" in told
    assert "2026-11-24" in told or "2026年11月24日" in told
    assert not (home / "cases" / CASE / "letters").exists()
