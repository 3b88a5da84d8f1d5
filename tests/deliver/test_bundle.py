"""What a bundle holds, and what of a package from elsewhere is never read on trust."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from refundcli.case.filed import hashed
from refundcli.deliver.bundle import Bundle, Wanted, planned
from refundcli.deliver.pack import write
from refundcli.deliver.verify import verified
from refundcli.errors import InvalidInputError, NotSavedError
from tests.intake.samples import JPG, MP4, PNG
from tests.support import CARD, IDENTITY, facts_of

CODE: Final = "TEST-ABCD-1234-EFGH"
PHONE: Final = "13800000000"
PERSON: Final[Mapping[str, object]] = {
    **CARD,
    **IDENTITY,
    "order.quantity": 1,
    "order.card_code": CODE,
    "buyer.id_number": "11010119900101001X",
    "facts.clues": "false_claims",
}
SECRETS: Final = ("测试甲", PHONE, "11010119900101001X", CODE, "示例路1号", "TEST0000000001")
KINDS: Final = ("chat_log", "order_page", "chat_log", "failure_prompt", "payment_record", "other")


def held(base: Path, *kinds: str, content: bytes = PNG) -> dict[str, object]:
    """Answers of a case whose files lie below `base`, each with a content of its own."""
    folder = base / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    answers: dict[str, object] = {}
    for number, kind in enumerate(kinds, start=1):
        path = folder / f"E{number}.bin"
        path.write_bytes(content + bytes([number]))
        answers |= {
            f"evidence.E{number}.kind": kind,
            f"evidence.E{number}.file": f"evidence/E{number}.bin",
            f"evidence.E{number}.name": f"{PHONE}-{CODE}.png",
            f"evidence.E{number}.size": path.stat().st_size,
            f"evidence.E{number}.sha256": hashed(path),
        }
    return answers


def made(
    base: Path, answers: Mapping[str, object], *, channel: str | None = None, anyway: bool = False
) -> Bundle:
    """The plan of a bundle on the usual day."""
    return planned(facts_of(answers), Wanted(base, "kami-1", channel, anyway))


def text(bundle: Bundle, path: str) -> str:
    """One of the files that are made for the bundle."""
    [data] = [one.data for one in bundle.entries if one.path == path]
    assert data is not None
    return data.decode()


def proof(bundle: Bundle) -> list[str]:
    """The names of the evidence."""
    return [one.path for one in bundle.entries if one.kind == "evidence"]


def test_evidence_is_named_by_number_kind_and_content(tmp_path: Path) -> None:
    """Not by the original's name; a second of a kind is told apart; jpg is jpg by content."""
    found = made(tmp_path, {**PERSON, **held(tmp_path, *KINDS, content=JPG)})
    assert proof(found) == [
        "证据/证据01_和商家的聊天记录.jpg",
        "证据/证据02_订单详情页.jpg",
        "证据/证据03_和商家的聊天记录_2.jpg",
        "证据/证据04_失败提示截图.jpg",
        "证据/证据05_支付账单详情.jpg",
        "证据/证据06_其他材料.jpg",
    ]


def test_every_open_document_is_in_and_what_lacks_facts_is_named(tmp_path: Path) -> None:
    """Letters under their titles, short forms beside; the note names the others with questions."""
    found = made(tmp_path, {**PERSON, **held(tmp_path, "order_page")})
    paths = [one.path for one in found.entries]
    assert "文书/06_12315投诉稿.txt" in paths
    assert "文书/06_12315投诉稿_短版.txt" in paths
    note = text(found, "00_请先看.txt")
    assert "支付渠道投诉还写不了，还缺：用什么方式付的款？（order.payment）" in note
    assert "现在就交：文书/02_给商家的协商消息.txt" in note
    assert "先不交，留着：文书/05_平台介入投诉书.txt" in note
    assert "2026年11月22日生成" in note
    assert "到期：" in text(found, "期限.txt")
    assert "BEGIN:VCALENDAR" in text(found, "期限.ics")


def test_manifest_and_note_tell_nothing_of_the_buyer(tmp_path: Path) -> None:
    """No name, number, address or order, in no file name; no place on this machine."""
    found = made(tmp_path, {**PERSON, **held(tmp_path, *KINDS)})
    names = "\n".join(one.path for one in found.entries)
    told = [
        text(found, name) for name in ("manifest.json", "清单.txt", "00_请先看.txt", "期限.txt")
    ]
    for secret in (*SECRETS, str(tmp_path), "evidence/E1"):
        assert secret not in names
        assert [each for each in told if secret in each] == []
    # It would be found: the letters that need them do hold them.
    assert "测试甲" in text(found, "文书/06_12315投诉稿.txt")


