"""What was to be checked again by a day that has passed: told to the buyer, never in a letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from refundcli.judge.facts import Facts
from refundcli.knowledge.load import Knowledge


class Outdated(msgspec.Struct, frozen=True):
    """An entry of the base, the day it was to be checked again by, and the days since."""

    id: str
    title: str
    recheck_by: date
    days: int


def outdated(knowledge: Knowledge, laws: Iterable[str], today: date) -> tuple[Outdated, ...]:
    """Those of the laws whose day has passed."""
    found = ((stem, knowledge.law(stem)) for stem in laws)
    dated = ((stem, law.title, law.recheck_by) for stem, law in found)
    return tuple(_past(dated, today))


def outdated_channels(knowledge: Knowledge, today: date) -> tuple[Outdated, ...]:
    """Those of the channels, and of what they take, whose day has passed."""
    channels = knowledge.channels.channels.items()
    doors = ((name, found.title, found.recheck_by) for name, found in channels)
    files = (
        (f"{name}.files.{document}", taken.title, taken.recheck_by)
        for name, found in channels
        for document, taken in found.files.items()
    )
    dated = ((name, title, day) for name, title, day in (*doors, *files) if day)
    return tuple(_past(dated, today))


def warning(article_ids: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """One line that names the laws of these articles that are to be checked before use."""
    stems = dict.fromkeys(article_id.partition(".")[0] for article_id in article_ids)
    past = outdated(facts.knowledge, stems, facts.today)
    phrases = facts.knowledge.words.phrases
    named = (
        phrases["outdated_law"].format(law=facts.knowledge.law(item.id).short, day=item.recheck_by)
        for item in past
    )
    return (phrases["outdated"].format(laws="".join(named)),) if past else ()


def _past(dated: Iterable[tuple[str, str, date]], today: date) -> Iterable[Outdated]:
    return (
        Outdated(name, title, recheck_by, (today - recheck_by).days)
        for name, title, recheck_by in dated
        if recheck_by < today
    )
