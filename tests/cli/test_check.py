"""`check`: text from a file or a pipe, problems told, exit codes; nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS

GUIDE: Final = "根据平台《虚拟商品售后规则》第5条，商家需在48小时内处理"
FINE: Final = (
    "您好！我于2026年11月1日14:01在贵店购买“演示点卡”，实付98.50元，订单号TEST0000000001。"
    "兑换时页面提示“该卡密已被使用”。请在2026年11月29日前将98.50元原路退回给我。\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example sentence of the guide."""
    path = tmp_path / "投诉.txt"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def test_the_guides_own_sentence(command: Command, file: Path) -> None:
    """Its invented clause and its unfounded hours: words, reason and a better wording."""
    said = command("check", str(file), *TODAY)
    assert said.code == 6
    for piece in ("第1行“《虚拟商品售后规则》第5条”", "48小时内处理", "改法："):
        assert piece in said.out
    assert "错误 2" in said.err
    assert file.read_text(encoding="utf-8") == GUIDE


def test_as_json(command: Command, file: Path) -> None:
    """The keys of the contract; the same exit code."""
    said = command("check", str(file), "--json", *TODAY)
    assert said.code == 6
    problems = said.data["problems"]
    assert [problem["code"] for problem in problems] == ["invented_clause", "unfounded_period"]
    assert {*problems[0]} == {"code", "severity", "line", "text", "why", "fix"}
    assert (problems[0]["severity"], problems[0]["line"]) == ("error", 1)


def test_a_clean_text_from_a_pipe(command: Command) -> None:
    said = command("check", "--document", "merchant_message", *TODAY, stdin=FINE)
    assert (said.code, said.out, said.err) == (0, "没有发现问题。\n", "")
    data = command("check", "-", "--json", *TODAY, stdin=FINE).data
    assert data["problems"] == []


def test_warnings_alone_are_no_failure(command: Command) -> None:
    said = command("check", *TODAY, stdin="真是气死我了")
    assert said.code == 0
    assert said.out.startswith("注意｜第1行“气死”")


def test_our_own_draft_is_clean(command: Command) -> None:
    """What `draft` writes goes through `check` beside its case."""
    assert command("new", "--id", "a", *SETS, *TODAY).code == 0
    written = command("draft", "merchant_message", "a", "--confirm", *TODAY).out
    said = command("check", "--case", "a", "--document", "merchant_message", *TODAY, stdin=written)
    assert (said.code, said.out) == (0, "没有发现问题。\n")
    other = written.replace("11月1日", "11月2日")
    said = command("check", "--case", "a", *TODAY, stdin=other)
    assert said.code == 6
    assert "这里写 2026年11月2日" in said.out


def test_the_limit(command: Command) -> None:
    said = command("check", "--limit", "10", *TODAY, stdin=FINE)
    assert said.code == 6
    assert "多 " in said.out


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        ((), "", 2, "refundcli check 投诉.txt"),
        (("--case", "-"), "schema = 1", 2, "refundcli check 投诉.txt"),
        (("nowhere.txt",), "", 4, "读不到 nowhere.txt"),
        (("--document", "merchant_mesage"), "字", 2, "merchant_message"),
        (("--case", "nobody"), "字", 4, "nobody"),
        (("--limit", "0"), "字", 2, "--limit"),
    ],
)
def test_a_wrong_call(
    arguments: tuple[str, ...], stdin: str, code: int, words: str, command: Command
) -> None:
    said = command("check", *arguments, *TODAY, stdin=stdin)
    assert said.code == code
    assert words in said.err


def test_a_file_that_is_no_text(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("退款".encode("gbk"))
    assert command("check", str(path), *TODAY).code == 4
    path.write_text(" \n", encoding="utf-8")
    said = command("check", str(path), "--json", *TODAY)
    assert (said.code, said.data["error"]["kind"]) == (4, "invalid")


def test_control_characters_reach_no_terminal(command: Command) -> None:
    for form in ((), ("--json",)):
        said = command("check", *form, *TODAY, stdin="你们这群\x1b[2J骗\x1b]0;x\x07子\u202e")
        assert said.code == 6
        assert "骗子" in said.out
        assert not {"\x1b", "\x07", "\u202e"} & set(said.out + said.err)
