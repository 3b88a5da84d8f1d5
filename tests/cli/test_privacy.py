"""One case full of invented private values through every command: none is told to whom it is not.

Whatever is shown, noted, refused or written is looked through; only a document whose recipient
needs a value, by `privacy.toml`, holds it whole.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from refundcli.__main__ import main
from refundcli.cli.app import COMMANDS, Group
from refundcli.intake.screenshot import engine
from tests.cli.command import TODAY, Command, Result
from tests.cli.test_evidence_read import FakeEngine
from tests.intake.exports import alipay_2023
from tests.intake.pages import drawn
from tests.support import KNOWLEDGE

CODE: Final = "TESTCODE0000WXYZ1111"
ANSWERS: Final = {
    "card_code": CODE,
    "phone": "13800000021",
    "id_number": "000000199001010018",
    "business_phone": "13900000022",
    "account": "6200000000000000000",
    "email": "test@demo.example",
}
# In free words, nobody's answer: a row is found by its look alone.
STRANGER: Final = "15000000023"
NAME: Final = "测试甲乙"
TOLD: Final = f"{STRANGER}、{'、'.join(ANSWERS.values())}"
SETS: Final = {
    "scenario": "card_invalid",
    "story": f"我叫{NAME}，{TOLD}",
    "buyer.purpose": "personal",
    "buyer.name": NAME,
    "buyer.phone": ANSWERS["phone"],
    "buyer.id_number": ANSWERS["id_number"],
    "buyer.address": "示例省示例市示例路1号",
    "buyer.gender": "女",
    "buyer.birth": "1990-01-01",
    "buyer.ethnicity": "汉族",
    "buyer.occupation": "职员",
    "order.number": "TEST0000000001",
    "order.platform": "演示平台",
    "order.product": f"演示商品甲 {TOLD}",
    "order.goods": "card_code",
    "order.amount": "98.50",
    "order.paid_at": "2026-11-01 14:01",
    "order.payment": "wechat",
    "order.payment_number": "TEST4200000001",
    "order.card_code": CODE,
    "merchant.name": f"演示店铺{STRANGER}",
    "merchant.legal_name": "演示公司",
    "merchant.address": "示例省示例市示例路2号",
    "merchant.phone": ANSWERS["business_phone"],
    "facts.error_kind": "used",
    "facts.error_text": f"该卡密已被使用 {TOLD}",
    "facts.tried_at": "2026-11-01 14:05",
    "facts.redeemed_by": "nobody",
    "facts.seller_contact": f"QQ 10000，{STRANGER}",
    "facts.court": "示例省示例市示例区人民法院",
    "facts.promise_text": f"有问题找{TOLD}",
    "clauses.C1.title": f"演示规则{STRANGER}",
    "clauses.C1.text": f"卖家应当在 3 天内回复，电话{TOLD}",
    "evidence.E1.kind": "order_page",
    "evidence.E1.note": f"截图里有{TOLD}",
    "events.e1.kind": "refused",
    "events.e1.by": "merchant",
    "events.e1.channel": "merchant",
    "events.e1.at": "2026-11-02",
    "events.e1.text": f"不退，找{TOLD}",
}
# What a picture of the order shows, as it is recognised.
SEEN: Final = drawn(
    ("订单详情", 40, 100),
    (f"演示店铺{STRANGER}", 40, 300),
    (f"演示商品甲 {STRANGER} {CODE}", 40, 400),
    (f"商品名称：演示商品甲{STRANGER}", 40, 500),
    ("订单编号：TEST0000000001", 40, 600),
    ("实付款：¥88.50", 40, 700),
    (f"收货手机号：{ANSWERS['phone']}", 40, 800),
    (f"卡密：{CODE}", 40, 900),
    (f"卖家：请加{ANSWERS['account']}，{ANSWERS['email']}", 40, 1000),
)
PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(64)
WITHOUT_A_CASE: Final = {
    "scenarios", "documents", "questions", "laws", "doctor", "schema", "demo", "classify",
}  # fmt: skip


def leaks(text: str, document: str = "") -> list[str]:
    """What stands in a text and is not for whoever reads this document."""
    rows = KNOWLEDGE.privacy.values
    found = []
    for name, value in (*ANSWERS.items(), ("phone", STRANGER)):
        for_its_reader = document in rows[name].documents
        contact = value == STRANGER and document in rows["business_contact"].documents
        if value in text and not for_its_reader and not contact:
            found.append(f"{name}: {value}")
    if document and NAME in text and document not in rows["name"].documents:
        found.append("name")
    return found


@pytest.fixture
def case(command: Command, tmp_path: Path) -> str:
    """The case, saved, with a file whose name tells all."""
    pairs = [part for key, value in SETS.items() for part in ("--set", f"{key}={value}")]
    made = command("new", "--id", "a", *pairs, *TODAY)
    assert made.code == 0
    assert leaks(made.out + made.err) == []
    proof = tmp_path / f"{STRANGER} {CODE}.png"
    proof.write_bytes(PNG)
    for form in ((), ("--json",)):
        added = command("evidence", "add", "a", str(proof), "--kind", "chat_log", *form, *TODAY)
        assert added.code == 0
        assert leaks(added.out + added.err) == []
    return "a"


def calls(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Every command on the case, right and wrong, by its first words."""
    bill, broken = tmp_path / "bill.csv", tmp_path / "broken.csv"
    broken.write_text(f"no,bill\n{TOLD},1\n", encoding="utf-8")
    names = {
        "payee": f"演示甲{STRANGER}",
        "product": TOLD,
        "note": TOLD,
        "account": ANSWERS["email"],
    }
    bill.write_bytes(alipay_2023(names, {**names, "number": "TEST-2"}))
    text = tmp_path / "text.txt"
    text.write_text(
        f"卡密：{CODE}，骗子，{TOLD}，订单号{STRANGER}\n实付1元，{NAME}", encoding="utf-8"
    )
    card, phone = f"order.card_code={CODE}", f"buyer.phone={ANSWERS['phone']}0"
    yield from (
        ("list",),
        ("show", "a"),
        ("show", "a", "--for-sharing"),
        ("assess", "a"),
        ("assess", "a", "--set", phone),
        ("assess", "a", "--set", f"order.amount={CODE}"),
        ("assess", "a", "--set", f"order.amount={ANSWERS['account']}"),
        ("assess", "a", "--set", f"buyer.purpose={ANSWERS['id_number']}"),
        ("assess", "a", "--set", CODE),
        ("assess", "a", CODE),
        ("explain", "a"),
        ("explain", "a", "1"),
        ("explain", "a", "1", "--document", CODE),
        ("checklist", "a"),
        ("next", "a"),
        ("resume", "a"),
        ("new", "--id", STRANGER, "--set", card),
        ("new", "--id", "a", "--set", card),
        ("set", "a", phone),
        ("set", "a", card, f"order.paid_at={CODE}"),
        ("set", "a", f"{STRANGER}=1"),
        ("set", "a", "order.card_code=", CODE),
        ("log", "a", "replied", f"说打{TOLD}", "--by", "merchant", "--channel", "merchant"),
        ("log", "a", CODE),
        ("log", "a", "replied", "x", "--at", ANSWERS["phone"]),
        ("evidence", "list", "a"),
        ("evidence", "verify", "a"),
        ("evidence", "add", "a", str(tmp_path / f"{STRANGER}{CODE}.png")),
        ("evidence", "read", str(tmp_path / f"{STRANGER} {CODE}.png"), "a"),
        ("evidence", "read", str(tmp_path / f"{STRANGER} {CODE}.png"), "a", "--kind", CODE),
        ("evidence", "read", "E2", "a"),
        ("import", "bill", str(broken), "a"),
        ("import", "bill", str(bill), "--amount", "1"),
        ("import", "bill", str(bill), "a"),
        ("import", "bill", str(bill), "a", "--merchant", STRANGER),
        ("import", "bill", str(bill), "a", "--row", "1", "--replace", "--payee"),
        ("import", "bill", str(bill), "a", "--row", "1", "--replace"),
        ("show", "a"),
        ("bundle", "make", "a", "-o", str(tmp_path / "all.zip")),
        ("bundle", "verify", str(tmp_path / "all.zip")),
        ("reply", "a", f"不退，打{TOLD}"),
        ("draft", CODE, "a"),
        ("check", str(text)),
        ("check", str(text), "--case", "a", "--document", "merchant_message"),
        ("check", str(text), "--document", CODE),
        ("draft", "merchant_message", "a", "--limit", "10"),
        ("draft", "merchant_message", "a", "--annotate"),
        ("purge", "a"),
    )


