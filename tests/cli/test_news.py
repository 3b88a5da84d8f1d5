"""发生了什么新情况？ Each answer becomes the right line, with as few prompts as it takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.edit import parse_set
from refundcli.case.log import Entry
from refundcli.case.model import Case, Event
from refundcli.case.store import Saved
from refundcli.cli.logbook import append
from refundcli.cli.wizard.prompts import Special
from refundcli.judge.facts import Facts
from refundcli.judge.record import stage, with_record
from tests.cli.fake import KEEP, LEAVE, FakePrompter, porch, sit
from tests.cli.scripts import CARD, Replies
from tests.support import KNOWLEDGE, TODAY

CASE: Final = "20261122-1"
NEWS: Final = "发生了什么新情况"
WHEN: Final = "什么时候发生的"
ON: Final = "以上是否属实"
PAST: Final[Replies] = {ON: "yes", "信里写的都属实": "yes", "接下来": "done"}


@pytest.fixture
def written(home: Path) -> Saved:
    """A case of which the message to the merchant was written, and nothing is logged."""
    sit(home, CARD)
    return porch(home).store.read(CASE, TODAY)


def case(home: Path) -> Case:
    """The case as it stands."""
    return porch(home).store.read(CASE, TODAY).case


def on_record(home: Path, found: Saved, *lines: Entry) -> Saved:
    """The case with these lines in its log."""
    for line in lines:
        found, _ = append(porch(home), found, line)
    return found


def told(home: Path, found: Saved, *news: str, **replies: object) -> tuple[FakePrompter, Event]:
    """A sitting in which these are told and nothing else; the last line that is on record."""
    spelled = {piece.replace("_", ""): reply for piece, reply in replies.items()}
    prompter = sit(home, {NEWS: (*news, "none"), **spelled, **PAST}, found)
    return prompter, case(home).log[-1]


def seen(event: Event) -> tuple[object, ...]:
    """What a line says."""
    return event.kind, event.by, event.channel, event.day


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [("refused", "refused"), ("promised", "promised"), ("stalled", "stalled"), ("replied",) * 2],
)
def test_the_merchant_answers(home: Path, written: Saved, outcome: str, kind: str) -> None:
    """What it comes to, the day, the words: four prompts in all."""
    words = "亲，虚拟商品\n一经售出概不退换"
    prompter, event = told(
        home, written, "merchant", 什么意思=outcome, 什么时候=KEEP, 整段粘贴=words
    )
    assert seen(event) == (kind, "merchant", "merchant", TODAY)
    assert event.text == "亲，虚拟商品 一经售出概不退换"
    assert prompter.asked.index(next(ask for ask in prompter.asked if ON in ask)) == 5


def test_nobody_answers(home: Path, written: Saved) -> None:
    """Silence is an answer of the buyer's and no line of the log; a reply later ends it."""
    replies: Replies = {
        "许多商家开店": "marketplace",
        "找过平台": "not_asked",
        "哪几天": "2026-11-05",
    }
    replies["手里有哪些证据"] = KEEP
    sit(home, {NEWS: ("silent", "none"), **replies, **PAST}, written)
    found = porch(home).store.read(CASE, TODAY)
    assert (found.case.log, found.case.get("facts.no_reply")) == ((), True)
    told(home, found, "merchant", 什么意思="replied", 什么时候=KEEP, 整段粘贴="在处理")
    assert case(home).get("facts.no_reply") is False


@pytest.mark.parametrize(
    ("outcome", "replies", "line"),
    [
        ("platform_opened", {}, ("platform_opened", "platform", "platform", TODAY)),
        ("refused", {"整段粘贴": "证据不足"}, ("refused", "platform", "platform", TODAY)),
        ("stalled", {"整段粘贴": ""}, ("stalled", "platform", "platform", TODAY)),
        ("decided_for", {"退多少": "98.50"}, ("platform_decided", "platform", "platform", TODAY)),
    ],
)
def test_the_platform_answers(
    home: Path, written: Saved, outcome: str, replies: Replies, line: tuple[object, ...]
) -> None:
    """For the buyer the sum is asked, against the buyer the words."""
    _, event = told(home, written, "platform", 平台怎么=outcome, 什么时候=KEEP, **replies)
    assert seen(event) == line


def test_words_are_asked_where_the_sum_is_not_known(home: Path, written: Saved) -> None:
    """Either tells what was decided; nobody is asked for both."""
    decided: Replies = {"平台怎么": "decided_for", WHEN: KEEP}
    words: Replies = {"平台让退多少": Special.SKIP, "结果是怎么写的": "支持退款"}
    prompter = sit(home, {NEWS: ("platform", "none"), **decided, **words, **PAST}, written)
    assert (case(home).log[-1].amount, case(home).log[-1].text) == (None, "支持退款")
    assert any("结果是怎么写的" in ask for ask in prompter.asked)


