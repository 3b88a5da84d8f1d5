"""Where the project stands, and how a gate runs Python on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CARD: Final = ROOT / "tests" / "bench" / "card.toml"


def run_python(
    *arguments: str, cwd: Path = ROOT, home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter of this environment and hand back what it said."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    if home is not None:
        environment["REFUNDCLI_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted((ROOT / "refundcli").rglob("*.py"))
