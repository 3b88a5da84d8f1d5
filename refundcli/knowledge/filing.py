"""The shapes of what the tool knows of files: their types, and what each channel takes."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from datetime import date

from refundcli.knowledge.schema import Shape, Source


class Family(Shape, frozen=True, kw_only=True):
    """Types that are handled alike: pictures, recordings, papers."""

    title: str
    smaller: str
    """How such a file is made small enough; what the case holds stays as it is."""


class FileType(Shape, frozen=True, kw_only=True):
    """A type of file as its content tells it; the id is the extension that it usually has."""

    family: str
    names: tuple[str, ...] = ()
    """Further extensions under which the same content is met."""
    instead: str = ""
    """What to hand in where a channel does not take this type."""


class Files(Shape, frozen=True, kw_only=True):
    """files.toml."""

    families: dict[str, Family]
    types: dict[str, FileType]

    def type_of_name(self, extension: str) -> str:
        """The type that an extension promises; empty for one that is not known."""
        wanted = extension.lower()
        found = (name for name, kind in self.types.items() if wanted in (name, *kind.names))
        return next(found, "")


class Attachments(Shape, frozen=True, kw_only=True):
    """What may be attached to one document where it is handed in."""

    title: str
    most: int
    """How many files."""
    bytes: int
    """How large each of them."""
    types: tuple[str, ...]
    source: Source
    verified_on: date
    recheck_by: date
    doubt: str = ""
