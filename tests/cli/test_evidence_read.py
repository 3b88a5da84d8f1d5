"""`evidence read`: what a picture says is told, held against the case, and never saved unasked."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.store import Saved
from refundcli.cli.sightings import Words
from refundcli.cli.wizard.prompts import Special
from refundcli.cli.wizard.seen import Buyer
from refundcli.intake.screenshot import engine
from refundcli.intake.screenshot.page import Line, Page
from tests.cli.command import TODAY, Command
from tests.cli.fake import KEEP, LEAVE, FakePrompter, porch
from tests.intake.pages import page_of, reading_of
from tests.support import KNOWLEDGE

PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(64)
CASE: Final = ("--set", "scenario=card_invalid", "--set", "order.amount=98.50")
NUMBER: Final = "4200926685202601038784005756"
Sees = Callable[[str], None]


class FakeEngine:
    """Recognises the same page whatever the picture."""

    page: Page = Page(1080, 2340, ())

    def look(self, path: Path, tell: Callable[[int, int], None]) -> Page:
        """The page, in one piece."""
        assert path.is_file()
        tell(1, 1)
        return self.page

    def again(self, page: Page, wanted: Iterable[Line]) -> Page:
        """Nothing new."""
        assert list(wanted)
        return page


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    """A file that begins like a picture."""
    path = tmp_path / "shot.png"
    path.write_bytes(PNG)
    return path


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Sees:
    """Choose what is recognised, as if the extra were installed."""

    def choose(name: str) -> None:
        fake = type("Chosen", (FakeEngine,), {"page": page_of(name)})
        monkeypatch.setattr("refundcli.cli.actions.reading.installed", lambda: True)
        monkeypatch.setattr(engine, "Engine", fake)

    return choose


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were not installed."""
    monkeypatch.setattr("refundcli.cli.actions.reading.installed", lambda: False)


def case_text(home: Path) -> str:
    """The case as it lies on disk."""
    return (home / "cases" / "a" / "case.toml").read_text("utf-8")


def example(err: str) -> str:
    """The command that is shown to be copied."""
    return next(line for line in err.splitlines() if line.startswith("  refundcli set a"))


def test_without_a_case_it_only_tells(command: Command, shot: Path, sees: Sees) -> None:
    """The result on stdout, progress on stderr, no word of saving."""
    sees("wechat_bill")
    said = command("evidence", "read", str(shot), *TODAY)
    assert said.code == 0
    assert "微信支付的账单详情" in said.out
    assert NUMBER in said.out
    assert "不联网" in said.err
    assert "refundcli set" not in said.err + said.out


def test_json_tells_values_doubts_places_and_what_is_lacking(
    command: Command, shot: Path, sees: Sees
) -> None:
    """One object; a value says where it stands and why it may be wrong."""
    sees("bill_bottom_cut")
    data = command("evidence", "read", str(shot), "--json", *TODAY).data
    assert (data["screen"], data["kind"], data["id"]) == ("wechat_bill", "payment_record", None)
    amount = next(field for field in data["fields"] if field["key"] == "order.amount")
    assert (amount["value"], amount["sure"], amount["doubts"]) == ("174.94", True, [])
    assert len(amount["place"]) == 4
    assert {"name": "交易单号", "why": "absent"} in data["missing"]
    assert any("看不到收款方全称、交易单号、商户单号" in line for line in data["advice"])
    assert data["settings"] == []


def test_with_a_case_and_no_terminal_nothing_is_saved(
    command: Command, shot: Path, home: Path, sees: Sees
) -> None:
    """The contradiction stands on a line of its own, sure values in a command to be copied."""
    command("new", "--id", "a", *CASE, *TODAY)
    before = case_text(home)
    sees("wechat_bill")
    said = command("evidence", "read", str(shot), "a", *TODAY)
    assert case_text(home) == before
    assert "和案件对不上：金额，图上是 174.94 元，案件里是 98.50 元" in said.out
    shown = example(said.err)
    assert f"order.payment_number={NUMBER}" in shown
    assert "order.amount" not in shown
    assert "merchant.legal_name" not in shown
    assert "refundcli evidence add a" in said.err


