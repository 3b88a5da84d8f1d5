"""Terminals that are closed whatever happens, and commands run without a new process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.command import Command

if TYPE_CHECKING:
    from tests.cli.terminal import Terminal

# There are no pseudo-terminals on Windows; the flow tests cover the wizard there.
collect_ignore_glob = ["test_wizard_*.py"] if sys.platform == "win32" else []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where this test's cases live."""
    return tmp_path / "home"


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Open terminals on this test's cases."""
    from tests.cli.terminal import Terminal  # noqa: PLC0415 - does not exist on Windows

    opened: list[Terminal] = []

    def open_one(*arguments: str, **options: Any) -> Terminal:  # noqa: ANN401 - Terminal's own options
        opened.append(Terminal(*arguments, home=home, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.child.close(force=True)


@pytest.fixture
def command(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run command lines in this process, as a pipe would see them."""
    monkeypatch.setenv("REFUNDCLI_HOME", str(home))
    return Command(capsys, monkeypatch)
