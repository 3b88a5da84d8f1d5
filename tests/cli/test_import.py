"""`import bill`: what is read is shown, what goes into a case is agreed to, nothing is decided."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli.case.model import CHINA
from refundcli.cli.payment import Agreed, Options, Wanted
from refundcli.cli.wizard.payment import Buyer
from refundcli.intake.proposal import held_against
from tests.cli.command import TODAY, Command, Result
from tests.cli.fake import LEAVE, FakePrompter
from tests.intake.exports import ROW, Given, alipay_2021, alipay_2023, read, wechat
from tests.support import KNOWLEDGE, case_of

PART: Final[Given] = {"status": "已退款(￥40.00)"}
BACK: Final[Given] = {
    "time": "2026-11-03 09:00:00",
    "kind": f"{ROW['payee']}-退款",
    "direction": "收入",
    "amount": "40.00",
    "status": "已退款",
    "number": "5000000000000000000000000009",
    "merchant_number": "/",
}
OTHER: Final[Given] = {"payee": "演示卡盟", "amount": "45.00", "number": "TEST-2", "kind": "转账"}
STILL: Final[Given] = {
    "direction": "/",
    "kind": "零钱提现",
    "payee": "演示银行",
    "number": "TEST-3",
}

Import = Callable[..., Result]


@pytest.fixture
def bill(command: Command, tmp_path: Path) -> Import:
    """`import bill` on an export with some rows; a case `a` is saved beside it."""
    made = command("new", "--id", "a", "--set", "order.number=TEST0000000001", *TODAY)
    assert made.code == 0

    def run(rows: tuple[Given, ...], *arguments: str) -> Result:
        path = tmp_path / "账单.csv"
        path.write_bytes(wechat(*rows))
        return command("import", "bill", str(path), *arguments, *TODAY)

    return run


def saved(home: Path) -> dict[str, Any]:
    """The case as it stands in its file."""
    return tomllib.loads((home / "cases" / "a" / "case.toml").read_text("utf-8"))


def test_a_bill_is_listed(bill: Import, home: Path) -> None:
    """Payments with what is needed to tell them apart; what else there is is only counted."""
    said = bill(({}, OTHER, STILL))
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == 2
    for piece in (
        "1 ｜ 2026-11-01 14:01",
        "演示数卡有限公司",
        "演示点卡1000点",
        "98.50 元",
        "已付款",
    ):
        assert piece in lines[0]
    assert "演示银行" not in said.out
    assert "1 笔没有列出" in said.err
    assert "不要整个发给别人" in said.err
    assert saved(home) == {"schema": 1, "id": "a", "order": {"number": "TEST0000000001"}}


def test_the_list_is_narrowed(bill: Import) -> None:
    """By sum, day, name and words; nothing found is said, and no error."""
    rows: tuple[Given, ...] = ({}, OTHER)
    for options in (
        ["--amount", "45"],
        ["--merchant", "演示卡盟专营店"],
        ["--text", "TEST-2"],
        ["--amount", "￥45.00", "--date", "2026-10-31"],
    ):
        assert bill(rows, *options).out.startswith("2 ｜"), options
    none = bill(rows, "--date", "2026-12-01")
    assert (none.code, none.out.strip()) == (0, "")
    assert "放宽条件" in none.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--amount", "很多"], 4, "--amount"),
        (["--date", "那天"], 4, "--date"),
        (["--row", "9"], 4, "没有第 9 笔"),
        (["--row", "0"], 2, "--row"),
        (["--row", "1", "--replace"], 2, "案件编号"),
        (["a", "--row", "1", "--replace", "--keep"], 2, "只能写一个"),
        (["b", "--row", "1"], 4, "没有编号为“b”的案件"),
        (["-", "--row", "1"], 2, "标准输入"),
    ],
)
def test_wrong_calls(options: list[str], code: int, said: str, bill: Import) -> None:
    result = bill(({},), *options)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_without_a_terminal_the_row_must_be_named(bill: Import, home: Path) -> None:
    """The list and an example, the case's own payment first; nothing is changed."""
    before = saved(home)
    said = bill((OTHER, {}), "a", "--amount", "98.50")
    assert (said.code, said.out) == (3, "")
    assert "2 ｜ 2026-11-01 14:01" in said.err
    assert said.err.rstrip().endswith("a --row 2")
    assert saved(home) == before
    assert bill(({},), "a", "--amount", "1").code == 3