def test_the_command_that_is_shown_works(
    command: Command, shot: Path, home: Path, sees: Sees
) -> None:
    """Copied into a shell it saves what stood in the picture."""
    command("new", "--id", "a", *CASE, *TODAY)
    sees("wechat_bill")
    shown = example(command("evidence", "read", str(shot), "a", *TODAY).err)
    assert command(*shlex.split(shown)[1:], *TODAY).code == 0
    assert f'payment_number = "{NUMBER}"' in case_text(home)
    assert "2026-01-03T02:23:53+08:00" in case_text(home)


def test_an_item_is_read_by_its_number(command: Command, shot: Path, sees: Sees) -> None:
    """Another kind than was recorded is pointed out; what it shows is offered to be put down."""
    command("new", "--id", "a", *CASE, *TODAY)
    assert command("evidence", "add", "a", str(shot), "--kind", "order_page", *TODAY).code == 0
    sees("bill_bottom_cut")
    said = command("evidence", "read", "E1", "a", *TODAY)
    assert "登记的是“订单详情页”" in said.err
    assert "evidence.E1.kind=payment_record" in said.err
    shows = said.err.partition("evidence.E1.shows=")[2].split()[0].split(",")
    assert "order.paid_at" in shows
    assert "order.payment_number" not in shows
    # The case tells another sum: cited as its proof the picture would deny it.
    assert "order.amount" not in shows
    assert "refundcli evidence add" not in said.err


def test_a_card_code_stands_nowhere(command: Command, shot: Path, sees: Sees) -> None:
    """Its ends alone, in text and in JSON."""
    sees("card")
    for more in ((), ("--json",)):
        said = command("evidence", "read", str(shot), *more, *TODAY)
        assert "1234-5678" not in said.out + said.err
        assert "DEMO****WXYZ" in said.out


def test_a_phone_number_in_a_file_name_is_masked(
    command: Command, tmp_path: Path, sees: Sees
) -> None:
    """In the result and in an error."""
    sees("card")
    path = tmp_path / "13800000000.png"
    path.write_bytes(PNG)
    said = command("evidence", "read", str(path), "--json", *TODAY)
    assert "13800000000" not in said.out + said.err
    missing = command("evidence", "read", "13800000000.jpg", *TODAY)
    assert missing.code == 4
    assert "13800000000" not in missing.err


@pytest.mark.usefixtures("blind")
def test_without_the_extra_the_questions_are_told(command: Command, shot: Path) -> None:
    """How to install it, what to look for, and how to put it down."""
    command("new", "--id", "a", *CASE, *TODAY)
    said = command("evidence", "read", str(shot), "a", "--kind", "支付账单详情", *TODAY)
    assert said.code == 3
    assert said.err.count("pip install rapidocr onnxruntime") == 1
    assert KNOWLEDGE.evidence["payment_record"].must_show in said.err
    assert "order.payment_number=" in said.err
    failed = command("evidence", "read", str(shot), "--kind", "payment_record", "--json", *TODAY)
    assert failed.code == 3
    assert "order.payment_number" in failed.data["error"]["keys"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7\n" + bytes(64), "截成图片"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64), "截成图片"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64), "JPG"),
        ("a.png", "不是图片".encode(), "读不了"),
        ("a.png", bytes(range(1, 200)), "不是图片"),
        ("a.png", b"", "空文件"),
    ],
)
def test_what_is_no_picture_is_refused(
    name: str, content: bytes, told: str, command: Command, tmp_path: Path
) -> None:
    """By its content, in one line that says what to do instead."""
    path = tmp_path / name
    path.write_bytes(content)
    said = command("evidence", "read", str(path), *TODAY)
    assert (said.code, said.out) == (4, "")
    assert told in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere.png",), 4, "不存在"),
        ((".",), 4, "文件夹"),
        (("E1", "a"), 4, "evidence add a"),
        (("E9", "a"), 4, "不存在"),
        (("x.png", "b"), 4, "没有编号为“b”的案件"),
        (("x.png", "--kind", "payment_recrd"), 2, "是不是 payment_record"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], code: int, told: str, command: Command) -> None:
    command("new", "--id", "a", *CASE, "--set", "evidence.E1.kind=order_page", *TODAY)
    said = command("evidence", "read", *arguments, *TODAY)
    assert (said.code, said.out) == (code, "")
    assert told in said.err


