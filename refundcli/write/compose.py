"""From a judged case to a finished document: required, asked, rendered, fitted, reported."""

from __future__ import annotations

import msgspec

from refundcli.case.model import Value
from refundcli.errors import DocumentClosedError, DoesNotFitError, MissingFactsError, WrongCallError
from refundcli.judge import interview, money
from refundcli.judge.assess import decide
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, DocumentState, Missing
from refundcli.judge.missing import describe, told
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.knowledge.load import nearest
from refundcli.knowledge.schema import RemedyKind
from refundcli.write.document import Document, Sentence, brief, length, to_text
from refundcli.write.fit import fit
from refundcli.write.page import Page
from refundcli.write.render import render
from refundcli.write.templates import Templates, template_root


class Letter(msgspec.Struct, frozen=True):
    """A finished document with everything `draft --json` tells of it."""

    kind: str
    channel: str
    document: Document
    text: str
    short_text: str | None
    length: int
    limit: int | None
    confirmed: bool
    omitted: tuple[Sentence, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[str, ...]


class Ask:
    """One demand as a template reads it; its sum is noted as a fact."""

    def __init__(self, page: Page, demand: money.Demand) -> None:
        self.kind: RemedyKind | str = demand.kind
        self.has_amount = demand.amount is not None
        self._page = page
        self._key = demand.source

    @property
    def amount(self) -> Value:
        """The sum asked for."""
        return self._page.read(self._key)


def compose(  # noqa: PLR0913 - the options of one command
    document_id: str,
    facts: Facts,
    assessment: Assessment,
    *,
    limit: int | None = None,
    confirmed: bool = False,
    templates: Templates | None = None,
) -> Letter:
    """Write one document.

    Raises `DocumentClosedError` when it is closed for this case, `MissingFactsError` when it
    cannot come into being, `DoesNotFitError` when the limit is too small for what may not be
    dropped.
    """
    kind = document_kind(document_id, facts)
    _refuse_closed(assessment.document(document_id), facts)
    _refuse_incomplete(document_id, facts)
    given = {"demand.reply_by": money.reply_by(facts)}
    page = Page(facts, assessment.rules, given, cites=kind.cites_evidence)
    asked = money.demands(facts, assessment) if kind.demands else ()
    context = _context(facts, assessment, page, asked)
    source = templates or Templates(template_root())
    written = render(source, (document_id, kind.title), page, context)
    chosen = limit if limit is not None else kind.limit
    fitted = fit(written, chosen, to_text)
    short, notes = _short_form(fitted.document, kind, facts)
    return Letter(
        kind=document_id,
        channel=kind.channel,
        document=fitted.document,
        text=(text := to_text(fitted.document)),
        short_text=short,
        length=length(text),
        limit=chosen,
        confirmed=confirmed,
        omitted=fitted.omitted,
        missing=_gaps(page, assessment, facts),
        warnings=(*assessment.warnings, *notes, *_ungrounded(kind, facts, assessment)),
    )


def _short_form(
    document: Document, kind: DocumentKind, facts: Facts
) -> tuple[str | None, tuple[str, ...]]:
    """The short form, or why there is none: the long one is written all the same."""
    if kind.short_limit is None:
        return None, ()
    try:
        return brief(fit(document, kind.short_limit, brief).document), ()
    except DoesNotFitError as error:
        phrase = facts.knowledge.words.phrases["short_too_long"]
        reason = error.message.partition("；")[0]
        return None, (phrase.format(limit=kind.short_limit, reason=reason),)


def _ungrounded(kind: DocumentKind, facts: Facts, assessment: Assessment) -> tuple[str, ...]:
    line = money.ungrounded(facts, assessment) if kind.demands else ""
    return (line,) if line else ()


def document_kind(document_id: str, facts: Facts) -> DocumentKind:
    """The kind of a document; raises with the nearest known id."""
    kinds = facts.knowledge.documents.documents
    if document_id not in kinds:
        raise WrongCallError(
            f"没有“{document_id}”这种文书{nearest(document_id, kinds)}；"
            "用 refundcli documents 看看有哪些"
        )
    return kinds[document_id]


def _refuse_closed(state: DocumentState, facts: Facts) -> None:
    if state.open:
        return
    kinds = facts.knowledge.documents.documents
    title = kinds[state.id].title
    from_ = f"（最早 {state.from_} 以后）" if state.from_ else ""
    instead = state.instead or ""
    if instead in kinds:
        instead = f"可以改用 {instead}（{kinds[instead].title}）。"
    raise DocumentClosedError(
        f"{title}：{state.why}{from_}\n{instead}".rstrip("\n"), kind=state.kind or "unfit"
    )


def _refuse_incomplete(document_id: str, facts: Facts) -> None:
    lacking = [key for key in interview.required(facts, document_id) if facts.get(key) is None]
    unasked = interview.unasked(facts) if document_kind(document_id, facts).demands else ()
    lacking = list(dict.fromkeys([*unasked, *lacking]))
    if lacking:
        raise MissingFactsError(missing_message(lacking, facts), keys=tuple(lacking))


def missing_message(keys: list[str], facts: Facts) -> str:
    """Each key with its question and a `--set` example."""
    lines = [f"还缺 {len(keys)} 项，补上才能写：", *(told(key, facts, keys) for key in keys)]
    return "\n".join(lines)


def _context(
    facts: Facts, assessment: Assessment, page: Page, asked: tuple[money.Demand, ...]
) -> dict[str, object]:
    lead = (assessment.scenario, *assessment.also)
    # The problem that decided speaks first, and it alone argues, with those that join any problem.
    deciding = assessment.findings[0].rule.partition(".")[0]
    modifiers = [name for name in lead if facts.knowledge.scenario(name).modifier]
    told = [name for name in lead if name in modifiers or _told(name, deciding, assessment, facts)]
    ordered = sorted(told, key=lambda name: (name in modifiers, name != deciding))
    kinds = facts.knowledge.evidence
    return {
        "problems": [f"scenarios/{name}.j2" for name in ordered],
        "arguing": [f"scenarios/{name}.j2" for name in dict.fromkeys([ordered[0], *modifiers])],
        "stance": assessment.stance,
        "roles": frozenset(article.role for article in assessment.rules),
        "demand_kinds": tuple(demand.kind for demand in asked),
        "demands": [Ask(page, demand) for demand in asked],
        "evidence": [
            {
                "id": item.id,
                "number": item.number,
                "kind": item.kind,
                "title": kinds[item.kind].title,
                "origin": kinds[item.kind].origin,
                "proves": _proves(item.kind, facts),
                "captured_at": item.captured_at,
            }
            for item in facts.case.evidence
        ],
    }


def _told(name: str, deciding: str, assessment: Assessment, facts: Facts) -> bool:
    """Whether a problem is told: the deciding one, and others of the same stance beside it."""
    if name == deciding or deciding not in facts.scenarios:
        return True
    excluded = facts.scenarios[deciding].excludes
    return name not in excluded and decide(name, facts).stance == assessment.stance


def _proves(kind: str, facts: Facts) -> str:
    """What an item proves in this case: the scenario's own words first."""
    needs = (need for scenario in facts.scenarios.values() for need in scenario.evidence)
    own = next((need.proves for need in needs if need.kind == kind and need.proves), "")
    return own or facts.knowledge.evidence[kind].proves


def _gaps(page: Page, assessment: Assessment, facts: Facts) -> tuple[Missing, ...]:
    told = {item.key: item for item in assessment.missing}
    changes = facts.knowledge.words.phrases["would_be_written"]
    open_keys = [key for key in page.gaps if interview.relevant(key, facts)]
    own = [told.get(key) or describe(key, changes, facts) for key in open_keys]
    known = {item.key for item in own}
    return (*own, *(item for key, item in told.items() if key not in known))
