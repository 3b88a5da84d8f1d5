"""A case taken up again after a letter: how its problems stand is asked once, on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from refundcli.case.edit import parse_set
from refundcli.case.store import Saved
from refundcli.cli.wizard.prompts import Special
from refundcli.judge import interview
from tests.cli.command import TODAY as ON_THAT_DAY
from tests.cli.command import Command
from tests.cli.fake import KEEP, LEAVE, porch, sit
from tests.cli.samples import SETS
from tests.cli.scripts import CARD, Replies
from tests.support import TODAY

CASE: Final = "20261122-1"
SENT: Final = (
    "events.e1.at=2026-11-05",
    "events.e1.by=buyer",
    "events.e1.channel=merchant",
    "events.e1.kind=asked",
    "events.e1.document=merchant_message",
)
GIFT: Final = (
    "also=promise_broken",
    "facts.promise_text=下单即送演示道具一份",
    "facts.promise_outcome=other_unkept",
    "facts.promise=none",
    "facts.promised_compensation=/",
    "order.goods=card_code",
)
SCREEN: Final = "哪些已经解决了"
CARD_BOX: Final = "problems.card_invalid.state"
GIFT_BOX: Final = "problems.promise_broken.state"
AGAIN: Final[Replies] = {
    "手里有哪些证据": KEEP,
    "以上是否属实": "yes",
    "信里写的都属实": "yes",
    "接下来": ("merchant_reminder", "done"),
}


def letters(home: Path) -> dict[str, str]:
    """Saved letters by their file's name."""
    found = (home / "cases" / CASE / "letters").glob("*.txt")
    return {path.stem: path.read_text(encoding="utf-8") for path in found}


def stored(home: Path) -> Saved:
    """The case as it stands on disk."""
    return porch(home).store.read(CASE, TODAY)


@pytest.fixture
def found(home: Path) -> Saved:
    """A case of two problems whose first message went out."""
    sit(home, CARD)
    changes = [parse_set(pair) for pair in (*GIFT, *SENT)]
    return porch(home).store.edit(stored(home), changes, TODAY)


def test_nothing_ticked_says_that_all_persist(home: Path, found: Saved) -> None:
    """One screen, put once; the next letter tells both problems still."""
    asked = sit(home, {SCREEN: [], **AGAIN}, found).asked
    assert sum(SCREEN in ask for ask in asked) == 1
    case = stored(home).case
    assert case.problems == {"card_invalid": "persists", "promise_broken": "persists"}
    assert "演示道具" in letters(home)["merchant_reminder"]
    again = sit(home, {**AGAIN, "接下来": "done"}, stored(home)).asked
    assert not any(SCREEN in ask for ask in again)


def test_a_tick_says_resolved(home: Path, found: Saved) -> None:
    """What is resolved is told in a sentence, and of its answers nothing is asked again."""
    sit(home, {SCREEN: [GIFT_BOX], **AGAIN}, found)
    assert stored(home).case.get(GIFT_BOX) == "resolved"
    text = letters(home)["merchant_reminder"]
    assert "已经解决，不再主张" in text
    assert "演示道具" not in text


def test_no_longer_pursued_is_chosen_one_by_one(home: Path, found: Saved) -> None:
    """The last box leads to each problem by itself; 不知道 leaves it as it was."""
    one_by_one: Replies = {
        SCREEN: ["unsure"],
        "“卡密无效": Special.UNKNOWN,
        "”现在怎么样了": "dropped",
    }
    sit(home, {**one_by_one, **AGAIN}, found)
    case = stored(home).case
    assert case.get(GIFT_BOX) == "dropped"
    assert case.get(CARD_BOX) is None
    assert CARD_BOX in case.unknown
    assert "的问题，不再主张" in letters(home)["merchant_reminder"]


def test_the_screen_shows_what_was_said(home: Path, found: Saved) -> None:
    """Opening it from the review and pressing Enter changes nothing, dropped ones included."""
    one_by_one: Replies = {SCREEN: ["unsure"], "“卡密无效": "persists", "”现在怎么样了": "dropped"}
    sit(home, {**one_by_one, **AGAIN}, found)
    before = stored(home)
    keep: Replies = {"以上是否属实": ("edit", LEAVE), "改哪一项": interview.PROBLEMS, SCREEN: KEEP}
    with pytest.raises(SystemExit):
        sit(home, keep, before)
    assert stored(home).case == before.case


def test_thinking_again_is_asked_again(home: Path, found: Saved) -> None:
    """Said to persist, then no longer pursued: the last box opens what no tick had said."""
    sit(home, {SCREEN: [], **AGAIN}, found)
    again: Replies = {
        "手里有哪些证据": KEEP,
        "以上是否属实": ("edit", "yes"),
        "改哪一项": interview.PROBLEMS,
        SCREEN: ["unsure"],
        "“卡密无效": "persists",
        "”现在怎么样了": "dropped",
        "信里写的都属实": "yes",
        "接下来": ("merchant_reminder", "done"),
    }
    sit(home, again, stored(home))
    assert stored(home).case.get(GIFT_BOX) == "dropped"
    assert stored(home).case.get(CARD_BOX) == "persists"


def test_all_over_ends_kindly(home: Path, found: Saved, capsys: pytest.CaptureFixture[str]) -> None:
    """Every box ticked: nothing more is written, why is said, and how to avoid the next loss."""
    before = letters(home)
    capsys.readouterr()
    sit(home, {SCREEN: [CARD_BOX, GIFT_BOX], "接下来": "leave"}, found)
    told = capsys.readouterr().err
    assert "都已经解决，或者不再追究" in told
    assert "下次少吃亏" in told
    assert letters(home) == before


def test_a_slip_of_the_keyboard_is_mended(home: Path, found: Saved) -> None:
    """All over by mistake: the screen can be opened again from where it ended."""
    replies: Replies = {
        SCREEN: ([CARD_BOX, GIFT_BOX], [GIFT_BOX]),
        "接下来": ("edit", "merchant_reminder", "done"),
        "改哪一项": interview.PROBLEMS,
        "以上是否属实": "yes",
        "信里写的都属实": "yes",
    }
    sit(home, replies, found)
    assert "已经解决，不再主张" in letters(home)["merchant_reminder"]


def test_by_script(command: Command) -> None:
    """`--set`, `show` and `schema` know the key; a slip names the nearest."""
    states = ("--set", "problems.card_invalid.state=resolved")
    data = command("assess", *SETS, *states, *ON_THAT_DAY, "--json").data
    assert data["blocked"]
    assert data["stance"] == "stop"
    closed = command("draft", "merchant_message", *SETS, *states, *ON_THAT_DAY)
    assert (closed.code, "不再追究" in closed.err) == (5, True)
    assert command("new", *SETS, *states, "--id", "kami-1", *ON_THAT_DAY).code == 0
    assert "已经解决" in command("show", "kami-1", *ON_THAT_DAY).out
    unset = ("set", "kami-1", "--unset", "problems.card_invalid", *ON_THAT_DAY)
    assert command(*unset).code == 0
    assert command("draft", "merchant_message", "kami-1", *ON_THAT_DAY).code == 0
    slip = command("assess", *SETS, "--set", "problems.card_invlid.state=resolved", *ON_THAT_DAY)
    assert (slip.code, "card_invalid" in slip.err) == (4, True)
    properties = command("schema").data["properties"]
    states_of = properties["problems"]["additionalProperties"]["properties"]["state"]
    assert states_of["enum"] == ["persists", "resolved", "dropped"]
