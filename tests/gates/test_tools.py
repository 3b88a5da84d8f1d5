"""The linters are tests, so that one command runs everything."""

from __future__ import annotations

import importlib.metadata
import sys

import pytest

from tests.gates.sources import run_python

LINT_IMPORTS = next(
    script.value.partition(":")
    for script in importlib.metadata.entry_points(group="console_scripts")
    if script.name == "lint-imports"
)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "check", "--no-fix", "."], id="ruff check"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="ruff format"),
        pytest.param(["-m", "mypy"], id="mypy"),
        pytest.param(
            [
                "-c",
                f"import sys; from {LINT_IMPORTS[0]} import {LINT_IMPORTS[2]} as run;"
                " sys.exit(run())",
                "--no-logo",
            ],
            id="lint-imports",
        ),
    ],
)
def test_tool_finds_nothing(command: list[str]) -> None:
    result = run_python(*command)
    assert result.returncode == 0, f"\n{result.stdout}{result.stderr}"


def test_oldest_python_is_named() -> None:
    assert sys.version_info >= (3, 11)
