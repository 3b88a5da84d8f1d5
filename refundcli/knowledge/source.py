"""One file of knowledge/: its text in, its shape out, a slip in it named."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from refundcli.errors import KnowledgeError
from refundcli.knowledge import kept
from refundcli.knowledge.slip import nearest, slip

T = TypeVar("T")


def read(path: Path, shape: type[T], cache: Path | None = None) -> T:
    """Convert one TOML file; a slip is named with file, key and the nearest known name."""
    try:
        source = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"读不到资料文件 {path.name}：{error.strerror}") from error
    found = kept.recall(cache, path, source, shape)
    if found is not None:
        return found
    content = _parsed(path.name, source)
    try:
        found = msgspec.convert(content, shape)
    except msgspec.ValidationError as error:
        found_at = slip(content, shape)
        place = f" 的 {found_at.place} " if found_at.place else " "
        message = str(error).partition(" - at `$")[0]
        hint = nearest(found_at.value, found_at.known)
        raise KnowledgeError(f"资料文件 {path.name}{place}有误：{message}{hint}") from error
    kept.keep(cache, path, source, content)
    return found


def _parsed(name: str, source: bytes) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 - what was kept needs no parser

    try:
        return tomli.loads(source.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"资料文件 {name} 不是 UTF-8 编码的文字") from error
    except tomli.TOMLDecodeError as error:
        raise KnowledgeError(f"资料文件 {name} 不是合格的 TOML：{error}") from error
