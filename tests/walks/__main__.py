"""Walks outside the tests: `python -m tests.walks SEED …`, or `python -m tests.walks --count N`."""

from __future__ import annotations

import argparse

import tomlkit

from refundcli.case.edit import apply
from refundcli.judge.assess import assess
from tests.walks.journey import one, travel
from tests.walks.reached import to_reach
from tests.walks.walk import Walk


def say(*lines: str) -> None:
    """Print lines: this is a script."""
    print(*lines, sep="\n")  # noqa: T201 - a script that prints


def main() -> None:
    """Show what single walks told, or what many of them came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.walks", description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int)
    parser.add_argument("--count", type=int, default=0)
    stated = parser.parse_args()
    for seed in stated.seeds:
        show(seed)
    if stated.count:
        journey = travel(range(stated.count))
        unreached = [mark for mark in dict.fromkeys(to_reach()) if mark not in journey.marks]
        say(*journey.flaws, *(f"not reached: {mark}" for mark in unreached))


def show(seed: int) -> None:
    """The case of one walk as a file, its judgement, what is wrong with it."""
    walk = Walk(seed)
    facts = walk.run()
    document = tomlkit.document()
    apply(document, walk.changes)
    found = assess(facts)
    say(f"# walk {seed}, {walk.buyer.today}, to {walk.aim}", tomlkit.dumps(document))
    say(f"# {found.stance}: {', '.join(finding.rule for finding in found.findings)}")
    say(*one(seed)[1])


if __name__ == "__main__":
    main()