def test_authorities_are_offered_once_they_were_asked(home: Path, written: Saved) -> None:
    """Nothing comes from 12315 before something went there."""
    with pytest.raises(AssertionError, match="does not offer authority"):
        told(home, written, "authority")
    found = on_record(home, written, Entry(kind="filed", channel="consumer_association"))
    _, event = told(home, found, "authority", 什么消息="accepted", 什么时候="2026-11-22")
    assert seen(event) == ("accepted", "authority", "consumer_association", TODAY)


def test_of_two_authorities_the_buyer_says_which(home: Path, written: Saved) -> None:
    """A report to the police and a complaint to 12315: the answer comes from one of them."""
    filed = (Entry(kind="filed"), Entry(kind="filed", channel="police"))
    found = on_record(home, written, *filed)
    _, event = told(
        home, found, "authority", 什么消息="accepted", 是哪里="market_12315", 什么时候=KEEP
    )
    assert event.channel == "market_12315"


def test_mediation_that_succeeded_is_a_promise(home: Path, written: Saved) -> None:
    """What was agreed is the merchant's word until the money is there."""
    found = on_record(home, written, Entry(kind="filed"))
    _, event = told(
        home, found, "authority", 什么消息="agreed", 什么时候=KEEP, 谈成的是="11月25日前退98.50元"
    )
    assert seen(event)[:2] == ("promised", "merchant")


def test_money_comes_back(home: Path, written: Saved, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the day and the sum are asked; all of it ends the matter with the farewell."""
    replies: Replies = {WHEN: "2026-11-21", "退回来多少": "98.50", "接下来": "leave"}
    sit(home, {NEWS: ("refunded", "none"), **replies}, written)
    event = case(home).log[-1]
    assert (event.kind, event.day, event.amount) == (
        "refunded",
        date(2026, 11, 21),
        Decimal("98.50"),
    )
    facts = Facts(case(home), KNOWLEDGE, TODAY)
    assert stage(facts, with_record(facts, facts.get)) == "closed"
    assert "下次少吃亏" in capsys.readouterr().err


def test_a_sum_that_is_not_known_stays_unknown(
    home: Path, written: Saved, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line is saved without a sum, and how to supply it is said."""
    told(home, written, "refunded", 什么时候=KEEP, 退回来多少=Special.UNKNOWN)
    assert case(home).log[-1].amount is None
    assert f"refundcli log {CASE} refunded --amount 数额 --corrects e1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("chosen", "line", "document"),
    [
        ("merchant_message:", ("asked", "buyer", "merchant", TODAY), "merchant_message"),
        ("asked", ("asked", "buyer", "merchant", TODAY), None),
        ("platform", ("filed", "buyer", "platform", TODAY), None),
        ("market_12315", ("filed", "buyer", "market_12315", TODAY), None),
        ("report_12315", ("filed", "buyer", "market_12315", TODAY), "report_12315"),
        ("police", ("filed", "buyer", "police", TODAY), None),
    ],
)
def test_what_the_buyer_did(
    home: Path, written: Saved, chosen: str, line: tuple[object, ...], document: str | None
) -> None:
    """A letter that was written is offered by name; what was done without one by its place."""
    _, event = told(home, written, "sent", 哪一份=chosen, 什么时候=KEEP, 你是怎么说="请退款")
    assert (seen(event), event.document) == (line, document)


def test_a_second_message_is_a_reminder(home: Path, written: Saved) -> None:
    """Only one of the two is offered."""
    found = on_record(home, written, Entry(kind="asked"))
    with pytest.raises(AssertionError, match="does not offer asked"):
        told(home, found, "sent", 哪一份="asked")
    _, event = told(home, found, "sent", 哪一份="reminded", 什么时候=KEEP, 你是怎么说="")
    assert (event.kind, event.text) == ("reminded", None)


def test_what_was_put_down_wrongly_is_taken_back(home: Path, written: Saved) -> None:
    """The lines that stand are offered; the one chosen counts no more, and stays in the log."""
    found = on_record(home, written, Entry(kind="asked"), Entry(kind="refused"))
    _, event = told(home, found, "mistaken", 哪一条="e2")
    assert (event.kind, event.corrects) == (None, "e2")
    assert [line.id for line in case(home).events] == ["e1"]
    with pytest.raises(AssertionError, match="does not offer e2"):
        told(home, porch(home).store.read(CASE, TODAY), "mistaken", 哪一条="e2")


def test_going_back_prompt_by_prompt(home: Path, written: Saved) -> None:
    """`<` leads to the prompt before, from the first to the list, and what was chosen is gone."""
    back = Special.BACK
    replies: Replies = {
        NEWS: ("merchant", "refunded", "none"),
        "什么意思": ("refused", "promised", back),
        WHEN: ("2026-11-20", back, back, "2026-11-21"),
        "商家是怎么说": back,
        "退回来多少": "5",
    }
    sit(home, {**replies, **PAST}, written)
    (event,) = case(home).log
    assert (seen(event)[0], event.day, event.text) == ("refunded", date(2026, 11, 21), None)


