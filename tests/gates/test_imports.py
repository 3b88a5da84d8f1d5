"""What a command may load: seen in a fresh interpreter, because start-up time is a promise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.gates.sources import CARD, run_python
from tests.intake.exports import wechat

PROMPTS: Final = {"questionary", "prompt_toolkit"}
PAPER: Final = {"docx", "lxml", "zipfile"}
NETWORK: Final = {"socket", "ssl", "http.client", "urllib.request"}
DRAFT_BY_API: Final = """
import sys
from datetime import date
from pathlib import Path
from refundcli import api
from refundcli.knowledge.load import Knowledge
knowledge, today = Knowledge(), date(2026, 11, 22)
text = Path(sys.argv[1]).read_text(encoding="utf-8")
case = api.read_case(text, knowledge, today=today)
letter = api.draft("merchant_message", case, knowledge, today=today)
sys.stdout.write(letter.text)
"""


def loaded(*arguments: str, home: Path) -> tuple[set[str], str]:
    """Names of the modules a run imports, and what it printed."""
    result = run_python("-X", "importtime", *arguments, home=home)
    assert result.returncode == 0, result.stderr[-2000:]
    return set(re.findall(r"^import time:.*\|\s+([\w.]+)$", result.stderr, re.MULTILINE)), (
        result.stdout
    )


def test_version_loads_nothing_heavy(tmp_path: Path) -> None:
    found, printed = loaded("-m", "refundcli", "--version", home=tmp_path)
    assert re.fullmatch(r"refundcli \d+\.\d+\.\d+\n", printed)
    assert found & {"typer", "click", "jinja2", "msgspec", "rich", "tomllib", *PROMPTS} == set()


def test_drafting_by_api_loads_no_terminal_library(tmp_path: Path) -> None:
    found, printed = loaded("-c", DRAFT_BY_API, str(CARD), home=tmp_path)
    assert "TEST0000000001" in printed
    assert found & {"rich", "typer", "click", "tomlkit", *PROMPTS, *PAPER, *NETWORK} == set()


def test_drafting_by_command_loads_no_terminal_library(tmp_path: Path) -> None:
    found, printed = loaded(
        "-m",
        "refundcli",
        "draft",
        "merchant_message",
        str(CARD),
        "--today",
        "2026-11-22",
        home=tmp_path,
    )
    assert "TEST0000000001" in printed
    assert found & {"rich", "tomlkit", *PROMPTS, *PAPER} == set()


@pytest.mark.parametrize("command", [["assess"], ["checklist"]])
def test_judging_needs_no_template_engine(command: list[str], tmp_path: Path) -> None:
    found, _ = loaded(
        "-m", "refundcli", *command, str(CARD), "--today", "2026-11-22", home=tmp_path
    )
    assert found & {"jinja2", "rich", "tomlkit", *PROMPTS} == set()


def test_wizard_loads_templates_only_for_a_letter(tmp_path: Path) -> None:
    found, _ = loaded(
        "-c", "import refundcli.cli.actions.cases, refundcli.cli.wizard.flow", home=tmp_path
    )
    assert "questionary" in found
    assert found & {"jinja2", "rich", "tomlkit"} == set()


def test_a_bill_of_text_needs_no_reader_of_workbooks(tmp_path: Path) -> None:
    bill = tmp_path / "bill.csv"
    bill.write_bytes(wechat({}))
    found, _ = loaded("-m", "refundcli", "import", "bill", str(bill), home=tmp_path)
    assert found & {"python_calamine", "rich", "jinja2", "tomlkit", *PROMPTS, *NETWORK} == set()
