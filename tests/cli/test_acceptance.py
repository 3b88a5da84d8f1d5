"""What an acceptance tester found: odd targets, odd locales, closed streams, edits told truly."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest

from refundcli.cli import streams
from refundcli.cli.output import plain
from refundcli.cli.schema import case_schema
from tests.cli.command import TODAY, Command
from tests.cli.fake import porch, sit
from tests.cli.samples import SETS
from tests.cli.scripts import CARD, FIRST_LETTERS
from tests.support import KNOWLEDGE

CASE = "20261122-1"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def new(command: Command) -> None:
    """A saved case `a` whose values are given in a person's spelling."""
    pairs = ("facts.no_reply=否", "order.amount=98.5元", "order.paid_at=2026年11月1日 14:00")
    sets = [part for pair in pairs for part in ("--set", pair)]
    assert command("new", "--id", "a", "--set", "scenario=unreachable", *sets, *TODAY).code == 0


@POSIX
def test_output_into_a_pipe_and_behind_a_link(command: Command, tmp_path: Path) -> None:
    """`-o` writes into a FIFO, which stays one, and to what a link points to."""
    pipe, link, real = tmp_path / "pipe", tmp_path / "link", tmp_path / "real.txt"
    os.mkfifo(pipe)
    link.symlink_to(real)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    assert command("draft", "merchant_message", *SETS, *TODAY, "-o", str(pipe)).code == 0
    reader.join(5)
    assert command("draft", "merchant_message", *SETS, *TODAY, "-o", str(link)).code == 0
    assert (pipe.is_fifo(), link.is_symlink()) == (True, True)
    assert "98.50" in read[0]
    assert real.read_text("utf-8") == read[0]


def test_output_without_a_name(command: Command) -> None:
    """`-o ''` is a wrong call."""
    assert command("draft", "merchant_message", *SETS, *TODAY, "-o", "").code == 2


def test_edited_letter_is_not_overwritten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter of other text stays; the new one gets the next free number, and this is told."""
    sit(home, CARD)
    letters = home / "cases" / CASE / "letters"
    (letters / "merchant_message.txt").write_text("我改过的", "utf-8")
    store = porch(home).store
    sit(home, CARD, store.read(CASE, porch(home).today))
    assert (letters / "merchant_message.txt").read_text("utf-8") == "我改过的"
    assert "98.50" in (letters / "merchant_message-2.txt").read_text("utf-8")
    assert "没有动它" in capsys.readouterr().err


def test_end_of_input_is_leaving(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-D leaves like Ctrl-C: 130, and the command with which to go on."""

    def end() -> str:
        raise EOFError

    with pytest.raises(SystemExit) as ended:
        sit(home, {**CARD, "商品名称": end})
    assert ended.value.code == 130
    assert f"refundcli resume {CASE}" in capsys.readouterr().err


def test_unset_is_told_truly(command: Command) -> None:
    """An unknown key is an error; an absent one is told; only real changes are counted."""
    new(command)
    unknown = command("set", "a", "--unset", "order.numbr", *TODAY)
    assert (unknown.code, "order.number" in unknown.err) == (4, True)
    absent = command("set", "a", "--unset", "order.number", "merchant.name=某店", *TODAY)
    assert "没有这一项" in absent.err
    assert "已保存 1 处改动" in absent.err
    listed = command("set", "a", "merchant.name=某店", "order.quantity=2", "--json", *TODAY)
    assert listed.data == {"id": "a", "changed": ["order.quantity"]}


def test_values_are_saved_in_their_own_type(command: Command, home: Path) -> None:
    """否 is saved as `false`, a sum as text with cents, a moment as a TOML time."""
    new(command)
    saved = tomllib.loads((home / "cases" / "a" / "case.toml").read_text("utf-8"))
    assert (saved["facts"]["no_reply"], saved["order"]["amount"]) == (False, "98.50")
    assert saved["order"]["paid_at"].isoformat() == "2026-11-01T14:00:00+08:00"


