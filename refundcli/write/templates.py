"""Where the templates are; kept apart from the engine that reads them, which takes long to load."""

from __future__ import annotations

from pathlib import Path

import msgspec

PACKAGE = Path(__file__).parent.parent


class Templates(msgspec.Struct, frozen=True):
    """Where the templates are, and where their compiled form may be kept between two runs."""

    folder: Path
    cache: Path | None = None


def template_root() -> Path:
    """The templates: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"
