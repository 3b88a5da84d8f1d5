"""The road's files held against the rest of the base: periods, what they start from and rest on."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.knowledge.names import Names, lost


def deadline_slips(names: Names) -> Iterator[str]:
    """What is wrong in deadlines.toml: a period may name those that stand above it."""
    base = names.knowledge.deadlines
    opens = {f"open.{document}" for document in names.document_ids}
    known = {*names.judged, *names.recorded, *opens, "shortfall"}
    for key, rule in base.deadlines.items():
        place = f"deadlines.toml 的 deadlines.{key}"
        for condition in (rule.when, rule.if_today or "false"):
            yield from names.when(place, condition, known)
        yield from lost(f"{place}.starts", rule.starts, known)
        yield from lost(f"{place}.since", filter(None, [rule.since]), known)
        yield from lost(f"{place}.basis", rule.basis, names.articles)
        yield from lost(f"{place}.unit", [rule.unit], base.units)
        yield from lost(f"{place}.last_day", [rule.last_day], base.last_days)
        known |= {f"{head}.{key.partition(':')[0]}" for head in ("running", "passed", "due")}
