"""Two windows, four processes: nobody's answer undoes another's."""

from __future__ import annotations

import multiprocessing
from decimal import Decimal
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

from refundcli.case.disk import locked, read_text
from refundcli.case.edit import Change
from refundcli.case.model import State
from refundcli.case.store import Saved, Store
from refundcli.errors import ConflictError
from tests.support import KNOWLEDGE, TODAY


def test_edits_of_different_answers_both_survive(store: Store, saved: Saved) -> None:
    """Two windows that read the same state and answer different questions lose nothing."""
    store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    second = store.edit(saved, [Change("merchant.name", "演示店铺")], TODAY)
    assert str(second.case.get("order.amount")) == "88.00"
    assert second.case.get("merchant.name") == "演示店铺"


@pytest.mark.parametrize("theirs", [Change("order.amount", "88.00"), Change("order.amount")])
def test_the_same_answer_is_not_overwritten_blindly(
    store: Store, saved: Saved, theirs: Change
) -> None:
    """An answer that the other window changed is named, and its value stays."""
    store.edit(saved, [theirs], TODAY)
    before = read_text(saved.path)
    with pytest.raises(ConflictError) as caught:
        store.edit(saved, [Change("order.amount", "77.00")], TODAY)
    assert caught.value.keys == ("order.amount",)
    assert read_text(saved.path) == before


def test_saying_unknown_is_an_answer_too(store: Store, saved: Saved) -> None:
    """不知道, said in the other window, is not overwritten blindly either."""
    store.edit(saved, [Change("merchant.name", state=State.UNKNOWN)], TODAY)
    with pytest.raises(ConflictError):
        store.edit(saved, [Change("merchant.name", "演示店铺")], TODAY)


def answer(home: Path, name: str, failures: Queue[str]) -> None:
    """One process adds ten records to the case that all of them share."""
    store = Store(home, KNOWLEDGE)
    saved = store.read("shared", TODAY)
    for number in range(10):
        try:
            saved = store.edit(saved, [Change(f"evidence.{name}{number}.kind", "other")], TODAY)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            failures.put(repr(error))


def test_processes_answering_at_once_lose_nothing(store: Store) -> None:
    """Four processes write to one case at the same time: every answer is there."""
    context = multiprocessing.get_context("spawn")
    store.create("shared", {"scenario": "card_invalid"})
    failures: Queue[str] = context.Queue()
    workers = [context.Process(target=answer, args=(store.home, name, failures)) for name in "ABCD"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures.empty()
    found = {item.id for item in store.read("shared", TODAY).case.evidence}
    assert found == {f"{name}{number}" for name in "ABCD" for number in range(10)}


def test_the_lock_is_the_folders_own(store: Store, saved: Saved) -> None:
    """A lock is released when its holder fails, so a case is never shut for good."""
    with pytest.raises(ZeroDivisionError), locked(saved.path.parent):
        raise ZeroDivisionError
    after = store.edit(saved, [Change("order.amount", "88.00")], TODAY)
    assert after.case.get("order.amount") == Decimal("88.00")
