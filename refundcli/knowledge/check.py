"""The base held against itself: what one file names must stand in another.

Loading looks at one file by itself; here stands what takes all of them. `doctor` says it to whoever
edits a file, and a test holds that nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from refundcli.knowledge.catalogue import Closing
from refundcli.knowledge.check_bills import bill_slips
from refundcli.knowledge.check_lint import lint_slips
from refundcli.knowledge.check_points import point_slips
from refundcli.knowledge.check_privacy import privacy_slips
from refundcli.knowledge.check_road import deadline_slips, door_slips, news_slips, road_slips
from refundcli.knowledge.check_screens import screen_slips
from refundcli.knowledge.check_stories import story_slips
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.names import Names, lost
from refundcli.knowledge.schema import Question, Rider, Rule, Scenario

_PLACE = re.compile(r"\{([a-z_.]+)\}")
_END = "end"


def slips(knowledge: Knowledge) -> Iterator[str]:
    """Each reference that leads nowhere and each condition that cannot be read: file, key, id."""
    base = Base(knowledge)
    for name in knowledge.scenario_ids:
        yield from base.scenario(name, knowledge.scenario(name))
    yield from base.questions()
    yield from base.documents()
    yield from base.channels()
    yield from base.refusals()
    for name, found in knowledge.files.types.items():
        place = f"files.toml 的 types.{name}.family"
        yield from lost(place, [found.family], knowledge.files.families)
    yield from deadline_slips(base)
    yield from road_slips(base)
    yield from news_slips(base)
    yield from door_slips(base)
    yield from bill_slips(base)
    yield from privacy_slips(base)
    yield from screen_slips(base)
    yield from point_slips(base)
    yield from lint_slips(base)
    yield from story_slips(base)
    for number, advice in enumerate(knowledge.advice, start=1):
        place = f"advice.toml 的 advice 第 {number} 条"
        yield from base.when(f"{place} when", advice.when, base.judged)
        yield from lost(f"{place} documents", advice.documents, {*base.document_ids, _END})
    for kind, evidence in knowledge.evidence.items():
        yield from lost(f"evidence.toml 的 kinds.{kind}.shows", evidence.shows, base.every)
    for stem in knowledge.law_ids:
        for key, article in knowledge.law(stem).articles.items():
            place = f"laws/{stem}.toml 的 articles.{key}.applies"
            yield from base.when(place, article.applies, base.every)


class Base(Names):
    """The files that tell what a case is and what follows from it."""

    def scenario(self, name: str, found: Scenario) -> Iterator[str]:
        """What is wrong in one scenario."""
        place = f"scenarios/{name}.toml 的"
        asked = {*self.knowledge.common.questions, *found.questions}
        own = {*asked, *self.computed, *self.held}
        named = {"ask": found.ask, "event": found.event, "confirm": found.confirm}
        named |= {"implies": tuple(found.implies), "ask_when": tuple(found.ask_when)}
        for field, keys in named.items():
            yield from lost(f"{place} {field}", keys, asked)
        for key, text in found.ask_when.items():
            yield from self.when(f"{place} ask_when.{key}", text, own)
        yield from lost(f"{place} excludes", found.excludes, self.knowledge.scenario_ids)
        kinds = (need.kind for need in found.evidence)
        yield from lost(f"{place} evidence", kinds, self.knowledge.evidence)
        yield from self._questions(place, found.questions, own)
        for rule in found.rules:
            yield from self.rule(f"{place} rules.{rule.id}", rule, own)

    def rule(self, place: str, rule: Rule | Rider, keys: Collection[str]) -> Iterator[str]:
        """What is wrong in a rule, a gate or a rider."""
        yield from self.when(f"{place}.when", rule.when, keys)
        yield from self.basis(f"{place}.basis", rule.basis)
        for remedy in rule.remedies:
            named = (remedy.amount, *_PLACE.findall(remedy.working))
            yield from lost(f"{place}.remedies.{remedy.kind}", filter(None, named), keys)
            yield from lost(f"{place}.remedies.{remedy.kind}.basis", remedy.basis, rule.basis)
        if isinstance(rule, Rule):
            yield from self.when(f"{place}.stronger_when", rule.stronger_when or "true", keys)
            yield from lost(f"{place}.until", filter(None, [rule.until]), keys)
            yield from lost(f"{place}.overrides", rule.overrides, self.knowledge.scenario_ids)

    def questions(self) -> Iterator[str]:
        """What is wrong in questions.toml."""
        common = self.knowledge.common
        yield from self._questions("questions.toml 的", common.questions, self.every)
        yield from lost("questions.toml 的 joins", common.joins, self.knowledge.scenario_ids)
        yield from lost("questions.toml 的 alarms", common.alarms, common.questions)
        for name, condition in common.joins.items():
            yield from self.when(f"questions.toml 的 joins.{name}", condition, self.every)
        known = {*self.every, *self.logged}
        for name, computed in common.computed.items():
            yield from lost(f"questions.toml 的 computed.{name}.inputs", computed.inputs, known)

    def _questions(
        self, place: str, questions: Mapping[str, Question], keys: Collection[str]
    ) -> Iterator[str]:
        common = self.knowledge.common
        for key, question in questions.items():
            here = f"{place} questions.{key}"
            yield from self.when(f"{here}.when", question.when, keys)
            yield from lost(f"{here}.group", [question.group], common.groups)
            yield from lost(f"{here}.screen", filter(None, [question.screen]), common.screens)
            others = filter(None, (question.not_before, question.at_most))
            yield from lost(here, others, keys)

    def documents(self) -> Iterator[str]:
        """What is wrong in documents.toml."""
        base = self.knowledge.documents
        for name, stance in base.stances.items():
            yield from self._closing(f"documents.toml 的 stances.{name}.closed", stance.closed)
        for name, kind in base.documents.items():
            place = f"documents.toml 的 documents.{name}"
            yield from lost(f"{place}.open_for", kind.open_for, base.stances)
            entries = (*kind.requires, *kind.requires_when, *kind.asks)
            keys = (key for entry in entries for key in entry.split("|"))
            yield from lost(f"{place}.requires", keys, self.every)
            yield from self.basis(f"{place}.basis", kind.basis)
            for key, condition in kind.requires_when.items():
                yield from self.when(f"{place}.requires_when.{key}", condition, self.every)
            for channel, recipient in kind.recipients.items():
                here = f"{place}.recipients.{channel}"
                yield from self.when(f"{here}.when", recipient.when, self.judged)
                if recipient.closed:
                    yield from self._closing(f"{here}.closed", recipient.closed)
            for closing in (*kind.closed, *filter(None, [kind.otherwise])):
                yield from self._closing(f"{place}.closed", closing)

    def _closing(self, place: str, closing: Closing) -> Iterator[str]:
        yield from self.when(f"{place}.when", closing.when, self.judged)
        yield from lost(f"{place}.instead", filter(None, [closing.instead]), self.document_ids)
        yield from lost(f"{place}.until", filter(None, [closing.until]), self.every)

    def channels(self) -> Iterator[str]:
        """What is wrong in channels.toml."""
        base = self.knowledge.channels
        for gate in base.gates:
            yield from self.rule(f"channels.toml 的 gates.{gate.id}", gate, self.every)
        for rider in base.riders:
            yield from self.rule(f"channels.toml 的 riders.{rider.id}", rider, self.judged)
        for name, channel in base.channels.items():
            for number, ground in channel.grounds.items():
                place = f"channels.toml 的 channels.{name}.grounds.{number}"
                for condition in filter(None, (ground.fail, ground.risk, ground.passes)):
                    yield from self.when(place, condition, self.judged)
            place = f"channels.toml 的 channels.{name}.files"
            yield from lost(place, channel.files, self.document_ids)
            for document, taken in channel.files.items():
                types = self.knowledge.files.types
                yield from lost(f"{place}.{document}.types", taken.types, types)

    def refusals(self) -> Iterator[str]:
        """What is wrong in refusals.toml."""
        for name, refusal in self.knowledge.refusals.items():
            place = f"refusals.toml 的 refusals.{name}"
            yield from self.when(f"{place}.when", refusal.when, self.judged)
            yield from self.basis(f"{place}.basis", refusal.basis)
            yield from lost(f"{place}.ask_for", refusal.ask_for, self.knowledge.evidence)
            next_one = [refusal.next_document]
            yield from lost(f"{place}.next_document", next_one, self.document_ids)
