"""Start-up times as multiples of `python -c pass`, measured in pairs in one run.

    python -m tests.bench.speed [pairs]

Exits with 1 when a budget of DESIGN is exceeded. Not collected by pytest: a busy machine is no bug.
"""

from __future__ import annotations

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
BARE: Final = (sys.executable, "-c", "pass")
DRAFT: Final = (*PROGRAM, "draft", "merchant_message", str(CARD), "--today", "2026-11-22")
PAIRS: Final = 15
MOST_MEMORY: Final = 30.0
PATIENCE: Final = 30.0
ASKS_FOR_CURSOR: Final = b"\x1b[6n"
# Drawn last by every kind of prompt: the hint behind the question.
PROMPT_HINTS: Final = ("返回".encode(), "回车".encode())

Measure = Callable[[tuple[str, ...], Mapping[str, str]], float]


def until_done(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
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
    import pexpect  # noqa: PLC0415 - does not exist on Windows

    begun = time.perf_counter()
    child = pexpect.spawn(
        command[0], list(command[1:]), env=dict(environment), dimensions=(24, 80), timeout=PATIENCE
    )
    child.delaybeforesend = None
    # prompt_toolkit asks where the cursor is before it draws; a real terminal answers at once.
    while child.expect_exact([ASKS_FOR_CURSOR, *PROMPT_HINTS]) == 0:
        child.send("\x1b[1;1R")
    taken = time.perf_counter() - begun
    child.close(force=True)
    return taken


def peak_memory(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Peak resident memory of one run in MB, measured by a small parent of its own."""
    watch = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=-3, stderr=-3, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    watched = (sys.executable, "-c", watch, *command)
    told = subprocess.check_output(watched, env=environment)
    return int(told) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def ratio(
    command: tuple[str, ...], measure: Measure, environment: Mapping[str, str], pairs: int
) -> tuple[float, float]:
    """Median of command over bare Python, pair by pair, and the command's median in ms."""
    measure(command, environment)  # the first run writes the bytecode
    taken, ratios = [], []
    for _ in range(pairs):
        bare = until_done(BARE, environment)
        taken.append(measure(command, environment))
        ratios.append(taken[-1] / bare)
    return statistics.median(ratios), statistics.median(taken) * 1000


def main() -> int:
    """Print a line for each budget."""
    pairs = int(sys.argv[1]) if sys.argv[1:] else PAIRS
    exceeded = False
    with tempfile.TemporaryDirectory() as folder:
        # Bytecode is kept, as on a buyer's machine, but not in the checkout.
        environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        }
        environment |= {
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
            "REFUNDCLI_HOME": f"{folder}/home",
            "TERM": "xterm",
        }
        until_done(BARE, environment)
        for name, command, measure, budget in (
            ("--version", (*PROGRAM, "--version"), until_done, 1.5),
            ("--help", (*PROGRAM, "--help"), until_done, 7.5),
            ("draft", DRAFT, until_done, 12.0),
            ("first prompt", (*PROGRAM, "new"), until_prompt, 16.0),
        ):
            if measure is until_prompt and sys.platform == "win32":
                continue
            found, taken = ratio(command, measure, environment, pairs)
            exceeded |= found > budget
            print(f"{name:14}{found:6.2f} x python -c pass ({budget:4.1f})  {taken:6.1f} ms")
        if sys.platform != "win32":
            memory = peak_memory(DRAFT, environment)
            exceeded |= memory > MOST_MEMORY
            print(f"{'draft memory':14}{memory:6.1f} MB ({MOST_MEMORY:4.1f})")
    return int(exceeded)


if __name__ == "__main__":
    sys.exit(main())
