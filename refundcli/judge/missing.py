"""What is not known and what it would change: the open answers tried out one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from refundcli.case.keys import kind_held
from refundcli.case.model import State, Value
from refundcli.case.values import parse as parse_value
from refundcli.judge.facts import Facts, asked
from refundcli.judge.findings import Decision, Missing
from refundcli.judge.logic import Lookup, evaluate
from refundcli.judge.suppose import supposing
from refundcli.knowledge.grammar import keys, parse
from refundcli.knowledge.schema import Question

Decide = Callable[[str, Facts], Decision]


def missing(lead: Decision, lookup: Lookup, facts: Facts, decide: Decide) -> tuple[Missing, ...]:
    """Decisive keys first, then proof that would strengthen, then what the letters would say."""
    phrases = facts.knowledge.words.phrases
    wanted: dict[str, str] = {}
    for key in lead.open:
        for source in facts.lacking(key):
            if not _moot(source, facts):
                wanted[source] = _outcomes(source, lead, facts, decide)
        for source in facts.sources(key):
            if _day_alone(source, facts):
                wanted[source] = phrases["would_time"]
    for key in _strengthening(lead, facts):
        wanted.setdefault(key, phrases["would_strengthen"])
    for key, changes in (*_turning(lead, facts, decide), *_opening(lead, lookup, facts)):
        wanted.setdefault(key, changes)
    for key in _citing(lead, facts):
        wanted.setdefault(key, phrases["would_cite"])
    for key in _asked(facts):
        wanted.setdefault(key, phrases["would_be_written"])
    faced = raised(facts)
    known = {item.key for item in faced}
    rest = (item for item in wanted.items() if item[0] not in known)
    return (*faced, *(describe(key, changes, facts) for key, changes in rest))


def raised(facts: Facts) -> tuple[Missing, ...]:
    """What the story raised and the buyer has not faced: before all else."""
    changes = facts.knowledge.words.phrases["would_be_faced"]
    return tuple(describe(key, changes, facts) for key in facts.raised())


def describe(key: str, changes: str, facts: Facts) -> Missing:
    """A missing key with its state and its question."""
    return Missing(
        key=key, state=facts.case.state(key).value, ask=ask_of(key, facts), changes=changes
    )


def _answered_none(key: str, facts: Facts) -> bool:
    """Whether 没有 was the answer: not a gap, where the question takes it for one."""
    question = _question(key, facts)
    return bool(question and question.none) and facts.case.state(key) is State.UNAVAILABLE


def _moot(key: str, facts: Facts) -> bool:
    """Whether the other answers make sure that the question does not arise."""
    return asked(key, facts) is False


def _day_alone(key: str, facts: Facts) -> bool:
    """Whether a moment was told to the day only, which leaves open what came first on that day."""
    value, question = facts.get(key), _question(key, facts)
    day = isinstance(value, date) and not isinstance(value, datetime)
    return day and question is not None and question.type == "time"


def askable(key: str, facts: Facts) -> bool:
    """Whether the key is one that a buyer in this case can be asked for."""
    return bool(kind_held(key)) or _question(key, facts) is not None


def ask_of(key: str, facts: Facts) -> str:
    """The question of a key as the buyer reads it."""
    if kind := kind_held(key):
        title = facts.knowledge.evidence[kind].title
        return facts.knowledge.words.phrases["ask_evidence"].format(title=title)
    question = _question(key, facts)
    return question.ask if question else key


def told(key: str, facts: Facts, among: Sequence[str] = ()) -> str:
    """A key with its question and one `--set` to paste, for whoever answers without a prompt.

    `among` are the keys told together: their proofs are numbered one after the other.
    """
    question = _question(key, facts)
    values = _values(key, question, facts)
    stated = question.example if question else "/"
    value = stated if not values or stated in values else values[0]
    path = key
    if kind := kind_held(key):
        path, value = f"evidence.{_next_item(key, facts, among)}.kind", kind
    elif key.startswith("evidence.*."):
        path = key.replace("*", _next_item(key, facts, among))
    pair = f"{path}={value or '?'}"
    # In quotes where a shell would take the value apart.
    pair = f'"{pair}"' if set(pair) & set(" \t;&|<>()*?'#~") else pair
    offered = facts.knowledge.words.phrases["told_choices"]
    choices = offered.format(values="、".join(values)) if values else ""
    return f"  {key}：{ask_of(key, facts)}{choices}\n    --set {pair}"


def _values(key: str, question: Question | None, facts: Facts) -> list[str]:
    """What a key may be set to, where that is a list."""
    if key == "scenario":
        return list(facts.knowledge.scenario_ids)
    if question and question.type == "yesno":
        phrases = facts.knowledge.words.phrases
        return [phrases["yes"], phrases["no"]]
    return [choice.value for choice in question.choices] if question else []


def _next_item(key: str, facts: Facts, among: Sequence[str]) -> str:
    """The name of a further proof: after the highest in use, and those told before this one."""
    used = [item.id[1:] for item in facts.case.evidence if item.id[0] in "Ee"]
    highest = max((int(number) for number in used if number.isdecimal()), default=0)
    proofs = [other for other in among if kind_held(other)]
    place = proofs.index(key) if key in proofs else 0
    return f"E{highest + place + 1}"


def _question(key: str, facts: Facts) -> Question | None:
    return facts.question(key)


def _outcomes(key: str, lead: Decision, facts: Facts, decide: Decide) -> str:
    """For each answer the question offers, what the conclusion would be."""
    question = _question(key, facts)
    phrases = facts.knowledge.words.phrases
    answers: list[tuple[str, Value]] = []
    if question and question.type == "choice":
        answers = [(choice.label, choice.value) for choice in question.choices]
    elif question and question.type == "yesno":
        answers = [(phrases["yes"], True), (phrases["no"], False)]
    told = [
        phrases["outcome"].format(
            answer=label,
            conclusion=_conclusion(decide(lead.scenario, supposing(facts, {key: value})), facts),
        )
        for label, value in answers
    ]
    return phrases["outcome_join"].join(told) if told else phrases["would_decide"]


def _conclusion(decision: Decision, facts: Facts) -> str:
    words = facts.knowledge.words
    return words.phrases["conclusion"].format(
        responsible=words.responsible[decision.responsible],
        strength=words.strength[decision.strength],
    )


def _strengthening(lead: Decision, facts: Facts) -> tuple[str, ...]:
    rule = facts.knowledge.scenario(lead.scenario).rule(lead.rule)
    if (
        rule is None
        or not rule.stronger_when
        or evaluate(parse(rule.stronger_when), facts.get).value
    ):
        return ()
    lacking = (key for key in keys(parse(rule.stronger_when)) if facts.get(key) is not True)
    return tuple(sorted(key for key in lacking if _asked_now(key, facts)))


def _asked_now(key: str, facts: Facts) -> bool:
    """Evidence always; a question only while the case would be asked it."""
    return _question(key, facts) is None or asked(key, facts) is True


def _turning(lead: Decision, facts: Facts, decide: Decide) -> Iterator[tuple[str, str]]:
    """Sums and days that a rule before the deciding one would turn on, had they been answered."""
    phrases = facts.knowledge.words.phrases
    for rule in facts.knowledge.scenario(lead.scenario).rules:
        if rule.id == lead.rule:
            return
        for key in sorted(keys(parse(rule.when))) if rule.lenient else ():
            for source in facts.lacking(key):
                question = _question(source, facts)
                if question and asked(source, facts) and not _answered_none(source, facts):
                    tried = supposing(facts, {source: parse_value(question, question.example)})
                    after = _conclusion(decide(lead.scenario, tried), facts)
                    before = _conclusion(lead, facts)
                    told = phrases["would_turn"].format(conclusion=after)
                    yield source, told if after != before else phrases["would_decide"]


def _opening(lead: Decision, lookup: Lookup, facts: Facts) -> Iterator[tuple[str, str]]:
    """Answers on which it hangs whether a document that is open now stays so."""
    for kind in facts.knowledge.documents.documents.values():
        for closing in kind.closed if lead.stance in kind.open_for else ():
            truth = evaluate(parse(closing.when), lookup)
            if truth.value is None:
                sources = (source for key in sorted(truth.because) for source in facts.lacking(key))
                changes = facts.knowledge.words.phrases["would_open"].format(documents=kind.title)
                yield from ((source, changes) for source in sources if _put(source, facts))


def _put(key: str, facts: Facts) -> bool:
    """Whether the buyer was faced with the key, or would be on the first screen of any case."""
    found = _question(key, facts)
    return facts.case.state(key) is not State.NEVER or bool(found and found.screen)


def _citing(lead: Decision, facts: Facts) -> tuple[str, ...]:
    """Answers that decide whether an article of the deciding rule may be cited."""
    rule = facts.knowledge.scenario(lead.scenario).rule(lead.rule)
    ids = [name for found in rule.basis.values() for name in found] if rule else []
    applies = (facts.knowledge.article(name)[1].applies for name in ids)
    truths = [evaluate(parse(text), facts.get) for text in applies]
    open_keys = {key for truth in truths if truth.value is None for key in truth.because}
    return tuple(sorted(key for key in open_keys if facts.case.state(key) is not State.NEVER))


def _asked(facts: Facts) -> tuple[str, ...]:
    return tuple(
        key
        for scenario in facts.scenarios.values()
        for key in scenario.ask
        if facts.get(key) is None and asked(key, facts) and not _answered_none(key, facts)
    )
