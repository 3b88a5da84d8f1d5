"""What a line of the log says where the buyer left it unsaid: who, on which channel, which letter.

The first that knows wins: what was told, the line that is corrected, the complaint that is being
answered, the letter that was sent, what is usual by road.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refundcli.case.events import REPORT, counterpart
from refundcli.case.model import Case, Event, Value
from refundcli.errors import InvalidInputError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.road import Usual
from refundcli.knowledge.schema import Choice

BUYER: Final = "buyer"
AUTHORITY: Final = "authority"
FILED: Final = "filed"
# After these a complaint is over.
_ENDS: Final = ("rejected", "mediation_ended", "withdrawn")
# What a correction leaves unsaid is as it was; the place only if it says the like.
_KEPT: Final = ("at", "text", "evidence")
_PLACE: Final = ("by", "channel", "document")

Line = dict[str, Value]


def filled(told: Mapping[str, Value], case: Case, knowledge: Knowledge) -> Line:
    """The line with what it leaves unsaid; raises where it contradicts itself."""
    usual = knowledge.road.log[str(told["kind"])]
    line = {**_kept(told, case, knowledge), **told}
    line = {**_answered(line, usual, case, knowledge), **line}
    if "document" not in line and _tells_of_a_report(line, usual):
        line["document"] = REPORT
    line = {**_placed(line, usual, knowledge), **line}
    _check_party(line, usual, knowledge)
    _check_letter(line, knowledge)
    return line


def sent_as(knowledge: Knowledge, document: str) -> str | None:
    """The kind of line by which a letter goes out; None for what is not sent by itself."""
    usual = knowledge.road.log.items()
    return next((kind for kind, found in usual if document in found.documents), None)


def pending(case: Case, knowledge: Knowledge) -> tuple[str, ...]:
    """Channels of authorities that have something before them which is not over."""
    filed = (event for event in case.events if event.kind == FILED and not _over(event, case))
    channels = (event.channel for event in filed if event.channel)
    return tuple(dict.fromkeys(name for name in channels if name not in _parties(knowledge)))


def _kept(told: Mapping[str, Value], case: Case, knowledge: Knowledge) -> Line:
    """What the corrected line says and the correction does not deny."""
    before = _stood(str(told.get("corrects", "")), case)
    if before is None or before.kind is None:
        return {}
    moved = any(name in told and told[name] != getattr(before, name) for name in _PLACE)
    like = not moved and _alike(str(told["kind"]), before.kind, knowledge)
    fields = (*_KEPT, *(_PLACE if like else ()))
    fields += ("amount",) if told["kind"] == before.kind else ()
    return {name: getattr(before, name) for name in fields if getattr(before, name)}


def _stood(name: str, case: Case) -> Event | None:
    """The line of this id; behind one that takes back, the line that was taken back."""
    lines = {event.id: event for event in case.log}
    found = lines.get(name)
    while found is not None and found.kind is None and found.corrects in lines:
        found = lines[found.corrects]
    return found


def _alike(one: str, other: str, knowledge: Knowledge) -> bool:
    """Whether lines of both kinds are usually somebody's on the same channel."""
    a, b = knowledge.road.log[one], knowledge.road.log[other]
    return (a.by, a.channel, a.same_door) == (b.by, b.channel, b.same_door)


def _answered(line: Mapping[str, Value], usual: Usual, case: Case, knowledge: Knowledge) -> Line:
    """The door of the complaint that an authority answers, or that the buyer withdraws."""
    if not usual.same_door or line.get("by", usual.by) != usual.by:
        return {}
    channel = line.get("channel")
    filed = [e for e in case.events if e.kind == FILED and channel in (None, e.channel)]
    if usual.by == AUTHORITY:
        filed = [event for event in filed if event.channel not in _parties(knowledge)]
    pending = [event for event in filed if not _over(event, case)]
    found = pending or ([] if usual.by == BUYER else filed)
    # Of a complaint and a report handed in at one door the complaint is what is answered.
    found = [event for event in found if event.document != REPORT] or found
    if not found or found[-1].channel is None:
        return {}
    report = {"document": REPORT} if found[-1].document == REPORT else {}
    return {"channel": found[-1].channel, **report}


def _over(filed: Event, case: Case) -> bool:
    """Whether what was handed in has been turned down, withdrawn or brought to its end."""
    who = counterpart(filed)
    kinds = [event.kind for event in case.events if counterpart(event) == who]
    return kinds[-1] in _ENDS


def _tells_of_a_report(line: Mapping[str, Value], usual: Usual) -> bool:
    there = line.get("channel") in (None, usual.channel)
    text = str(line.get("text", ""))
    return there and bool(usual.reports) and re.search(usual.reports, text) is not None


def _placed(line: Mapping[str, Value], usual: Usual, knowledge: Knowledge) -> Line:
    """Who and where: by the channel, by the letter's own channel, by whoever spoke."""
    speaking = _parties(knowledge)
    kinds = knowledge.documents.documents
    known = {choice.value for choice in _choices("channel", knowledge)}
    letter = kinds.get(str(line.get("document", "")))
    own = letter.channel if letter and letter.channel in known else ""
    door = str(line.get("channel") or own)
    by = usual.by
    if usual.by != BUYER and door:
        by = door if door in speaking else AUTHORITY
    by = str(line.get("by") or by)
    return {"by": by, "channel": door or (by if by in speaking else usual.channel)}


def _parties(knowledge: Knowledge) -> frozenset[str]:
    """Channels that speak for themselves; on the others an authority decides."""
    who = {choice.value for choice in _choices("by", knowledge)}
    return frozenset(c.value for c in _choices("channel", knowledge) if c.value in who)


def _check_party(line: Mapping[str, Value], usual: Usual, knowledge: Knowledge) -> None:
    """What the other side does is not recorded as the buyer's own act, nor the reverse."""
    kind = _label("kind", line["kind"], knowledge)
    who = _label("by", line["by"], knowledge)
    if not usual.either and (line["by"] == BUYER) != (usual.by == BUYER):
        raise InvalidInputError(f"“{kind}”不能记成“{who}”做的，请核对是谁做的")
    if line["by"] == AUTHORITY and line["channel"] in _parties(knowledge):
        where = _label("channel", line["channel"], knowledge)
        raise InvalidInputError(f"“{who}”不在“{where}”这个渠道，请写明是哪个渠道")


def _check_letter(line: Mapping[str, Value], knowledge: Knowledge) -> None:
    """A letter is handed in, or sent, by the kind of line that its recipient knows."""
    document = str(line.get("document", ""))
    kind, own = str(line["kind"]), sent_as(knowledge, document)
    if not document:
        return
    if line["by"] not in (BUYER, AUTHORITY):
        who = _label("by", line["by"], knowledge)
        raise InvalidInputError(f"文书是你发出去的，“{who}”做的事不用写文书")
    sending = bool(knowledge.road.log[kind].documents)
    if sending and own is not None and not _alike(kind, own, knowledge):
        given, right = _label("kind", kind, knowledge), _label("kind", own, knowledge)
        raise InvalidInputError(f"{document} 发出去是“{right}”（{own}），不是“{given}”（{kind}）")


def _label(field: str, value: Value, knowledge: Knowledge) -> str:
    return next((c.label for c in _choices(field, knowledge) if c.value == value), str(value))


def _choices(field: str, knowledge: Knowledge) -> tuple[Choice, ...]:
    return knowledge.common.questions[f"events.*.{field}"].choices
