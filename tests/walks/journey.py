"""A walk with its letters: what it reached, and what is wrong on the way."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import msgspec

from refundcli.errors import (
    DocumentClosedError,
    DoesNotFitError,
    InvalidInputError,
    MissingFactsError,
)
from refundcli.judge import assess
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.write.compose import Wish, compose
from tests.support import KNOWLEDGE
from tests.walks import reached
from tests.walks.flaws import flaws
from tests.walks.ledger import from_file
from tests.walks.walk import Walk

# Of the documents that are open, so many are written a walk.
LETTERS = 3
# One walk in so many is judged once more, so much later.
LOOKED_AT_AGAIN = 10
AFTER = timedelta(days=60)
NOTHING_DUE = KNOWLEDGE.words.phrases["nothing_due"]


class Journey(msgspec.Struct, frozen=True):
    """What many walks came to: marks with the number of walks that reached them, and flaws."""

    marks: dict[str, int]
    flaws: list[str]


def merged(journeys: Iterable[Journey]) -> Journey:
    """Several journeys as one."""
    marks: Counter[str] = Counter()
    wrong: list[str] = []
    for journey in journeys:
        marks.update(journey.marks)
        wrong += journey.flaws
    return Journey(dict(marks), wrong)


def travel(seeds: range) -> Journey:
    """Walk once for each seed."""
    marks: dict[str, int] = {}
    wrong: list[str] = []
    for seed in seeds:
        try:
            found, told = one(seed)
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            wrong.append(f"walk {seed}: {traceback.format_exc(limit=-4)}")
            continue
        wrong += [f"walk {seed}: {flaw}" for flaw in told]
        for mark in found:
            marks[mark] = marks.get(mark, 0) + 1
    return Journey(marks, wrong)


def one(seed: int) -> tuple[set[str], list[str]]:
    """Walk, judge, write."""
    walk = Walk(seed)
    facts = walk.run()
    found = assess.assess(facts)
    checked = from_file(walk.changes, walk.buyer.today)
    assert (checked, checked.evidence) == (facts.case, facts.case.evidence)
    marks = {*reached.by_questions(walk.put), *reached.by_judgement(found, facts)}
    if seed % LOOKED_AT_AGAIN == 0:
        # What was to come has passed by then: a day agreed on, a period.
        later = Facts(facts.case, KNOWLEDGE, walk.buyer.today + AFTER)
        marks.update(reached.by_judgement(assess.assess(later), later))
    wrong = []
    opened = [state.id for state in found.documents if state.open]
    written = 0
    for document in walk.buyer.rng.sample(opened, len(opened)):
        told = _written(document, walk, facts, found) if written < LETTERS else None
        if told is not None:
            written += 1
            marks.add(f"written {document}")
            wrong += [f"{document}: {flaw}" for flaw in told]
    return marks, wrong


def _written(document: str, walk: Walk, facts: Facts, found: Assessment) -> list[str] | None:
    """The flaws of a letter; None where it rightly does not come into being."""
    kind = KNOWLEDGE.documents.documents[document]
    to = walk.buyer.rng.choice([*kind.recipients] or [None])
    try:
        letter = compose(document, facts, found, Wish(to=to))
    except DocumentClosedError as error:
        # The document is open; only one of its recipients may be the wrong one.
        return None if to and to != kind.channel else [error.message]
    except MissingFactsError as error:
        return None if all(reached.known(key) for key in error.keys) else [error.message]
    except InvalidInputError as error:
        wished = set(error.keys) <= {"demand.kind", "demand.amount"}
        return None if wished or error.message == NOTHING_DUE else [error.message]
    except DoesNotFitError as error:
        return None if walk.buyer.wordy else [error.message]
    return list(flaws(letter, facts))
