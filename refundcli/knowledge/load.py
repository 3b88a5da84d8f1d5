"""Reads knowledge/ on demand: a command pays only for the files it touches.

`Knowledge` is handed down from the porch, never a global, so that a test can point it at a folder
of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from refundcli.errors import KnowledgeError
from refundcli.knowledge.catalogue import (
    Advice,
    AdviceFile,
    Channels,
    Documents,
    Questions,
    Refusal,
    Refusals,
    Words,
)
from refundcli.knowledge.privacy import Privacy
from refundcli.knowledge.proofs import EvidenceKind, EvidenceKinds
from refundcli.knowledge.replies import Learned, Replies
from refundcli.knowledge.road import Road
from refundcli.knowledge.schema import Article, Choice, Law, Question, Scenario
from refundcli.knowledge.screens import Screens
from refundcli.knowledge.slip import nearest
from refundcli.knowledge.source import read

if TYPE_CHECKING:  # each shape takes its time to be made
    from refundcli.knowledge.bills import Bills
    from refundcli.knowledge.figures import Figures
    from refundcli.knowledge.filing import Files
    from refundcli.knowledge.lint import Lint
    from refundcli.knowledge.news import News
    from refundcli.knowledge.periods import Deadlines
    from refundcli.knowledge.stories import Stories, Taught

T = TypeVar("T")
PACKAGE_DATA = Path(__file__).parent


class Knowledge:
    """The library wall: each file under knowledge/ is read once, on first use.

    `cache` is a folder in which what was read may be kept between two runs.
    """

    def __init__(self, root: Path | None = None, cache: Path | None = None) -> None:
        self.root = root or PACKAGE_DATA
        self.cache = cache
        self._scenarios: dict[str, Scenario] = {}
        self._questions: dict[tuple[str, ...], Mapping[str, Question]] = {}
        self.law = lru_cache(maxsize=None)(self._law)

    @cached_property
    def common(self) -> Questions:
        """questions.toml, with the choices that other files hold."""
        found = self._read("questions", Questions)
        questions = {key: self._offered(question) for key, question in found.questions.items()}
        return msgspec.structs.replace(found, questions=questions)

    @cached_property
    def documents(self) -> Documents:
        """documents.toml: document kinds and stances."""
        return self._read("documents", Documents)

    @cached_property
    def proof(self) -> EvidenceKinds:
        """evidence.toml: kinds of proof, what must be proved, what others hold of it."""
        return self._read("evidence", EvidenceKinds)

    @property
    def evidence(self) -> dict[str, EvidenceKind]:
        """The kinds of proof, in the order of the contract."""
        return self.proof.kinds

    @cached_property
    def channels(self) -> Channels:
        """channels.toml: doors, gates, riders."""
        return self._read("channels", Channels)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """advice.toml."""
        return self._read("advice", AdviceFile).advice

    @cached_property
    def refusals(self) -> dict[str, Refusal]:
        """refusals.toml."""
        return self._read("refusals", Refusals).refusals

    @cached_property
    def replies(self) -> Replies:
        """replies.toml: how a message of the other side is read."""
        return self._read("replies", Replies)

    @cached_property
    def lint(self) -> Lint:
        """lint.toml: what may be wrong with a text."""
        from refundcli.knowledge.lint import Lint  # noqa: PLC0415 - only `check` needs the shape

        return self._read("lint", Lint)

    @cached_property
    def learned(self) -> Learned:
        """learned.toml: what speaks for which refusal."""
        return self._read("learned", Learned)

    @cached_property
    def stories(self) -> Stories:
        """stories.toml: how a buyer's own account is read."""
        from refundcli.knowledge.stories import Stories  # noqa: PLC0415 - only stories need it

        return self._read("stories", Stories)

    @cached_property
    def taught(self) -> Taught:
        """taught.toml: what speaks for which scenario."""
        from refundcli.knowledge.stories import Taught  # noqa: PLC0415 - only stories need it

        return self._read("taught", Taught)

    @cached_property
    def road(self) -> Road:
        """road.toml: what is logged, stages, what to do now."""
        return self._read("road", Road)

    @cached_property
    def news(self) -> dict[str, News]:
        """news.toml: what a buyer may tell of."""
        from refundcli.knowledge.news import NewsFile  # noqa: PLC0415 - only news needs the shape

        return self._read("news", NewsFile).news

    @cached_property
    def deadlines(self) -> Deadlines:
        """deadlines.toml: periods and how they are counted, with the signs of numerals."""
        from refundcli.knowledge.periods import Deadlines  # noqa: PLC0415 - only days need the shape

        found = self._read("deadlines", Deadlines)
        spans = msgspec.structs.replace(found.spans, signs=self.figures.signs)
        return msgspec.structs.replace(found, spans=spans)

    @cached_property
    def figures(self) -> Figures:
        """figures.toml: how numbers, sums and days are written."""
        from refundcli.knowledge.figures import Figures  # noqa: PLC0415 - only text needs the shape

        return self._read("figures", Figures)

    @cached_property
    def bills(self) -> Bills:
        """bills.toml: payment exports, their columns and words."""
        from refundcli.knowledge.bills import Bills  # noqa: PLC0415 - only a bill needs the shape

        return self._read("bills", Bills)

    @cached_property
    def files(self) -> Files:
        """files.toml: types of files."""
        from refundcli.knowledge.filing import Files  # noqa: PLC0415 - only files need the shape

        return self._read("files", Files)

    @cached_property
    def privacy(self) -> Privacy:
        """privacy.toml: who sees which private value whole."""
        return self._read("privacy", Privacy)

    @cached_property
    def screens(self) -> Screens:
        """screens.toml: what screenshots look like and must show."""
        return self._read("screens", Screens)

    @cached_property
    def words(self) -> Words:
        """words.toml."""
        return self._read("words", Words)

    @cached_property
    def scenario_ids(self) -> tuple[str, ...]:
        """Every scenario that has a file."""
        return tuple(sorted(path.stem for path in (self.root / "scenarios").glob("*.toml")))

    @cached_property
    def law_ids(self) -> tuple[str, ...]:
        """Every law that has a file."""
        return tuple(sorted(path.stem for path in (self.root / "laws").glob("*.toml")))

    def article(self, article_id: str) -> tuple[Law, Article]:
        """The article with its law; raises `KnowledgeError` naming the nearest known id."""
        stem, _, key = article_id.partition(".")
        law = self.law(stem)
        if key not in law.articles:
            known = [f"{stem}.{name}" for name in law.articles]
            raise KnowledgeError(
                f"法条 {article_id} 不在 laws/{stem}.toml 里{nearest(article_id, known)}"
            )
        return law, law.articles[key]

    def questions_of(self, scenarios: Iterable[str]) -> Mapping[str, Question]:
        """Common questions and those of the scenarios named, by key; put together once."""
        named = tuple(scenarios)
        if named not in self._questions:
            found = dict(self.common.questions)
            for scenario_id in named:
                found.update(self.scenario(scenario_id).questions)
            self._questions[named] = found
        return self._questions[named]

    @cached_property
    def every_question(self) -> Mapping[str, Question]:
        """All questions of all scenarios; reads every scenario file."""
        return self.questions_of(self.scenario_ids)

    @property
    def in_order(self) -> list[tuple[str, Scenario]]:
        """Every scenario with its id as a person reads them: by family, what happens most first."""
        families = list(self.words.families)
        every = ((name, self.scenario(name)) for name in self.scenario_ids)
        return sorted(every, key=lambda pair: (families.index(pair[1].family), pair[1].place))

    @property
    def grounds(self) -> list[Scenario]:
        """Every scenario that is a ground of its own."""
        every = (self.scenario(name) for name in self.scenario_ids)
        return [scenario for scenario in every if not scenario.modifier]

    def scenario(self, scenario_id: str) -> Scenario:
        """One scenario; raises `KnowledgeError` naming the nearest known id."""
        if scenario_id not in self._scenarios:
            self._scenarios[scenario_id] = self._read_scenario(scenario_id)
        return self._scenarios[scenario_id]

    def question(self, key: str) -> Question | None:
        """The question of a key: common ones first, then the scenarios read so far, then all."""
        if key in self.common.questions or not key.startswith("facts."):
            return self.common.questions.get(key)
        read_so_far = (scenario.questions.get(key) for scenario in self._scenarios.values())
        return next(filter(None, read_so_far), None) or self.every_question.get(key)

    def _offered(self, question: Question) -> Question:
        if not question.choices_from:
            return question
        refusals = ((name, item.title) for name, item in self.refusals.items())
        documents = ((name, item.title) for name, item in self.documents.documents.items())
        titled = refusals if question.choices_from == "refusals" else documents
        own = (Choice(value=name, label=title) for name, title in titled)
        return msgspec.structs.replace(question, choices=(*own, *question.choices))

    def _read_scenario(self, scenario_id: str) -> Scenario:
        if scenario_id not in self.scenario_ids:
            raise KnowledgeError(
                f"没有“{scenario_id}”这种情形{nearest(scenario_id, self.scenario_ids)}"
            )
        return self._read(f"scenarios/{scenario_id}", Scenario)

    def _law(self, stem: str) -> Law:
        if stem not in self.law_ids:
            raise KnowledgeError(f"法规库里没有 {stem}{nearest(stem, self.law_ids)}")
        return self._read(f"laws/{stem}", Law)

    def _read(self, name: str, shape: type[T]) -> T:
        return read(self.root / f"{name}.toml", shape, self.cache)
