"""`reply`: what an answer contains, what to say to it, what it makes of the case, what is next."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, TOML

CODE: Final = "DEMO-1234-5678-WXYZ"
NO: Final = "虚拟商品一经售出概不退换，请您证明卡密没有使用过"


@pytest.fixture
def reply(command: Command) -> Command:
    """Commands on a store with the card case as `a`, in which the shop was asked."""
    made = command("new", "--id", "a", *SETS, "--set", f"order.card_code={CODE}", *TODAY)
    asked = command("log", "a", "asked", "请退款", "--at", "2026-11-20", *TODAY)
    assert (made.code, asked.code) == (0, 0)
    return command


def log_of(home: Path) -> dict[str, Any]:
    text = (home / "cases" / "a" / "case.toml").read_text("utf-8")
    found: dict[str, Any] = tomllib.loads(text)["events"]
    return found


def test_a_refusal_is_read_answered_and_recorded(reply: Command, home: Path) -> None:
    """Both reasons with their words, right and wrong, the rebuttal, the next step; on record."""
    said = reply("reply", "a", NO, *TODAY)
    assert said.code == 0
    for piece in (
        "虚拟商品一经售出概不退换 ｜",
        "请你自己证明没有使用过",
        "对",
        "《电子商务法》第62条",
    ):
        assert piece in said.out
    assert "现在做 ｜ 回应对方拒绝的理由" in said.out
    assert (log_of(home)["e2"]["kind"], log_of(home)["e2"]["text"]) == ("refused", NO)
    assert "refundcli log a void --corrects e2" in said.err


def test_as_json(reply: Command) -> None:
    """The keys of the contract, and what a script needs beside them."""
    data = reply("reply", "a", NO, "--json", *TODAY).data
    assert {item["id"] for item in data["refusals"]} == {"no_returns", "prove_unused"}
    assert all(item["words"] and item["usable"] for item in data["refusals"])
    assert "请在2026年11月29日前" in data["counter"]
    assert data["next"]["document"] == "merchant_rebuttal"
    assert (data["kind"], data["event"], data["stage"]) == ("refused", "e2", "negotiate")


def test_the_words_may_come_from_standard_input(reply: Command, home: Path) -> None:
    said = reply("reply", "a", *TODAY, stdin=f"{NO}\n")
    assert said.code == 0
    assert log_of(home)["e2"]["text"] == NO


def test_read_only(reply: Command, home: Path) -> None:
    """`--no-log`, a case on standard input and a JSON file are read; nothing is saved."""
    assert reply("reply", "a", NO, "--no-log", *TODAY).code == 0
    assert "e2" not in log_of(home)
    case = json.dumps(tomllib.loads(TOML), default=str)
    said = reply("reply", "-", NO, "--json", *TODAY, stdin=case)
    assert (said.code, said.data["event"]) == (0, None)
    assert "没有记进案件" in said.err


def test_a_case_file_gets_the_line(command: Command, tmp_path: Path) -> None:
    """A TOML file of the buyer's is added to where it lies."""
    path = tmp_path / "case.toml"
    path.write_text(TOML, encoding="utf-8")
    assert command("reply", str(path), NO, *TODAY).code == 0
    assert tomllib.loads(path.read_text("utf-8"))["events"]["e1"]["text"] == NO


def test_a_platform_is_not_argued_with(reply: Command) -> None:
    """Its refusal leads further up; no rebuttal to the shop is made of it."""
    data = reply(
        "reply", "a", "虚拟商品概不退换，平台不支持退款", "--by", "platform", "--json", *TODAY
    ).data
    assert data["counter"] is None
    assert data["counter_missing"]
    assert data["next"]["document"] != "merchant_rebuttal"


def test_a_promise_asks_for_sum_and_day(reply: Command, home: Path) -> None:
    said = reply("reply", "a", "好的，马上给您原路退款", *TODAY)
    assert log_of(home)["e2"]["kind"] == "promised"
    assert "退多少、哪天到账" in said.out
    assert "可以这样回应" not in said.out


def test_an_offer_gets_the_advice_on_settling(reply: Command) -> None:
    """Money first, in writing, to the account it came from."""
    said = reply("reply", "a", "最多给您退一半，您先把投诉撤了", *TODAY)
    data_like = said.out + said.err
    assert "先到账" in data_like
    assert "只肯退一部分" in said.out


def test_something_unrelated(reply: Command) -> None:
    """Nothing is made of it; the days that were set stand."""
    data = reply("reply", "a", "亲，新店开业全场八折哦", "--json", *TODAY).data
    assert (data["refusals"], data["kind"], data["counter"]) == ([], "replied", None)
    assert data["next"]["step"] == "reply_waiting"


def test_a_card_code_in_the_words_is_covered(reply: Command) -> None:
    """In what is printed, as text and as JSON; the case keeps the words as they were."""
    words = f"卡密{CODE}已被使用，不支持售后"
    for more in ((), ("--json",)):
        said = reply("reply", "a", words, *more, *TODAY)
        assert said.code == 0
        assert CODE not in said.out + said.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("a", ""), 2),
        (("a", NO, "--by", "authority"), 2),
        (("nobody", NO), 4),
        (("a", NO, "--at", "2026-12-01"), 4),
    ],
)
def test_wrong_calls(reply: Command, arguments: tuple[str, ...], code: int) -> None:
    said = reply("reply", *arguments, *TODAY)
    assert (said.code, said.out) == (code, "")
    assert 1 <= said.err.count("\n") <= 2
