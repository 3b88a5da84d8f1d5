"""`evidence add`, `verify`, `list`: files in, numbered, checked; told in plain Chinese."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from refundcli.case.file import parse_text
from refundcli.case.model import Case
from refundcli.cli.wizard import kinds
from refundcli.cli.wizard.prompts import Answer, Option, Special
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, TOML
from tests.intake.samples import HEADS, JPG, MP4, PDF, PNG
from tests.support import KNOWLEDGE, case_of

PHONE: Final = "13800000012"
Write = Callable[[str, bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Make a file of the buyer's and hand back its path."""

    def made(name: str, content: bytes) -> str:
        path = tmp_path / "phone" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return str(path)

    return made


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the files of case `a` lie."""
    return home / "cases" / "a" / "evidence"


@pytest.fixture
def started(command: Command) -> None:
    """Case `a`: E1 an order page and E2 a recording, both ticked without a file."""
    assert command("new", "--id", "a", *SETS, *TODAY).code == 0


def recorded(home: Path) -> dict[str, dict[str, Any]]:
    """The evidence as the case file holds it."""
    found = parse_text((home / "cases" / "a" / "case.toml").read_text("utf-8"), "a")["evidence"]
    assert isinstance(found, dict)
    return found


@pytest.mark.usefixtures("started")
def test_add_copies_numbers_and_records(command: Command, home: Path, write: Write) -> None:
    """All that the record promises, under the case's own numbers; the original stays."""
    path = write("账单.png", JPG)
    result = command("evidence", "add", "a", path, "--kind", "payment_record", *TODAY)
    assert result.code == 0
    assert result.out == f"已加入证据3 支付账单详情：账单.png（图片 jpg，{len(JPG)} 字节）\n"
    assert "名字是 .png，内容是 jpg" in result.err
    assert "要真的看得到：付款金额" in result.err
    assert "原件留着" in result.err
    item = recorded(home)["E3"]
    assert set(item) == {"kind", "file", "name", "type", "size", "sha256", "file_time", "added_at"}
    assert (item["file"], item["name"], item["type"]) == ("evidence/E3.jpg", "账单.png", "jpg")
    assert Path(path).read_bytes() == JPG
    assert (home / "cases" / "a" / "evidence" / "E3.jpg").read_bytes() == JPG


@pytest.mark.usefixtures("started")
def test_a_file_for_an_item_that_was_ticked(command: Command, home: Path, write: Write) -> None:
    """By its kind, said in Chinese, where one alone waits; by its number; never a second time."""
    result = command("evidence", "add", "a", write("a.png", PNG), "--kind", "订单详情页", *TODAY)
    assert "已加入证据1 订单详情页" in result.out
    assert "文件补上了" in result.out
    assert command("evidence", "add", "a", write("b.mp4", MP4), "--as", "e2", *TODAY).code == 0
    assert {name: item["file"] for name, item in recorded(home).items()} == {
        "E1": "evidence/E1.png",
        "E2": "evidence/E2.mp4",
    }
    again = command("evidence", "add", "a", write("c.png", JPG), "--as", "E1", *TODAY)
    assert (again.code, again.out) == (4, "")
    assert "E1 已经有文件了" in again.err


@pytest.mark.usefixtures("started")
def test_several_at_once_and_the_same_twice(command: Command, home: Path, write: Write) -> None:
    """In their order, a copy under another name recognised; the JSON says which is which."""
    paths = [write("a.pdf", PDF), write("b.pdf", PDF), write("c.txt", "没有退款".encode())]
    data = command("evidence", "add", "a", *paths, "--kind", "other", *TODAY, "--json").data
    assert [(one["id"], one["name"], one["how"]) for one in data["added"]] == [
        ("E3", "a.pdf", "new"),
        ("E4", "c.txt", "new"),
    ]
    assert data["duplicates"] == [{"name": "b.pdf", "id": "E3"}]
    later = command("evidence", "add", "a", paths[1], *TODAY)
    assert later.code == 0
    assert later.out == "没有再加：b.pdf 和证据3（a.pdf）是同一份文件\n"
    assert len(recorded(home)) == 4


