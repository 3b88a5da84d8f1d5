"""The whole job on one page: read a case, judge it, list its proof, plan, write a document.

This is the Python interface too:

knowledge = Knowledge()
case = read_case(open("case.toml").read(), knowledge, today=date.today())
letter = draft("merchant_message", case, knowledge, today=date.today())
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from refundcli.case import file as case_file
from refundcli.case.model import Case
from refundcli.errors import MissingFactsError
from refundcli.judge import assess as judge
from refundcli.judge import checklist as evidence
from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment, Checklist, Reading
from refundcli.judge.outlook import Plan
from refundcli.knowledge.load import Knowledge

if TYPE_CHECKING:
    from refundcli.deliver.bundle import Bundle, Wanted
    from refundcli.judge.classify import Classified
    from refundcli.judge.explain import Explanation
    from refundcli.judge.points import PointState
    from refundcli.write.checking.problem import Problem
    from refundcli.write.compose import Letter
    from refundcli.write.templates import Templates


def read_case(text: str, knowledge: Knowledge, *, today: date, name: str = "案件") -> Case:
    """Check a case document (TOML, or JSON beginning with `{`); raises with every problem."""
    return case_file.to_case(case_file.parse_text(text, name), knowledge, today, name)


def assess(case: Case, knowledge: Knowledge, *, today: date) -> Assessment:
    """Who answers for it, how strongly, what may be asked, which documents are open."""
    return judge.assess(Facts(case, knowledge, today))


def explain(case: Case, knowledge: Knowledge, *, today: date) -> Explanation:
    """Why the judgement came out so, and which open answers would change it."""
    # Imported here: each of them is tried, which nothing else waits for.
    from refundcli.judge.explain import explain as reasons  # noqa: PLC0415

    return reasons(Facts(case, knowledge, today))


def plan(case: Case, knowledge: Knowledge, *, today: date) -> Plan:
    """Where the matter stands, what to do now and by when, which door shuts another."""
    # Imported here: judging and writing need no calendar.
    from refundcli.judge.plan import plan as ahead  # noqa: PLC0415

    return ahead(Facts(case, knowledge, today))


def read_reply(
    text: str, case: Case, knowledge: Knowledge, *, today: date, by: str = "merchant"
) -> Reading:
    """What an answer of the merchant or the platform says: refusals, offers, the day it names."""
    # Imported here: only an answer needs the reader.
    from refundcli.judge.reading import read  # noqa: PLC0415

    return read(text, by, Facts(case, knowledge, today))


def classify(text: str, knowledge: Knowledge, *, today: date) -> Classified:
    """Which scenario a buyer's own account tells of, and what else it says; nothing is decided."""
    # Imported here: only an account needs the reader.
    from refundcli.judge.classify import classify as read  # noqa: PLC0415

    return read(text, knowledge, today)


def checklist(case: Case, knowledge: Knowledge, *, today: date) -> Checklist:
    """The evidence this case needs, most perishable first."""
    return evidence.checklist(Facts(case, knowledge, today))


def matrix(
    case: Case, knowledge: Knowledge, judged: Assessment, *, today: date
) -> tuple[PointState, ...]:
    """What must be proved, what proves it, and who else holds the rest; of a judged case."""
    # Imported here: a letter that asks for no records needs none of it.
    from refundcli.judge.matrix import matrix as points  # noqa: PLC0415

    return points(Facts(case, knowledge, today), judged)


def draft(  # noqa: PLR0913 - the options of one command
    document: str,
    case: Case,
    knowledge: Knowledge,
    *,
    today: date,
    limit: int | None = None,
    whole: bool = False,
    confirmed: bool = False,
    to: str | None = None,
    templates: Templates | None = None,
) -> Letter:
    """Write one document; raises when it is closed, lacks facts or exceeds the limit."""
    # Imported here: judging a case needs no template engine.
    from refundcli.write.compose import Wish, compose  # noqa: PLC0415

    facts = _facts(case, knowledge, today)
    wish = Wish(limit=limit, whole=whole, confirmed=confirmed, to=to, templates=templates)
    return compose(document, facts, judge.assess(facts), wish)


def check(  # noqa: PLR0913 - the options of one command
    text: str,
    knowledge: Knowledge,
    *,
    today: date,
    document: str = "",
    limit: int | None = None,
    case: Case | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with any text, as the document it is meant for and beside the case it tells."""
    # Imported here: nothing else looks at words that were not written from a case.
    from refundcli.write.check import check as look  # noqa: PLC0415
    from refundcli.write.checking.setting import Setting  # noqa: PLC0415
    from refundcli.write.setting import document_kind  # noqa: PLC0415

    kind = document_kind(document, knowledge) if document else None
    facts = Facts(case, knowledge, today) if case is not None else None
    return look(text, Setting(knowledge, today, document, kind, limit, facts))


def bundle(case: Case, knowledge: Knowledge, wanted: Wanted, *, today: date) -> Bundle:
    """Everything that goes into one package; raises where evidence is not as it was filed."""
    # Imported here: nothing else writes all letters at once.
    from refundcli.deliver.bundle import planned  # noqa: PLC0415

    return planned(_facts(case, knowledge, today), wanted)


def _facts(case: Case, knowledge: Knowledge, today: date) -> Facts:
    facts = Facts(case, knowledge, today)
    if not facts.scenario:
        known = "|".join(knowledge.scenario_ids)
        ask = knowledge.common.questions["scenario"].ask
        raise MissingFactsError(
            f"还缺 1 项，补上才能判断：\n  scenario：{ask}\n    --set scenario={known}",
            keys=("scenario",),
        )
    return facts
