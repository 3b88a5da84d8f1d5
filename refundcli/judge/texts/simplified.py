"""Traditional characters as simplified ones, each in its place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    if _plain(text):
        return text
    found = str(_converter().convert(text))
    if len(found) == len(text):
        return found
    return "".join(_one(char) for char in text)


def _plain(text: str) -> bool:
    """Whether the national set of simplified characters holds all that are Chinese ones."""
    try:
        "".join(_CHINESE.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _one(char: str) -> str:
    found = str(_converter().convert(char))
    return found if len(found) == 1 else char


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - most texts are in simplified characters

    return OpenCC("t2s")
