"""Files beside the wizard: the kind is asked on a terminal, and an empty box takes no file away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from refundcli.cli.wizard.answers import from_evidence
from refundcli.judge import interview
from tests.cli.command import TODAY, Command
from tests.cli.terminal import CTRL_C, ENTER, Terminal
from tests.intake.samples import JPG, PNG
from tests.support import CARD, facts_of

Open = Callable[..., Terminal]


def test_the_kind_is_asked(terminal: Open, command: Command, home: Path, tmp_path: Path) -> None:
    """For each file by its name; Enter takes the item that waits; Ctrl-C adds nothing at all."""
    ticked = ("--set", "scenario=card_invalid", "--set", "evidence.E1.kind=order_page")
    assert command("new", "--id", "a", *ticked, *TODAY).code == 0
    for name, content in (("甲.png", PNG), ("乙.jpg", JPG)):
        (tmp_path / name).write_bytes(content)
    files = [str(tmp_path / name) for name in ("甲.png", "乙.jpg")]
    left = terminal("evidence", "add", "a", *files, *TODAY)
    left.answer("甲.png 是哪一种证据", ENTER)
    left.answer("乙.jpg 是哪一种证据", CTRL_C)
    assert left.leave() == 130
    assert not (home / "cases" / "a" / "evidence").exists()
    shown = terminal("evidence", "add", "a", files[0], *TODAY)
    shown.answer("甲.png 是哪一种证据", ENTER)
    shown.expect_text("已加入证据1 订单详情页：甲.png")
    assert shown.leave() == 0


def test_an_empty_box_takes_no_file_away() -> None:
    """An item that was only ticked goes; one that has a file stays, and so does its number."""
    filed = {"evidence.E1.kind": "order_page", "evidence.E1.file": "evidence/E1.png"}
    facts = facts_of({**CARD, **filed, "evidence.E2.kind": "failure_prompt"})
    step = next(one for one in interview.steps(facts, "merchant_message") if one.kind == "evidence")
    keys = {change.key for change in from_evidence(step, [], facts)}
    assert "evidence.E2" in keys
    assert not keys & {"evidence.E1", "has.order_page"}
