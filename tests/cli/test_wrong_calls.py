"""Wrong calls and bad input: a clear Chinese message, the right code, no traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, TOML

ENGLISH = re.compile(
    r"\b(usage|error|missing|invalid|try|got|unexpected|no such|traceback|argument|option|required"
    r")\b",
    re.IGNORECASE,
)
USAGE = (
    ("nonsense",),
    ("drft",),
    ("--nonsense",),
    ("draft",),
    ("draft", "merchant_message"),
    ("draft", "merchant_message", "--nonsense"),
    ("draft", "merchant_message", "--limit"),
    ("draft", "merchant_message", *SETS, "--limit", "viel"),
    ("draft", "merchant_message", *SETS, "--limit", "0"),
    ("draft", "merchant_message", *SETS, "--format", "pdf"),
    ("draft", "merchant_message", *SETS, "--to", "platform"),
    ("draft", "merchant_message", "a.toml", "b.toml"),
    ("draft", "merchant_mesage", *SETS),
    ("assess",),
    ("show",),
    ("set", "x"),
    ("evidence",),
    ("evidence", "add", "x"),
    ("evidence", "add", "x", "-y.png"),
    ("evidence", "add", "-", "y.png"),
    ("evidence", "add", "x", "y.png", "--kind", "nonsense"),
    ("evidence", "add", "x", "y.png", "z.png", "--as", "E1"),
    ("evidence", "verify", "-"),
    ("log", "x"),
    ("log", "x", "nonsense"),
    ("log", "-", "asked"),
    ("scenarios", "x"),
)
HELPED = (
    "",
    "new",
    "resume",
    "list",
    "show",
    "set",
    "evidence",
    "evidence add",
    "evidence verify",
    "evidence list",
    "log",
    "assess",
    "checklist",
    "draft",
    "scenarios",
    "documents",
    "questions",
    "laws",
    "schema",
    "demo",
)


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_calls(arguments: tuple[str, ...], command: Command) -> None:
    """Exit 2, Chinese, no English word of the framework; `--json` says the same as one object."""
    result = command(*arguments)
    assert (result.code, result.out) == (2, "")
    assert re.search(r"[\u4e00-\u9fff]", result.err)
    assert ENGLISH.search(result.err) is None
    error = command(*arguments, "--json").data["error"]
    assert (error["code"], error["kind"]) == (2, "usage")
    assert set(error) == {"code", "kind", "message", "keys"}


@pytest.mark.parametrize("name", HELPED)
def test_help_is_chinese(name: str, command: Command) -> None:
    """`--help` of every command: Chinese, exit 0, on stdout."""
    result = command(*name.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("用法：refundcli")
    assert ENGLISH.search(result.out) is None
    assert "选项：" in result.out


@pytest.mark.parametrize(
    ("pair", "nearest"),
    [
        ("order.amout=1", "order.amount"),
        ("facts.redeemd_by=self", "facts.redeemed_by"),
        ("evidence.E1.knd=order_page", "kind"),
        ("scenario=card_invlid", "card_invalid"),
        ("facts.redeemed_by=selff", "self"),
    ],
)
def test_unknown_keys_name_the_nearest(pair: str, nearest: str, command: Command) -> None:
    """An unknown key or value is exit 4 with its path and the nearest known one."""
    result = command("assess", "--set", pair, *TODAY)
    assert (result.code, result.out) == (4, "")
    assert pair.partition("=")[0] in result.err
    assert nearest in result.err
    error = command("assess", "--set", pair, *TODAY, "--json").data["error"]
    assert (error["code"], error["kind"]) == (4, "invalid")
    assert error["keys"]


def test_every_wrong_key_in_one_go(command: Command) -> None:
    """All problems of a file at once: an unknown key, a bad sum, an impossible day."""
    text = TOML.replace('"98.50"', '"-5"').replace("product =", "produkt =")
    text = text.replace("2026-11-01T14:05:00+08:00", '"2026-02-30"')
    error = command("assess", "-", "--json", *TODAY, stdin=text).data["error"]
    assert set(error["keys"]) == {"order.amount", "order.produkt", "facts.tried_at"}
    assert all(key in error["message"] for key in error["keys"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"scenario = ", "1"),
        (b"[order]\nnumber = 0012\n", "2"),
        (b"[order]\namount = '1'\namount = '2'\n", "3"),
        (b'{"order": {"amount": 1,}}', "1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'story = "' + b"x" * 17 * 1024 * 1024 + b'"', "16 MB"),
        (b"[" * 100_000, ""),
        (b'{"a":' * 100_000, ""),
    ],
    ids=[
        "cut off",
        "leading zero",
        "twice",
        "comma",
        "not utf-8",
        "huge",
        "deep toml",
        "deep json",
    ],
)
def test_unreadable_input(text: bytes, place: str, command: Command) -> None:
    """A file that cannot be read is exit 4 and names the line, or what is wrong with it."""
    result = command("draft", "merchant_message", "-", *TODAY, stdin=text)
    assert (result.code, result.out) == (4, "")
    assert place in result.err
    assert len(result.err) < 400
    assert ENGLISH.search(result.err) is None


def test_long_story_is_no_problem(command: Command) -> None:
    """10 MB of story: refused with its key and the limit, or taken; never a crash."""
    text = f'story = "{"长" * 3_400_000}"\n' + TOML
    result = command("assess", "-", *TODAY, stdin=text)
    assert result.code in (0, 4)
    assert result.code == 0 or "story" in result.err


def test_answers_are_data(command: Command) -> None:
    """Templates, markup, terminal escapes and bidi marks come out as text or not at all."""
    evil = "{{7*7}}{% say %}[bold]\x1b[31m红\x1b[0m\u202e<script>"
    result = command("draft", "merchant_message", *SETS, "--set", f"order.product={evil}", *TODAY)
    assert result.code == 0
    assert "{{7*7}}{% say %}[bold]红<script>" in result.out
    assert not {"\x1b", "\u202e"} & set(result.out)


@pytest.mark.parametrize("name", ["nicht-da", "../../etc/passwd", "nicht/da.toml", "."])
def test_no_such_case(name: str, command: Command) -> None:
    """A case that is not there is exit 4 and says so."""
    for arguments in (("assess", name), ("show", name), ("draft", "merchant_message", name)):
        result = command(*arguments, *TODAY)
        assert (result.code, result.out) == (4, ""), arguments
        assert ENGLISH.search(result.err) is None


def test_bare_and_new_without_a_terminal(command: Command) -> None:
    """Bare: the help and 2. `new` and `resume`: 3, each key with its question and an example."""
    bare = command()
    assert (bare.code, bare.err) == (2, "")
    assert bare.out.startswith("用法：refundcli")
    command("new", "--set", "scenario=card_invalid", *TODAY)
    for name in ("new", "resume"):
        result = command(name, *TODAY)
        assert (result.code, result.out) == (3, "")
        assert re.search(r"buyer\.purpose：\S+", result.err)
        assert "buyer.purpose=personal\n" in result.err


def test_failure_as_json_is_one_object(command: Command, tmp_path: Path) -> None:
    """On failure, too, `--json` puts one object on stdout and nothing on stderr."""
    path = tmp_path / "broken.toml"
    path.write_text("scenario =", encoding="utf-8")
    for arguments in (("assess", str(path)), ("draft", "evidence_list", *SETS[:2]), ("nonsense",)):
        result = command(*arguments, "--json")
        assert result.err == ""
        assert set(json.loads(result.out)) == {"error"}
        assert result.data["error"]["code"] == result.code
