"""deadlines.toml by itself: law behind every legal period, no gap or overlap of its versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, get_args

import msgspec
import pytest

from refundcli.knowledge.periods import DeadlineRule, LastDay, Unit
from tests.support import KNOWLEDGE, TODAY

BASE: Final = KNOWLEDGE.deadlines
RULES: Final = BASE.deadlines
DAY: Final = timedelta(days=1)
# Set by a party, not by a norm.
OWN: Final = {
    "promise_due",
    "deliver_by",
    "agreed_refund",
    "reply_by",
    "reply_by:not_written",
}


def versions(name: str) -> list[DeadlineRule]:
    """The rules that are told under one name."""
    return [rule for key, rule in RULES.items() if key.partition(":")[0] == name]


def in_force(article_id: str, day: date) -> bool:
    """Whether an article held on a day."""
    law, _ = KNOWLEDGE.article(article_id)
    return law.in_force_from <= day and (law.in_force_to is None or day <= law.in_force_to)


def ends(rule: DeadlineRule) -> tuple[date, date]:
    """The first and the last day on which a period of this rule may begin."""
    oldest = min(KNOWLEDGE.article(article)[0].in_force_from for article in rule.basis)
    return rule.started_from or oldest, rule.started_to or TODAY


@pytest.mark.parametrize("key", RULES)
def test_a_legal_period_rests_on_law(key: str) -> None:
    """Only what a party set itself needs no article."""
    rule = RULES[key]
    assert bool(rule.basis) != (key in OWN)
    assert rule.title
    assert rule.passes
    assert rule.from_word
    assert rule.starts
    assert bool(rule.restarts) == bool(rule.restarted) == bool(rule.restarted_basis)
    assert rule.doubt_to is None or rule.doubt


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule.basis])
def test_some_article_is_in_force_on_every_day_a_period_may_begin(key: str) -> None:
    """And each that is named holds on some of these days, else it would never be cited."""
    rule = RULES[key]
    first, last = ends(rule)
    laws = [KNOWLEDGE.article(article)[0] for article in rule.basis]
    turns = {law.in_force_from for law in laws}
    turns |= {law.in_force_to + DAY for law in laws if law.in_force_to}
    used = set()
    # Between two turns nothing changes.
    for day in {first, last, *(day for day in turns if first <= day <= last)}:
        held = {article for article in rule.basis if in_force(article, day)}
        assert held, f"{key}: nothing on {day}"
        used |= held
    assert used == set(rule.basis)
    assert all(in_force(article, TODAY) for article in rule.restarted_basis)


@pytest.mark.parametrize("name", sorted({key.partition(":")[0] for key in RULES}))
def test_versions_by_date_leave_no_gap_and_do_not_overlap(name: str) -> None:
    """One ends on the day before the next begins, so that every start has exactly one rule."""
    dated = sorted(
        ((rule.started_from or date.min, rule.started_to or date.max) for rule in versions(name)),
    )
    bounded = [span for span in dated if span != (date.min, date.max)]
    for (_, last), (first, _) in pairwise(bounded):
        assert first == last + DAY
    assert not bounded or (bounded[0][0], bounded[-1][1]) == (date.min, date.max)


def test_every_way_of_counting_has_its_words() -> None:
    """What a buyer reads of a length and of a last day."""
    assert set(BASE.units) == set(get_args(Unit))
    assert all("{n}" in words for words in BASE.units.values())
    assert set(BASE.last_days) == set(get_args(LastDay))
    assert not BASE.last_days["as_it_falls"].text


def strings(value: object) -> Iterator[str]:
    """Every text in a structure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from strings(msgspec.structs.asdict(value))
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, tuple):
        yield from (text for part in value for text in strings(part))


@pytest.mark.parametrize("words", [BASE.spans, BASE.promises, BASE.clauses])
def test_every_pattern_can_be_read(words: Any) -> None:  # noqa: ANN401 - three shapes
    """Also those that no example reaches."""
    for text in strings(words):
        re.compile(text.format(title="", number="") if "{title}" in text else text)


def test_the_days_of_the_interview_are_those_of_the_rules() -> None:
    """Two files hold the fifteen days of a carrier and the seven of a prepaid sum: they agree."""
    computed = KNOWLEDGE.common.computed
    carrier, prepaid = RULES["carrier_answer"], RULES["prepaid"]
    assert computed["computed.carrier_from"].params["days"] == str(carrier.length)
    assert computed["computed.first_days_over"].params["days"] == str(prepaid.length)
