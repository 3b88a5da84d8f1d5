"""After the review: what is offered, what is confirmed, what the buyer is told, how it ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundcli.case.edit import parse_set
from refundcli.case.store import Saved
from refundcli.cli.wizard import menu
from refundcli.cli.wizard.flow import Wizard
from refundcli.cli.wizard.letters import Letters
from refundcli.cli.wizard.sitting import run
from refundcli.judge.assess import assess
from refundcli.judge.facts import Facts
from tests.cli.fake import FakePrompter, porch, sit
from tests.cli.scripts import CARD, IDENTITY, Replies
from tests.support import KNOWLEDGE, TODAY

if TYPE_CHECKING:
    import pytest

CASE: Final = "20261122-1"
CONFIRM: Final = "信里写的都属实"
MORE: Final[Replies] = {"许多商家开店": "marketplace", "用什么方式": "wechat", "交易单号": "TEST42"}
FAREWELL: Final = "下次少吃亏"
SCAM: Final = "代退款"


def letters(home: Path) -> dict[str, str]:
    """Saved letters by their file's name."""
    found = (home / "cases" / CASE / "letters").glob("*.txt")
    return {path.stem: path.read_text(encoding="utf-8") for path in found}


def write(home: Path, *documents: str, replies: Replies | None = None) -> FakePrompter:
    """A sitting with the card case in which these are written after the first letter."""
    return sit(
        home, {**CARD, **IDENTITY, **MORE, **(replies or {}), "接下来": (*documents, "done")}
    )


def change(home: Path, *pairs: str) -> Saved:
    """The saved case with some answers changed by a script."""
    store = porch(home).store
    return store.edit(store.read(CASE, TODAY), [parse_set(pair) for pair in pairs], TODAY)


def end_lines() -> list[str]:
    return [item.text for item in KNOWLEDGE.advice if "end" in item.documents]


def test_a_letter_that_says_more_is_confirmed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the review did not show is confirmed on the letter itself, before it is kept."""
    kept: list[tuple[str, bool]] = []
    finish = Letters._finish  # noqa: SLF001 - where a letter becomes final

    def finishing(self: Letters, letter, to):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        kept.append((letter.kind, letter.confirmed))
        return finish(self, letter, to)

    monkeypatch.setattr(Letters, "_finish", finishing)
    asked = write(home, "merchant_reminder", "complaint_12315", "merchant_reminder").asked
    # The reminder rests on what was reviewed; the draft names the buyer, and once is enough.
    assert sum(CONFIRM in ask for ask in asked) == 1
    assert kept == [
        ("merchant_message", True),
        ("merchant_reminder", True),
        ("complaint_12315", True),
        ("merchant_reminder", True),
    ]


def test_events_on_record_are_confirmed(home: Path) -> None:
    """What a script put on record was never on the review's screen."""
    sit(home, CARD)
    refused = "events.e1.at=2026-11-05", "events.e1.by=merchant", "events.e1.kind=refused"
    found = change(home, *refused, "events.e1.text=虚拟商品一经售出概不退换")
    again: Replies = {
        "以上是否属实": "yes",
        CONFIRM: "yes",
        "接下来": ("merchant_rebuttal", "done"),
    }
    assert any(CONFIRM in ask for ask in sit(home, again, found).asked)
    assert "概不退换" in letters(home)["merchant_rebuttal"]


