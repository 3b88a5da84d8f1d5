"""What the README shows is what happens."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from refundcli.knowledge.load import Knowledge
from tests.readme.examples import README, ROOT, refreshed

TEXT: Final = README.read_text(encoding="utf-8")
SETUP: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/refundcli demo"
)
TESTS: Final = ".venv/bin/python -m pytest"


@pytest.mark.skipif(sys.platform == "win32", reason="no /bin/sh, no pseudo-terminal")
def test_examples(tmp_path: Path) -> None:
    """Every command and the recorded interview, run again (`python -m tests.readme.refresh`)."""
    assert refreshed(TEXT, tmp_path) == TEXT


def test_set_up_commands() -> None:
    """The two commands stand there for each system, and `.ci/run` calls the second one."""
    for command in (SETUP, TESTS):
        assert f"`{command}`" in TEXT
        assert f"    {command}\n" in TEXT
        windows = command.replace("python3 -m", "py -m").replace("'", "")
        assert f"`{windows.replace('/bin/', chr(92) + 'Scripts' + chr(92))}`" in TEXT
    assert TESTS in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "dev" in project["optional-dependencies"]
    assert project["scripts"] == {"refundcli": "refundcli.__main__:main"}
    assert project["requires-python"].removeprefix(">=") in TEXT


def test_everything_named_exists() -> None:
    """Paths, modules, and the numbers of scenarios and documents are those of today."""
    for name in re.findall(r"`((?:refundcli|templates|tests|\.ci)/[a-z_/.]*)", TEXT):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"-m (tests\.[\w.]+)`", TEXT):
        assert (ROOT / f"{name.replace('.', '/')}.py").is_file(), name
    drawn = TEXT.partition("```\nrefundcli/\n")[2].partition("```")[0]
    for name in re.findall(r"^  ([\w./]+)", drawn, re.MULTILINE):
        assert (ROOT / "refundcli" / name).exists(), name
    knowledge = Knowledge()
    assert (len(knowledge.scenario_ids), len(knowledge.documents.documents)) == (17, 16)
    assert "十七种情形" in TEXT
    assert "十六种文书" in TEXT
