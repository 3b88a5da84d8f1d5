"""Writes what the commands print today into README.md.

python -m tests.readme.refresh
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.readme.examples import README, refreshed


def main() -> None:
    """Run every example and save the file."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(refreshed(text, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
