"""The shapes of privacy.toml: each private value, and the documents that show it whole."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from typing import Literal

from refundcli.knowledge.schema import Shape

Looks = Literal["", "mobile", "id_number", "bank_card", "email"]


class Private(Shape, frozen=True, kw_only=True):
    """One kind of private value."""

    title: str
    keys: tuple[str, ...] = ()
    """The answers that hold it; `*` stands for a record's name."""
    looks: Looks = ""
    """How it is found in what a person wrote freely."""
    documents: tuple[str, ...]
    """Those whose recipient needs it whole."""
    sharing: Literal["drop", "cover"]
    """What a case without identity does with the answer."""
    in_words: bool = True
    """Whether a case without identity looks for the answer in what was written freely, too."""
    why: str


class Purchase(Shape, frozen=True, kw_only=True):
    """Numbers by which others look the matter up: whole, whatever they look like."""

    title: str
    covered: tuple[str, ...]
    """Those whose middle a case without identity covers."""
    public: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """All of them."""
        return self.covered + self.public


class Privacy(Shape, frozen=True, kw_only=True):
    """privacy.toml."""

    values: dict[str, Private]
    purchase: Purchase

    def of(self, key: str) -> Private | None:
        """The row of an answer; None for one that is not private by itself."""
        head, _, rest = key.partition(".")
        name = f"{head}.*.{rest.partition('.')[2]}"
        return next((row for row in self.values.values() if {key, name} & {*row.keys}), None)

    def covers(self, document: str) -> tuple[Private, ...]:
        """What is covered in a document, or (without one) everywhere else."""
        return tuple(row for row in self.values.values() if document not in row.documents)