@pytest.mark.usefixtures("started")
def test_without_a_kind_it_is_other(command: Command, home: Path, write: Write) -> None:
    """No terminal to ask on: told, and no letter rests on it; with `--shows` it says on what."""
    result = command("evidence", "add", "a", write("a.png", PNG), *TODAY)
    assert "其他材料" in result.out
    assert "信里不会引用" in result.err
    shows = ("--shows", "order.number,facts.error_text", "--captured-at", "2026年11月2日 10点")
    assert command("evidence", "add", "a", write("b.png", JPG), *shows, *TODAY).code == 0
    item = recorded(home)["E4"]
    assert item["shows"] == ["order.number", "facts.error_text"]
    assert item["captured_at"].isoformat() == "2026-11-02T10:00:00+08:00"


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    ("options", "code", "hint"),
    [
        (("--shows", "order.numbr"), 4, "是不是 order.number"),
        (("--captured-at", "昨天"), 4, "--captured-at"),
        (("--captured-at", "2027-01-01"), 4, "还没有到"),
        (("--kind", "order_pge"), 2, "是不是 order_page"),
        (("--as", "E9"), 4, "没有 E9"),
    ],
)
def test_a_slip_in_an_option_changes_nothing(  # noqa: PLR0913, PLR0917 - a slip, and what stays
    options: tuple[str, ...], code: int, hint: str, command: Command, home: Path, write: Write
) -> None:
    before = (home / "cases" / "a" / "case.toml").read_bytes()
    result = command("evidence", "add", "a", write("a.png", PNG), *options, *TODAY)
    assert (result.code, result.out) == (code, "")
    assert hint in result.err
    assert (home / "cases" / "a" / "case.toml").read_bytes() == before
    copies = home / "cases" / "a" / "evidence"
    assert not copies.exists() or list(copies.iterdir()) == []


@pytest.mark.usefixtures("started")
def test_one_bad_file_and_nothing_is_added(command: Command, home: Path, write: Write) -> None:
    """Every file that cannot be taken in one go, with its reason."""
    good, empty = write("a.png", PNG), write("b.png", b"")
    result = command("evidence", "add", "a", good, empty, f"{good}.lost", *TODAY)
    assert (result.code, result.out) == (4, "")
    assert "有 2 个文件不能加，这一次都没有加" in result.err
    assert "空文件" in result.err
    assert "文件或目录不存在" in result.err
    assert not (home / "cases" / "a" / "evidence").exists()
    alone = command("evidence", "add", "a", empty, *TODAY, "--json")
    assert alone.data["error"]["code"] == 4
    assert alone.data["error"]["message"].startswith("没有加 ")


@pytest.mark.usefixtures("started")
def test_a_case_file_keeps_its_files_beside_it(
    command: Command, tmp_path: Path, write: Write
) -> None:
    """Relative to the case file, wherever it lies; and its comments stay."""
    path = tmp_path / "mine" / "kami.toml"
    path.parent.mkdir()
    path.write_text(TOML, encoding="utf-8")
    added = command("evidence", "add", str(path), write("a.png", PNG), "--as", "E1", *TODAY)
    assert added.code == 0
    assert "在案件文件里写上 evidence.E1.captured_at" in added.err
    assert (path.parent / "evidence" / "E1.png").read_bytes() == PNG
    assert path.read_text("utf-8").startswith("# 手写的案件\n")
    assert command("evidence", "verify", str(path), *TODAY).code == 0


def back_again(page: int, number: int) -> str:
    """What is said of a page that was put back."""
    size = len(PNG) + 1
    what = f"第{page}页.png（图片 png，{size} 字节）"
    return f"已放回证据{number} 和商家的聊天记录：{what}，和登记时一样"


