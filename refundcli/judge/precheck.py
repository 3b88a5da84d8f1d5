"""Would the channel accept the complaint: its grounds of refusal run over the answers."""

from __future__ import annotations

from refundcli.case.model import Value
from refundcli.judge.facts import Facts
from refundcli.judge.findings import GroundResult
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse


def run(channel: str, stance: str, facts: Facts) -> tuple[GroundResult, ...]:
    """One result per ground: fail and risk come first; what nothing decides is unknown."""
    return tuple(
        GroundResult(
            ground=number,
            title=ground.title,
            status=(status := _status(ground.fail, ground.risk, ground.passes, stance, facts)),
            why="" if status == "pass" else ground.why,
            fix="" if status == "pass" else ground.fix,
        )
        for number, ground in facts.knowledge.channels.channels[channel].grounds.items()
    )


def _status(fail: str, risk: str, passes: str, stance: str, facts: Facts) -> str:
    def lookup(key: str) -> Value | None:
        return stance if key == "stance" else facts.get(key)

    for status, condition in (("fail", fail), ("risk", risk), ("pass", passes)):
        if condition and evaluate(parse(condition), lookup).value:
            return status
    return "unknown"
