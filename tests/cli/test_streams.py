"""Pipes, encodings and shells, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command import TODAY
from tests.cli.samples import SETS, TOML

DRAFT = ("draft", "merchant_message", *SETS, *TODAY)
ENCODINGS = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "POSIX"},
)


def run(
    *arguments: str, home: Path, stdin: bytes = b"", extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The program as a script calls it."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LC_", "LANG", "PYTHON"))
    }
    return subprocess.run(
        [sys.executable, "-m", "refundcli", *arguments],
        env={**kept, "REFUNDCLI_HOME": str(home), **(extra or {})},
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("environment", ENCODINGS, ids=str)
def test_any_locale(environment: dict[str, str], home: Path) -> None:
    """Chinese in and out does not crash under C, GBK or ASCII; a pipe always gets UTF-8."""
    expected = run(*DRAFT, home=home).stdout
    assert "98.50元" in expected.decode("utf-8")
    result = run(
        "draft", "merchant_message", "-", *TODAY, home=home, stdin=TOML.encode(), extra=environment
    )
    assert (result.returncode, result.stdout) == (0, expected)
    assert b"Traceback" not in result.stderr
    failed = run("assess", "--set", "金额=1", home=home, extra=environment)
    assert failed.returncode == 4
    assert b"Traceback" not in failed.stderr


@pytest.mark.parametrize("arguments", [DRAFT, ("demo",), ("documents",), ("assess", *SETS, *TODAY)])
def test_a_pipe_gets_plain_text(arguments: tuple[str, ...], home: Path) -> None:
    """No colour, no border, no trailing blanks in a pipe, even when colour is asked for."""
    result = run(*arguments, home=home, extra={"FORCE_COLOR": "1"})
    text = result.stdout.decode("utf-8")
    assert result.returncode == 0
    assert not set("\x1b\r│┃─━┌") & set(text)
    assert all(line == line.rstrip(" ") for line in text.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="no /bin/sh")
def test_broken_pipe_is_quiet(home: Path) -> None:
    """`refundcli laws | head -1`: the reader goes away, and nobody hears a complaint."""
    for command in ("laws", "laws --json", "demo"):
        line = f"'{sys.executable}' -m refundcli {command} | head -n 1"
        result = subprocess.run(
            ["/bin/sh", "-c", line],
            env={**os.environ, "REFUNDCLI_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (result.returncode, result.stderr) == (0, b"")


def test_closed_stdout(home: Path) -> None:
    """A reader that is gone before the first byte: no traceback either."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "refundcli", "laws"],
        env={**os.environ, "REFUNDCLI_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert process.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "found", "absent"),
    [
        ("refundcli draft mer", "merchant_message", "complaint_12315"),
        ("refundcli draft merchant_message kami", "kami-1", "merchant_message"),
        ("refundcli show ", "kami-1", "merchant_message"),
        ("refundcli questions not", "not_delivered", "delayed"),
        ("refundcli ch", "checklist", "draft"),
    ],
)
def test_completion(shell: str, line: str, found: str, absent: str, home: Path) -> None:
    """Case ids, document ids, scenarios and commands come out in each shell's own way."""
    run("new", "--id", "kami-1", *SETS, *TODAY, home=home)
    asked = {
        "_REFUNDCLI_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    result = run(home=home, extra=asked)
    text = result.stdout.decode("utf-8")
    assert found in text
    assert absent not in text
    assert result.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str, home: Path) -> None:
    """The script that switches completion on names the program."""
    result = run(home=home, extra={"_REFUNDCLI_COMPLETE": f"source_{shell}"})
    assert b"_REFUNDCLI_COMPLETE" in result.stdout
