"""What the shell completes: ids of saved cases, documents and scenarios. Never fails, never prints."""

from __future__ import annotations

from refundcli.errors import RefundError
from refundcli.knowledge.load import Knowledge


def case_ids(incomplete: str) -> list[str]:
    """Saved cases, newest first."""
    from refundcli.cli.porch import open_porch  # noqa: PLC0415 - only a completion needs it

    try:
        return _starting(open_porch().store.ids(), incomplete)
    except (RefundError, OSError):
        return []


def document_ids(incomplete: str) -> list[str]:
    """All documents."""
    return _starting(tuple(Knowledge().documents.documents), incomplete)


def scenario_ids(incomplete: str) -> list[str]:
    """All scenarios."""
    return _starting(Knowledge().scenario_ids, incomplete)


def _starting(names: tuple[str, ...], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
