"""Every command: what stands on stdout, what `--json` holds, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundcli import __version__
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, TOML, but
from tests.support import KNOWLEDGE

KEYS = {
    "assess": "scenario also family responsible strength why remedies rules missing precheck"
    " documents warnings blocked",
    "checklist": "items score",
    "draft": "document channel text short_text length limit confirmed sentences omitted missing",
}
INNER = {
    "remedies": "kind amount working basis",
    "rules": "id law article gist why",
    "missing": "key ask changes",
    "precheck": "ground status why fix",
    "documents": "id open kind why instead",
    "items": "kind title need status must_show proves how held_by urgent",
    "sentences": "id text facts evidence rules priority",
}
LIBRARY = {
    "scenarios": "id family title",
    "documents": "id title channel limit",
    "questions": "id ask why type choices needed_for",
    "laws": "id law article paragraph item gist not_for in_force_from in_force_to source"
    " verified_on recheck_by",
}


@pytest.mark.parametrize("name", KEYS)
def test_reading_commands_as_json(name: str, command: Command) -> None:
    """`--json` holds at least the contract's keys, on the top and inside."""
    document = ("complaint_12315",) if name == "draft" else ()
    result = command(name, *document, *SETS, *TODAY, "--json")
    assert result.code == 0
    assert set(KEYS[name].split()) <= set(result.data)
    for key in set(INNER) & set(result.data):
        for item in result.data[key]:
            assert set(INNER[key].split()) <= set(item), key


@pytest.mark.parametrize("name", LIBRARY)
def test_library_as_json(name: str, command: Command) -> None:
    """What the tool knows, item by item with the contract's keys; as text it names every id."""
    result = command(name, "--json")
    assert (result.code, result.err) == (0, "")
    items = result.data[name]
    assert items
    assert all(set(LIBRARY[name].split()) <= set(item) for item in items)
    text = command(name)
    assert (text.code, text.err) == (0, "")
    # The law base has hundreds of entries: the list has a line for each law.
    ids = {item["id"].partition(".")[0] if name == "laws" else item["id"] for item in items}
    assert [one for one in ids if one not in text.out] == []


def test_one_law_and_the_questions_of_a_scenario(command: Command) -> None:
    """`laws ID` and `questions SCENARIO` narrow the list; an unknown one is exit 4 and a hint."""
    assert [law["id"] for law in command("laws", "civil_code.577", "--json").data["laws"]] == [
        "civil_code.577"
    ]
    asked = {item["id"] for item in command("questions", "delayed", "--json").data["questions"]}
    assert "facts.arrived_at" in asked
    assert "facts.error_kind" not in asked
    for wrong in (("laws", "civil_code.5777"), ("questions", "delay")):
        result = command(*wrong)
        assert (result.code, result.out) == (4, "")
        assert "civil_code.577" in result.err or "delayed" in result.err


def test_laws_with_their_dates(command: Command) -> None:
    """The base: one line a law. A law: one line an entry. An entry: number, limits, days, doubt."""
    base = command("laws", *TODAY).out.splitlines()
    assert len(base) == len(KNOWLEDGE.law_ids) + 1
    line = next(line for line in base if line.startswith("complaint_measures_2020："))
    assert "2020-01-01起施行，2026-04-14止" in line
    assert f"{len(KNOWLEDGE.law('complaint_measures_2020').articles)}条" in line
    assert "已过期" not in "".join(base)
    assert "已过期" in command("laws", "--today", "2029-01-01").out
    law = command("laws", "civil_code").out
    assert [
        key for key in KNOWLEDGE.law("civil_code").articles if f"civil_code.{key} " not in law
    ] == []
    entry = command("laws", "civil_code.563.1.3").out
    for told in (
        "第563条第1款第3项",
        "不适用：",
        "按哪天算：付款那天",
        "起施行",
        "前再核对",
        "出处：",
    ):
        assert told in entry
    assert "civil_code.563.1.3 " in command("laws", "civil_code.563").out
    assert "civil_code.577" not in command("laws", "civil_code.563").out
    doubted = [
        f"{stem}.{key}"
        for stem in KNOWLEDGE.law_ids
        for key, article in KNOWLEDGE.law(stem).articles.items()
        if article.doubt
    ]
    assert "存疑：" in command("laws", doubted[0]).out


def test_documents_and_questions_for_a_person(command: Command) -> None:
    """Whom a document goes to and how long it may be; the refusals are choices."""
    listed = {line.split(" ")[0]: line for line in command("documents").out.splitlines()}
    assert (
        "merchant、platform" in listed["records_request"]
        or "platform、merchant" in listed["records_request"]
    )
    assert "300 字" in listed["payment_complaint"]
    assert "短版 400 字" in listed["complaint_12315"]
    found = {
        item["id"]: item for item in command("questions", "delayed", "--json").data["questions"]
    }
    offered = [choice["value"] for choice in found["facts.refusals"]["choices"]]
    assert offered == list(KNOWLEDGE.refusals)
    assert found["facts.refusals"]["needed_for"] == ["merchant_rebuttal"]
    assert len(command("scenarios", "--json").data["scenarios"]) == len(KNOWLEDGE.scenario_ids)


