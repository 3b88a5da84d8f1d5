"""Numbers and records of new files: given once, never moved, never twice for the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pytest

from refundcli.case.evidence import Content, Place, Plan, Seen, Told
from refundcli.errors import InvalidInputError
from tests.support import TODAY, case_of

FILED: Final = {"file": "evidence/E1.png", "sha256": "a" * 64}


def content(mark: str = "b", name: str = "截图.png", kind: str = "png") -> Content:
    """A copy; `mark` stands for its bytes."""
    return Content(mark * 64, 1000, name, kind, None)


def planned(
    items: dict[str, dict[str, str]],
    *copies: tuple[Content, Told],
    seen: Seen | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> list[Place]:
    """Places for copies in a case with these items."""
    told = {f"evidence.{name}.{key}": v for name, item in items.items() for key, v in item.items()}
    plan = Plan(case_of({**told, **answers}), seen or Seen("evidence"))
    return [plan.place(*copy, TODAY) for copy in copies]


def order(**told: str) -> Told:
    return Told(kind="order_page", **told)


def test_numbers_go_on() -> None:
    """The next number above all that were given; of two files of one call each has its own."""
    items = {"E1": {"kind": "other", **FILED}, "E4": {"kind": "chat_log"}}
    found = planned(items, (content("b"), order()), (content("c"), order()))
    assert [(one.id, one.how, one.file) for one in found] == [
        ("E5", "new", "evidence/E5.png"),
        ("E6", "new", "evidence/E6.png"),
    ]


def test_a_number_that_was_cited_is_not_given_again() -> None:
    """The item is gone, but a line of the log, or a file in the folder, still speaks of it."""
    line = {"kind": "asked", "at": "2026-11-02", "by": "buyer", "evidence": "E7"}
    log = {f"events.e1.{key}": value for key, value in line.items()}
    assert planned({}, (content(), order()), answers=log)[0].id == "E8"
    assert planned({}, (content(), order()), seen=Seen("evidence", ("E3-2.mp4",)))[0].id == "E4"


def test_the_one_item_that_waits_gets_the_file() -> None:
    """Ticked without a file, and of this kind alone: no second item; its kind is not told again."""
    items = {"E1": {"kind": "chat_log"}, "E2": {"kind": "order_page"}}
    found = planned(items, (content("b"), order()), (content("c"), order()))
    assert [(one.id, one.how) for one in found] == [("E2", "slot"), ("E3", "new")]
    assert "evidence.E2.kind" not in [change.key for change in found[0].changes]


def test_of_two_that_wait_none_is_chosen() -> None:
    """Which of them it is cannot be known: a number of its own, and both are named."""
    items = {"E1": {"kind": "order_page"}, "E2": {"kind": "order_page"}}
    found = planned(items, (content(), order()))[0]
    assert (found.id, found.how, found.others) == ("E3", "new", ("E1", "E2"))
    assert planned(items, (content(), Told(slot="E2")))[0].id == "E2"


@pytest.mark.parametrize(
    ("told", "hint"),
    [
        (Told(slot="E9"), "没有 E9"),
        (Told(slot="E1"), "已经有文件"),
        (Told(slot="E2", kind="chat_log"), "order_page"),
    ],
)
def test_a_slot_that_does_not_fit_is_refused(told: Told, hint: str) -> None:
    items = {"E1": {"kind": "other", **FILED}, "E2": {"kind": "order_page"}}
    with pytest.raises(InvalidInputError, match=hint):
        planned(items, (content(), told))


def test_the_same_bytes_have_one_number() -> None:
    """In the case or twice in one call; also where the hash was written in capitals."""
    items = {"E1": {"kind": "other", **FILED, "sha256": "A" * 64}}
    found = planned(
        items, (content("a"), order()), (content("b"), order()), (content("b"), order())
    )
    assert [(one.id, one.how) for one in found] == [
        ("E1", "duplicate"),
        ("E2", "new"),
        ("E2", "duplicate"),
    ]
    assert [found[0].changes, found[2].changes] == [(), ()]
    with pytest.raises(InvalidInputError, match="已经是 E1"):
        planned({**items, "E2": {"kind": "other"}}, (content("a"), Told(slot="E2")))


def test_the_same_bytes_bring_a_spoilt_copy_back() -> None:
    """To where they were, with nothing recorded anew."""
    items = {"E1": {"kind": "other", **FILED}}
    seen = Seen("evidence", ("E1.png",), broken=("E1",))
    found = planned(items, (content("a"), order()), seen=seen)[0]
    assert (found.id, found.how, found.file, found.changes) == ("E1", "restored", FILED["file"], ())


@pytest.mark.parametrize(
    ("name", "kind", "file"),
    [
        ("a.JPEG", "jpg", "E1.jpg"),
        ("a.XYZ", "", "E1.xyz"),
        ("../../x.sh\u202egnp", "", "E1.bin"),
        ("无后缀", "", "E1.bin"),
        ("a.很长的后缀", "", "E1.bin"),
    ],
)
def test_the_stored_name_is_ours(name: str, kind: str, file: str) -> None:
    """Number and type; nothing of the original's name but a plain extension."""
    found = planned({}, (content(name=name, kind=kind), order()))[0]
    assert found.file == f"evidence/{file}"


def test_a_name_that_is_taken_is_not_overwritten() -> None:
    """Also where the disk tells no capitals from small letters."""
    items = {"E2": {"kind": "order_page"}}
    found = planned(items, (content(), order()), seen=Seen("evidence", ("e2.PNG",)))[0]
    assert found.file == "evidence/E2-2.png"


def test_what_is_recorded() -> None:
    """All that the buyer said and the file is; nothing of what was not said."""
    told = order(shows="order.number", captured_at="2026-11-02 10:00")
    found = planned({}, (content(), told))[0]
    fields = {change.key.rpartition(".")[2]: change.value for change in found.changes}
    assert fields == {
        "kind": "order_page",
        "file": "evidence/E1.png",
        "name": "截图.png",
        "type": "png",
        "size": 1000,
        "sha256": "b" * 64,
        "added_at": TODAY,
        "captured_at": "2026-11-02 10:00",
        "shows": "order.number",
    }


def test_numbers_stay_when_an_item_is_taken_out() -> None:
    """证据3 in a letter that was sent is 证据3 for ever; other names take what is left."""
    names = ("E3", "B", "E1", "A")
    found = case_of({f"evidence.{name}.kind": "other" for name in names}).evidence
    assert [(item.id, item.number) for item in found] == [("E1", 1), ("B", 2), ("E3", 3), ("A", 4)]
