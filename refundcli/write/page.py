"""The page under the pen: notes the facts, evidence and articles each sentence rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from refundcli.case.keys import kind_held
from refundcli.case.masking import Cover
from refundcli.case.model import Value
from refundcli.judge.articles import each_once
from refundcli.judge.checklist import shown_keys
from refundcli.judge.facts import Facts
from refundcli.judge.findings import CitedArticle
from refundcli.judge.logic import evaluate
from refundcli.knowledge.grammar import parse
from refundcli.write.document import Sentence

_CLOSING = "。！？；：，"


class LeftOutError(Exception):
    """The sentence cannot be written: a fact it reads is missing, or no article carries it."""


class Draft:
    """One sentence being written: what it has read so far."""

    def __init__(self, facts: dict[str, None], turn: int = 0) -> None:
        self.facts = facts
        self.turn = turn
        self.rules: dict[str, None] = {}
        # What the sentence tells, not only what its condition asks for.
        self.told: dict[str, None] = {}
        self.after: dict[str | int, None] = {}


class Page:
    """Collects the sentences of one document and the gaps they left."""

    def __init__(  # noqa: PLR0913 - all that one letter is written from
        self,
        facts: Facts,
        rules: tuple[CitedArticle, ...],
        given: Mapping[str, Value],
        *,
        cites: bool,
        document: str = "",
        told: tuple[str, ...] = (),
    ) -> None:
        self.facts = facts
        self.rules = rules
        self.given = given
        self.cites = cites
        self.document = document
        self.told = told
        self.cover = Cover(facts.case, facts.knowledge, document)
        self.sentences: dict[str, Sentence] = {}
        self.gaps: dict[str, None] = {}
        self._draft: Draft | None = None
        self._quiet = False
        self._shown: set[str] = set()
        self._told_events: set[str] = set()
        # What was said, less its evidence: two problems of one case say it once.
        self._texts: set[str] = set()
        self._repeated: set[str] = set()
        # Article -> the problem that argued with it first.
        self._argued: dict[str, str] = {}

    def has_fact(self, key: str) -> bool:
        """Whether a key has a value, without reading it into the sentence."""
        return self.value(key) is not None

    def value(self, key: str) -> Value | None:
        """A value as the letter sees it: what was settled for this letter first, then the case."""
        return self.given.get(key, self.facts.get(key))

    def read(self, key: str) -> Value:
        """Read a fact into the sentence; a missing one leaves the sentence out and is reported."""
        if self._draft is None:
            raise RuntimeError(f"{key} is read outside a say block: it would have no provenance")
        value = self.value(key)
        if value is None:
            if not self._quiet:
                self.gaps.update(
                    dict.fromkeys(
                        name for name in self.facts.lacking(key) if not self.has_fact(name)
                    )
                )
            raise LeftOutError(key)
        sources = dict.fromkeys(self.facts.sources(key))
        self._draft.facts.update(sources)
        self._draft.told.update(sources)
        return self.cover.value(key, value)

    def cite(self, *roles: str, origin: str = "") -> tuple[CitedArticle, ...]:
        """The articles of these roles that carry the conclusion; none leaves the sentence out.

        With `origin`, a problem's own articles alone, less those that an earlier problem cited
        already, unless nothing else were left.
        """
        if self._draft is None:
            raise RuntimeError("cite() is called outside a say block")
        own = (a for a in self.rules if a.role in roles and self._open_to(origin, a))
        found = each_once(own)
        if origin:
            new = tuple(item for item in found if self._argued.get(item.id, origin) == origin)
            found = new or found
            self._argued = {**dict.fromkeys((item.id for item in found), origin), **self._argued}
        if not found:
            raise LeftOutError(",".join(roles))
        self._draft.rules.update(dict.fromkeys(article.id for article in found))
        return found

    def _open_to(self, origin: str, article: CitedArticle) -> bool:
        """A problem cites its own articles and those of the document; the letter cites all."""
        return origin in ("", article.origin) or article.origin == self.document

    def carries(self, role: str, origin: str = "") -> bool:
        """Whether an article of the role may be cited, by this problem where one is named."""
        return any(a.role == role and self._open_to(origin, a) for a in self.rules)

    def rest_on(self, keys: Iterable[str]) -> str:
        """Note what the sentence tells beside the facts it reads; nothing of it is written out."""
        if self._draft is None:
            raise RuntimeError("rest_on() is called outside a say block")
        known = dict.fromkeys(keys)
        self._draft.facts.update(known)
        self._draft.told.update(known)
        return ""

    def after(self, *said: str | int) -> str:
        """Note that the sentence points at others: by the id, by the part of the letter."""
        if self._draft is None:
            raise RuntimeError("after() is called outside a say block")
        self._draft.after.update(dict.fromkeys(said))
        return ""

    def attach(self, evidence: list[dict[str, object]]) -> list[dict[str, object]]:
        """Note that the sentence lists these items; none leaves it out."""
        if self._draft is None or not evidence:
            raise LeftOutError("evidence")
        self._draft.facts.update(dict.fromkeys(f"evidence.{item['id']}.kind" for item in evidence))
        return evidence

    def note(self, answers: Iterable[str]) -> None:
        """Note answers that the sentence comes from and does not write out."""
        if self._draft is None:
            raise RuntimeError("note() is called outside a say block")
        self._draft.facts.update(
            dict.fromkeys(source for key in answers for source in self.facts.sources(key))
        )

    def begin(self, sentence_id: str, when: str, *, quiet: bool, origin: str = "") -> bool:
        """Start a sentence; False if already said or if its condition does not certainly hold.

        `origin` is the problem that speaks, empty where none does.
        """
        if self._draft is not None:
            raise RuntimeError(f"say {sentence_id} stands inside another say block")
        if sentence_id in self.sentences or sentence_id in self._repeated:
            return False
        truth = evaluate(parse(when), self.value)
        self._quiet = quiet
        if truth.value is None and not quiet:
            open_keys = (source for key in truth.because for source in self.facts.lacking(key))
            self.gaps.update(dict.fromkeys(key for key in sorted(open_keys) if not kind_held(key)))
        if not truth.value:
            return False
        self._draft = Draft(
            dict.fromkeys(
                source for key in sorted(truth.because) for source in self.facts.sources(key)
            ),
            self.told.index(origin) if origin in self.told else 0,
        )
        return True

    def end(
        self, sentence_id: str, text: str | None, priority: int, brief: int | None, *, plain: bool
    ) -> bool:
        """Finish a sentence; with None for text it is left out."""
        draft, self._draft = self._draft, None
        if text is None or draft is None:
            return False
        if text in self._texts:
            self._repeated.add(sentence_id)
            return False
        self._texts.add(text)
        evidence = [] if plain else self._evidence(draft)
        self.sentences[sentence_id] = Sentence(
            id=sentence_id,
            text=_with_evidence(text, evidence) if self.cites else text,
            facts=tuple(draft.facts),
            evidence=tuple(item for item, _ in evidence),
            rules=tuple(draft.rules),
            priority=priority,
            brief=brief,
            turn=draft.turn,
            after=tuple(draft.after),
        )
        return True

    def _evidence(self, draft: Draft) -> list[tuple[str, int]]:
        """Items that show a fact at its first mention, or whose kind the condition asked for.

        Where an event names its own proof, another item of that kind shows something else.
        """
        new = [key for key in draft.facts if key not in self._shown]
        self._shown.update(draft.facts)
        kinds, items = self.facts.knowledge.evidence, self.facts.case.evidence
        named = self._named(draft)
        apart = {item.kind for item in items if item.id in named}
        asked_for = {f"has.{kind}" for kind in kinds if kind not in apart}.intersection(new)
        return [
            (item.id, item.number)
            for item in items
            if item.id in named
            or f"has.{item.kind}" in asked_for
            or not set(new).isdisjoint(shown_keys(item, kinds))
        ]

    def _named(self, draft: Draft) -> frozenset[str]:
        """What the events that the sentence is the first to tell name as their proof."""
        events = {f"events.{event.id}": event.evidence for event in self.facts.case.events}
        new = [key for key in draft.told if key in events and key not in self._told_events]
        self._told_events.update(new)
        return frozenset(name for key in new for name in events[key])


def _with_evidence(text: str, evidence: list[tuple[str, int]]) -> str:
    """Put （证据1、3） before the closing mark of the sentence."""
    if not evidence:
        return text
    note = f"（证据{'、'.join(str(number) for _, number in evidence)}）"
    return f"{text[:-1]}{note}{text[-1]}" if text and text[-1] in _CLOSING else text + note
