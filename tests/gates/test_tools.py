"""The linters are tests, so that one command runs everything."""

from __future__ import annotations

import importlib.metadata

import pytest

from tests.gates.sources import run_python


def script(name: str) -> str:
    """Python that runs a console script of this environment, wherever its file stands."""
    scripts = importlib.metadata.entry_points(group="console_scripts", name=name)
    module, _, function = next(iter(scripts)).value.partition(":")
    return f"import sys; from {module} import {function}; sys.exit({function}())"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "check", "--no-fix", "."], id="ruff check"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="ruff format"),
        pytest.param(["-m", "mypy"], id="mypy"),
        pytest.param(["-c", script("lint-imports"), "--no-logo"], id="import-linter"),
    ],
)
def test_tool_finds_nothing(command: list[str]) -> None:
    result = run_python(*command)
    assert result.returncode == 0, f"\n{result.stdout}{result.stderr}"
