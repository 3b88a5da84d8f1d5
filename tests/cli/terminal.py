"""A real terminal for the wizard: pexpect runs it, pyte draws what a person would see.

prompt_toolkit switches bracketed paste on when a prompt opens and off when it is answered. So the
prompts are counted by what the program itself sends, and every answer waits for the *next* open
prompt: nothing sleeps.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pexpect
import pyte

PROGRAM: Final = (sys.executable, "-m", "refundcli")
_SIZE: Final = ("COLUMNS", "LINES")
PATIENCE: Final = 60.0
OPENED: Final = "\x1b[?2004h"
CLOSED: Final = "\x1b[?2004l"
UP: Final = "\x1b[A"
DOWN: Final = "\x1b[B"
SPACE: Final = " "
ENTER: Final = "\r"
CTRL_C: Final = "\x03"
ERASE_LINE: Final = "\x15"


class Screen(pyte.HistoryScreen):
    """A screen that answers the program's question where the cursor is, as real terminals do."""

    child: pexpect.spawn | None = None

    def write_process_input(self, data: str) -> None:
        """Send the terminal's own report back."""
        if self.child is not None and self.child.isalive():
            self.child.send(data)


class Terminal:
    """One run of refundcli in a terminal of a given size."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        rows: int = 24,
        columns: int = 80,
        extra: Mapping[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        # The size is that of the terminal, whatever the tests themselves run in.
        outer = {name: value for name, value in os.environ.items() if name not in _SIZE}
        environment = {
            **outer,
            "REFUNDCLI_HOME": str(home),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            **(extra or {}),
        }
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=environment,
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self._screen = Screen(columns, rows, history=20_000, ratio=0.5)
        self._screen.child = self.child
        self._stream = pyte.Stream(self._screen)
        self.log = ""
        self._answered = 0

    @property
    def prompts(self) -> int:
        """How many prompts have been opened so far."""
        return self.log.count(OPENED)

    @property
    def lines(self) -> list[str]:
        """Everything that can be read by scrolling up."""
        width = self._screen.columns
        above = ["".join(row[x].data for x in range(width)) for row in self._screen.history.top]
        return [line.rstrip() for line in (*above, *self._screen.display)]

    @property
    def display(self) -> list[str]:
        """What stands on the screen now."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def prompt(self) -> str:
        """The prompt that is open, without blanks and line breaks; empty while none is."""
        if self.prompts <= self.log.count(CLOSED):
            return ""
        shown = self.lines
        starts = [number for number, line in enumerate(shown) if line.startswith("? ")]
        return squeezed(shown[starts[-1] :]) if starts else ""

    def expect_prompt(self, piece: str) -> None:
        """Wait until a prompt that has not been answered yet shows the piece."""
        wanted = squeezed([piece])
        self._wait(lambda: self.prompts > self._answered and wanted in self.prompt, f"? {piece}")

    def expect_text(self, piece: str) -> None:
        """Wait until the piece stands anywhere above, wherever the lines were broken."""
        wanted = squeezed([piece])
        self._wait(lambda: wanted in squeezed(self.lines), piece)

    def answer(self, piece: str, keys: str) -> None:
        """Wait for the prompt that contains the piece, and type."""
        self.expect_prompt(piece)
        self._answered = self.prompts
        self.child.send(keys)

    def type(self, keys: str) -> None:
        """Type without waiting."""
        self.child.send(keys)

    def leave(self) -> int:
        """Wait for the end of the program and return its exit code."""
        self._wait(lambda: False, "the end", at_end=True)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def _wait(self, seen: Callable[[], bool], what: str, *, at_end: bool = False) -> None:
        ends = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > ends:
                raise AssertionError(f"not seen: {what}\n" + "\n".join(self.display))
            try:
                self._feed(self.child.read_nonblocking(65536, 0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                if at_end or seen():
                    return
                raise AssertionError(f"ended before: {what}\n" + "\n".join(self.lines)) from None

    def _feed(self, data: str) -> None:
        self.log += data
        self._stream.feed(data)


def squeezed(lines: list[str]) -> str:
    """Text without blanks: where a narrow terminal breaks a line does not matter."""
    return "".join("".join(lines).split())


def pasted(text: str) -> str:
    """What a terminal sends when a block is pasted."""
    return f"\x1b[200~{text}\x1b[201~"
