"""The road's files held against the rest of the base: periods, steps, doors."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from refundcli.knowledge.names import Names, lost
from refundcli.knowledge.road import Step


def deadline_slips(names: Names) -> Iterator[str]:
    """What is wrong in deadlines.toml: a period may name those that stand above it."""
    base = names.knowledge.deadlines
    yield from lost("deadlines.toml 的 knew", base.knew, names.every)
    around = {f"open.{document}" for document in names.document_ids} | {"shortfall", "knew"}
    around |= {f"problem.{scenario}" for scenario in names.knowledge.scenario_ids}
    known = {*names.judged, *names.recorded, *around}
    for key, rule in base.deadlines.items():
        place = f"deadlines.toml 的 deadlines.{key}"
        for condition in (rule.when, rule.if_today or "false"):
            yield from names.when(place, condition, known)
        yield from lost(f"{place}.starts", (*rule.starts, *rule.restarts), known)
        yield from lost(f"{place}.since", filter(None, [rule.since]), known)
        basis = (*rule.basis, *rule.restarted_basis)
        yield from lost(f"{place}.basis", basis, names.articles)
        yield from lost(f"{place}.unit", [rule.unit], base.units)
        yield from lost(f"{place}.last_day", [rule.last_day], base.last_days)
        known |= {f"{head}.{key.partition(':')[0]}" for head in ("running", "passed", "due")}
    yield from _spoken_slips(names, known)


def _spoken_slips(names: Names, known: Collection[str]) -> Iterator[str]:
    """What is wrong in the words by which times are read: names that stand nowhere."""
    base = names.knowledge.deadlines
    for place, told in (("promises", base.promises.told), ("clauses", base.clauses.told)):
        for who, one in told.items():
            yield from names.when(f"deadlines.toml 的 {place}.told.{who}", one.when, known)
    parties = [choice.value for choice in names.knowledge.every_question["events.*.by"].choices]
    bound = (*base.promises.told, *base.clauses.told, *base.clauses.parties)
    yield from lost("deadlines.toml 的 told", bound, parties)
    for anchor in base.clauses.anchors:
        keys = (*anchor.starts, *filter(None, [anchor.earliest]))
        yield from lost("deadlines.toml 的 clauses.anchors", keys, known)
        yield from lost("deadlines.toml 的 clauses.anchors", filter(None, [anchor.party]), parties)


def road_slips(names: Names) -> Iterator[str]:
    """What is wrong in road.toml."""
    road = names.knowledge.road
    questions = names.knowledge.common.questions
    kinds, channels = (
        [choice.value for choice in questions[f"events.*.{field}"].choices]
        for field in ("kind", "channel")
    )
    yield from lost("road.toml 的 log", road.log, kinds)
    yield from lost("road.toml 的 log", (usual.channel for usual in road.log.values()), channels)
    yield from lost("road.toml 的 efforts", road.efforts, names.document_ids)
    for name, stage in road.stages.items():
        yield from names.when(f"road.toml 的 stages.{name}", stage.when, names.ahead)
    for name, condition in road.holds.items():
        yield from names.when(f"road.toml 的 holds.{name}", condition, names.ahead)
    for step in road.steps:
        yield from _step_slips(step, names)
    for stop in road.stops:
        known = {*names.ahead, "now.step", "now.document"}
        yield from names.when("road.toml 的 stops", stop.when, known)


def _step_slips(step: Step, names: Names) -> Iterator[str]:
    place = f"road.toml 的 steps.{step.id}"
    yield from names.when(place, step.when, names.ahead)
    letters = filter(None, (step.document, step.then))
    yield from lost(f"{place}.document", letters, names.document_ids)
    yield from lost(f"{place}.until", filter(None, [step.until]), names.ahead)
    yield from lost(f"{place}.save", step.save, names.knowledge.evidence)
    if step.to:
        possible = names.knowledge.documents.documents[step.document].recipients
        yield from lost(f"{place}.to", [step.to], possible)


def news_slips(names: Names) -> Iterator[str]:
    """What is wrong in news.toml: each entry must become a line that can be logged."""
    questions = names.knowledge.common.questions
    fields = ("kind", "by", "channel")
    known = {
        field: [choice.value for choice in questions[f"events.*.{field}"].choices]
        for field in fields
    }
    for name, news in names.knowledge.news.items():
        place = f"news.toml 的 news.{name}"
        yield from names.when(place, news.when, names.ahead)
        yield from lost(f"{place}.sets", news.sets, questions)
        for key, outcome in news.outcomes.items():
            here = f"{place}.outcomes.{key}"
            yield from names.when(here, outcome.when, names.ahead)
            for field in fields:
                named = filter(None, [getattr(outcome, field)])
                yield from lost(f"{here}.{field}", named, known[field])
            yield from lost(here, filter(None, [outcome.document]), names.document_ids)


def door_slips(names: Names) -> Iterator[str]:
    """What is wrong with the doors of channels.toml."""
    channels = names.knowledge.channels.channels
    for name, channel in channels.items():
        place, door = f"channels.toml 的 channels.{name}.door", channel.door
        if door is None:
            yield f"{place}：没有写这扇门"
            continue
        yield from lost(f"{place}.documents", door.documents, names.document_ids)
        yield from lost(f"{place}.closes", door.closes, channels)
        yield from names.when(f"{place}.first", door.first, names.ahead)
        conditions = [early.when for early in door.early] + [shut.when for shut in door.shut]
        for condition in conditions:
            yield from names.when(place, condition, names.ahead)
        days = (early.until for early in door.early if early.until)
        yield from lost(f"{place}.early.until", days, names.ahead)
