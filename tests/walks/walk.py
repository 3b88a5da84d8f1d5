"""One walk: from an empty case through the questions to the letters, as the wizard goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import Final

from refundcli.case.agreement import problems_of
from refundcli.case.edit import Change
from refundcli.case.model import Case, State
from refundcli.case.text import ValueProblem
from refundcli.cli.wizard import answers
from refundcli.cli.wizard.prompts import Special
from refundcli.judge import assess, interview
from refundcli.judge.facts import Facts
from refundcli.judge.interview import SCENARIO_KEY, Step
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import keys, parse
from tests.support import KNOWLEDGE
from tests.walks.buyer import Buyer
from tests.walks.ledger import changed
from tests.walks.records import PAID, events, known_before, told_beside

GROUNDS: Final = [name for name in KNOWLEDGE.scenario_ids if not KNOWLEDGE.scenario(name).modifier]
DOCUMENTS: Final = list(KNOWLEDGE.documents.documents)
# No interview is longer: more is a question that comes again and again.
ENOUGH: Final = 90
_STATES: Final = (Special.UNKNOWN, Special.UNAVAILABLE, Special.SKIP)


class Walk:
    """A buyer with a case; `put` are the questions put, with each problem that asks."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.buyer = Buyer(Random(seed))  # noqa: S311 - reproducible, not secret
        self.changes: list[Change] = []
        self.facts = Facts(Case({}), KNOWLEDGE, self.buyer.today)
        # Every problem and every rule of it as often as the others, whatever is drawn.
        turn, place = divmod(seed, len(GROUNDS))
        self.scenario = GROUNDS[place]
        rules = KNOWLEDGE.scenario(self.scenario).rules
        self.aim = rules[turn % len(rules)].id
        self.aimless = self.buyer.chance(0.15)
        # And so that each of its articles may be cited.
        basis = rules[turn % len(rules)].basis.values()
        cited = [name for ids in basis for name in ids]
        article = KNOWLEDGE.article(self.buyer.rng.choice(cited))[1] if cited else None
        self.applies = parse(article.applies if article else "true")
        if self.aim == rules[-1].id:
            self.buyer.unsure = 0.3
        self.put: set[tuple[str, str]] = set()
        self.wanted = ""

    def run(self) -> Facts:
        """Answer until one or two documents could be written, or until nothing may be."""
        for possible in known_before(self.buyer) if self.buyer.chance(0.5) else ():
            any(self._saved_if_fitting([change]) for change in possible)
        extras = told_beside(self.buyer)
        moment = self.buyer.rng.randrange(25)
        self._interview(self.buyer.rng.choice(DOCUMENTS), extras, moment)
        while not assess.blocked(self.facts) and self.buyer.chance(0.5):
            states = assess.assess(self.facts).documents
            opened = [state.id for state in states if state.open]
            if not opened:
                break
            self._interview(self.buyer.rng.choice(opened), [], -1)
        self._wait()
        return self.facts

    def _wait(self) -> None:
        """What a rule turns on may be what happens later: money that comes back, say."""
        rules = KNOWLEDGE.scenario(self.scenario).rules
        rule = next(rule for rule in rules if rule.id == self.aim)
        computed = [KNOWLEDGE.common.computed.get(key) for key in keys(parse(rule.when))]
        hangs = any(
            found and any(name.partition(".")[0] == "events" for name in found.inputs)
            for found in computed
        )
        for _ in range(6 if hangs and not self.aimless else 0):
            if evaluate(parse(rule.when), self.facts.get).value:
                return
            first, paid = len(self.facts.case.log) + 1, self.facts.get("order.amount")
            happened = events(self.buyer, first, paid if isinstance(paid, Decimal) else PAID)
            self._saved_if_fitting(list(happened))

    def _interview(self, document: str, extras: list[Change], moment: int) -> None:
        self.wanted = document
        for number in range(ENOUGH):
            if number == moment:
                self._told(extras)
            facts = self.facts
            if number and assess.blocked(facts) and not self._mended():
                return
            step = interview.next_step(facts, document)
            if step is None:
                if number < moment:
                    self._told(extras)
                    moment = -1
                    continue
                return
            self._answer(step, facts)
            if self.buyer.chance(0.03):
                self._go_back()
        raise AssertionError(f"{document}: the questions do not end")

    def _told(self, extras: list[Change]) -> None:
        """What a file or `log` adds; where it contradicts itself, what fits of it."""
        together = self._tried(extras)
        for part in [extras] if together else [[change] for change in extras]:
            self._take(part, together or self._tried(part))

    def _mended(self) -> bool:
        """Everything is closed: leave it at that, or take an answer back."""
        return self.buyer.chance(0.3) and self._go_back() and not assess.blocked(self.facts)

    def _go_back(self) -> bool:
        """Answer one of the earlier prompts once more."""
        facts = self.facts
        done = [step for step in interview.steps(facts, self.wanted) if step.done]
        if done:
            self._answer(self.buyer.rng.choice(done), facts)
        return bool(done)

    def _answer(self, step: Step, facts: Facts) -> None:
        self._note(step.keys)
        if step.kind == "question":
            self._answer_one(step.id, facts)
            return
        buyer = self.buyer
        if step.kind == "evidence":
            held = [key for key in step.keys if buyer.chance(buyer.keeps)]
            self._saved(answers.from_evidence(step, held, facts))
            lost = [key for key in step.keys if key not in held and buyer.chance(0.1)]
            self._saved([Change(key, state=State.UNAVAILABLE) for key in lost])
            return
        for _ in range(3):
            ticked = [key for key in step.keys if self._ticks(step)]
            ticked += [answers.UNSURE] if buyer.chance(0.1) else []
            if self._saved_if_fitting(answers.from_screen(step, ticked, facts)):
                break
        else:
            self._saved(answers.from_screen(step, [], facts))
        for key in step.keys:
            if not interview.single(key, self.facts).done:
                self._answer_one(key, self.facts)

    def _ticks(self, step: Step) -> bool:
        """Of several problems each is over as often as not."""
        over = step.id == interview.PROBLEMS
        return self.buyer.aside.random() < 0.5 if over else self.buyer.chance(self.buyer.ticks)

    def _answer_one(self, key: str, facts: Facts) -> None:
        if key == SCENARIO_KEY:
            self._saved(answers.from_choice(key, self.scenario, facts))
            return
        chosen = answers.from_special(key, self.buyer.rng.choice(_STATES))
        unsure = self.buyer.chance(self.buyer.unsure)
        for changes in () if unsure else self._possible(key, facts):
            found = self._tried(changes)
            chosen = changes if found else chosen
            if found and not self._astray(found):
                break
        self._note(change.key for change in chosen)
        self._saved(chosen)

    def _possible(self, key: str, facts: Facts) -> Iterator[list[Change]]:
        """Answers in the order in which they come to mind, 没有 among them where it is one."""
        question, buyer = interview.question(key, facts), self.buyer
        none = buyer.rng.randrange(3) if question.none else -1
        if question.labels and buyer.chance(0.05):
            page = buyer.block(KNOWLEDGE.questions_of(facts.scenarios))
            yield answers.from_text(key, page, facts)[0]
        for number, typed in enumerate(buyer.typed(key, question)):
            if number == none:
                yield answers.from_special(key, Special.UNAVAILABLE)
            try:
                yield answers.from_text(key, typed, facts)[0]
            except ValueProblem as problem:
                raise AssertionError(f"{key}={typed}: {problem}") from problem

    def _astray(self, facts: Facts) -> bool:
        """Whether the rule aimed at is out of reach by these answers."""
        if self.aimless or evaluate(self.applies, facts.get).value is False:
            return not self.aimless
        for rule in (*KNOWLEDGE.channels.gates, *KNOWLEDGE.scenario(self.scenario).rules):
            value = evaluate(parse(rule.when), facts.get).value
            if rule.id == self.aim:
                return value is False
            if value:
                return True
        return False

    def _saved_if_fitting(self, changes: list[Change]) -> bool:
        """The same, if the rule aimed at stays within reach."""
        found = self._tried(changes)
        fitting = found is not None and not self._astray(found)
        self._take(changes, found if fitting else None)
        return fitting

    def _saved(self, changes: list[Change]) -> None:
        """Take the changes over, unless the check of the whole case refuses them."""
        self._take(changes, self._tried(changes))

    def _tried(self, changes: list[Change]) -> Facts | None:
        case = changed(self.facts.case, changes)
        if problems_of(case, KNOWLEDGE, self.buyer.today):
            return None
        return Facts(case, KNOWLEDGE, self.buyer.today)

    def _take(self, changes: list[Change], facts: Facts | None) -> None:
        if facts is not None:
            self.facts = facts
            self.changes += changes

    def _note(self, keys: Iterable[str]) -> None:
        """Questions put, or answered by a line of a pasted page."""
        for key in keys:
            self.put |= {("", key)}
            self.put |= {
                (name, key)
                for name, found in self.facts.scenarios.items()
                if key in found.ask or key in found.questions
            }