def test_an_id_that_is_a_phone_number_is_not_told(tmp_path: Path) -> None:
    """The case goes by a digest then."""
    found = planned(facts_of(PERSON), Wanted(tmp_path, PHONE))
    assert PHONE not in text(found, "manifest.json")
    assert len(found.manifest.case) == 12


def test_the_manifest_lists_every_other_file(tmp_path: Path) -> None:
    """Size, hash, and of evidence its number, its kind and the hash it was filed with."""
    found = made(tmp_path, {**PERSON, **held(tmp_path, "order_page")})
    data = json.loads(text(found, "manifest.json"))
    assert {line["path"] for line in data["entries"]} == {
        one.path for one in found.entries if one.path != "manifest.json"
    }
    [line] = [line for line in data["entries"] if line["kind"] == "evidence"]
    assert (line["evidence"], line["evidence_kind"]) == ("E1", "order_page")
    assert line["sha256"] == line["original_sha256"] == hashed(tmp_path / "evidence" / "E1.bin")
    assert (data["case"], data["made_on"], data["channel"]) == ("kami-1", "2026-11-22", None)
    listed = text(found, "清单.txt")
    assert f"证据1，订单详情页；{line['size']} 字节；{line['sha256'][:12]}" in listed


def test_an_item_without_a_file_is_listed_as_such(tmp_path: Path) -> None:
    """In the list of the evidence, in the note and in both manifests."""
    answers = {**PERSON, **held(tmp_path, "order_page"), "evidence.E2.kind": "chat_log"}
    found = made(tmp_path, answers)
    assert "证据1：证据/证据01_订单详情页.png\n证据2：没有文件\n" in text(found, "证据目录.txt")
    assert "证据2（和商家的聊天记录）没有放进来：只登记了，还没有文件" in text(found, "清单.txt")
    assert [(gap.evidence, gap.why) for gap in found.manifest.left_out] == [("E2", "no_file")]


def test_damaged_evidence_stops_the_bundle(tmp_path: Path) -> None:
    """All of it in one go; `anyway` leaves it out and says so wherever it would be looked for."""
    answers = {**PERSON, **held(tmp_path, *KINDS)}
    (tmp_path / "evidence" / "E2.bin").write_bytes(b"another")
    (tmp_path / "evidence" / "E5.bin").unlink()
    with pytest.raises(InvalidInputError) as stopped:
        made(tmp_path, answers)
    assert stopped.value.keys == ("evidence.E2", "evidence.E5")
    assert "证据2（订单详情页）：文件和登记时不一样了" in stopped.value.message
    found = made(tmp_path, answers, anyway=True)
    assert [gap.why for gap in found.manifest.left_out] == ["changed", "missing"]
    assert "证据2（订单详情页）没有放进来：文件和登记时不一样了" in text(found, "00_请先看.txt")
    assert "证据2：没有附文件" in text(found, "证据目录.txt")
    assert len(proof(found)) == 4


def test_what_12315_takes_is_kept_to(tmp_path: Path) -> None:
    """Four files of its types and sizes, the needed ones first; the others with a way to go."""
    kinds = ("other", "platform_rule", *KINDS, "merchant_identity", "failure_recording")
    answers = {**PERSON, **held(tmp_path, *kinds)}
    large = tmp_path / "evidence" / "E10.bin"
    large.write_bytes(MP4 + bytes(5_000_000))
    answers |= {"evidence.E10.size": large.stat().st_size, "evidence.E10.sha256": hashed(large)}
    text_file = tmp_path / "evidence" / "E4.bin"
    text_file.write_bytes("客服：不能退。\n".encode())
    answers |= {
        "evidence.E4.size": text_file.stat().st_size,
        "evidence.E4.sha256": hashed(text_file),
    }
    found = made(tmp_path, answers, channel="market_12315")
    assert [one.document for one in found.entries if one.kind == "document"] == [
        "complaint_12315",
        "report_12315",
    ]
    whys = {gap.evidence: gap.why for gap in found.manifest.left_out}
    assert len(proof(found)) == 4
    assert (whys["E10"], whys["E4"], whys["E1"]) == ("size", "type", "count")
    note = text(found, "00_请先看.txt")
    assert "要交的话，打印成 pdf，或者截成图片，原文件留着" in note
    assert "最多收 4 份" in note
    assert "期限" not in "".join(one.path for one in found.entries)