@pytest.mark.usefixtures("started")
def test_verify_says_what_happened_to_each(command: Command, folder: Path, write: Write) -> None:
    """Changed, vanished, new, in one go; 4 while it is so, and 0 once the originals are back."""
    pages = [write(f"第{number}页.png", PNG + bytes([number])) for number in range(3)]
    add = ("evidence", "add", "a", "--kind", "chat_log", "--today", "2026-11-10")
    assert command(*add, *pages).code == 0
    assert command("evidence", "verify", "a", *TODAY).code == 0
    (folder / "E3.png").write_bytes(PNG + b"edited")
    (folder / "E4.png").unlink()
    (folder / "x.png").write_bytes(JPG)
    result = command("evidence", "verify", "a", *TODAY)
    assert result.code == 4
    assert "1 份和登记时一样" in result.out
    assert (
        "证据3（第0页.png）在2026年11月10日登记以后被改动过：现在的内容和当时不一样。" in result.out
    )
    assert "证据4（第1页.png）的文件不见了" in result.out
    assert "evidence/x.png 没有登记" in result.out
    data = json.loads(command("evidence", "verify", "a", *TODAY, "--json").out)
    assert [(one["id"], one["status"]) for one in data["items"]] == [
        ("E1", "no_file"),
        ("E2", "no_file"),
        ("E3", "changed"),
        ("E4", "missing"),
        ("E5", "ok"),
        (None, "new"),
    ]
    assert data["ok"] is False
    (folder / "x.png").unlink()
    back = command("evidence", "add", "a", *pages, *TODAY)
    assert back.out.splitlines() == [
        f"{back_again(0, 3)}；改过的那一份放在 E3-changed1.png",
        back_again(1, 4),
        "没有再加：第2页.png 和证据5（第2页.png）是同一份文件",
    ]
    assert (folder / "E3-changed1.png").read_bytes() == PNG + b"edited"
    (folder / "E3-changed1.png").unlink()
    assert command("evidence", "verify", "a", *TODAY).code == 0


@pytest.mark.usefixtures("started")
def test_a_file_written_by_hand_can_be_recorded(command: Command, folder: Path, home: Path) -> None:
    """Its path stood in the case file without a hash; it keeps its place and gets one."""
    folder.mkdir()
    (folder / "mine.png").write_bytes(PNG)
    command("set", "a", "evidence.E1.file=evidence/mine.png", *TODAY)
    seen = command("evidence", "verify", "a", *TODAY)
    assert (seen.code, "没有登记过校验值" in seen.out) == (0, True)
    add = ("evidence", "add", "a", str(folder / "mine.png"), "--as", "E1", *TODAY)
    assert command(*add).code == 0
    assert [path.name for path in folder.iterdir()] == ["mine.png"]
    assert recorded(home)["E1"]["sha256"]
    assert "1 份和登记时一样" in command("evidence", "verify", "a", *TODAY).out


@pytest.mark.usefixtures("started")
def test_channels_say_what_they_do_not_take(command: Command, write: Write) -> None:
    """Type, size and number, each with what to do; of unknown limits only that they are."""
    heic, _ = HEADS["heic"]
    big = MP4 + bytes(5_000_000)
    paths = [write("a.heic", heic), write("b.mp4", big)]
    paths += [write(f"{number}.png", PNG + bytes([number])) for number in range(3)]
    told = command("evidence", "add", "a", *paths, "--kind", "chat_log", *TODAY).err
    assert "12315 举报不收证据3（heic）：另存一份 jpg，原文件留着。" in told
    assert f"12315 举报每份最大 5 MB，证据4有 {len(big)} 字节：把副本压缩" in told
    assert "12315 举报最多收 4 份，现在有 5 份：挑最要紧的 4 份交。" in told
    verified = command("evidence", "verify", "a", *TODAY).out
    assert "挑最要紧的 4 份" in verified
    assert "没有核实过收什么文件的：商家、平台、支付平台、12315投诉稿" in verified
    listed = command("evidence", "list", "a", *TODAY)
    assert "E3 ｜ 和商家的聊天记录 ｜ a.heic ｜ 图片 heic" in listed.out
    assert "12315 举报不收：类型" in listed.out
    rows = command("evidence", "list", "a", *TODAY, "--json").data["items"]
    by_document = {one["document"]: one["takes"] for one in rows[2]["channels"]}
    assert by_document["report_12315"] is False
    assert {taken for name, taken in by_document.items() if name != "report_12315"} == {None}


