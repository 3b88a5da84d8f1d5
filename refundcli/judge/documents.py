"""Which documents are open for the buyer's honest position, and why the others are not."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from refundcli.judge.facts import Facts
from refundcli.judge.findings import DocumentState
from refundcli.judge.logic import Lookup, evaluate
from refundcli.knowledge.catalogue import Closing, DocumentKind
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.schema import Rule


def states(
    rule: Rule, lookup: Lookup, until: date | None, facts: Facts
) -> tuple[DocumentState, ...]:
    """The state of every document, in the order of documents.toml."""
    kinds = facts.knowledge.documents.documents
    found = [
        _state(name, _closing(kind, rule.stance, lookup, facts), rule, until, facts)
        for name, kind in kinds.items()
    ]
    closed = {state.id for state in found if not state.open}
    return tuple(
        msgspec.structs.replace(state, instead=None) if state.instead in closed else state
        for state in found
    )


def is_open(name: str, lookup: Lookup, facts: Facts) -> bool:
    """Whether one document is open for the position that the lookup knows."""
    kind = facts.knowledge.documents.documents[name]
    return _closing(kind, str(lookup("stance")), lookup, facts) is None


def _closing(kind: DocumentKind, stance: str, lookup: Lookup, facts: Facts) -> Closing | None:
    general = facts.knowledge.documents.stances[stance].closed
    if stance not in kind.open_for and (general.kind == "safety" or kind.otherwise is None):
        return general
    for closing in kind.closed:
        if evaluate(parse(closing.when), lookup).value:
            return closing
    return None if stance in kind.open_for else kind.otherwise


def _state(
    name: str, closing: Closing | None, rule: Rule, until: date | None, facts: Facts
) -> DocumentState:
    if closing is None:
        return DocumentState(name, open=True)
    safety = closing.kind == "safety"
    if closing.until:
        own = facts.get(closing.until)
        until = own if isinstance(own, date) else None
    why = f"{closing.why}{rule.why}" if safety else closing.why
    if closing.kind == "early" and until and _day(until) < facts.today:
        # The moment waited for has passed since the buyer last looked.
        why, until = facts.knowledge.words.phrases["recheck"], None
    return DocumentState(
        id=name,
        open=False,
        kind=closing.kind,
        why=why,
        instead=(rule.instead if safety else closing.instead) or None,
        from_=shown(until) if closing.kind == "early" and until else None,
    )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def shown(moment: date) -> str:
    """ISO day, with the clock time where there is one."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
