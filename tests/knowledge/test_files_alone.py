"""A problem, a law, a refusal and a document are added by files alone; a slip in one is named."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from refundcli.cli.porch import open_porch
from refundcli.cli.wizard.flow import Wizard
from refundcli.cli.wizard.sitting import run
from refundcli.knowledge import load
from refundcli.knowledge.check import slips
from refundcli.knowledge.load import Knowledge
from refundcli.write import templates
from refundcli.write.proof import template_slips
from refundcli.write.templates import Templates
from tests.cli.command import TODAY, Command
from tests.cli.fake import FakePrompter
from tests.cli.scripts import ORDER
from tests.knowledge.made_up import ENTRIES, FILES
from tests.support import KNOWLEDGE

SHIPPED: Final = {"knowledge": load.PACKAGE_DATA, "templates": templates.template_root()}
SETS: Final = (
    "scenario=crooked_hat",
    "buyer.purpose=personal",
    "order.number=TEST0000000001",
    "order.product=演示帽子",
    "order.amount=98.50",
    "order.paid_at=2026-11-01 14:01",
    "merchant.name=演示店铺",
    "facts.hat_tilt=left",
    "events.e1.kind=refused",
    "events.e1.by=merchant",
    "events.e1.text=亲，帽子就是这样设计的",
)
CASE: Final = tuple(part for pair in SETS for part in ("--set", pair))


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of knowledge and templates with the made-up files in it, in place of the shipped."""
    root = tmp_path / "base"
    for name, folder in SHIPPED.items():
        shutil.copytree(folder, root / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    for name, text in ENTRIES.items():
        with (root / name).open("a", encoding="utf-8") as stream:
            stream.write(text)
    monkeypatch.setattr(load, "PACKAGE_DATA", root / "knowledge")
    monkeypatch.setattr(templates, "PACKAGE", root)
    return root


@pytest.fixture
def command(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run command lines over the copy."""
    monkeypatch.setenv("REFUNDCLI_HOME", str(base / "home"))
    return Command(capsys, monkeypatch)


def test_they_are_listed(command: Command) -> None:
    """`scenarios`, `documents`, `laws` and `questions` know them."""
    scenarios = {item["id"]: item for item in command("scenarios", "--json").data["scenarios"]}
    assert scenarios["crooked_hat"]["title"] == "演示帽子是歪的"
    documents = {item["id"]: item for item in command("documents", "--json").data["documents"]}
    assert documents["hat_letter"]["limit"] == 300
    assert "演示帽子法" in command("laws", "hat_law.1").out
    questions = {item["id"]: item for item in command("questions", "--json").data["questions"]}
    assert [choice["value"] for choice in questions["facts.hat_tilt"]["choices"]] == [
        "left",
        "straight",
    ]
    assert "by_design" in {choice["value"] for choice in questions["facts.refusals"]["choices"]}


def test_they_are_judged(command: Command) -> None:
    """`assess` concludes by the rule, cites the law, knows the refusal, opens the document."""
    data = command("assess", *CASE, *TODAY, "--json").data
    assert (data["scenario"], data["responsible"]) == ("crooked_hat", "merchant")
    assert [rule["id"] for rule in data["rules"]] == ["hat_law.1"]
    assert {state["id"]: state["open"] for state in data["documents"]}["hat_letter"]


def test_they_are_written(command: Command) -> None:
    """`draft` writes the document, and the others tell the problem and answer the refusal."""
    letter = command("draft", "hat_letter", *CASE, *TODAY, "--confirm").out
    assert "演示帽子歪向左侧。" in letter
    assert "《演示帽子法》第1条" in letter
    message = command("draft", "merchant_message", *CASE, *TODAY, "--confirm").out
    assert "帽子应当是正的（《演示帽子法》第1条）。" in message
    rebuttal = command("draft", "merchant_rebuttal", *CASE, *TODAY, "--confirm").out
    assert "商品页没有说帽子是歪的（《演示帽子法》第1条）。" in rebuttal


def test_they_are_offered(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """The wizard asks the problem's own questions and writes both letters."""
    del command
    prompter = FakePrompter(
        {
            **ORDER,
            "遇到的是哪种": "crooked_hat",
            "歪向哪边": "left",
            "哪天发现歪": "2026-11-03",
            "手里有哪些证据": ["has.order_page"],
            "接下来": ("hat_letter", "done"),
        }
    )
    run(Wizard(open_porch(TODAY[1]), None, prompter=prompter))
    assert "演示帽子歪向哪边？" in prompter.asked
    assert "《演示帽子法》第1条" in capsys.readouterr().out


POINT: Final = """
[[points]]
id = "crooked"
title = "演示帽子歪向哪边"
when = "facts.hat_tilt == 'left'"
keys = ["facts.hat_tilt"]
may = ["product_page"]
[[points]]
id = "straight_when_sold"
title = "卖出时演示帽子是正的"
whose = "other"
records = [{ from = "merchant", what = "演示帽子出厂时的照片" }]
"""


def test_what_must_be_proved_is_added(base: Path, command: Command) -> None:
    """A problem without points asks for its own records; with points, for theirs."""
    before = command("draft", "records_request", *CASE, *TODAY).out
    assert "1. 演示帽子的检验记录。" in before
    with (base / SCENARIO).open("a", encoding="utf-8") as stream:
        stream.write(POINT)
    assert found_in(base) == []
    item = ("--set", "evidence.E1.kind=product_page", "--set", "evidence.E1.shows=facts.hat_tilt")
    data = command("assess", *CASE, *item, *TODAY, "--json").data
    stands = {point["point"]: point["status"] for point in data["matrix"]}
    assert (stands["crooked"], stands["straight_when_sold"]) == ("proved", "other_side")
    after = command("draft", "records_request", *CASE, *TODAY).out
    assert "1. 演示帽子出厂时的照片。" in after
    assert "检验记录" not in after


def test_a_point_hangs_on_no_proof(base: Path) -> None:
    """What is held adds nothing that must be proved; and what must be shown can be."""
    with (base / SCENARIO).open("a", encoding="utf-8") as stream:
        stream.write(POINT.replace("facts.hat_tilt == 'left'", "has.order_page").replace(
            'may = ["product_page"]\n', ""))  # fmt: skip
    found = "\n".join(found_in(base))
    assert "points.crooked.when" in found
    assert "没有哪种证据能看出 facts.hat_tilt" in found


def test_the_whole_base_holds_together(base: Path) -> None:
    """Nothing dangles: in the base as it is shipped, and with the made-up files in it."""
    shipped = Templates(SHIPPED["templates"])
    assert [*slips(KNOWLEDGE), *template_slips(shipped, KNOWLEDGE)] == []
    assert found_in(base) == []


def found_in(base: Path) -> list[str]:
    """Every slip of the copy."""
    knowledge = Knowledge()
    return [*slips(knowledge), *template_slips(Templates(base / "templates"), knowledge)]


SCENARIO: Final = "knowledge/scenarios/crooked_hat.toml"
LAW: Final = "knowledge/laws/hat_law.toml"
REFUSALS: Final = "knowledge/refusals.toml"
DOCUMENTS: Final = "knowledge/documents.toml"
BILLS: Final = "knowledge/bills.toml"
EVIDENCE: Final = "knowledge/evidence.toml"
LINT: Final = "knowledge/lint.toml"
STORIES: Final = "knowledge/stories.toml"
REPLIES: Final = "knowledge/replies.toml"
LETTER: Final = "templates/hat_letter.j2"
SENTENCES: Final = "templates/scenarios/crooked_hat.j2"


def spoil(path: Path, old: str, new: str) -> None:
    """Replace the last such piece of a file: the made-up entry stands at the end."""
    before, found, after = path.read_text(encoding="utf-8").rpartition(old)
    assert found
    path.write_text(f"{before}{new}{after}", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "asked", "said"),
    [
        (SCENARIO, "strength =", "strenght =", "scenarios", ("default", "是不是 strength")),
        (
            SCENARIO,
            '"claim"',
            '"clame"',
            "scenarios",
            ("rules.crooked_hat.crooked.stance", "claim"),
        ),
        (SCENARIO, 'type = "date"', "type = 5", "scenarios", ("questions.facts.hat_seen.type",)),
        (SCENARIO, 'kind = "order_page"\n', "", "scenarios", ("evidence.1", "kind")),
        (SCENARIO, "[[rules]]", "[[rules]", "scenarios", ("line",)),
        (LAW, "governs =", "govern =", "laws", ("articles.1", "是不是 governs")),
        (LAW, "article = 1", 'article = "1"', "laws", ("articles.1.article",)),
        (REFUSALS, "wrong =", "wrog =", "questions", ("refusals.by_design", "是不是 wrong")),
        (DOCUMENTS, "300", '"300"', "documents", ("documents.hat_letter.limit",)),
        (DOCUMENTS, 'to = "演示收件人"', "", "documents", ("documents.hat_letter", "`to`")),
    ],
)
def test_a_slip_within_a_file(  # noqa: PLR0913, PLR0917 - the columns of a table
    file: str, old: str, new: str, asked: str, said: tuple[str, ...], base: Path, command: Command
) -> None:
    """An unknown key, a wrong value or type, a gap: refused when read, with file, key, nearest."""
    spoil(base / file, old, new)
    found = command(asked)
    assert found.code == 4
    assert [part for part in (Path(file).name, *said) if part not in found.err] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SCENARIO, "hat_law.1", "hat_law.11", ("crooked_hat.toml", "basis.duty", "hat_law.1？")),
        (SCENARIO, ', "facts.hat_seen"', ', "facts.hat_sen"', ("ask", "是不是 facts.hat_seen")),
        (SCENARIO, "== 'left'", "== 'lefd'", ("crooked.when", "lefd", "是不是 left")),
        (SCENARIO, "hat_tilt == ", "hat_tild == ", ("crooked.when", "是不是 facts.hat_tilt")),
        (SCENARIO, "hat_tilt == ", "hat_tilt = ", ("crooked.when", "看不懂条件")),
        (SCENARIO, "facts.hat_tilt ==", "len(facts.hat_tilt) ==", ("crooked.when", "len(")),
        (SCENARIO, "refund_amount", "refund_amont", ("remedies.refund", "computed.refund_amount")),
        (SCENARIO, "order_page", "order_pgae", ("crooked_hat.toml", "evidence", "order_page")),
        (LAW, "governs", "applies = 'order.good'\ngoverns", ("hat_law.toml", "order.goods？")),
        (REFUSALS, "merchant_rebuttal", "merchant_rebutal", ("by_design", "merchant_rebuttal？")),
        (REFUSALS, "'claim'", "'clam'", ("by_design.when", "clam")),
        (REFUSALS, "product_page", "produkt_page", ("by_design.ask_for", "product_page？")),
        (DOCUMENTS, "merchant.name", "merchant.nam", ("hat_letter.requires", "merchant.name？")),
        (DOCUMENTS, "hat_law.1", "hatlaw.1", ("hat_letter.basis.hats", "hat_law.1？")),
        (BILLS, '"facts.returned"', '"facts.retruned"', ("bills.toml", "是不是 facts.returned")),
        (BILLS, 'payment = "wechat"', 'payment = "wecat"', ("services.wechat", "是不是 wechat")),
        (BILLS, 'service = "wechat"', 'service = "wechta"', ("layouts 第 4", "是不是 wechat")),
        (BILLS, "?P<amount>", "", ("services.wechat.refunded_part", "amount")),
        (BILLS, "(转账|", "(转账|(", ("services.wechat.transfers", "式样")),
        (BILLS, 'transfer = "personal_transfer"', 'transfer = "transfer"', ("services.wechat",)),
        (LINT, '"police_statement"', '"police_statment"', ("lint.toml", "是不是 police_statement")),
        (LINT, '"order.paid_at"', '"order.payed_at"', ("presence.no_date", "order.paid_at？")),
        (LINT, "<office>", "<ofice>", ("rules.already_handled", "是不是 office")),
        (LINT, "goes_on = '[", "goes_on = '([", ("citations.goes_on", "式样")),
        (LINT, 'law = "ecommerce_law"', 'law = "ecomerce_law"', ("misread", "ecommerce_law？")),
        (LINT, "length = '<num>", "length = '<nun>", ("lint.toml 的 words.length", "num？")),
        (STORIES, '"delayed|not_delivered"', '"delayed|not_deliverd"', ("not_delivered？",)),
        (STORIES, '"delayed|not_delivered"', '"not_delivered|delayed"', ("字母顺序",)),
        (STORIES, '"delayed|not_delivered"', '"delayed"', ("decides.delayed", "两种情形")),
        (STORIES, "negotiate =", "negotiat =", ("stories.toml 的 stages", "是不是 negotiate")),
        (STORIES, '"facts.promise"', '"facts.promis"', ("named", "是不是 facts.promise")),
        (STORIES, '"order.platform"', '"order.platfrm"', ("quoted", "是不是 order.platform")),
        (STORIES, 'value = "alipay"', 'value = "alipey"', ("order.payment", "是不是 alipay")),
        (STORIES, "'支付宝(?:", "'支付宝((?:", ("named order.payment=alipay.says", "式样")),
        (STORIES, "[^，。？]{0,6}<shop>", "[^，。？]{0,6}<shp>", ("stages.negotiate", "shop？")),
        (STORIES, "paid = '<buy>", "paid = '<bay>", ("stories.toml 的 sums.paid", "是不是 buy")),
        (STORIES, "supposed = '^", "supposed = '^(", ("silence.supposed", "式样")),
        (STORIES, "['刷单|", "['刷单(|", ("elsewhere.brushing.says", "式样")),
        (REPLIES, "no = '(?:<noret>", "no = '(?:<noreg>", ("replies.toml 的 words.no", "noret？")),
        (EVIDENCE, '"merchant.address"', '"merchant.adress"', ("points.seller.keys", "address？")),
        (EVIDENCE, '"identity"', '"identiti"', ("points.seller.records", "是不是 identity")),
        (EVIDENCE, 'shared = ["chat"]', 'shared = ["chatt"]', ("answered.shared", "是不是 chat")),
        (EVIDENCE, "respondent_lacking", "respondent_laking", ("records.payment.when",)),
        (EVIDENCE, '"refund_application"]', '"refund_aplication"]', ("answered.kinds",)),
        (LETTER, "order.number", "order.numbr", ("hat_letter.j2", "order.number？")),
        (LETTER, "endsay", "endsya", ("hat_letter.j2 第 5 行", "endsya")),
        (SENTENCES, "facts.hat_tilt |", "facts.hat_tlit |",
         ("scenarios/crooked_hat.j2", "facts.hat_tilt？")),
        (SENTENCES, "priority=2", "when=\"facts.hat_tilt in ['lef']\"",
         ("scenarios/crooked_hat.j2 的 when", "是不是 left？")),
        ("templates/refusals/by_design.j2", "{% endmacro %}", "", ("refusals/by_design.j2",)),
    ],
)  # fmt: skip
def test_a_slip_between_files(
    file: str, old: str, new: str, said: tuple[str, ...], base: Path
) -> None:
    """A missing article, question, document or proof, a broken condition or template: named."""
    spoil(base / file, old, new)
    found = "\n".join(found_in(base))
    assert [part for part in said if part not in found] == []


def test_doctor_names_them(base: Path, command: Command) -> None:
    """Whoever edits a file is told by `doctor`; a template that fails while writing, by `draft`."""
    assert "有问题" not in command("doctor", *TODAY).out
    spoil(base / SCENARIO, "hat_law.1", "hat_law.11")
    spoil(base / SENTENCES, "endsay", "endsya")
    found = command("doctor", *TODAY).out
    assert "没有 hat_law.11，是不是 hat_law.1？" in found
    assert "scenarios/crooked_hat.j2 第" in found
    (base / LETTER).unlink()
    assert "缺少 hat_letter.j2" in command("doctor", *TODAY).out
    spoil(base / SCENARIO, "hat_law.11", "hat_law.1")
    for document in ("hat_letter", "merchant_message"):
        written = command("draft", document, *CASE, *TODAY)
        assert written.code == 4
        assert ".j2" in written.err