def test_a_payment_fills_the_case(bill: Import, home: Path) -> None:
    said = bill((OTHER, {}), "a", "--row", "2")
    assert said.code == 0
    order = saved(home)["order"]
    assert order == {
        "number": "TEST0000000001",
        "amount": "98.50",
        "paid_at": datetime(2026, 11, 1, 14, 1, 7, tzinfo=CHINA),
        "payment": "wechat",
        "payment_number": ROW["number"],
        "merchant_payment_number": ROW["merchant_number"],
    }
    assert saved(home)["facts"] == {"payee": ROW["payee"]}
    assert "已填入案件 a（账单第 2 笔）" in said.out
    assert f"支付账单上的交易单号是多少？ ｜ {ROW['number']} ｜ 交易单号" in said.out


def test_the_payee_is_a_lead_until_the_buyer_says_more(bill: Import, home: Path) -> None:
    said = bill(({},), "a", "--row", "1")
    assert (
        "可能是商家登记的名称，也可能只是代收款的公司，请核对后再填 merchant.legal_name" in said.err
    )
    assert "merchant" not in saved(home)
    assert bill(({},), "a", "--row", "1", "--payee").code == 0
    assert saved(home)["merchant"] == {"legal_name": ROW["payee"]}
    assert "代收款" not in bill(({},), "a", "--row", "1").err


def test_a_hidden_name_is_refused_as_a_register_name(bill: Import, home: Path) -> None:
    said = bill(({"payee": "*三"},), "a", "--row", "1", "--payee")
    assert said.code == 4
    assert "facts" not in saved(home)


def test_contradictions_change_nothing_until_it_is_said_which_holds(
    bill: Import, command: Command, home: Path
) -> None:
    """Each on its line; with --keep only gaps are filled, with --replace the bill prevails."""
    command("set", "a", "order.amount=100", "order.paid_at=2026-11-05", *TODAY)
    before = saved(home)
    said = bill(({},), "a", "--row", "1")
    assert (said.code, saved(home)) == (3, before)
    lines = said.err.splitlines()
    assert "100.00 元" in lines[1]
    assert "98.50 元" in lines[1]
    assert "order.paid_at" in lines[2]
    assert "--replace" in said.err
    kept = bill(({},), "a", "--row", "1", "--keep")
    assert (kept.code, saved(home)["order"]["amount"]) == (0, "100.00")
    assert saved(home)["order"]["payment_number"] == ROW["number"]
    assert "没有改" in kept.err
    assert bill(({},), "a", "--row", "1", "--replace").code == 0
    assert saved(home)["order"]["amount"] == "98.50"


def test_json_names_what_the_contradiction_is_about(bill: Import, command: Command) -> None:
    command("set", "a", "order.amount=100", *TODAY)
    error = bill(({},), "a", "--row", "1", "--json").data["error"]
    assert (error["code"], error["keys"]) == (3, ["order.amount"])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"status": "支付失败"}, "没有付成"),
        (BACK, "退回来的钱"),
        (STILL, "提现"),
        ({"direction": "收入", "status": "已存入零钱"}, "收到的钱"),
        ({"amount": "0.00"}, "金额是 0"),
    ],
)
def test_what_is_no_payment_cannot_be_picked(
    row: Given, why: str, bill: Import, home: Path
) -> None:
    """And the reason is said, with a case and without."""
    for case in (["a"], []):
        said = bill((row,), *case, "--row", "1")
        assert said.code == 4
        assert why in said.err
    assert "facts" not in saved(home)


def test_what_is_unclear_must_be_confirmed(bill: Import, home: Path) -> None:
    """A status nobody knows is no payment before the buyer has looked."""
    row = {"status": "没见过的状态"}
    said = bill((row,), "a", "--row", "1")
    assert (said.code, "没见过的状态" in said.err) == (3, True)
    assert "--paid" in said.err
    assert "amount" not in saved(home)["order"]
    assert bill((row,), "a", "--row", "1", "--paid").code == 0
    assert saved(home)["order"]["amount"] == "98.50"
    assert "分不清" in bill((row,), "--row", "1").err


