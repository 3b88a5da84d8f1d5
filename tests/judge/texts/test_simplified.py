"""Only texts with characters that are not simplified ones are converted."""

from __future__ import annotations

import pytest

from refundcli.judge.texts import simplified as module
from refundcli.judge.texts.simplified import simplified


@pytest.mark.parametrize("text", ["付了¥98.50——没到·😀🎮", "“Steam”『卡密』①②㎡", ""])
def test_marks_and_emoji_need_no_converting(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The converter, which takes long to load, is not asked."""
    monkeypatch.delattr(module, "_converter")
    assert simplified(text) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("儲值卡無效", "储值卡无效"), ("¥98，沒收到😀", "¥98，没收到😀")]
)
def test_traditional_characters_are(text: str, expected: str) -> None:
    """Each in its place."""
    assert simplified(text) == expected