def test_a_channel_of_unknown_limits_takes_all(tmp_path: Path) -> None:
    """Nothing is guessed: the note says that nobody has checked."""
    found = made(tmp_path, {**PERSON, **held(tmp_path, *KINDS)}, channel="merchant")
    assert len(proof(found)) == len(KINDS)
    assert "没有核实过" in text(found, "00_请先看.txt")
    told = "".join(text(found, one.path) for one in found.entries if one.path.endswith(".txt"))
    # What the shop has no use for is in no file that goes to it.
    assert [secret for secret in (PHONE, "示例路1号", CODE) if secret in told] == []


def test_a_case_with_nothing_to_write_says_why(tmp_path: Path) -> None:
    """Evidence and dates all the same; no letter."""
    answers = {**PERSON, "facts.threat": True, **held(tmp_path, "order_page")}
    found = made(tmp_path, answers, channel="merchant")
    assert found.papers.letters == ()
    assert "给商家的协商消息：" in text(found, "00_请先看.txt")
    assert proof(found) == ["证据/证据01_订单详情页.png"]


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    """From another folder, at another time, under another file name; another day differs."""
    digests = []
    for place in ("here", "there/below"):
        base = tmp_path / place
        bundle = made(base, {**PERSON, **held(base, *KINDS)})
        digests.append(write(bundle, base / "材料.zip", replace=False))
    assert digests[0] == digests[1]
    first = (tmp_path / "here" / "材料.zip").read_bytes()
    assert first == (tmp_path / "there" / "below" / "材料.zip").read_bytes()
    later = planned(
        facts_of({**PERSON, **held(tmp_path / "here", *KINDS)}, date(2026, 11, 23)),
        Wanted(tmp_path / "here", "kami-1"),
    )
    assert write(later, tmp_path / "later.zip", replace=False) != digests[0]


def test_the_zip_is_plain(tmp_path: Path) -> None:
    """Sorted, stored, dated by the day that was given, no extra fields, names in UTF-8."""
    write(made(tmp_path, {**PERSON, **held(tmp_path, *KINDS)}), tmp_path / "a.zip", replace=False)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert {info.date_time for info in infos} == {(2026, 11, 22, 0, 0, 0)}
    assert {(info.compress_type, info.extra, info.create_system) for info in infos} == {(0, b"", 3)}
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o600}
    assert all(info.filename.isascii() or info.flag_bits & 0x800 for info in infos)


def test_a_file_that_changes_while_it_is_packed(tmp_path: Path) -> None:
    """Nothing is written: the manifest would be wrong."""
    bundle = made(tmp_path, {**PERSON, **held(tmp_path, "order_page")})
    (tmp_path / "evidence" / "E1.bin").write_bytes(PNG + b"!")
    with pytest.raises(InvalidInputError, match="打包的时候文件变了"):
        write(bundle, tmp_path / "out" / "a.zip", replace=False)
    assert list((tmp_path / "out").iterdir()) == []


def test_only_a_bundle_is_written_over(tmp_path: Path) -> None:
    """A file of the buyer's stays without `replace`; a folder with anything else in it always."""
    bundle = made(tmp_path, {**PERSON, **held(tmp_path, "order_page")})
    own = tmp_path / "own.zip"
    own.write_bytes(b"PK something of the buyer's")
    with pytest.raises(NotSavedError, match="--replace"):
        write(bundle, own, replace=False)
    assert own.read_bytes().startswith(b"PK something")
    assert write(bundle, own, replace=True) == write(bundle, own, replace=False)
    folder = tmp_path / "package"
    for _ in range(2):
        write(bundle, folder, replace=False)
    assert verified(folder).ok
    (folder / "我的笔记.txt").write_text("演示", encoding="utf-8")
    for replace in (False, True):
        with pytest.raises(NotSavedError, match="我的笔记"):
            write(bundle, folder, replace=replace)
    for apart in (tmp_path / "evidence", tmp_path / "case.toml"):
        with pytest.raises(NotSavedError, match="案件自己的地方"):
            write(bundle, apart, replace=True, apart=(apart,))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A bundle as a folder."""
    bundle = made(tmp_path / "case", {**PERSON, **held(tmp_path / "case", *KINDS)})
    write(bundle, tmp_path / "package", replace=False)
    return tmp_path / "package"


def test_verify_names_what_is_not_as_it_was(package: Path) -> None:
    """Changed, vanished, added, a link; a slip in the manifest itself."""
    assert verified(package).ok
    (package / "证据" / "证据02_订单详情页.png").write_bytes(PNG + b"!")
    (package / "文书" / "03_催告函.txt").unlink()
    (package / "新的.txt").write_text("演示", encoding="utf-8")
    (package / ".DS_Store").write_bytes(b"of the system")
    (package / "链接").symlink_to("/etc/hostname")
    manifest = package / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("2026-11-22", "2026-11-23"), "utf-8")
    assert [(one.path, one.status) for one in verified(package).problems] == [
        ("manifest.json", "changed"),
        ("文书/03_催告函.txt", "missing"),
        ("证据/证据02_订单详情页.png", "changed"),
        ("新的.txt", "new"),
        ("链接", "link"),
    ]


def zipped(package: Path, *more: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """The bundle in a zip of somebody else's, with more in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(package.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(package).as_posix())
        for info, data in more:
            archive.writestr(info, data)
    target = package.with_suffix(".zip")
    target.write_bytes(stream.getvalue())
    return target


