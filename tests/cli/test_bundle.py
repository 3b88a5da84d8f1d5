"""`bundle make` and `bundle verify`: one package of a case, made whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Final

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS
from tests.intake.samples import PNG

KINDS: Final = (
    "order_page",
    "payment_record",
    "product_page",
    "promise_page",
    "card_delivery",
    "failure_prompt",
    "failure_recording",
    "chat_log",
    "chat_log",
    "refund_application",
    "platform_rule",
    "merchant_identity",
)
LIMITED: Final = """
import resource
from refundcli.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))
main()
"""
# Plays the death of the process when all but the last step is done.
KILLED: Final = """
import os, signal
from pathlib import Path
from refundcli.__main__ import main
def step(source, target):
    if source.name.startswith(".材料"):
        os.kill(os.getpid(), signal.SIGKILL)
    return os.replace(source, target)
Path.replace = step
main()
"""
posix: Final = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def evidence(command: Command, home: Path, tmp_path: Path) -> Path:
    """Case `a` with twelve files, and the folder in which they lie."""
    sets = [part for part in SETS if "evidence." not in part]
    answers = [f"--set={answer}" for answer in sets if answer != "--set"]
    assert command("new", "--id", "a", *answers, *TODAY).code == 0
    paths = [tmp_path / f"13800000000-{number}.png" for number in range(len(KINDS))]
    for number, path in enumerate(paths):
        path.write_bytes(PNG + bytes([number]))
    assert command("evidence", "add", "a", *map(str, paths), *TODAY).code == 0
    kinds = [f"evidence.E{number}.kind={kind}" for number, kind in enumerate(KINDS, start=1)]
    assert command("set", "a", *kinds, *TODAY).code == 0
    return home / "cases" / "a" / "evidence"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the package goes."""
    return tmp_path / "给对方" / "材料.zip"


