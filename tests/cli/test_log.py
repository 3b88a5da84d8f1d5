"""`log`: what happened goes on record as it was told, and what was taken for granted is said."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli.case.model import CHINA
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, TOML

CODE: Final = "DEMO-1234-5678-WXYZ"


@pytest.fixture
def log(command: Command) -> Command:
    """Commands on a store with the card case as `a`."""
    made = command("new", "--id", "a", *SETS, "--set", f"order.card_code={CODE}", *TODAY)
    assert made.code == 0
    return command


def events(home: Path) -> dict[str, dict[str, Any]]:
    """The lines as they stand in the file."""
    text = (home / "cases" / "a" / "case.toml").read_text("utf-8")
    found: dict[str, dict[str, Any]] = tomllib.loads(text).get("events", {})
    return found


def test_a_line_is_recorded(log: Command, home: Path) -> None:
    """One line on stdout: what was recorded, how far the matter has come; nothing on stderr."""
    said = log(
        "log", "a", "asked", "请退款", "--at", "2026-11-02 09:00", "--evidence", "E2", *TODAY
    )
    assert (said.code, said.err) == (0, "")
    assert said.out.count("\n") == 1
    for piece in ("e1", "2026-11-02 09:00", "我→商家", "提出要求", "请退款", "证据2", "协商沟通"):
        assert piece in said.out
    assert events(home) == {
        "e1": {
            "at": datetime(2026, 11, 2, 9, 0, tzinfo=CHINA),
            "by": "buyer",
            "channel": "merchant",
            "kind": "asked",
            "text": "请退款",
            "evidence": ["E2"],
        }
    }


def test_as_json(log: Command, home: Path) -> None:
    """id, event, stage, path; the card code is covered there, and whole in the file."""
    said = log("log", "a", "拒绝", f"卡密{CODE}已使用", "--json", *TODAY)
    assert (said.code, said.err) == (0, "")
    assert set(said.data) == {"id", "event", "stage", "path"}
    assert (said.data["id"], said.data["stage"]) == ("a", "negotiate")
    assert Path(said.data["path"]) == home / "cases" / "a" / "case.toml"
    event = said.data["event"]
    assert (event["id"], event["kind"], event["by"]) == ("e1", "refused", "merchant")
    assert event["at"] == "2026-11-22"
    assert "1234-5678" not in said.out
    assert events(home)["e1"]["text"] == f"卡密{CODE}已使用"
    assert "1234-5678" not in log("log", "a", "replied", CODE, *TODAY).out
    assert "1234-5678" not in log("show", "a", *TODAY).out


def test_words_from_stdin(log: Command, home: Path) -> None:
    """A paste may be piped in; words in the call come first; nothing piped is no words."""
    log("log", "a", "refused", *TODAY, stdin="亲，虚拟商品\n一经售出概不退换\n")
    log("log", "a", "refused", "不退", *TODAY, stdin="别的")
    log("log", "a", "refused", *TODAY)
    assert [line.get("text") for line in events(home).values()] == [
        "亲，虚拟商品 一经售出概不退换",
        "不退",
        None,
    ]


def test_where_it_was_filed_is_said_when_nobody_told(log: Command) -> None:
    """12315 is assumed, and stderr says so with the command that corrects it."""
    said = log("log", "a", "filed", *TODAY)
    assert "12315" in said.err
    assert "refundcli log a filed --channel 渠道 --corrects e1" in said.err
    assert "升级" in said.out
    for told in (["--channel", "police"], ["--document", "complaint_12315"]):
        assert log("log", "a", "filed", *told, *TODAY).err == ""


def test_a_report_is_no_complaint(log: Command, home: Path) -> None:
    """举报 alone is recorded as a report, which is said; 投诉 is a complaint."""
    said = log("log", "a", "filed", "在12315举报了", *TODAY)
    assert "举报" in said.err
    assert "--corrects e1" in said.err
    log("log", "a", "filed", "在12315投诉了", *TODAY)
    assert [line.get("document") for line in events(home).values()] == ["report_12315", None]


def test_a_refund_without_a_sum_is_asked_for(log: Command, home: Path) -> None:
    """The sum stays unknown, whatever the words say; the correction supplies it."""
    said = log("log", "a", "refunded", "退了30元", *TODAY)
    assert "--amount 数额 --corrects e1" in said.err
    assert "amount" not in events(home)["e1"]
    assert log("log", "a", "refunded", "--amount", "30", "--corrects", "e1", *TODAY).err == ""
    assert events(home)["e2"]["amount"] == "30.00"
    assert events(home)["e2"]["text"] == "退了30元"


def test_an_answer_that_is_out_of_date_is_named(log: Command) -> None:
    """Whoever said that nobody replies, and logs a reply, is told how to change the answer."""
    log("set", "a", "facts.no_reply=是", *TODAY)
    assert log("log", "a", "asked", *TODAY).err == ""
    assert log("log", "a", "refused", "不退", "--by", "platform", *TODAY).err == ""
    assert "refundcli set a facts.no_reply=否" in log("log", "a", "refused", "不退", *TODAY).err
    log("set", "a", "facts.no_reply=否", *TODAY)
    assert log("log", "a", "refused", "不退", *TODAY).err == ""


def test_an_unknown_day_stays_unknown(log: Command, home: Path) -> None:
    """`--at ?` is 不知道, as everywhere: no day is made up."""
    log("log", "a", "asked", "--at", "?", *TODAY)
    assert "at" not in events(home)["e1"]


def test_all_that_comes_back_closes_the_matter(log: Command) -> None:
    """The stage follows from the lines, also from one that is taken back."""
    assert log("log", "a", "refunded", "--amount", "98.50", "--json", *TODAY).data["stage"] == (
        "closed"
    )
    said = log("log", "a", "void", "没有这回事", "--corrects", "e1", "--json", *TODAY)
    assert (said.data["stage"], said.data["event"]["kind"]) == ("apply", None)


def test_taking_a_line_back(log: Command, home: Path) -> None:
    """作废 is a line of its own with its reason; both can be read in `show`."""
    log("log", "a", "asked", *TODAY)
    log("log", "a", "作废", "记错了", "--corrects", "e1", *TODAY)
    assert set(events(home)["e2"]) == {"at", "text", "corrects"}
    shown = log("show", "a", *TODAY).out.splitlines()
    first = next(line for line in shown if line.startswith("e1 "))
    second = next(line for line in shown if line.startswith("e2 "))
    assert first.endswith("作废，见 e2")
    assert "作废 e1" in second
    assert "记错了" in second


def test_the_whole_log_is_shown(log: Command) -> None:
    """Every line by its time, with letter and proof; what is corrected says by what."""
    sent = ("--document", "merchant_message", "--evidence", "E1,E2")
    log("log", "a", "asked", "--at", "2026-11-05", *sent, *TODAY)
    log("log", "a", "refused", "不退", "--at", "2026-11-03", *TODAY)
    log("log", "a", "asked", "--at", "2026-11-06", "--corrects", "e1", *TODAY)
    shown = log("show", "a", *TODAY).out
    lines = shown.partition("【经过】\n")[2].splitlines()
    assert [line[:2] for line in lines] == ["e2", "e1", "e3"]
    assert "《给商家的协商消息》" in lines[1]
    assert "证据1、2" in lines[1]
    assert lines[1].endswith("已更正，见 e3")
    assert lines[2].endswith("更正 e1")
    assert "《给商家的协商消息》" in lines[2]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("refsed",), 2, "是不是 refused"),
        (("拒决",), 2, "是不是 拒绝"),
        (("void",), 2, "--corrects"),
        (("void", "--corrects", "e1", "--amount", "5"), 2, "--corrects"),
        (("asked", "--at", "2026-11-23"), 4, "还没有到"),
        (("asked", "--at", "前天"), 4, "前天"),
        (("asked", "--evidence", "E9"), 4, "E9"),
        (("asked", "--corrects", "e9"), 4, "e9"),
        (("asked", "--document", "complaint_12315"), 4, "filed"),
        (("asked", "--document", "merchant_mesage"), 4, "是不是 merchant_message"),
        (("asked", "--by", "卖家"), 4, "卖家"),
        (("refunded", "--amount", "一百"), 4, "一百"),
        (("asked", "很" * 501), 4, "500"),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], code: int, told: str, log: Command) -> None:
    """A slip leaves the log as it is, and says what would be right; the same with `--json`."""
    said = log("log", "a", *arguments, *TODAY)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert log("log", "a", *arguments, *TODAY, "--json").data["error"]["code"] == code
    assert "经过" not in log("show", "a", *TODAY).out


def test_where_nothing_can_be_added(log: Command, tmp_path: Path) -> None:
    """Standard input and JSON take no line; the message says what to do."""
    found = tmp_path / "case.json"
    found.write_text('{"scenario": "card_invalid"}', "utf-8")
    piped = log("log", "-", "asked", *TODAY, stdin=TOML)
    assert (piped.code, "TOML" in piped.err) == (2, True)
    json = log("log", str(found), "asked", *TODAY)
    assert (json.code, "new --answers" in json.err) == (2, True)
    assert found.read_text("utf-8") == '{"scenario": "card_invalid"}'


def test_into_a_file(command: Command, tmp_path: Path) -> None:
    """A case file takes the line where it lies, and the commands that read it know."""
    found = tmp_path / "mine.toml"
    found.write_text(TOML, "utf-8")
    said = command("log", str(found), "asked", "请退款", "--json", *TODAY)
    assert said.data["path"] == str(found)
    assert found.read_text("utf-8").startswith(TOML)
    assert "请退款" in command("show", str(found), *TODAY).out


def test_now_is_the_clock(log: Command, home: Path) -> None:
    """Without a stated day a line is of this minute, so that lines of one day keep their order."""
    before = datetime.now(CHINA).replace(second=0, microsecond=0)
    log("log", "a", "asked")
    log("log", "a", "refused", "不退")
    after = datetime.now(CHINA)
    assert all(before <= line["at"] <= after for line in events(home).values())


def test_set_rewrites_no_line(log: Command, home: Path) -> None:
    """What was logged is not changed and not removed; what is lacking may be added."""
    log("log", "a", "refunded", *TODAY)
    before = events(home)
    for change in (
        ("events.e1.kind=promised",),
        ("events.e1.at=?",),
        ("--unset", "events.e1.kind"),
        ("--unset", "events.e1"),
        ("order.quantity=2", "events.e1.by=platform"),
    ):
        refused = log("set", "a", *change, *TODAY)
        assert (refused.code, refused.err.count("\n")) == (4, 1)
        assert "refundcli log a refunded --corrects e1" in refused.err
    assert events(home) == before
    assert log("set", "a", "events.e1.kind=已退款", *TODAY).code == 0
    added = log("set", "a", "events.e1.amount=30", "events.e2.kind=promised", *TODAY)
    assert "2 处" in added.err
    assert events(home) == {"e1": {**before["e1"], "amount": "30.00"}, "e2": {"kind": "promised"}}
