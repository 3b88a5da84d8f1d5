"""Start-up times as multiples of `python -c pass`, measured in pairs in one run.

    python -m tests.bench.speed [pairs]

Exits with 1 when a budget of DESIGN is exceeded. Not collected by pytest: a busy machine is no bug.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

CARD: Final = Path(__file__).with_name("card.toml")
PROGRAM: Final = (sys.executable, "-m", "refundcli")
TODAY: Final = ("--today", "2026-11-22")
DRAFT: Final = (*PROGRAM, "draft", "merchant_message", str(CARD), *TODAY)
MOST_MEMORY: Final = 30.0
PAIRS: Final = 15
PATIENCE: Final = 30.0
PROMPT: Final = "?".encode()


def seconds(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Wall time of one run that must succeed."""
    begun = time.perf_counter()
    subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun


def until_prompt(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Time until a wizard in a pseudo-terminal shows its first prompt."""
    import pexpect  # noqa: PLC0415 - not on Windows

    begun = time.perf_counter()
    child = pexpect.spawn(
        command[0], list(command[1:]), env=dict(environment), dimensions=(24, 80), timeout=PATIENCE
    )
    child.delaybeforesend = None
    # prompt_toolkit asks where the cursor is before it draws; a real terminal answers at once.
    while child.expect_exact([b"\x1b[6n", PROMPT_TEXT]) == 0:
        child.send("\x1b[1;1R")
    taken = time.perf_counter() - begun
    with contextlib.suppress(OSError):
        child.close(force=True)
    return taken


def peak_memory(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Peak resident memory of one run in MB."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss / unit