def fits(value: Any, shape: dict[str, Any]) -> bool:  # noqa: ANN401 - JSON
    """As much of JSON Schema as the case file's schema uses for types."""
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "number": (int, float),
        "integer": (int,),
        "boolean": (bool,),
        "array": (list,),
        "object": (dict,),
    }
    stated = shape.get("type", [])
    allowed = [
        kind for name in ([stated] if isinstance(stated, str) else stated) for kind in kinds[name]
    ]
    if (allowed and type(value) not in allowed) or value not in shape.get("enum", [value]):
        return False
    if isinstance(value, list):
        return all(fits(item, shape.get("items", {})) for item in value)
    if not isinstance(value, dict):
        return True
    others = shape.get("additionalProperties", False)
    inner = [(item, shape.get("properties", {}).get(key, others)) for key, item in value.items()]
    return all(isinstance(found, dict) and fits(item, found) for item, found in inner)


@pytest.mark.parametrize("scenario", FIRST_LETTERS)
def test_saved_cases_satisfy_the_schema(home: Path, scenario: str) -> None:
    """What an interview of each scenario saves is valid by `refundcli schema`."""
    sit(home, FIRST_LETTERS[scenario][0])
    saved = tomllib.loads((home / "cases" / CASE / "case.toml").read_text("utf-8"))
    assert fits(plain(saved), case_schema(KNOWLEDGE))
    assert not fits({**plain(saved), "order": {"amount": True}}, case_schema(KNOWLEDGE))


def test_has_key_names_the_evidence_key(command: Command) -> None:
    """`has.order_page=是` is answered with the key to use, never with itself."""
    refused = command("assess", "--set", "scenario=card_invalid", "--set", "has.order_page=是")
    assert refused.code == 4
    assert "evidence.E1.kind=order_page" in refused.err
    assert "是不是 has.order_page" not in refused.err


def test_examples_are_one_value_and_count_up(command: Command) -> None:
    """Without a terminal: each example can be pasted, proofs are E1, E2 and so on."""
    told = command("new", *TODAY).err
    assert not re.search(r"--set .*\|", told)
    resumed = command("new", "--id", "a", "--set", "scenario=card_invalid", *TODAY)
    assert resumed.code == 0
    numbers = re.findall(r"evidence\.E(\d+)\.kind=", command("resume", "a", *TODAY).err)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_home_is_a_file(command: Command, home: Path) -> None:
    """REFUNDCLI_HOME that is a file: one Chinese line."""
    home.write_text("", "utf-8")
    refused = command("list")
    assert (refused.code, refused.err.count("\n")) == (4, 1)
    assert "REFUNDCLI_HOME" in refused.err


def test_refused_by_the_system(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system that nobody foresaw: one Chinese line, 4."""

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(streams, "prepare_streams", full)
    refused = command("scenarios")
    assert (refused.code, refused.err) == (4, "读写没有成功：磁盘满了\n")


@POSIX
@pytest.mark.parametrize(
    ("closed", "code"), [("--version >&-", 0), ("<&-", 2), ("scenarios >&-", 0)]
)
def test_closed_streams(closed: str, code: int) -> None:
    """A stream that the shell closed is no terminal, and no traceback."""
    line = f'"{sys.executable}" -m refundcli {closed}'
    ended = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (code, b"")


@POSIX
def test_locale_without_chinese(home: Path) -> None:
    """Under LC_ALL=C Chinese answers arrive whole; what is no UTF-8 is refused."""
    locale = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    environment = {**os.environ, **locale, "REFUNDCLI_HOME": str(home)}

    def run(pair: bytes) -> int:
        line: list[str | bytes] = [
            sys.executable,
            "-m",
            "refundcli",
            "new",
            "--id",
            "a",
            "--set",
            pair,
        ]
        return subprocess.run(line, env=environment, capture_output=True, check=False).returncode

    assert run(b"merchant.name=\xff") == 4
    assert run("merchant.name=某店".encode()) == 0
    assert 'name = "某店"' in (home / "cases" / "a" / "case.toml").read_text("utf-8")


@POSIX
def test_completion_speaks_chinese(tmp_path: Path) -> None:
    """`--install-completion` says in Chinese where it went."""
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    line = f'"{sys.executable}" -m refundcli --install-completion; true'
    ended = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, check=False)  # noqa: S607 - our own line
    said = (ended.stdout + ended.stderr).decode()
    assert "自动补全" in said
    assert "installed" not in said