def process(home: Path, *arguments: str | Path, script: str = "") -> subprocess.Popen[str]:
    """A command line in a process of its own."""
    start = ["-c", script] if script else ["-m", "refundcli"]
    return subprocess.Popen(
        [sys.executable, *start, *map(str, arguments), *TODAY],
        env={**os.environ, "REFUNDCLI_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.usefixtures("evidence")
def test_twelve_files_go_out_and_are_checked_elsewhere(
    command: Command, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made, unpacked by another tool, checked without case or home; twice the same bytes."""
    result = command("bundle", "make", "a", "-o", str(target), *TODAY)
    assert (result.code, result.out[:4]) == (0, "已写入 ")
    assert "12 份证据" in result.out
    first = target.read_bytes()
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).out == result.out
    assert target.read_bytes() == first
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "elsewhere")
    folder = tmp_path / "folder"
    assert command("bundle", "make", "a", "-o", str(folder), *TODAY).code == 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            same = tmp_path / "elsewhere" / path.relative_to(folder)
            assert path.read_bytes() == same.read_bytes()
    monkeypatch.setenv("REFUNDCLI_HOME", str(tmp_path / "nobody"))
    for place in (target, tmp_path / "elsewhere", folder):
        checked = command("bundle", "verify", str(place))
        assert (checked.code, checked.err) == (0, "")
        assert "都和打包时一样（2026年11月22日打的包，案件 a）" in checked.out
    assert not (tmp_path / "nobody").exists()


def test_one_tampered_and_one_removed(
    command: Command, evidence: Path, target: Path, tmp_path: Path
) -> None:
    """It stops with both named; with --anyway ten go out, and the package says so and is sound."""
    (evidence / "E3.png").write_bytes(PNG + b"changed")
    (evidence / "E8.png").unlink()
    stopped = command("bundle", "make", "a", "-o", str(target), *TODAY)
    assert (stopped.code, stopped.out) == (4, "")
    assert "证据3（商品页或交易快照）：文件和登记时不一样了" in stopped.err
    assert "证据8（和商家的聊天记录）：文件不见了" in stopped.err
    assert not target.parent.exists()
    failed = command("bundle", "make", "a", "-o", str(target), *TODAY, "--json")
    assert failed.data["error"]["keys"] == ["evidence.E3", "evidence.E8"]
    made = command("bundle", "make", "a", "-o", str(target), "--anyway", *TODAY, "--json")
    assert made.code == 0
    assert [(gap["evidence"], gap["why"]) for gap in made.data["left_out"]] == [
        ("E3", "changed"),
        ("E8", "missing"),
    ]
    checked = command("bundle", "verify", str(target), "--json")
    assert (checked.code, checked.data["ok"], checked.data["problems"]) == (0, True, [])
    assert checked.data["sha256"] == made.data["sha256"]
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "out")
    note = (tmp_path / "out" / "00_请先看.txt").read_text("utf-8")
    assert "证据8（和商家的聊天记录）没有放进来：文件不见了" in note
    (tmp_path / "out" / "证据" / "证据09_和商家的聊天记录_2.png").write_bytes(PNG)
    (tmp_path / "out" / "期限.txt").unlink()
    checked = command("bundle", "verify", str(tmp_path / "out"))
    assert checked.code == 4
    assert "证据/证据09_和商家的聊天记录_2.png（证据9，和商家的聊天记录） 被改动过" in checked.out
    assert "期限.txt（期限（给自己看）） 不见了" in checked.out


@pytest.mark.usefixtures("evidence")
def test_for_12315_four_files_go(command: Command, target: Path) -> None:
    """Only what goes there; what stays is told on stderr too."""
    result = command("bundle", "make", "a", "-o", str(target), "--for", "market_12315", *TODAY)
    assert "4 份证据" in result.out
    assert "最多收 4 份" in result.err
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert [name for name in names if name.startswith("文书/")] == [
        "文书/01_12315投诉稿.txt",
        "文书/01_12315投诉稿_短版.txt",
    ]
    assert sum(name.startswith("证据/") for name in names) == 4


def test_wrong_calls(command: Command, evidence: Path, target: Path, tmp_path: Path) -> None:
    """Each is one thing to do; nothing is written."""
    assert command("bundle", "make", "a", *TODAY).code == 2
    assert command("bundle", "make", "a", "-o", "-", *TODAY).code == 2
    assert command("bundle", "make", "a", "-o", str(target), "--for", "x", *TODAY).code == 2
    own = command("bundle", "make", "a", "-o", str(evidence / "a.zip"), *TODAY)
    assert (own.code, list(evidence.glob("*.zip"))) == (4, [])
    assert command("bundle", "verify", str(tmp_path / "none.zip")).code == 4
    assert "不是完整的 zip" in command("bundle", "verify", str(evidence / "E1.png")).err
    assert not target.exists()


@posix
def test_a_disk_that_is_full(command: Command, home: Path, evidence: Path, target: Path) -> None:
    """One line; the package that was there stands, and nothing lies beside it."""
    assert evidence.is_dir()
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).code == 0
    before = target.read_bytes()
    for place in (target, target.with_name("folder")):
        making = process(home, "bundle", "make", "a", "-o", place, script=LIMITED)
        told = making.communicate()
        assert (making.returncode, told[0], told[1].count("\n")) == (4, "", 1)
        assert "没能写入" in told[1]
        assert "原有内容没有动" in told[1]
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@posix
@pytest.mark.usefixtures("evidence")
def test_a_locale_without_chinese(
    command: Command, home: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same package, as a zip and as a folder, and checked there."""
    folder = target.with_name("folder")
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).code == 0
    usual = target.read_bytes()
    for name, value in {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}.items():
        monkeypatch.setenv(name, value)
    for place in (target, folder):
        making = process(home, "bundle", "make", "a", "-o", place)
        assert making.communicate()[0].startswith("已写入")
        checked = subprocess.run(
            [sys.executable, "-m", "refundcli", "bundle", "verify", str(place)], check=False
        )
        assert checked.returncode == 0
    assert target.read_bytes() == usual
    assert (folder / "证据" / "证据01_订单详情页.png").is_file()


@posix
@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize("name", ["材料.zip", "材料"])
def test_killed_before_the_last_step(
    name: str, command: Command, home: Path, tmp_path: Path
) -> None:
    """Nothing stands under the name; the next call makes it and clears what was left."""
    target = tmp_path / "out" / name
    making = process(home, "bundle", "make", "a", "-o", target, script=KILLED)
    making.communicate()
    assert making.returncode == -signal.SIGKILL
    assert not target.exists()
    assert len(list(target.parent.iterdir())) == 1
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).code == 0
    assert [path.name for path in target.parent.iterdir()] == [name]
    assert command("bundle", "verify", str(target)).code == 0


@posix
@pytest.mark.usefixtures("evidence")
def test_killed_between_the_older_folder_and_the_newer(
    command: Command, home: Path, tmp_path: Path
) -> None:
    """The next call brings the older one back before anything else can fail."""
    target = tmp_path / "out" / "材料"
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).code == 0
    process(home, "bundle", "make", "a", "-o", target, script=KILLED).communicate()
    assert not target.exists()
    failing = process(home, "bundle", "make", "a", "-o", target, script=LIMITED)
    assert "没能写入" in failing.communicate()[1]
    assert command("bundle", "verify", str(target)).code == 0
    assert [path.name for path in target.parent.iterdir()] == ["材料"]


@posix
def test_killed_in_the_middle_of_a_film(
    command: Command, home: Path, evidence: Path, target: Path, tmp_path: Path
) -> None:
    """The older package stands as it was; the next call works."""
    assert evidence.is_dir()
    assert command("bundle", "make", "a", "-o", str(target), *TODAY).code == 0
    before = target.read_bytes()
    film = tmp_path / "录屏.mp4"
    with film.open("wb") as stream:
        stream.truncate(300_000_000)
    assert command("evidence", "add", "a", str(film), *TODAY).code == 0
    making = process(home, "bundle", "make", "a", "-o", target)
    until = time.monotonic() + 60
    while not any(
        path.suffix == ".tmp" and path.stat().st_size > 1_000_000
        for path in target.parent.iterdir()
    ):
        assert making.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    making.kill()
    making.communicate()
    assert target.read_bytes() == before
    film.unlink()
    (evidence / "E13.mp4").unlink(missing_ok=True)
    again = command("bundle", "make", "a", "-o", str(target), "--anyway", *TODAY)
    assert again.code == 0, again.err
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@posix
def test_two_windows_make_the_same_package(home: Path, evidence: Path, target: Path) -> None:
    """Neither clears what the other is writing."""
    assert evidence.is_dir()
    both = [process(home, "bundle", "make", "a", "-o", target) for _ in range(2)]
    told = [making.communicate() for making in both]
    assert [making.returncode for making in both] == [0, 0], told
    assert told[0][0] == told[1][0]
    assert [path.name for path in target.parent.iterdir()] == [target.name]
