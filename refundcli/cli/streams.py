"""Chinese on any stream: terminals of every encoding, pipes, files."""

from __future__ import annotations

import sys


def prepare_streams() -> None:
    """Chinese must not crash a GBK or ASCII terminal; files and pipes get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() and stream.encoding.lower() not in (
            "ascii",
            "us-ascii",
            "ansi_x3.4-1968",
        ):
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def legible(text: str) -> str:
    """Text with the bytes that a locale without Chinese left in a path read as UTF-8."""
    return (
        text if text.isascii() else text.encode("utf-8", "surrogateescape").decode(errors="replace")
    )
