"""Lines that stand in the place of others: what counts is what was said last, and nothing twice."""

from __future__ import annotations

from itertools import permutations
from typing import Final

import pytest

from refundcli.case.file import to_case
from refundcli.case.model import Case
from refundcli.errors import InvalidInputError
from tests.support import CARD, KNOWLEDGE, TODAY, case_of, document_of

# Each log with the lines that stand: a letter is a line of a kind, `-` takes back.
LOGS: Final = {
    "nothing corrected": ("a b", "e1 e2"),
    "replaced": ("a b>1", "e2"),
    "a replacement replaced": ("a b>1 c>2", "e3"),
    "taken back": ("a b ->1", "e2"),
    "a replacement taken back": ("a b>1 ->2", "e1"),
    "a taking back taken back": ("a ->1 ->2", "e1"),
    "and taken back again": ("a ->1 ->2 ->3", ""),
    "a taking back replaced": ("a ->1 b>2", "e3"),
    "the second of three replacements taken back": ("a b>1 c>2 ->3", "e2"),
    "all taken back one by one": ("a b>1 ->2 ->1", ""),
    "two that correct the same line": ("a b>1 c>1", "e2 e3"),
    "one of two taken back": ("a b>1 c>1 ->3", "e2"),
}
KINDS: Final = {"a": "asked", "b": "reminded", "c": "applied"}


def log_of(spelled: str) -> dict[str, dict[str, str]]:
    """`b>1` is a reminder that stands for e1, `->1` takes e1 back; none has a time."""
    lines: dict[str, dict[str, str]] = {}
    for number, word in enumerate(spelled.split(), start=1):
        kind, _, corrected = word.partition(">")
        line = {"by": "buyer", "kind": KINDS[kind]} if kind in KINDS else {}
        lines[f"e{number}"] = {**line, **({"corrects": f"e{corrected}"} if corrected else {})}
    return lines


def case_with(lines: dict[str, dict[str, str]]) -> Case:
    """The card case with these lines in this order."""
    return to_case({**document_of(CARD), "events": lines}, KNOWLEDGE, TODAY)


@pytest.mark.parametrize("name", LOGS)
def test_what_stands(name: str) -> None:
    """Replaced, replaced again, taken back, and a correction taken back."""
    spelled, standing = LOGS[name]
    case = case_with(log_of(spelled))
    assert " ".join(event.id for event in case.events) == standing
    assert len(case.log) == len(spelled.split())


@pytest.mark.parametrize("name", LOGS)
def test_the_order_in_the_file_says_nothing(name: str) -> None:
    """A file sorted by hand, by time say, means the same."""
    spelled, standing = LOGS[name]
    for order in permutations(log_of(spelled).items()):
        case = case_with(dict(order))
        assert {event.id for event in case.events} == set(standing.split())


def test_a_correction_counts_by_its_own_time() -> None:
    """The line stands among the others where it says that it happened."""
    case = case_of(
        {
            **CARD,
            "events.e1.kind": "asked",
            "events.e1.at": "2026-11-02",
            "events.e2.kind": "refused",
            "events.e2.at": "2026-11-05",
            "events.e3.kind": "asked",
            "events.e3.at": "2026-11-08",
            "events.e3.corrects": "e1",
        }
    )
    assert [event.id for event in case.events] == ["e2", "e3"]


@pytest.mark.parametrize(
    ("corrects", "told"),
    [
        ({"e2": "e9"}, "没有 e9"),
        ({"e2": "e2"}, "绕回"),
        ({"e1": "e2", "e2": "e1"}, "绕回"),
        ({"e1": "e3", "e2": "e1", "e3": "e2"}, "绕回"),
    ],
)
def test_corrections_that_lead_nowhere(corrects: dict[str, str], told: str) -> None:
    """A file whose lines correct what is not there, or each other, is refused by key."""
    answers: dict[str, object] = {f"events.e{n}.kind": "asked" for n in (1, 2, 3)}
    answers |= {f"events.{name}.corrects": target for name, target in corrects.items()}
    with pytest.raises(InvalidInputError, match=told) as caught:
        case_of({**CARD, **answers})
    assert set(caught.value.keys) == {f"events.{name}.corrects" for name in corrects}


def lines(*spelled: str) -> dict[str, object]:
    """`asked 2026-11-02 >e1`: kind, time, what it corrects."""
    found: dict[str, object] = {}
    for number, line in enumerate(spelled, start=1):
        told, _, corrected = line.partition(" >")
        kind, _, at = told.partition(" ")
        named = {"kind": kind, "at": at, "corrects": corrected}
        found |= {f"events.e{number}.{field}": value for field, value in named.items() if value}
    return found


@pytest.mark.parametrize(
    ("spelled", "order"),
    [
        (("asked 2026-11-02 10:00", "refused 2026-11-02"), "e1 e2"),
        (("refused 2026-11-02", "asked 2026-11-02 10:00"), "e1 e2"),
        (("asked 2026-11-02 15:00", "refused 2026-11-02", "asked 2026-11-02 10:00"), "e3 e1 e2"),
        (("refused 2026-11-03", "asked 2026-11-02 23:00"), "e2 e1"),
        (("asked", "refused 2026-11-02"), "e2 e1"),
        (("asked 2026-11-02", "refused 2026-11-02", "reminded 2026-11-02 >e1"), "e3 e2"),
        (("asked 2026-11-02", "refused 2026-11-02", "reminded 2026-11-03 >e1"), "e2 e3"),
    ],
)
def test_in_which_order_things_happened(spelled: tuple[str, ...], order: str) -> None:
    """By time; of one day as it was written down, unless the clock says otherwise."""
    case = case_of({**CARD, **lines(*spelled)})
    assert " ".join(event.id for event in case.events) == order
