"""What a knowledge file says, kept between two runs: parsing takes longer than all else in it.

An entry holds the very bytes of the file beside what they say, and that is checked against its
shape like the file itself. So an entry may be missing or spoilt, but never out of date; then the
file is parsed again, and where nothing can be written nothing is kept.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    source: bytes
    content: msgspec.Raw


def recall(folder: Path | None, path: Path, source: bytes, shape: type[T]) -> T | None:
    """What a file of these bytes holds, None where that has not been kept."""
    if folder is None:
        return None
    try:
        entry = msgspec.msgpack.decode(_place(folder, path).read_bytes(), type=_Entry)
        return msgspec.msgpack.decode(entry.content, type=shape) if entry.source == source else None
    except (OSError, msgspec.MsgspecError):
        return None


def keep(folder: Path | None, path: Path, source: bytes, content: object) -> None:
    """Keep what a file holds, if it can be kept: a full disk must not stop a command."""
    if folder is None:
        return
    place = _place(folder, path)
    temporary = place.with_name(f".{place.name}.{os.urandom(4).hex()}.tmp")
    with suppress(OSError):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            raw = msgspec.Raw(msgspec.msgpack.encode(content))
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.msgpack.encode(_Entry(source, raw)))
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)


def _place(folder: Path, path: Path) -> Path:
    return folder / f"{path.parent.name}-{path.stem}.msgpack"
