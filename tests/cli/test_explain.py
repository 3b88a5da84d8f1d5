"""`explain`: the reasons on the screen and as JSON, one line of a letter, a closed case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from refundcli import api
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, but

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.terminal import Terminal

KEYS: Final = {
    "scenario",
    "responsible",
    "strength",
    "stance",
    "why",
    "reasons",
    "undecided",
    "stronger",
    "changes",
    "untried",
    "rules",
    "documents",
    "blocked",
    "line",
}
PROMPT: Final = but(evidence__E2__kind="failure_prompt")


def test_who_and_why(command: Command) -> None:
    """Who answers, by which of the buyer's answers, how strongly, and what would change it."""
    out = command("explain", *PROMPT, *TODAY).out
    assert "【责任：商家】" in out
    assert "兑换时页面说的是哪一种？ ｜ 已被使用、已兑换过" in out
    assert "【强度：一般】" in out
    assert "若能提供“第一次兑换的录屏”：强度由一般变为较强。" in out
    assert "《民法典》第577条 ｜ " in out
    assert "2021-01-01起施行；看付款那天（2026-11-01）有没有施行；出处：" in out
    assert "https://" in out


def test_a_line_needs_no_supposing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would change the judgement is not tried for a line on the screen."""
    monkeypatch.delattr(api, "explain")
    assert command("explain", "-", "1", *SETS, *TODAY, stdin="{}").code == 0


def test_as_json(command: Command) -> None:
    """The same in its documented shape."""
    data = command("explain", *PROMPT, *TODAY, "--json").data
    assert set(data) == KEYS
    (reason,) = data["reasons"]
    assert set(reason) == {"rule", "text", "answers"}
    assert set(reason["answers"][0]) == {"key", "label", "value"}
    change = data["changes"][0]
    assert set(change) == {
        "suppose",
        "responsible",
        "strength",
        "stance",
        "opens",
        "closes",
        "text",
    }
    assert change["suppose"][0]["key"] == "has.failure_recording"
    assert change["strength"] == "strong"
    rule = data["rules"][0]
    assert {"id", "law", "gist", "in_force_from", "in_force_to", "source", "day"} <= set(rule)
    assert set(rule["source"]) == {"title", "url"}
    assert "merchant_message" in data["documents"]
    assert data["line"] is None


def test_one_line(command: Command) -> None:
    """The line of the letter as it is printed, each sentence with what it rests on."""
    letter = command("draft", "merchant_message", *SETS, *TODAY).out.splitlines()
    of = ("--document", "merchant_message")
    for number, text in enumerate(letter, start=1):
        data = command("explain", "-", str(number), *of, *SETS, *TODAY, "--json", stdin="{}").data
        line = data["line"]
        assert (line["document"], line["line"], line["text"]) == ("merchant_message", number, text)
        assert "".join(item["text"] for item in line["sentences"]) == text
    out = command("explain", "-", "2", *of, *SETS, *TODAY, stdin="{}").out
    assert "【给商家的协商消息 第2行】" in out
    assert "事实：兑换前有没有用过 都没有" in out
    assert "《消费者权益保护法》第23条第1款（2014-03-15起施行）" in out
    first = command("explain", "-", "1", *SETS, *TODAY, stdin="{}").out
    assert "【退款申请说明 第1行】" in first


def test_a_heading_rests_on_nothing(command: Command) -> None:
    """A line without a sentence is said to be one."""
    arguments = ("--document", "platform_complaint", *SETS, *TODAY)
    out = command("explain", "-", "1", *arguments, stdin="{}").out
    assert "标题或空行" in out


def test_a_blocked_case(command: Command) -> None:
    """Why, and what can honestly be done; nothing to answer otherwise."""
    own = but(facts__redeemed_by="self")
    result = command("explain", *own, *TODAY)
    assert result.code == 0
    assert "可以做的：" in result.out
    assert "什么会改变它" not in result.out
    assert command("explain", *own, *TODAY, "--json").data["changes"] == []
    assert command("explain", "-", "1", *own, *TODAY, stdin="{}").code == 5


def test_an_open_case(command: Command) -> None:
    """What keeps it open is named; of no problem nothing is explained."""
    out = command("explain", *but(facts__redeemed_by="?"), *TODAY).out
    assert "空着的是：“在看到这个提示之前" in out
    assert "空着的题照实回答" in out
    nothing = command("explain", "--set", "order.amount=5", *TODAY)
    assert nothing.code == 0
    assert "遇到的是哪种问题？" in nothing.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "99"),
        ("-", "0"),
        ("-", "zwei"),
        ("-", "--document", "merchant_message"),
        ("-", "1", "--document", "nonsense"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], command: Command) -> None:
    """A line that is not there, a document without a line, an unknown one: exit 2."""
    result = command("explain", *arguments, *SETS, *TODAY, stdin="{}")
    assert (result.code, result.out) == (2, "")


def test_private_values_stay_covered(command: Command) -> None:
    """A card code that was typed into an answer is covered here too."""
    code = ("--set", "order.card_code=DEMO0000AAAA9999")
    quoted = ("--set", "facts.error_text=卡密 DEMO0000AAAA9999 已被使用")
    for arguments in (("explain", *SETS), ("draft", "merchant_message", "--annotate", *SETS)):
        result = command(*arguments, *code, *quoted, *TODAY)
        assert result.code == 0
        assert "DEMO0000AAAA9999" not in result.out + result.err


@pytest.mark.parametrize("columns", [80, 40])
def test_in_a_terminal(terminal: Callable[..., Terminal], columns: int) -> None:
    """Every word can be read in a wide and in a narrow one."""
    shown = terminal("explain", *PROMPT, *TODAY, columns=columns)
    shown.expect_text("若能提供“第一次兑换的录屏”：强度由一般变为较强。")
    shown.expect_text("《电子商务法》第62条")
    assert shown.leave() == 0
