"""Would the channel accept the complaint: its grounds of refusal run over the answers."""

from __future__ import annotations

from refundcli.judge.facts import Facts
from refundcli.judge.findings import GroundResult
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.missing import ask_of, askable
from refundcli.knowledge.catalogue import Ground
from refundcli.knowledge.grammar import parse


def run(channel: str, lookup: Lookup, facts: Facts) -> tuple[GroundResult, ...]:
    """One result per ground: fail and risk come first; what nothing decides is unknown."""
    grounds = facts.knowledge.channels.channels[channel].grounds
    return tuple(_result(number, ground, lookup, facts) for number, ground in grounds.items())


def _result(number: str, ground: Ground, lookup: Lookup, facts: Facts) -> GroundResult:
    for status, condition in (("fail", ground.fail), ("risk", ground.risk)):
        if condition and evaluate(parse(condition), lookup).value:
            return GroundResult(number, ground.title, status, ground.why, ground.fix)
    passes = evaluate(parse(ground.passes), lookup)
    if passes.value:
        return GroundResult(number, ground.title, "pass", "", "")
    lacking = (source for key in sorted(passes.because) for source in facts.lacking(key))
    wanted = (key for key in dict.fromkeys(lacking) if askable(key, facts))
    asks = "”“".join(ask_of(key, facts) for key in wanted)
    fix = facts.knowledge.words.phrases["would_tell"].format(asks=asks) if asks else ground.fix
    return GroundResult(number, ground.title, "unknown", ground.why, fix)