def named(name: str, mode: int = stat.S_IFREG | 0o644, method: int = 0) -> zipfile.ZipInfo:
    """A member of a zip."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def test_a_zip_of_somebody_else_is_read_too(package: Path) -> None:
    """What counts is what is in it."""
    assert verified(zipped(package)).ok


@pytest.mark.parametrize(
    ("info", "why"),
    [
        (named("../up.txt"), "外面"),
        (named("/etc/x"), "绝对路径"),
        (named("C:/x"), "绝对路径"),
        (named("a\\..\\..\\x"), "外面"),
        (named("a//x"), "外面"),
        (named("x\x1b[2J"), "名字不正常"),
        (named("link", stat.S_IFLNK | 0o777), "链接"),
        (named("清单.TXT"), "重名"),
        (named("MANIFEST.json"), "重名"),
    ],
)
def test_a_zip_that_plays_tricks_is_refused(package: Path, info: zipfile.ZipInfo, why: str) -> None:
    """Before anything in it is read."""
    with pytest.raises(InvalidInputError, match=why):
        verified(zipped(package, (info, b"/etc/hostname")))


def test_a_bomb_is_refused(package: Path) -> None:
    """By what it says of itself, and where it lies about that, by what comes out."""
    bomb = zipped(package, (named("bomb", method=zipfile.ZIP_DEFLATED), bytes(50_000_000)))
    with pytest.raises(InvalidInputError, match="大得不正常"):
        verified(bomb)
    lying = zipped(package, (named("y", method=zipfile.ZIP_DEFLATED), bytes(1_000_000)))
    data = lying.read_bytes().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    lying.write_bytes(data)
    assert [one.status for one in verified(lying).problems] == ["new"]


def test_a_byte_that_fell_over_is_found(package: Path) -> None:
    """In the content, in a name: one file is named, the others are compared all the same."""
    path = zipped(package)
    whole = path.read_bytes()
    content = whole.index(PNG)
    name = whole.rindex("证据/证据01".encode(), 0, content)
    for at in (content + len(PNG) - 1, name):
        path.write_bytes(whole[:at] + b"\x85" + whole[at + 1 :])
        [problem] = verified(path).problems
        assert problem.status == "unreadable"
        assert problem.path.startswith("证据/证据01")


def test_what_is_no_bundle_is_said_so(package: Path, tmp_path: Path) -> None:
    """Half a zip, another zip, a manifest of a later version, of none, with paths that lead out."""
    whole = zipped(package).read_bytes()
    half = tmp_path / "half.zip"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidInputError, match="不是完整的 zip"):
        verified(half)
    (tmp_path / "outer").mkdir()
    package.rename(tmp_path / "outer" / "package")
    with pytest.raises(InvalidInputError, match="里面的 package"):
        verified(tmp_path / "outer")
    manifest = tmp_path / "outer" / "package" / "manifest.json"
    good = manifest.read_text("utf-8")
    for old, new, why in (
        ("refundcli-bundle/1", "refundcli-bundle/9", "另一个版本"),
        ("refundcli-bundle/1", "other/1", "不是 refundcli 的材料包"),
        ('"made_on"', '"made_for"', "改坏了"),
        ("文书/01_退款申请说明.txt", "../../01.txt", "不正常的文件名"),
        (good, "[", "读不懂"),
    ):
        manifest.write_text(good.replace(old, new), "utf-8")
        with pytest.raises(InvalidInputError, match=why):
            verified(manifest.parent)