def test_assess_and_checklist_always_end_well(command: Command) -> None:
    """Once the case can be read they end with 0: strong or hopeless, blocked or too early."""
    for sets in (SETS, but(facts__redeemed_by="self"), but(facts__illegal_goods="true")):
        for name in ("assess", "checklist"):
            assert command(name, *sets, *TODAY).code == 0
    assert command("assess", *but(facts__illegal_goods="true"), *TODAY, "--json").data["blocked"]
    assert command("assess", *SETS, *TODAY, "--json").data["blocked"] is None


def test_saved_cases(command: Command, home: Path, tmp_path: Path) -> None:
    """`new` saves, `list` and `show` tell, `set` edits and removes, `draft ID` reads it."""
    path = tmp_path / "hand.toml"
    path.write_text(TOML, encoding="utf-8")
    created = command("new", "--answers", str(path), "--id", "kami-1", *TODAY, "--json")
    assert (created.code, created.data["id"]) == (0, "kami-1")
    assert created.data["path"] == str(home / "cases" / "kami-1" / "case.toml")
    assert {"facts.filed_elsewhere"} <= {item["key"] for item in created.data["missing"]}
    assert "kami-1" in command("list", *TODAY).out
    assert command("list", "--json", *TODAY).data["cases"][0]["id"] == "kami-1"
    edited = command("set", "kami-1", "order.amount=12.5", "merchant.legal_name=?", *TODAY)
    assert (edited.code, edited.out) == (0, "")
    assert "12.50 元" in command("show", "kami-1", *TODAY).out
    assert command("show", "kami-1", "--json", *TODAY).data["unknown"] == ["merchant.legal_name"]
    assert command("set", "kami-1", "--unset", "merchant.legal_name", *TODAY).code == 0
    assert "unknown" not in command("show", "kami-1", "--json", *TODAY).data
    assert "12.50元" in command("draft", "merchant_message", "kami-1", *TODAY).out
    assert command("new", "--id", "kami-1", *SETS, *TODAY).code == 4


def test_private_numbers_are_masked(command: Command) -> None:
    """A card code never appears in full; a phone number only in the document that needs it."""
    private = (*SETS, "--set", "order.card_code=ABCD1111222233334444WXYZ", *TODAY)
    for arguments in (
        ("assess", *private),
        ("checklist", *private),
        ("draft", "merchant_message", *private),
        ("draft", "complaint_12315", *private, "--json"),
    ):
        assert "1111222233334444" not in command(*arguments).out
    assert "13800000000" not in command("draft", "merchant_message", *private).out
    assert "13800000000" in command("draft", "complaint_12315", *private).out


def test_the_day_is_injectable(command: Command) -> None:
    """The same call gives the same bytes; another `--today` moves the date of the demand."""
    first = command("draft", "merchant_message", *SETS, *TODAY).out
    assert first == command("draft", "merchant_message", *SETS, *TODAY).out
    assert "2026年11月29日" in first
    assert (
        "2026年12月8日" in command("draft", "merchant_message", *SETS, "--today", "2026-12-01").out
    )
    wrong = command("draft", "merchant_message", *SETS, "--today", "2026-02-30")
    assert (wrong.code, wrong.out) == (4, "")
    assert "--today" in wrong.err


def test_demo(command: Command, home: Path) -> None:
    """A sample buyer from start to finish: no question, exit 0, nothing saved."""
    result = command("demo")
    assert (result.code, result.err) == (0, "")
    assert "2026年11月29日前将98.50元" in result.out
    assert not home.exists()


def test_version(command: Command) -> None:
    """`--version` alone on one line."""
    assert command("--version") == command("--version")
    assert command("--version").out == f"refundcli {__version__}\n"


def test_schema_describes_the_sample(command: Command) -> None:
    """`schema` is JSON Schema: the sample's keys have their place, records are tables."""
    schema = command("schema").data
    assert schema["$schema"].endswith("2020-12/schema")
    properties = schema["properties"]
    assert {"order", "facts", "buyer", "merchant", "evidence", "events", "clauses"} <= set(
        properties
    )
    assert "card_invalid" in properties["scenario"]["enum"]
    assert properties["order"]["properties"]["number"]["type"] == "string"
    assert properties["facts"]["properties"]["redeemed_by"]["enum"] == [
        "nobody",
        "shown",
        "worked",
        "self",
    ]
    assert "kind" in properties["evidence"]["additionalProperties"]["properties"]
