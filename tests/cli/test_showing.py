"""`show` and `schema`: every key has its place, choices their words, private numbers their mask."""

from __future__ import annotations

from typing import Final

import pytest

from refundcli.cli.output import plain
from refundcli.cli.schema import case_schema
from tests.cli.command import TODAY, Command
from tests.cli.test_acceptance import fits
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE

SCHEMA: Final = case_schema(KNOWLEDGE)
PRIVATE: Final = {
    "buyer.phone": "13800000000",
    "buyer.id_number": "000000199001010000",
    "buyer.agent.phone": "13800000001",
    "buyer.agent.id_number": "000000199001010001",
    "buyer.guardian.phone": "13800000002",
    "order.card_code": "DEMO-0000-1111-WXYZ",
}
OPEN: Final = {
    "buyer.name": "测试甲",
    "buyer.agent.name": "测试乙",
    "buyer.guardian.name": "测试丙",
    "buyer.guardian.relation": "父亲",
    "merchant.representative": "测试丁",
    "facts.refusals": "no_returns",
    "facts.clues": "unlicensed,price",
    "also": "unreachable",
}


def sets(answers: dict[str, str]) -> list[str]:
    return [part for key, value in answers.items() for part in ("--set", f"{key}={value}")]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_every_case_satisfies_the_schema(golden: Golden) -> None:
    """What can be read is valid by `refundcli schema`."""
    assert fits(plain(golden.answers), SCHEMA)


def test_every_key_has_its_place_in_the_schema() -> None:
    """A key stands where its path says, three parts deep too, and under its own question."""
    for key, question in KNOWLEDGE.every_question.items():
        node = SCHEMA
        for part in key.split("."):
            node = node["additionalProperties"] if part == "*" else node["properties"][part]
        assert node["title"] == question.ask


def test_what_is_private_is_masked(command: Command) -> None:
    """Card code, phones and ID numbers of buyer, agent and guardian: never in full, never lost."""
    pairs = sets({"scenario": "minor", **PRIVATE, **OPEN})
    assert command("new", "--id", "a", *pairs, *TODAY).code == 0
    shown, data = command("show", "a", *TODAY), command("show", "a", *TODAY, "--json")
    for number in PRIVATE.values():
        assert number not in shown.out + data.out
    assert shown.out.count("****") == len(PRIVATE)
    assert data.out.count("****") == len(PRIVATE)
    assert data.data["buyer"]["guardian"]["relation"] == "父亲"


def test_choices_are_shown_in_words(command: Command) -> None:
    """Nobody reads ids: what was ticked stands in the words of its box."""
    command("new", "--id", "a", *sets({"scenario": "minor", **OPEN}), *TODAY)
    shown = command("show", "a", *TODAY).out
    for key in ("facts.clues", "facts.refusals"):
        chosen = OPEN[key].split(",")
        labels = {item.value: item.label for item in KNOWLEDGE.every_question[key].choices}
        assert "；".join(labels[value] for value in chosen) in shown
    assert KNOWLEDGE.scenario("unreachable").title in shown
    assert all(value in shown for value in ("测试甲", "测试乙", "测试丙", "测试丁"))


def test_every_question_has_a_place_on_the_screen() -> None:
    """`show` and the review go by groups, so a key without one would vanish."""
    assert all(item.group in KNOWLEDGE.common.groups for item in KNOWLEDGE.every_question.values())
