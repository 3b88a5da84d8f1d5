"""From a judged case to a finished document: required, asked, rendered, fitted, reported."""

from __future__ import annotations

import msgspec

from refundcli.errors import (
    DocumentClosedError,
    DoesNotFitError,
    InvalidInputError,
    MissingFactsError,
)
from refundcli.judge import interview, money
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, DocumentState, Missing
from refundcli.judge.missing import describe, told
from refundcli.knowledge.catalogue import DocumentKind
from refundcli.write import setting
from refundcli.write.context import context
from refundcli.write.document import Document, Sentence, brief, length, to_text
from refundcli.write.earlier import Earlier, Write, sent_to, shortened
from refundcli.write.fit import fit
from refundcli.write.page import Page
from refundcli.write.proving import Proving
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


class Wish(msgspec.Struct, frozen=True):
    """How the letter is wanted: characters at most, confirmed as true, to which channel.

    `whole`: whatever its length, as for an attachment; `unfinished`: as far as it goes, for the
    buyer alone.
    """

    limit: int | None = None
    whole: bool = False
    unfinished: bool = False
    confirmed: bool = False
    to: str | None = None
    templates: Templates | None = None


def compose(document_id: str, facts: Facts, assessment: Assessment, wish: Wish) -> Letter:
    """Write one document.

    Raises `DocumentClosedError` when it is closed for this case, `MissingFactsError` when it
    cannot come into being, `DoesNotFitError` when the limit is too small for what may not be
    dropped.
    """
    kind = setting.document_kind(document_id, facts.knowledge)
    channel = setting.recipient(document_id, facts, wish.to)
    _refuse_closed(assessment.document(document_id), facts)
    _refuse_incomplete(document_id, facts)
    letters = sent_to(channel, facts, _as_sent(wish)) if kind.tells else ()
    written, page, proving = _written(document_id, facts, assessment, wish, letters)
    usual = None if wish.whole else kind.limit
    chosen = wish.limit if wish.limit is not None else usual
    fitted = fit(written, chosen, to_text)
    text = to_text(fitted.document)
    short, notes = _short_form(fitted.document, kind, facts)
    return Letter(
        kind=document_id,
        channel=channel,
        document=fitted.document,
        text=text,
        short_text=short,
        length=length(text),
        limit=chosen,
        confirmed=wish.confirmed,
        omitted=fitted.omitted,
        missing=_gaps(page, assessment, facts),
        warnings=(
            *notes,
            *setting.advice_beside(fitted.document, kind, facts, assessment),
            *proving.elsewhere(),
        ),
    )


def so_far(
    document_id: str, facts: Facts, assessment: Assessment, templates: Templates | None = None
) -> Document | None:
    """How the document reads as far as it can be written; None where it is closed.

    For the eyes of the buyer alone: what it requires may still be missing.
    """
    if not assessment.document(document_id).open:
        return None
    try:
        return _written(document_id, facts, assessment, Wish(unfinished=True, templates=templates))[
            0
        ]
    except InvalidInputError:
        # It asks for what it cannot have, which is told when the letter itself is written.
        return None


def _written(
    document_id: str,
    facts: Facts,
    assessment: Assessment,
    wish: Wish,
    letters: tuple[Earlier, ...] = (),
) -> tuple[Document, Page, Proving]:
    """The document and what it was written from; `letters` went to its recipient before."""
    kind = setting.document_kind(document_id, facts.knowledge)
    page = _page(document_id, kind, facts, assessment)
    asked = money.demands(facts, assessment) if kind.demands else ()
    if not wish.unfinished:
        _refuse_without_sum(kind, asked, facts, assessment)
    said_no = [f"refusals/{item.id}.j2" for item in setting.answered(kind, assessment)]
    proving = Proving(facts, assessment, page)
    own = {"to": setting.recipient(document_id, facts, wish.to), "refusals": said_no}
    around = {**context(facts, assessment, page, asked, letters), **own, "proving": proving}
    source = (document_id, kind.title)
    found = render(wish.templates or Templates(template_root()), source, page, around)
    whole = msgspec.structs.replace(found, headed=kind.headed)
    return shortened(whole, letters, kind.again), page, proving


def _as_sent(wish: Wish) -> Write:
    """How an earlier letter is written anew: as it went out, to its usual recipient."""

    def write(document_id: str, facts: Facts, assessment: Assessment) -> Document:
        _refuse_closed(assessment.document(document_id), facts)
        plain = Wish(templates=wish.templates)
        found, _, _ = _written(document_id, facts, assessment, plain)
        return fit(
            found, setting.document_kind(document_id, facts.knowledge).limit, to_text
        ).document

    return write


def _page(document_id: str, kind: DocumentKind, facts: Facts, assessment: Assessment) -> Page:
    given = {"demand.reply_by": money.reply_by(facts)}
    articles = (*assessment.rules, *setting.own_articles(document_id, kind, assessment, facts))
    return Page(
        facts,
        articles,
        given,
        cites=kind.cites_evidence,
        document=document_id,
        told=assessment.told,
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
    # A ground that is asked for is lacking whatever stands there: what stands there is none.
    lacking = [
        key
        for key in interview.required(facts, document_id)
        if facts.get(key) is None or key == interview.ALSO_KEY
    ]
    unasked = (
        interview.unasked(facts)
        if setting.document_kind(document_id, facts.knowledge).tells
        else ()
    )
    lacking = list(dict.fromkeys([*unasked, *lacking]))
    if lacking:
        raise MissingFactsError(missing_message(lacking, facts), keys=tuple(lacking))


def _refuse_without_sum(
    kind: DocumentKind, asked: tuple[money.Demand, ...], facts: Facts, assessment: Assessment
) -> None:
    """A letter that demands needs a demand: where all are sums, a sum that is known and left."""
    lead = facts.scenarios.get(assessment.told[0]) if kind.demands and not asked else None
    rule = lead.rule(assessment.findings[0].rule) if lead else None
    sums = [remedy.amount for remedy in rule.remedies if remedy.amount] if rule else []
    sources = dict.fromkeys(source for key in sums for source in facts.lacking(key))
    lacking = [key for key in sources if interview.relevant(key, facts)]
    if lacking:
        raise MissingFactsError(missing_message(lacking, facts), keys=tuple(lacking))
    if sums:
        behind = dict.fromkeys(source for key in sums for source in facts.sources(key))
        raise InvalidInputError(facts.knowledge.words.phrases["nothing_due"], keys=tuple(behind))


def missing_message(keys: list[str], facts: Facts) -> str:
    """Each key with its question and a `--set` example."""
    lines = [f"还缺 {len(keys)} 项，补上才能写：", *(told(key, facts, keys) for key in keys)]
    return "\n".join(lines)


def _gaps(page: Page, assessment: Assessment, facts: Facts) -> tuple[Missing, ...]:
    told = {item.key: item for item in assessment.missing}
    changes = facts.knowledge.words.phrases["would_be_written"]
    open_keys = [key for key in page.gaps if interview.relevant(key, facts)]
    own = [told.get(key) or describe(key, changes, facts) for key in open_keys]
    known = {item.key for item in own}
    return (*own, *(item for key, item in told.items() if key not in known))