def sitting(home: Path, name: str, replies: dict[str, object]) -> tuple[Buyer, Saved]:
    """A buyer at a terminal who is asked about what was seen; and the case afterwards."""
    here = porch(home)
    here.store.create("a", {"scenario": "card_invalid", "order": {"amount": "98.50"}})
    found = here.store.read("a", here.today)
    buyer = Buyer(here, found, FakePrompter(replies))
    with suppress(KeyboardInterrupt):
        buyer.confirm(Words(reading_of(name), found.case, KNOWLEDGE))
    return buyer, here.store.read("a", here.today)


def test_each_value_is_confirmed_corrected_or_left(home: Path) -> None:
    """Enter takes a sure value; what contradicts the case, or is only a lead, stays as it is."""
    replies: dict[str, object] = {
        "支付账单上的商户单号": "WX00000000000000000000",
        "商户单号：": "edit",
        "": KEEP,
    }
    buyer, after = sitting(home, "wechat_bill", replies)
    assert after.case.get("order.payment_number") == NUMBER
    assert after.case.get("order.merchant_payment_number") == "WX00000000000000000000"
    assert str(after.case.get("order.amount")) == "98.50"
    assert after.case.get("merchant.legal_name") is None
    assert "order.paid_at" in buyer.changed


def test_a_doubtful_value_is_not_taken_by_pressing_enter(home: Path) -> None:
    """The first choice is to type it, and nothing typed is nothing saved."""
    _, after = sitting(home, "chat", {"对吗": KEEP, "": Special.SKIP})
    assert after.case.get("order.number") is None
    assert after.case.get("facts.contacted_on") is None


def test_leaving_keeps_what_was_confirmed(home: Path) -> None:
    buyer, after = sitting(home, "wechat_bill", {"交易单号": "yes", "": LEAVE})
    assert buyer.changed == ["order.payment_number"]
    assert after.case.get("order.payment_number") == NUMBER


def test_a_slip_is_asked_again(home: Path) -> None:
    replies: dict[str, object] = {
        "什么时候付的款": ("昨天", "2026-01-03 02:24"),
        "付款时间": "edit",
        "": "no",
    }
    _, after = sitting(home, "wechat_bill", replies)
    assert str(after.case.get("order.paid_at")) == "2026-01-03 02:24:00+08:00"


def test_by_hand_the_buyer_looks_for_what_must_be_there(home: Path) -> None:
    """What is seen is typed in, what is not is named at the end."""
    here = porch(home)
    here.store.create("a", {"scenario": "card_invalid"})
    replies: dict[str, object] = {
        "实际一共付了多少钱": "98.50",
        "看得到“商户单号”": "no",
        "看得到": "yes",
        "": Special.SKIP,
    }
    buyer = Buyer(here, here.store.read("a", here.today), FakePrompter(replies))
    demands = KNOWLEDGE.screens.demands["payment_record"]
    keys = tuple(key for demand in demands for key in demand.keys)
    lacks = list(buyer.look(demands, keys))
    assert [lack.name for lack in lacks] == ["商户单号"]
    assert str(here.store.read("a", here.today).case.get("order.amount")) == "98.50"
