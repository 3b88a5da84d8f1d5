"""Saving a paper: the buyer's place, a paper of ours anew, and nobody else's work touched."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Final

import docx
import pytest

from refundcli import api
from refundcli.deliver.docx import paper
from refundcli.deliver.files import save_paper
from refundcli.errors import NotSavedError
from tests.support import CARD, IDENTITY, KNOWLEDGE, TODAY, case_of

CASE: Final = case_of({**CARD, **IDENTITY})
LETTER: Final = api.draft("merchant_reminder", CASE, KNOWLEDGE, today=TODAY)
OTHER: Final = api.draft("merchant_message", CASE, KNOWLEDGE, today=TODAY)


def saved_by_another(data: bytes, program: str) -> bytes:
    """The same file after a word processor has saved it: it names itself as the maker."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"refundcli<", program.encode() + b"<"))
    return made.getvalue()


def test_a_paper_of_ours_is_made_anew(tmp_path: Path) -> None:
    """For its owner's eyes; an empty file is nothing to lose."""
    path = tmp_path / "催告函.docx"
    path.touch()
    save_paper(path, OTHER, KNOWLEDGE)
    save_paper(path, LETTER, KNOWLEDGE)
    assert path.read_bytes() == paper(LETTER, KNOWLEDGE)
    assert list(tmp_path.iterdir()) == [path]
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


def made_by_hand() -> bytes:
    """A paper of the buyer's own."""
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n", id="a picture"),
        pytest.param(b"PK\x03\x04 refundcli", id="half a file"),
        pytest.param(b"refundcli", id="text"),
        pytest.param(made_by_hand(), id="another paper"),
        pytest.param(
            saved_by_another(paper(LETTER, KNOWLEDGE), "Microsoft Office Word"), id="edited"
        ),
    ],
)
def test_what_another_program_made_is_left_alone(content: bytes, tmp_path: Path) -> None:
    """A paper of ours too, once it was edited: refused in Chinese, with the way out."""
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(NotSavedError, match="没有覆盖它；请换一个文件名"):
        save_paper(path, LETTER, KNOWLEDGE)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_takes_no_file(tmp_path: Path) -> None:
    """A folder, or a path through a file: one Chinese line that names the place."""
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "file" / "a.docx"):
        with pytest.raises(NotSavedError, match="没能写入"):
            save_paper(place, LETTER, KNOWLEDGE)