def test_a_letter_names_a_day_to_come(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The day set for the first letter has passed when the next is written: a new one, and why."""
    sit(home, CARD)
    found = change(home, "demand.reply_by=2026-11-22")
    later = date(2026, 11, 30)
    prompter = FakePrompter(
        {"以上是否属实": "yes", CONFIRM: "yes", "接下来": ("merchant_reminder", "done")}
    )
    run(Wizard(porch(home, later), found, prompter=prompter))
    assert "2026年12月7日前" in letters(home)["merchant_reminder"]
    assert "2026-12-07" in capsys.readouterr().err


def test_a_letter_that_is_not_confirmed_is_not_kept(home: Path) -> None:
    """先不写: back to the list, nothing saved. 修改一项: written anew with the new answer."""
    write(home, "complaint_12315", replies={CONFIRM: "leave"})
    assert set(letters(home)) == {"merchant_message"}
    found = porch(home).store.read(CASE, TODAY)
    replies: Replies = {
        "以上是否属实": "yes",
        CONFIRM: ("edit", "yes"),
        "改哪一项": "buyer.name",
        "你的姓名": "测试乙",
        "接下来": ("complaint_12315", "done"),
    }
    sit(home, replies, found)
    assert "测试乙" in letters(home)["complaint_12315"]
    assert "测试甲" not in letters(home)["complaint_12315"]


def test_the_list_runs_along_the_road(home: Path) -> None:
    """Only what is open; what lies ahead of this letter first; what was written is marked."""
    write(home, "platform_complaint")
    facts = Facts(porch(home).store.read(CASE, TODAY).case, KNOWLEDGE, TODAY)
    states = assess(facts).documents
    is_open = {state.id for state in states if state.open}
    for current in ("merchant_message", "platform_complaint"):
        order = menu.onward(states, current)
        assert (set(order), order[-1]) == (is_open, current)
        ids = [state.id for state in states]
        ahead = [name for name in order if ids.index(name) > ids.index(current)]
        assert list(order[: len(ahead)]) == ahead
    assert menu.onward(states, "merchant_message").index("complaint_12315") < 5
    found = menu.Found(states, "platform_complaint", "complaint_12315", {"merchant_message"})
    listed = menu.options(facts, found)
    labels = {option.value: option.label for option in listed}
    assert labels["complaint_12315"].startswith("现在该写：")
    assert [option.value for option in listed[:2]] == [menu.DONE, "complaint_12315"]
    assert labels["merchant_message"].endswith("（写过）")
    assert not labels["complaint_12315"].endswith("（写过）")
    assert listed[0].value == menu.DONE


def test_advice_stands_under_the_letter_once(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What belongs beside a document is on the screen; the warning of refund scams once."""
    write(home, "refund_request", "platform_complaint", "complaint_12315")
    told = capsys.readouterr().err
    assert "退款原因请如实选" in told
    assert "平台要你补材料时" in told
    assert sum(SCAM in line for line in told.splitlines()) == 1
    lines = [line for line in told.splitlines() if line.startswith("注意：")]
    assert len(lines) == len(set(lines))
    assert FAREWELL not in told
    assert all(line[3:] not in text for line in lines for text in letters(home).values())


def test_the_scam_warning_stands_under_every_first_letter(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistake: Replies = {"页面说的是哪一种": "expired", "有没有写明": "named_missed"}
    sit(home, {**mistake, **CARD, **mistake})
    assert set(letters(home)) == {"goodwill_request"}
    assert SCAM in capsys.readouterr().err


def test_when_the_buyer_stops(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """了结: three lines on avoiding the next loss, and nothing of it in a letter."""
    sit(home, {**CARD, "接下来": menu.STOP})
    told = capsys.readouterr().err
    assert len(end_lines()) == 3
    assert all(line in told.partition(FAREWELL)[2] for line in end_lines())


def test_when_all_has_come_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refund in full is on record: nothing more is written, the three lines are shown."""
    sit(home, CARD)
    capsys.readouterr()
    paid = "events.e1.kind=refunded", "events.e1.amount=98.50", "events.e1.by=merchant"
    sit(home, {"接下来": "leave"}, change(home, *paid, "events.e1.at=2026-11-20"))
    told = capsys.readouterr().err
    assert "已经全部退回" in told
    assert all(line in told.partition(FAREWELL)[2] for line in end_lines())


def test_what_cannot_wait_is_said_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever may have been cheated reads what to do now before the next question."""

    def next_question() -> str:
        told = capsys.readouterr().err
        assert "96110" in told
        assert "止付" in told
        return "card_invalid"

    cheated: Replies = {
        "下面有符合": ["facts.suspected_fraud"],
        "遇到的是哪种": next_question,
        "收款方写的是什么": "演*店",
        "用过的网址": "网址 demo.example",
        "别的买家": "false",
    }
    sit(home, {**CARD, **IDENTITY, **MORE, **cheated})
    assert set(letters(home)) == {"police_statement"}


def test_whom_the_request_for_records_goes_to(home: Path) -> None:
    """Merchant or platform is asked, and each has a file of its own."""
    replies: Replies = {
        "写给谁": ("platform", "merchant"),
        "哪几天联系过": "2026-11-05",
        "许多商家开店": "marketplace",
        "找过平台客服": "told_self",
    }
    write(home, "records_request", "records_request", replies=replies)
    found = letters(home)
    assert "贵平台" in found["records_request-platform"]
    assert "贵平台" not in found["records_request-merchant"]
