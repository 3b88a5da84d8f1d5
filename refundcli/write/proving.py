"""The matrix as a template reads it: what is proved by what, and the records to be asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from refundcli.judge.facts import Facts
from refundcli.judge.findings import Assessment
from refundcli.write.page import Page

if TYPE_CHECKING:
    from refundcli.judge.points import PointState, RecordWanted

# To these a letter is written; the others are asked by the buyer himself.
_ADDRESSED: Final = ("merchant", "platform")
_UPSTREAM: Final = frozenset({"carrier", "issuer"})


class Request:
    """One record that a letter asks for; reading `what` notes the answers it comes from."""

    def __init__(self, page: Page, record: RecordWanted, state: PointState) -> None:
        self.id = record.point
        self.role = record.role
        self.upstream = not _UPSTREAM.isdisjoint(state.held_by)
        self._page = page
        self._record = record

    @property
    def what(self) -> str:
        """The record, as a noun phrase."""
        self._page.note(self._record.answers)
        return self._record.what


class Proof:
    """One point that is proved; reading `title` notes the answers it is about."""

    def __init__(self, page: Page, state: PointState, items: list[dict[str, object]]) -> None:
        self.id = state.point
        self.items = items
        self._page = page
        self._state = state

    @property
    def title(self) -> str:
        """What is proved."""
        self._page.note(self._state.answers)
        return self._state.title


class Proving:
    """Worked out once a template asks for it: most letters do not."""

    def __init__(self, facts: Facts, assessment: Assessment, page: Page) -> None:
        self._facts = facts
        self._assessment = assessment
        self._page = page
        self._requested = False

    @cached_property
    def _states(self) -> tuple[PointState, ...]:
        from refundcli.judge.matrix import matrix  # noqa: PLC0415 - most letters ask for no point

        return matrix(self._facts, self._assessment)

    def proved(self, evidence: list[dict[str, object]]) -> list[Proof]:
        """The buyer's points that are proved, each with its items of the list."""
        own = (state for state in self._states if state.whose == "buyer")
        return [
            Proof(
                self._page, state, [item for item in evidence if item["number"] in state.evidence]
            )
            for state in own
            if state.status == "proved"
        ]

    def requests(self, holder: str) -> list[Request]:
        """What is asked of this recipient, each record once.

        A site that sells itself holds what a platform would hold.
        """
        self._requested = True
        own = self._facts.get("order.platform_kind") == "self_operated"
        found: dict[str, Request] = {}
        for state in self._states:
            of = {record.from_: record for record in state.records}
            # Who the seller is, a platform tells of another.
            other = of.get("platform") if own else None
            record = of.get(holder) or (None if other is None or other.role else other)
            if record is not None:
                found.setdefault(record.what, Request(self._page, record, state))
        return list(found.values())

    @property
    def bare(self) -> bool:
        """No point of the problem itself stands: its own words for the records must do."""
        common = {point.id for point in self._facts.knowledge.proof.points}
        return {state.point for state in self._states} <= common

    def elsewhere(self) -> tuple[str, ...]:
        """What the buyer asks for himself, said beside a letter that asks for records."""
        phrase = self._facts.knowledge.words.phrases["records_elsewhere"]
        records = (record for state in self._states for record in state.records)
        told = (
            phrase.format(what=record.what, how=record.how)
            for record in records
            if record.from_ not in _ADDRESSED
        )
        return tuple(dict.fromkeys(told)) if self._requested else ()
