"""`draft` from a script: one result from three sources, gaps, limits, documents that are closed."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from tests.cli.command import TODAY, Command
from tests.cli.samples import ANSWERS, SETS, TOML, but, nested


def test_three_sources_one_result(command: Command, tmp_path: Path) -> None:
    """A hand-written file, `--set` alone and JSON on stdin: the same bytes, leading zeros kept."""
    path = tmp_path / "hand.toml"
    path.write_text(TOML, encoding="utf-8")
    document = json.dumps(nested(ANSWERS), ensure_ascii=False)
    results = [
        command("draft", "complaint_12315", str(path), *TODAY),
        command("draft", "complaint_12315", *SETS, *TODAY),
        command("draft", "complaint_12315", "-", *TODAY, stdin=document),
        command("draft", "complaint_12315", "-", *TODAY, stdin=TOML),
        command("draft", "complaint_12315", "--answers", str(path), *TODAY),
    ]
    assert [result.code for result in results] == [0] * len(results)
    assert len({result.out for result in results}) == 1
    assert "0012000000001" in results[0].out


def test_set_is_laid_over_answers_over_case(command: Command, tmp_path: Path) -> None:
    """CASE below, `--answers` over it, `--set` on top; a state takes the answer below away."""
    case, answers = tmp_path / "case.toml", tmp_path / "answers.toml"
    case.write_text(TOML, encoding="utf-8")
    answers.write_text('[order]\namount = "20"\nproduct = "演示商品乙"\n', encoding="utf-8")
    over = ("--answers", str(answers), "--set", "order.amount=30", "--set", "facts.tried_at=?")
    result = command("draft", "merchant_message", str(case), *over, *TODAY)
    assert "演示商品乙" in result.out
    assert "30.00元" in result.out
    assert "14:05" not in result.out
    assert case.read_text(encoding="utf-8") == TOML


def test_four_kinds_of_gap(command: Command) -> None:
    """不知道, 拿不到, skipped, never asked: the letter does without, `missing` lists each."""
    document = nested({key: value for key, value in ANSWERS.items() if "tried_at" not in key})
    document |= {
        "unknown": ["facts.tried_at"],
        "unavailable": ["has.usage_record"],
        "skipped": ["merchant.legal_name"],
    }
    del document["evidence"]
    stdin = json.dumps(document, ensure_ascii=False)
    result = command("draft", "complaint_12315", "-", *TODAY, "--json", stdin=stdin).data
    missing = {item["key"]: item for item in result["missing"]}
    states = {key: missing[key]["state"] for key in missing}
    assert states["facts.tried_at"] == "unknown"
    assert states["has.usage_record"] == "unavailable"
    assert states["merchant.legal_name"] == "skipped"
    assert states["has.failure_recording"] == "never"
    assert all(item["changes"] and item["ask"] for item in missing.values())
    assert re.search(r"None|不知道|\?|（）|，，|。。|，。|“”", result["text"]) is None
    facts = {key for sentence in result["sentences"] for key in sentence["facts"]}
    # 拿不到 is an answer too: a sentence may rest on it, on the other three none may.
    assert facts & set(missing) <= {"has.usage_record"}
    text = command("draft", "complaint_12315", "-", *TODAY, stdin=stdin)
    assert all(key in text.err and key not in text.out for key in missing)


@pytest.mark.parametrize(
    ("document", "sets", "kind"),
    [
        ("merchant_message", but(facts__redeemed_by="self"), "safety"),
        ("merchant_message", but(facts__illegal_goods="true"), "safety"),
        ("goodwill_request", SETS, "unfit"),
        ("complaint_12315", but(buyer__purpose="resale"), "unfit"),
    ],
)
def test_closed_documents(
    command: Command, document: str, sets: tuple[str, ...], kind: str
) -> None:
    """Exit 5 with the kind, why, and what to do instead; stdout stays empty."""
    result = command("draft", document, *sets, *TODAY)
    assert (result.code, result.out) == (5, "")
    assert len(result.err.strip().splitlines()) >= 2
    error = command("draft", document, *sets, *TODAY, "--json").data["error"]
    assert (error["code"], error["kind"]) == (5, kind)
    assert error["message"] == result.err.rstrip("\n")


def test_recipients(command: Command) -> None:
    """`--to` chooses whom a request for records goes to; where that would be wrong it is told."""
    letters = {
        to: command("draft", "records_request", *SETS, *TODAY, "--to", to, "--json").data
        for to in ("merchant", "platform")
    }
    assert {to: letter["channel"] for to, letter in letters.items()} == {
        "merchant": "merchant",
        "platform": "platform",
    }
    assert "贵平台" in letters["platform"]["text"]
    assert "贵平台" not in letters["merchant"]["text"]
    usual = command("draft", "records_request", *SETS, *TODAY).out
    assert usual == letters["merchant"]["text"]
    vanished = but(facts__no_reply="是", order__platform_kind="marketplace")
    assert "贵平台" in command("draft", "records_request", *vanished, *TODAY).out
    shop = but(order__platform_kind="self_operated")
    closed = command("draft", "records_request", *shop, *TODAY, "--to", "platform", "--json")
    assert (closed.code, closed.data["error"]["kind"]) == (5, "unfit")
    assert command("draft", "records_request", *shop, *TODAY).code == 0
    wrong = command("draft", "records_request", *SETS, *TODAY, "--to", "court")
    assert (wrong.code, "merchant" in wrong.err) == (2, True)
    assert command("draft", "merchant_message", *SETS, *TODAY, "--to", "platform").code == 2


def test_too_early(command: Command) -> None:
    """The promised time has not passed: closed as early, with the moment from which it opens."""
    waiting: dict[str, str | None] = {
        "facts.error_kind": None,
        "facts.error_text": None,
        "facts.tried_at": None,
        "facts.redeemed_by": None,
        "scenario": "not_delivered",
        "order.goods": "top_up",
        "facts.delivery_state": "nothing",
        "facts.promise": "72h",
        "order.paid_at": "2026-11-21 14:01",
        "facts.checked_at": "2026-11-22 08:00",
    }
    sets = but(**{key.replace(".", "__"): value for key, value in waiting.items()})
    error = command("draft", "merchant_message", *sets, *TODAY, "--json").data["error"]
    assert (error["code"], error["kind"]) == (5, "early")
    assert "2026-11-24 14:01" in error["message"]


LATER: Final = ("--today", "2026-12-01")


def test_a_day_that_has_passed_meanwhile(command: Command, tmp_path: Path) -> None:
    """Of a file or a saved case it gives way to a day to come, told on stderr; fresh, it is a slip.

    Beside a letter that names no day nothing is said of it.
    """
    path = tmp_path / "hand.toml"
    path.write_text(f"{TOML}\n[demand]\nreply_by = 2026-11-29\n", encoding="utf-8")
    created = command("new", "--answers", str(path), "--id", "kami-1", *TODAY)
    assert created.code == 0
    for case in (str(path), "kami-1"):
        assert "2026年11月29日前" in command("draft", "merchant_message", case, *TODAY).out
        later = command("draft", "merchant_message", case, *LATER)
        assert "2026年12月8日前" in later.out
        assert "11月29日" not in later.out
        assert "2026-11-29" in later.err
        assert "2026-12-08" in later.err
        assert "2026-11-29" not in command("draft", "evidence_list", case, *LATER).err
        stale = ("--set", "demand.reply_by=2026-11-30")
        assert command("draft", "merchant_message", case, *stale, *LATER).code == 4
        assert command("assess", case, *LATER).code == 0
    assert command("draft", "merchant_message", "--answers", str(path), *LATER).code == 4
    over = ("kami-1", "--answers", str(path))
    assert command("draft", "merchant_message", *over, *LATER).code == 4


def test_limit(command: Command) -> None:
    """A limit drops whole sentences; too small for what must stay is exit 6 with the excess."""
    whole = command("draft", "merchant_message", *SETS, *TODAY, "--json").data
    limit = whole["length"] - 1
    cut = command("draft", "merchant_message", *SETS, *TODAY, "--limit", str(limit), "--json").data
    assert cut["length"] <= limit
    assert cut["omitted"]
    kept = {sentence["id"]: sentence["text"] for sentence in whole["sentences"]}
    assert all(kept[sentence["id"]] == sentence["text"] for sentence in cut["sentences"])
    for must in ("0012000000001", "98.50元", "2026年11月29日"):
        assert must in cut["text"]
    tight = command("draft", "merchant_message", *SETS, *TODAY, "--limit", "20")
    assert (tight.code, tight.out) == (6, "")
    least, excess = re.findall(r"(\d+) 字", tight.err)[0::2]
    assert int(excess) == int(least) - 20
    fits = command("draft", "merchant_message", *SETS, *TODAY, "--limit", least)
    assert fits.code == 0
    error = command("draft", "merchant_message", *SETS, *TODAY, "--limit", "20", "--json").data
    assert (error["error"]["code"], error["error"]["kind"]) == (6, "limit")


def test_missing_facts(command: Command) -> None:
    """Exit 3 lists every key with its question and a `--set` example that can be used as it is."""
    result = command("draft", "merchant_message", "--set", "scenario=card_invalid", *TODAY)
    assert (result.code, result.out) == (3, "")
    for key in ("order.number", "order.amount", "merchant.name", "facts.error_kind"):
        assert re.search(rf"{re.escape(key)}：\S+", result.err)
        assert f"--set {key}=" in result.err
    failed = command(
        "draft", "merchant_message", "--set", "scenario=card_invalid", *TODAY, "--json"
    )
    assert failed.data["error"]["kind"] == "missing"
    assert {"order.number", "order.amount"} <= set(failed.data["error"]["keys"])


def test_missing_facts_filled_in_as_told(command: Command) -> None:
    """Whoever copies the examples of the message, round by round, arrives at a letter."""
    sets = ["--set", "scenario=card_invalid"]
    for _ in range(3):
        result = command("draft", "merchant_message", *sets, *TODAY)
        if result.code == 0:
            return
        assert result.code == 3
        for line in re.findall(r"--set .+", result.err):
            sets += shlex.split(line)
    pytest.fail(result.err)


def test_into_a_file(command: Command, tmp_path: Path) -> None:
    """`-o` writes the letter and leaves stdout empty; `--format md` is the letter with a title."""
    path = tmp_path / "letter.txt"
    result = command("draft", "merchant_message", *SETS, *TODAY, "-o", str(path))
    assert (result.code, result.out) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert text == command("draft", "merchant_message", *SETS, *TODAY).out
    markdown = command("draft", "merchant_message", *SETS, *TODAY, "--format", "md").out
    assert markdown.startswith("# ")
    assert all(line in markdown for line in text.splitlines())
    bad = command("draft", "merchant_message", *SETS, *TODAY, "-o", str(tmp_path))
    assert (bad.code, bad.out) == (4, "")


def test_advice_stays_out_of_the_letter(command: Command) -> None:
    """What is for the buyer goes to stderr; `--confirm` ends the reminder to check."""
    result = command("draft", "merchant_message", *SETS, *TODAY)
    assert "请先核对每一句都属实" in result.err
    assert "请先核对" not in result.out
    confirmed = command("draft", "merchant_message", *SETS, *TODAY, "--confirm")
    assert (confirmed.out, "请先核对" in confirmed.err) == (result.out, False)
    assert command("draft", "merchant_message", *SETS, *TODAY, "--confirm", "--json").data[
        "confirmed"
    ]
