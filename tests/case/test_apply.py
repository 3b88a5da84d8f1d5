"""An edit changes its own key and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from refundcli.case.edit import Change, apply, parse_set
from refundcli.case.file import to_case
from refundcli.case.model import State
from refundcli.errors import InvalidInputError
from tests.support import KNOWLEDGE, TODAY


def edited(document: dict[str, Any], *arguments: str) -> dict[str, Any]:
    """The document after some `--set` arguments."""
    apply(document, map(parse_set, arguments))
    return document


@pytest.mark.parametrize(
    ("argument", "change"),
    [
        ("order.amount=98.50", Change("order.amount", "98.50")),
        (" order.amount =98.50", Change("order.amount", "98.50")),
        ("order.product=a=b", Change("order.product", "a=b")),
        ("merchant.name=?", Change("merchant.name", state=State.UNKNOWN)),
        ("merchant.name=？", Change("merchant.name", state=State.UNKNOWN)),
        ("has.usage_record=/", Change("has.usage_record", state=State.UNAVAILABLE)),
        ("merchant.name=", Change("merchant.name", "")),
        ("merchant.name=为什么?", Change("merchant.name", "为什么?")),
    ],
)
def test_reading_a_set_argument(argument: str, change: Change) -> None:
    """`?` and `/` alone are states; everything else after the first sign is the value."""
    assert parse_set(argument) == change


@pytest.mark.parametrize("argument", ["order.amount", "=5", "  =5", ""])
def test_what_is_no_assignment_is_refused(argument: str) -> None:
    """A key without a value, or a value without a key, names the right form."""
    with pytest.raises(InvalidInputError, match="键=值"):
        parse_set(argument)


def test_an_answer_takes_its_key_out_of_the_lists() -> None:
    """Answering what was unknown makes it known."""
    document = edited({"unknown": ["order.number", "merchant.name"]}, "order.number=1")
    assert document == {"unknown": ["merchant.name"], "order": {"number": "1"}}


def test_a_state_takes_the_answer_out() -> None:
    """Saying 不知道 removes the answer given before, and a later state replaces an earlier one."""
    document = edited({"order": {"number": "1", "amount": "2"}}, "order.number=?")
    assert document == {"unknown": ["order.number"], "order": {"amount": "2"}}
    assert edited(document, "order.number=/")["unavailable"] == ["order.number"]
    assert document["unknown"] == []


def test_unset_forgets_answer_and_state() -> None:
    """Removal puts the question back to never asked."""
    document = {"unknown": ["merchant.name"], "order": {"number": "1"}}
    apply(document, [Change("merchant.name"), Change("order.number"), Change("demand.amount")])
    case = to_case(document, KNOWLEDGE, TODAY)
    assert case.state("merchant.name") is State.NEVER
    assert case.state("order.number") is State.NEVER


def test_records_are_set_by_path() -> None:
    """`evidence.E1.kind=…` makes the record that it names."""
    document = edited({}, "evidence.E1.kind=order_page", "evidence.E2.kind=chat_log")
    found = to_case(document, KNOWLEDGE, TODAY).evidence
    assert [(item.id, item.number, item.kind) for item in found] == [
        ("E1", 1, "order_page"),
        ("E2", 2, "chat_log"),
    ]


@pytest.mark.parametrize("broken", [5, "order.number", {"order.number": 1}])
def test_a_list_that_is_none_is_left_for_the_check(broken: object) -> None:
    """An edit laid over a broken file does not crash: the check names what is wrong with it."""
    document = edited({"unknown": broken}, "order.number=1")
    with pytest.raises(InvalidInputError) as caught:
        to_case(document, KNOWLEDGE, TODAY)
    assert any("unknown" in key for key in caught.value.keys)


def test_names_of_records_are_plain() -> None:
    """A record's name is one short word, so that every value has one path."""
    for name in ("E 1", "a" * 41, "甲", ""):
        with pytest.raises(InvalidInputError):
            to_case({"evidence": {name: {"kind": "order_page"}}}, KNOWLEDGE, TODAY)
