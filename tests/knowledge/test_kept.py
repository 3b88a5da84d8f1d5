"""What is kept of the knowledge between two runs: faster, never out of date, never needed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli.errors import KnowledgeError
from refundcli.knowledge.load import PACKAGE_DATA, Knowledge
from tests.support import KNOWLEDGE

SHARED: Final = ("common", "documents", "evidence", "channels", "advice", "refusals", "words")


def everything(knowledge: Knowledge) -> Iterator[Any]:
    """All that the base holds."""
    yield from (getattr(knowledge, name) for name in SHARED)
    yield from map(knowledge.scenario, knowledge.scenario_ids)
    yield from map(knowledge.law, knowledge.law_ids)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the base that a test may change."""
    return Path(shutil.copytree(PACKAGE_DATA, tmp_path / "knowledge"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where it is kept; made when it is needed."""
    return tmp_path / "home" / "cache"


def no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no TOML can be parsed."""

    def refuse(text: str) -> None:
        raise AssertionError(text[:40])

    monkeypatch.setattr("tomli.loads", refuse)


def test_the_second_run_parses_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is kept, and what comes back is what the file says."""
    assert list(everything(Knowledge(cache=cache))) == list(everything(KNOWLEDGE))
    no_parsing(monkeypatch)
    assert list(everything(Knowledge(cache=cache))) == list(everything(KNOWLEDGE))


def test_never_out_of_date(root: Path, cache: Path) -> None:
    """A changed file is read again, even one of the same size and the same time."""
    path = root / "words.toml"
    before = path.stat()
    assert Knowledge(root, cache).words.families["delivery"] == "商品交付异常"
    path.write_bytes(path.read_bytes().replace("商品交付".encode(), "商品未付".encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert Knowledge(root, cache).words.families["delivery"] == "商品未付异常"


def test_a_slip_is_told_every_time(root: Path, cache: Path) -> None:
    """A file that is wrong is never kept, and what was kept does not hide the slip."""
    _ = Knowledge(root, cache).words
    path = root / "words.toml"
    path.write_bytes(b'nonsense = "x"\n' + path.read_bytes())
    for _ in range(2):
        with pytest.raises(KnowledgeError, match=r"words\.toml.*nonsense"):
            _ = Knowledge(root, cache).words


@pytest.mark.parametrize("spoilt", [b"", b"\xc1", b"\x92\xc4\x00\x80", None])
def test_a_spoilt_entry_is_made_anew(cache: Path, spoilt: bytes | None) -> None:
    """Half an entry, or one that does not fit its shape, is as good as none."""
    _ = Knowledge(cache=cache).words
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9] if spoilt is None else spoilt)
    assert Knowledge(cache=cache).words == KNOWLEDGE.words
    assert entry.read_bytes() == whole


def test_an_entry_of_another_shape_is_made_anew(cache: Path) -> None:
    """What an older program kept is checked like the file itself."""
    _ = Knowledge(cache=cache).words
    _ = Knowledge(cache=cache).advice
    words, advice = cache / "knowledge-words.msgpack", cache / "knowledge-advice.msgpack"
    whole = advice.read_bytes()
    source = (PACKAGE_DATA / "advice.toml").read_bytes()
    text = (PACKAGE_DATA / "words.toml").read_bytes()
    # The entry says that it is of advice.toml, and holds what words.toml says.
    head = b"\x92" + whole[1 : whole.index(source) + len(source)]
    kept = words.read_bytes()
    advice.write_bytes(head + kept[kept.index(text) + len(text) :])
    assert Knowledge(cache=cache).advice == KNOWLEDGE.advice
    assert advice.read_bytes() == whole


def test_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be made and a disk that is full cost time and nothing else."""
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("", encoding="utf-8")
    assert Knowledge(cache=in_the_way).words == KNOWLEDGE.words

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.open", full)
    assert Knowledge(cache=tmp_path / "other").words == KNOWLEDGE.words
    assert list((tmp_path / "other").iterdir()) == []
