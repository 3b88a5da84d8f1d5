"""`doctor`, and what a buyer is told of laws that are to be checked again."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from refundcli.cli.actions import doctor
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS
from tests.support import KNOWLEDGE

LATER: Final = ("--today", "2029-01-01")
LAWS: Final = [KNOWLEDGE.law(stem) for stem in KNOWLEDGE.law_ids]


def test_everything_is_in_order(command: Command, home: Path) -> None:
    """Nothing stale, one line for each thing looked at, nothing left behind."""
    found = command("doctor", *TODAY)
    assert (found.code, found.err) == (0, "")
    assert len(found.out.splitlines()) == 4
    assert "有问题" not in found.out
    data = command("doctor", *TODAY, "--json").data
    assert (data["ok"], data["stale"]) == (True, [])
    assert all(check["ok"] for check in data["checks"])
    assert not home.exists()


def test_entries_past_their_day(command: Command) -> None:
    """Laws and channels are named with the day and the days since; the day itself is not past."""
    last = max(law.recheck_by for law in LAWS)
    data = command("doctor", "--today", f"{last + timedelta(days=3)}", "--json").data
    assert data["ok"] is False
    stale = {item["id"]: item for item in data["stale"]}
    assert set(stale) == {*KNOWLEDGE.law_ids, "market_12315", "market_12315.files.report_12315"}
    assert set(stale["civil_code"]) == {"id", "title", "recheck_by", "days"}
    assert stale["civil_code"]["days"] == (last - KNOWLEDGE.law("civil_code").recheck_by).days + 3
    told = command("doctor", *LATER)
    assert told.code == 0
    assert all(law.title in told.out for law in LAWS)
    first = min(law.recheck_by for law in LAWS)
    assert command("doctor", "--today", f"{first}", "--json").data["stale"] == []


def test_every_dated_channel_says_when_to_look_again() -> None:
    for channel in KNOWLEDGE.channels.channels.values():
        assert (channel.verified_on is None) == (channel.recheck_by is None)


def test_what_is_broken_is_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read and a template that is not there: named, and still 0."""
    root = Path(shutil.copytree(PACKAGE_DATA, tmp_path / "knowledge"))
    (root / "laws" / "civil_code.toml").write_text("broken", encoding="utf-8")
    (root / "channels.toml").write_text("broken", encoding="utf-8")
    monkeypatch.setattr(doctor, "Knowledge", lambda: Knowledge(root))
    monkeypatch.setattr(doctor, "template_root", lambda: tmp_path)
    found = command("doctor", *LATER)
    assert (found.code, found.err) == (0, "")
    assert "civil_code.toml" in found.out
    assert "channels.toml" in found.out
    assert "merchant_message.j2" in found.out
    data = command("doctor", *LATER, "--json").data
    assert [check["ok"] for check in data["checks"]] == [False, False, True]
    assert "civil_code" not in {item["id"] for item in data["stale"]}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths")
def test_where_cases_cannot_be_saved(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the place of the folder: said, and still 0."""
    home.write_text("", encoding="utf-8")
    for place in (home, home / "deeper"):
        monkeypatch.setenv("REFUNDCLI_HOME", str(place))
        data = command("doctor", *TODAY, "--json").data
        assert {check["id"]: check["ok"] for check in data["checks"]}["store"] is False


def test_the_buyer_is_told_and_the_letter_is_the_same(command: Command) -> None:
    """One line names the laws and their day beside judgement and letter; no letter changes."""
    fixed = ("--set", "demand.reply_by=2029-06-01")
    line = r"(《[^》]+》（\d{4}-\d\d-\d\d）)+应当在括号里的日期前重新核对.*引用前请核对最新文本"
    day = max(law.recheck_by for law in LAWS)
    sound, past = ("--today", f"{day}"), ("--today", f"{day + timedelta(days=1)}")
    for document in ("merchant_message", "complaint_12315"):
        before = command("draft", document, *SETS, *fixed, *sound)
        after = command("draft", document, *SETS, *fixed, *past)
        assert (before.code, after.code) == (0, 0)
        assert before.out == after.out
        assert re.search(line, before.err) is None
        data = command("draft", document, *SETS, *fixed, *past, "--json").data
        cited = {rule.partition(".")[0] for item in data["sentences"] for rule in item["rules"]}
        assert any(re.search(line, text) for text in data["warnings"])
        assert {"civil_code", "consumer_law"} <= cited
        told = "".join(match[0] for match in re.finditer(line, after.err))
        assert all(f"《{KNOWLEDGE.law(stem).short}》（" in told for stem in cited)
    assert re.search(line, command("assess", *SETS, *past).out)
    warnings = command("assess", *SETS, *past, "--json").data["warnings"]
    assert [text for text in warnings if re.search(line, text)]
    assert not re.search(line, command("assess", *SETS, *sound).out)
