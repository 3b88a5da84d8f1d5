"""What a file is by its first bytes; its name only tells what it claims to be."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from refundcli.knowledge.filing import Files

_TEXT: Final = "txt"
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
# Two letters at the beginning of a file are a weak sign: a text may begin with them.
_WEAK: Final = ("bmp", "exe")


def type_of(head: bytes, files: Files) -> str:
    """The type of a file that begins like this; empty for one that is not known."""
    import filetype  # noqa: PLC0415 - only a new file pays for it

    guessed = filetype.guess(head)
    found = files.type_of_name(guessed.extension) if guessed is not None else ""
    if (guessed is None or guessed.extension in _WEAK) and _reads_as_text(head):
        return _TEXT
    return found


def claimed(name: str, files: Files) -> str:
    """The type that a file's name promises; empty where it promises none that is known."""
    return files.type_of_name(name.rpartition(".")[2]) if "." in name else ""


def _reads_as_text(head: bytes) -> bool:
    """Whether the bytes are written words, in one of the two encodings met in China."""
    for encoding in _ENCODINGS:
        try:
            # The head may end in the middle of a character.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return bool(text.strip()) and not any(map(_unreadable, text))
    return False


def _unreadable(letter: str) -> bool:
    return letter not in "\t\r\n\f" and unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs")
