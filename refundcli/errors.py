"""The few ways in which the tool can fail; every message is one or two Chinese lines for the buyer.

Exit codes belong to `cli.diagnostics`: nothing below the porch knows that a shell exists.
"""

from __future__ import annotations


class RefundError(Exception):
    """Base of all expected failures: `message` is for the buyer, `keys` are what it is about."""

    kind = "error"

    def __init__(self, message: str, *, keys: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.keys = keys


class WrongCallError(RefundError):
    """The command line itself is wrong: an unknown document, contradictory options."""

    kind = "usage"


class MissingFactsError(RefundError):
    """Facts are missing, or a prompt would be needed and there is no terminal."""

    kind = "missing"


class InvalidInputError(RefundError):
    """A file or a value cannot be read, written or is not valid."""

    kind = "invalid"


class NotSavedError(InvalidInputError):
    """The disk did not take it; what was there before stands."""

    kind = "not_saved"


class ConflictError(InvalidInputError):
    """Another process changed the same answer of the same case since it was read."""

    kind = "conflict"


class DocumentClosedError(RefundError):
    """The document is closed for this case; `kind` is safety, unfit or early."""

    def __init__(self, message: str, *, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class DoesNotFitError(RefundError):
    """What may not be dropped is already longer than the limit."""

    kind = "limit"


class KnowledgeError(RefundError):
    """A file under knowledge/ or templates/ is wrong: names file, key and the nearest known id."""

    kind = "knowledge"