def test_a_refund_is_noticed_and_offered(bill: Import, home: Path, command: Command) -> None:
    """With the command that records it, or recorded at once where that was agreed to."""
    said = bill((PART, BACK), "a", "--row", "1")
    assert "账单显示11月3日已退回40.00元，案件里没有记" in said.err
    offered = "log a refunded --at 2026-11-03 --amount 40.00"
    assert f"refundcli {offered}" in said.err
    assert "events" not in saved(home)
    agreed = bill((PART, BACK), "a", "--row", "1", "--refunds")
    assert "e1" in agreed.err
    event = saved(home)["events"]["e1"]
    assert (event["kind"], event["amount"]) == ("refunded", "40.00")
    assert event["at"] == datetime(2026, 11, 3, 9, 0, tzinfo=CHINA)
    again = bill((PART, BACK), "a", "--row", "1", "--refunds")
    assert list(saved(home)["events"]) == ["e1"]
    assert "案件里没有记" not in again.err
    assert command(*offered.split(), *TODAY).code == 0


def test_a_refund_without_a_day_is_not_logged_with_a_made_up_one(bill: Import, home: Path) -> None:
    said = bill((PART,), "a", "--row", "1", "--refunds")
    assert "events" not in saved(home)
    assert "--at 日期 --amount 40.00" in said.err


def test_a_full_refund_is_said_plainly(bill: Import) -> None:
    for case in (["a"], []):
        said = bill(({"status": "已全额退款"},), *case, "--row", "1")
        assert "已经全部退回（98.50元）" in said.err
        assert "就不属实了" in said.err


def test_the_same_sum_twice_is_pointed_out_and_not_decided(bill: Import, home: Path) -> None:
    rows: tuple[Given, ...] = ({}, {"time": "2026-11-01 14:03:00", "number": "TEST-9"})
    said = bill(rows)
    assert "第 1、2 笔" in said.err
    assert "可能是重复扣款，也可能是买了两次" in said.err
    bill(rows, "a", "--row", "1")
    assert "scenario" not in saved(home)


def test_a_person_or_a_shop_is_left_open(bill: Import, home: Path) -> None:
    said = bill(({"kind": "扫二维码付款"},), "a", "--row", "1")
    assert "personal_transfer" in said.err
    assert "payment" not in saved(home)["order"]


def test_as_json(bill: Import, home: Path) -> None:
    """rows, picked, proposals, contradictions, refunds: one object, nothing else on stdout."""
    listed = bill((PART, BACK, OTHER), "--json").data
    assert [row["row"] for row in listed["rows"]] == [1, 3]
    row = listed["rows"][0]
    assert (row["amount"], row["status"], row["refunded"]) == ("98.50", "partly_refunded", "40.00")
    assert row["time"] == "2026-11-01T14:01:07+08:00"
    assert row["refunds"] == [{"amount": "40.00", "time": "2026-11-03T09:00:00+08:00", "row": 2}]
    assert (listed["picked"], listed["proposals"], listed["id"]) == (None, [], None)
    picked = bill((PART, BACK), "--row", "1", "--json").data
    assert picked["picked"] == 1
    assert {"key": "order.amount", "value": "98.50", "from": "金额(元)"} in picked["proposals"]
    into = bill((PART, BACK), "a", "--row", "1", "--refunds", "--json").data
    assert (into["id"], into["logged"], into["refunds"]) == ("a", ["e1"], [])
    assert "order.payment_number" in into["filled"]
    assert saved(home)["order"]["amount"] == "98.50"


def test_numbers_of_others_are_covered(bill: Import, home: Path) -> None:
    """A top-up names the phone in its product, a person may be named by one."""
    phone = "13800000021"
    row = {"product": f"话费充值-{phone}", "payee": phone}
    for arguments in (
        [],
        ["--json"],
        ["--row", "1"],
        ["--row", "1", "--json"],
        ["a", "--row", "1"],
    ):
        said = bill((row,), *arguments)
        assert said.code == 0
        assert phone not in said.out + said.err
    assert saved(home)["facts"]["payee"] == phone