def test_no_command_tells_what_is_private(
    case: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results, notes and refusals, as text and as JSON; with a traceback asked for, too."""
    monkeypatch.setenv("REFUNDCLI_DEBUG", "1")
    monkeypatch.setattr("refundcli.cli.actions.reading.installed", lambda: True)
    monkeypatch.setattr(engine, "Engine", type("Sees", (FakeEngine,), {"page": SEEN}))
    told = []
    for arguments in calls(tmp_path):
        if arguments[0] not in COMMANDS:
            continue
        for form in ((), ("--json",)):
            result = command(*arguments, *form)
            told += [(arguments[:3], form, leak) for leak in leaks(result.out + result.err)]
    assert told == []
    assert case == "a"


def test_every_command_that_reads_a_case_is_driven(tmp_path: Path) -> None:
    """A new command is looked through like the others."""
    called = [*calls(tmp_path)]
    driven = {words[: 1 + _group(words[0])] for words in called}
    for name, found in COMMANDS.items():
        if name in WITHOUT_A_CASE:
            continue
        own = {(name, inner) for inner in found.commands} if isinstance(found, Group) else {(name,)}
        assert own <= driven


def _group(name: str) -> bool:
    return isinstance(COMMANDS.get(name), Group)


@pytest.mark.usefixtures("case")
def test_a_document_holds_what_its_recipient_needs(command: Command) -> None:
    """Each document in each form; what the table allows is there, so that it can be filed."""
    written = set()
    for document in KNOWLEDGE.documents.documents:
        for form in ((), ("--format", "md"), ("--json",)):
            result = command("draft", document, "a", *form, *TODAY)
            assert leaks(result.out + result.err, document) == [], (document, form)
            assert CODE not in result.out + result.err
            if result.code == 0:
                written.add(document)
    assert {"merchant_message", "complaint_12315", "civil_complaint"} <= written
    assert ANSWERS["phone"] in command("draft", "complaint_12315", "a", *TODAY).out
    assert ANSWERS["id_number"] in command("draft", "civil_complaint", "a", *TODAY).out


@pytest.mark.usefixtures("case")
def test_a_bundle_tells_no_more_than_its_letters(command: Command, tmp_path: Path) -> None:
    """Names of files and every text in it; a letter what its recipient needs, the rest nothing."""
    path = tmp_path / "all.zip"
    assert command("bundle", "make", "a", "-o", str(path), *TODAY).code == 0
    titles = {kind.title: name for name, kind in KNOWLEDGE.documents.documents.items()}
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            assert leaks(name) == []
            assert NAME not in name
            reader = next((one for title, one in titles.items() if title in name), "")
            assert leaks(words_of(name, parts.read(name)), reader) == [], name


def words_of(name: str, content: bytes) -> str:
    """The text of a file, be it plain or a Word file."""
    if not name.endswith(".docx"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(one).decode("utf-8", "replace") for one in parts.namelist())


def test_a_crash_tells_nothing(
    command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody foresaw quotes what it stumbled over."""

    def broken(_: object) -> Result:
        raise RuntimeError(TOLD)

    monkeypatch.setenv("REFUNDCLI_DEBUG", "1")
    monkeypatch.setattr("refundcli.cli.app.run", broken)
    monkeypatch.setattr(sys, "argv", ["refundcli", "list", "--set", f"order.card_code={CODE}"])
    with pytest.raises(SystemExit):
        main()
    printed = capsys.readouterr()
    assert command is not None
    assert "RuntimeError" in printed.err
    assert leaks(printed.out + printed.err) == []
