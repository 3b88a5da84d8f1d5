"""What stands around a letter: its kind and recipient, its own articles, advice to the buyer."""

from __future__ import annotations

from refundcli.case.text import echoed
from refundcli.errors import DocumentClosedError, WrongCallError
from refundcli.judge import advice, money, outdated
from refundcli.judge.articles import of_basis
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, CitedArticle, RefusalFound
from refundcli.judge.judged import judged
from refundcli.judge.logic import evaluate
from refundcli.knowledge.catalogue import Closing, DocumentKind, Recipient
from refundcli.knowledge.grammar import parse
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.slip import nearest
from refundcli.write.document import Document


def document_kind(document_id: str, knowledge: Knowledge) -> DocumentKind:
    """The kind of a document; raises with the nearest known id."""
    kinds = knowledge.documents.documents
    if document_id not in kinds:
        raise WrongCallError(
            f"没有“{echoed(document_id)}”这种文书{nearest(document_id, kinds)}；"
            "用 refundcli documents 看看有哪些"
        )
    return kinds[document_id]


def recipients(document_id: str, facts: Facts) -> tuple[str, ...]:
    """The channels it may go to in this case, the usual one first."""
    kind = document_kind(document_id, facts.knowledge)
    possible = [name for name, to in kind.recipients.items() if not _closed_to(to, facts)]
    usual = [name for name in possible if _holds(kind.recipients[name].when, facts)]
    return tuple(dict.fromkeys((*usual, *possible))) or (kind.channel,)


def recipient(document_id: str, facts: Facts, to: str | None) -> str:
    """The channel it goes to; raises for one that it is not meant for."""
    kind = document_kind(document_id, facts.knowledge)
    known = tuple(kind.recipients) or (kind.channel,)
    if to is not None and to not in known:
        raise WrongCallError(f"{document_id} 是发给 {'、'.join(known)} 的，不能用 --to {to}")
    if to in kind.recipients and (closed := _closed_to(kind.recipients[to], facts)):
        raise DocumentClosedError(f"{kind.title}：{closed.why}", kind=closed.kind)
    return to or recipients(document_id, facts)[0]


def _closed_to(recipient: Recipient, facts: Facts) -> Closing | None:
    closed = recipient.closed
    return closed if closed and _holds(closed.when, facts) else None


def _holds(condition: str, facts: Facts) -> bool:
    return evaluate(parse(condition), facts.get).value is True


def answered(kind: DocumentKind, assessment: Assessment) -> tuple[RefusalFound, ...]:
    """The refusals this document answers: those of its recipient, where that is honest."""
    if not kind.answers_refusals:
        return ()
    return tuple(item for item in assessment.refusals if item.usable and kind.channel in item.by)


def own_articles(
    document_id: str, kind: DocumentKind, assessment: Assessment, facts: Facts
) -> tuple[CitedArticle, ...]:
    """What this document cites beside the conclusion: procedure, and answers to refusals."""
    found = list(of_basis(document_id, kind.basis, "", facts))
    for item in answered(kind, assessment):
        basis = facts.knowledge.refusals[item.id].basis
        named = {f"{item.id}.{role}": ids for role, ids in basis.items()}
        found += of_basis(item.id, named, "", facts)
    return tuple(found)


def advice_beside(
    document: Document, kind: DocumentKind, facts: Facts, assessment: Assessment
) -> tuple[str, ...]:
    """What the buyer is told beside the letter, the judgement's own warnings first."""
    lookup = judged(assessment.stance, facts, assessment.rules)
    reason = _form_reason(facts, assessment) if kind.form else ""
    phrase = facts.knowledge.words.phrases["form_reason"]
    return (
        *assessment.warnings,
        *filter(None, [money.ungrounded(facts, assessment) if kind.demands else ""]),
        *filter(None, [money.renewed(facts) if _names_a_day(document) else ""]),
        *([phrase.format(reason=reason)] if reason else []),
        *advice.beside(document.id, facts, lookup),
        *_outdated(document, facts, assessment),
    )


def _names_a_day(document: Document) -> bool:
    return any("demand.reply_by" in sentence.facts for sentence in document.sentences())


def _outdated(document: Document, facts: Facts, assessment: Assessment) -> tuple[str, ...]:
    """Laws to be checked before use that this letter cites and the judgement does not."""
    told = {article.id.partition(".")[0] for article in assessment.rules}
    cited = (rule for sentence in document.sentences() for rule in sentence.rules)
    return outdated.warning((rule for rule in cited if rule.partition(".")[0] not in told), facts)


def _form_reason(facts: Facts, assessment: Assessment) -> str:
    """The truthful reason to tick in a refund form, by the deciding rule, else by its problem."""
    if not assessment.told or assessment.blocked:
        return ""
    scenario = facts.scenarios[assessment.told[0]]
    rule = scenario.rule(assessment.findings[0].rule)
    return (rule.form_reason if rule else "") or scenario.form_reason