def test_what_was_not_read_is_said(bill: Import) -> None:
    """The line and the reason on stderr, and in --json."""
    rows: tuple[Given, ...] = ({"amount": "免费"}, {})
    assert "第 9 行没有读" in bill(rows).err
    assert bill(rows, "--json").data["unread"][0]["line"] == 9


def test_a_file_that_ends_too_early_is_said(command: Command, tmp_path: Path) -> None:
    """Not all that was not read is told line by line."""
    path = tmp_path / "b.csv"
    path.write_bytes(alipay_2021({}, *[{"amount": "免费"}] * 5, ends=False))
    said = command("import", "bill", str(path), *TODAY)
    assert "没有下载完" in said.err
    assert said.err.count("没有读：") == 3
    assert "还有 2 行" in said.err


def test_the_export_is_left_alone(bill: Import, home: Path, tmp_path: Path) -> None:
    """Not changed, not copied."""
    bill(({},), "a", "--row", "1")
    path = tmp_path / "账单.csv"
    assert path.read_bytes() == wechat({})
    stored = b"".join(each.read_bytes() for each in home.rglob("*") if each.is_file())
    assert str(ROW["product"]).encode() not in stored


def test_a_case_in_a_file_of_the_buyers(command: Command, tmp_path: Path) -> None:
    """Filled where it lies, its comments kept."""
    case, bill = tmp_path / "mine.toml", tmp_path / "b.csv"
    case.write_text('# 我的案件\n[order]\nnumber = "TEST1"\n', encoding="utf-8")
    bill.write_bytes(alipay_2023({}))
    assert command("import", "bill", str(bill), str(case), "--row", "1", *TODAY).code == 0
    text = case.read_text("utf-8")
    assert text.startswith("# 我的案件")
    assert tomllib.loads(text)["order"]["payment"] == "alipay"


def test_a_payment_to_come_is_refused(bill: Import, home: Path) -> None:
    """The same checks hold as for an answer that was typed."""
    said = bill(({"time": "2027-01-01 10:00:00"},), "a", "--row", "1")
    assert (said.code, "还没有到" in said.err) == (4, True)
    assert "amount" not in saved(home)["order"]


# ── at a terminal: the same questions, put to the buyer ──


def buyer(replies: Mapping[str, object], **agreed: bool) -> Buyer:
    """A buyer who answers by a piece of the question."""
    options = Options(Wanted(file="b.csv", case="a"), Agreed(**agreed), KNOWLEDGE)
    return Buyer(options, FakePrompter(replies))


def test_the_buyer_picks_from_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no payment is refused with the reason, and asked again."""
    rows = read(tmp_path, wechat({}, {"status": "支付失败"})).rows
    assert buyer({"是哪一笔": ("2", "1")}).pick(rows) == 1
    assert "没有付成" in capsys.readouterr().err


def test_the_buyer_may_leave_at_every_prompt(tmp_path: Path) -> None:
    """Ctrl-C or 都不是: nothing is filled in."""
    rows = read(tmp_path, wechat({})).rows
    for reply, code in (("none", 0), (LEAVE, 130)):
        with pytest.raises(SystemExit) as left:
            buyer({"是哪一笔": reply}).pick(rows)
        assert left.value.code == code
    with pytest.raises(SystemExit):
        buyer({"确实付": "no"}).paid(rows[0])


def test_the_cautious_answer_stands_first(tmp_path: Path) -> None:
    """Enter alone fills no register name, logs nothing, replaces nothing."""
    (row,) = read(tmp_path, wechat({})).rows
    keep = "\x00keep"
    assert not buyer({"核对过": keep}).payee(row, "")
    assert not buyer({"记进案件": keep}).refunds(())
    found = held_against(row, case_of({"order.amount": "1"}), KNOWLEDGE.bills).contradictions
    assert buyer({"以哪个为准": keep}).keeps(found)
    assert not buyer({"以哪个为准": "replace"}).keeps(found)


def test_what_the_call_agreed_to_is_not_asked(tmp_path: Path) -> None:
    (row,) = read(tmp_path, wechat({})).rows
    decided = buyer({}, payee=True, paid=True, refunds=True, replace=True)
    assert decided.payee(row, "")
    assert decided.paid(row)
    assert decided.refunds(())
    assert not decided.keeps(())
    assert not buyer({}).payee(row, "演示别家公司")
