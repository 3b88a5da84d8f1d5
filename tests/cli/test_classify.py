"""`classify`: whether the text was cut is told, and only then."""

from __future__ import annotations

from refundcli.judge.classify import OUT
from tests.cli.command import TODAY, Command
from tests.support import KNOWLEDGE

STORY = "付了钱一直没收到卡密，"
# Covering numbers makes a text longer or shorter.
NUMBERS = "我的手机号13800138000，身份证110101199003070012，"
HEED = KNOWLEDGE.stories.heed


def test_covered_numbers_do_not_cut_a_text(command: Command) -> None:
    """Of a short text nothing is left out."""
    found = command("classify", STORY + NUMBERS * 20, *TODAY)
    assert "文字太长" not in found.err


def test_a_long_text_is_said_to_be_cut(command: Command) -> None:
    """With how much of it was read."""
    text = (STORY * HEED)[: HEED + 1]
    assert f"文字太长，只读了前 {HEED} 个字" in command("classify", *TODAY, stdin=text).err
    assert "文字太长" not in command("classify", *TODAY, stdin=text[:-1]).err


def test_who_is_listed_is_worth_a_line(command: Command) -> None:
    """On the screen stand the foremost of those that are handed out as JSON."""
    data = command("classify", STORY, *TODAY, "--json").data
    assert data["candidates"]
    assert all(one["score"] >= 0.05 for one in data["candidates"][1:])
    others = [one["scenario"] for one in data["candidates"][1:3] if one["scenario"] != OUT]
    out = command("classify", STORY, *TODAY).out
    assert [name for name in others if KNOWLEDGE.scenario(name).title not in out] == []