def test_days_that_cannot_be(
    home: Path, written: Saved, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day to come and a slip are told and asked again; an unknown day stays unknown."""
    days = ("2026-11-23", "上周", "2026-11-20")
    told(home, written, "merchant", 什么意思="refused", 什么时候=days, 整段粘贴="")
    assert case(home).log[-1].day == date(2026, 11, 20)
    err = capsys.readouterr().err
    assert "还没有到" in err
    assert "上周" in err
    found = porch(home).store.read(CASE, TODAY)
    told(home, found, "merchant", 什么意思="refused", 什么时候=Special.UNKNOWN, 整段粘贴="")
    assert case(home).log[-1].at is None


def test_leaving_loses_nothing_that_was_told(home: Path, written: Saved) -> None:
    """Ctrl-C at the next piece of news: the first is on record, the second is not half there."""
    replies: Replies = {
        NEWS: "merchant",
        "什么意思": "refused",
        WHEN: (KEEP, LEAVE),
        "整段粘贴": "不退",
    }
    with pytest.raises(SystemExit) as ended:
        sit(home, replies, written)
    assert ended.value.code == 130
    (event,) = case(home).log
    assert (event.kind, event.text) == ("refused", "不退")


def test_a_full_disk_keeps_what_was_told(
    home: Path, written: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are saved once there is room; nobody types them again."""
    with monkeypatch.context() as patched:

        def full(*_: object) -> None:
            raise OSError(28, "full")

        def room() -> str:
            patched.undo()
            return "again"

        patched.setattr("os.fsync", full)
        prompter, event = told(
            home,
            written,
            "merchant",
            什么意思="refused",
            什么时候=KEEP,
            整段粘贴="不退",
            腾出空间=room,
        )
    assert event.text == "不退"
    assert sum("整段粘贴" in ask for ask in prompter.asked) == 1


def test_two_windows(home: Path, written: Saved) -> None:
    """What another window logged meanwhile stays; both lines are there."""

    def meanwhile() -> str:
        desk = porch(home)
        append(desk, desk.store.read(CASE, TODAY), Entry(kind="asked"))
        return "不退"

    told(home, written, "merchant", 什么意思="refused", 什么时候=KEEP, 整段粘贴=meanwhile)
    assert [event.kind for event in case(home).log] == ["asked", "refused"]


def test_a_new_case_is_not_asked_for_news(home: Path) -> None:
    """Nothing can have happened before the first letter."""
    assert not any(NEWS in ask for ask in sit(home, {**CARD, ON: "yes"}).aside)
    found = porch(home).store.read(CASE, TODAY)
    assert any(NEWS in ask for ask in sit(home, PAST, found).aside)


def test_whether_it_went_out_is_asked_at_the_end(home: Path) -> None:
    """One letter, one question; 发出去了 is on record with its letter and the day."""
    sit(home, {**CARD, "发出去（交上去）了": "sent"})
    (event,) = case(home).log
    assert (seen(event), event.document) == (
        ("asked", "buyer", "merchant", TODAY),
        "merchant_message",
    )
    again = sit(home, PAST, porch(home).store.read(CASE, TODAY))
    assert not any("发出去" in ask for ask in again.aside)
    assert len(list((home / "cases" / CASE / "letters").iterdir())) == 1


def test_of_several_letters_one_list_is_asked(home: Path) -> None:
    """Only what was ticked went out."""
    replies: Replies = {"接下来": ("merchant_reminder", "done"), "哪些已经发出去": ["1"]}
    prompter = sit(home, {**CARD, **replies})
    assert [event.document for event in case(home).log] == ["merchant_reminder"]
    assert case(home).log[0].kind == "reminded"
    assert sum("发出去" in ask for ask in prompter.asked) == 1


def test_news_from_the_menu(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a letter too; the stage at the end follows, and what was told needs no confirming."""
    replies: Replies = {
        "接下来": ("news", "merchant_rebuttal", "done"),
        NEWS: "merchant",
        "什么意思": "refused",
        WHEN: KEEP,
        "整段粘贴": "虚拟商品一经售出概不退换",
    }
    prompter = sit(home, {**CARD, **replies})
    assert (home / "cases" / CASE / "letters" / "merchant_rebuttal.txt").is_file()
    assert not any("信里写的都属实" in ask for ask in prompter.asked)
    told = capsys.readouterr()
    assert "已记下 e1" in told.err
    assert "现在走到：协商沟通" in told.out


def test_every_outcome_can_be_logged(home: Path, written: Saved) -> None:
    """Each entry of news.toml becomes a line as it stands."""
    for item in KNOWLEDGE.news.values():
        assert item.outcomes or item.sets or item.corrects
        assert item.ask or len(item.outcomes) < 2
        for outcome in item.outcomes.values():
            fields = {name: getattr(outcome, name) for name in ("by", "channel", "document")}
            named = {name: value for name, value in fields.items() if value}
            found = on_record(home, written, Entry(kind=outcome.kind, **named))
            assert found.case.log[-1].kind == outcome.kind
            written = found
    change = [parse_set("order.quantity=2")]
    assert porch(home).store.edit(written, change, TODAY).case.log == written.case.log
