"""The examples of README.md: found, run again, and written back.

A fence says what it is: `console` holds commands behind `$ ` and what they print, `toml file=NAME`
is a file those commands read, `text session=NAME` is a piece of a recorded interview.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / "README.md"
_FENCE: Final = re.compile(r"^```(\w+)(?: (\w+)=([\w.]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def refreshed(text: str, folder: Path) -> str:
    """The README with everything that can be run run again in the folder."""
    for match in _FENCE.finditer(text):
        if match[2] == "file":
            (folder / match[3]).write_text(match[4], encoding="utf-8")
    sessions = dict(recorded(folder)) if "session=" in text and sys.platform != "win32" else {}

    def again(match: re.Match[str]) -> str:
        body = match[4]
        if match[1] == "console":
            body = "".join(run(command, folder) for command in commands(body))
        elif match[2] == "session":
            body = sessions.get(match[3], body)
        return f"{match[0].partition(chr(10))[0]}\n{body}```"

    return _FENCE.sub(again, text)


def commands(body: str) -> Iterator[str]:
    """The command lines of a console block, continued lines included."""
    yield from re.findall(r"^\$ (?:.*\\\n)*.*\n", body, re.MULTILINE)


def run(command: str, folder: Path) -> str:
    """A command line and what it prints, as in a shell in that folder."""
    scripts = str(Path(sys.executable).parent)
    printed = subprocess.run(
        ["/bin/sh", "-c", command.removeprefix("$ ")],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "REFUNDCLI_HOME": str(folder / "home"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return f"{command}{printed.stdout}"


def recorded(folder: Path) -> Iterator[tuple[str, str]]:
    """One real interview in a real terminal, in two pieces, with what is left out marked."""
    from tests.cli.interview import (  # noqa: PLC0415 - not on Windows
        BLOCK,
        CONFIRM,
        EVIDENCE,
        NOT_SENT,
        PROBLEM,
        walk,
    )
    from tests.cli.terminal import ENTER, Terminal, pasted  # noqa: PLC0415 - not on Windows

    terminal = Terminal("new", "--today", "2026-11-22", home=folder / "home", rows=40, columns=90)
    terminal.expect_prompt(PROBLEM[0][0])
    terminal.expect_text("有拿不准的")
    yield "screeners", written(terminal.display)
    walk(terminal, PROBLEM)
    terminal.answer("订单号是多少", pasted("\n".join(BLOCK)) + ENTER)
    walk(terminal, (*EVIDENCE, *CONFIRM, ("接下来", ENTER), NOT_SENT))
    terminal.leave()
    yield "interview", written(shortened(terminal.lines))


def shortened(lines: list[str]) -> list[str]:
    """Without the first screen, the table of all answers, and the place of the saved file."""
    kept: list[str] = []
    hidden = False
    for number, line in enumerate(lines):
        first = line == "—— 发生了什么 ——"
        if number == 0 or line == "先确认几件事" or line.startswith("已保存到"):
            hidden = True
            kept += ["……"] if number else []
        if first or line.startswith(("? 以上是否属实", "还可以补充")):
            hidden = False
        if not hidden:
            kept.append(line)
    return kept


def written(lines: list[str]) -> str:
    """Lines as a block, without the empty ones at its ends and with single ones inside."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
