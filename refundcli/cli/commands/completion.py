"""What the shell completes: cases, documents, scenarios. Never fails, never prints."""

from __future__ import annotations


def case_ids(incomplete: str) -> list[str]:
    """Saved cases, newest first."""
    from refundcli.cli.porch import open_porch
    from refundcli.errors import RefundError

    try:
        return _starting(open_porch().store.ids(), incomplete)
    except (RefundError, OSError):
        return []


def document_ids(incomplete: str) -> list[str]:
    """All documents."""
    from refundcli.knowledge.load import Knowledge

    return _starting(tuple(Knowledge().documents.documents), incomplete)


def scenario_ids(incomplete: str) -> list[str]:
    """All scenarios."""
    from refundcli.knowledge.load import Knowledge

    return _starting(Knowledge().scenario_ids, incomplete)


def evidence_kinds(incomplete: str) -> list[str]:
    """Kinds of proof."""
    from refundcli.knowledge.load import Knowledge

    return _starting(tuple(Knowledge().evidence), incomplete)


def kind_ids(incomplete: str) -> list[str]:
    """What may be logged."""
    from refundcli.knowledge.load import Knowledge

    return _starting((*Knowledge().road.log, "void"), incomplete)


def _starting(names: tuple[str, ...], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