@pytest.mark.usefixtures("started")
def test_numbers_in_names_are_masked_everywhere(
    command: Command, home: Path, folder: Path, write: Write
) -> None:
    """A phone number and the case's card code in a name: kept as data, never told."""
    code = "TESTCODE00001111"
    command("set", "a", f"order.card_code={code}", *TODAY)
    path = write(f"{PHONE} {code}.png", PNG)
    lost = f"{path}.lost"
    outputs = [
        command("evidence", "add", "a", lost, *TODAY),
        command("evidence", "add", "a", lost, *TODAY, "--json"),
        command("evidence", "add", "a", path, *TODAY, "--json"),
        command("evidence", "add", "a", path, path, *TODAY),
        command("evidence", "list", "a", *TODAY),
        command("evidence", "list", "a", *TODAY, "--json"),
        command("show", "a", *TODAY),
        command("show", "a", *TODAY, "--json"),
    ]
    (folder / "E3.png").unlink()
    (folder / f"{PHONE}.png").write_bytes(JPG)
    outputs += [command("evidence", "verify", "a", *TODAY, *form) for form in ((), ("--json",))]
    for one in outputs:
        assert PHONE not in one.out + one.err
        assert code not in one.out + one.err
    assert all("13****12" in one.out for one in outputs[2:])
    assert recorded(home)["E3"]["name"] == f"{PHONE} {code}.png"


@pytest.mark.usefixtures("started")
def test_a_dash_in_front_says_how_to_write_it(command: Command) -> None:
    assert "前面加上 ./" in command("evidence", "add", "a", "-x.png").err


def test_a_case_without_files(command: Command) -> None:
    """Nothing to compare is nothing wrong; nothing to list is said."""
    command("new", "--id", "a", "--set", "scenario=card_invalid", *TODAY)
    verified = command("evidence", "verify", "a", *TODAY)
    assert (verified.code, verified.out) == (0, "没有可以核对的文件。\n")
    listed = command("evidence", "list", "a", *TODAY)
    assert (listed.code, listed.out) == (0, "")
    assert "还没有证据" in listed.err


class One:
    """Answers one list with one line of it."""

    def __init__(self, wanted: Answer) -> None:
        self.wanted = wanted
        self.seen: list[str] = []

    def choose(self, _ask: str, options: Sequence[Option], *_: object) -> Answer:
        """The wanted one, which must be among them."""
        self.seen = [option.value for option in options]
        return self.wanted

    def text(self, *_: object) -> Answer:
        """Never put."""
        raise AssertionError

    def check(self, *_: object) -> list[str] | Special:
        """Never put."""
        raise AssertionError


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("slot:E1", {"slot": "E1"}),
        ("chat_log", {"kind": "chat_log"}),
        (Special.SKIP, {"kind": "other"}),
    ],
)
def test_on_a_terminal_the_kind_is_asked(wanted: Answer, expected: dict[str, str]) -> None:
    """What was ticked and waits for a file comes first; whoever skips it gets `other`."""
    case: Case = case_of({"evidence.E1.kind": "order_page"})
    prompter = One(wanted)
    assert kinds.choose(f"{PHONE}.png", case, KNOWLEDGE, prompter) == expected
    assert prompter.seen == ["slot:E1", *KNOWLEDGE.evidence]
