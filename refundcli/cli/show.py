"""Chooses between the terminal view and plain text, so that a pipe never pays for rich."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from refundcli.cli.output import emit_text
from refundcli.cli.screens import Block


def show(blocks: Sequence[Block]) -> None:
    """Tables on a terminal, plain lines anywhere else."""
    if sys.stdout.isatty():
        from refundcli.cli import views  # noqa: PLC0415 - a pipe does not need it

        views.show(blocks)
    else:
        from refundcli.cli.plain import to_text  # noqa: PLC0415 - a terminal does not need it

        emit_text(to_text(blocks))
