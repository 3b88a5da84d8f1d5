"""One prompt after the other: a step is put to the buyer and comes back as changes of the case."""

from __future__ import annotations

from refundcli.case.edit import Change
from refundcli.case.model import State
from refundcli.case.text import ValueProblem
from refundcli.cli.diagnostics import note
from refundcli.cli.screens import as_typed
from refundcli.cli.wizard import answers
from refundcli.cli.wizard.prompts import Option, Prompter, Special
from refundcli.judge import interview
from refundcli.judge.facts import Facts
from refundcli.judge.interview import SCENARIO_KEY, STORY_KEY, Step

_STARS = "****"
HINT = "不知道写 ?，没有写 /，以后再说直接回车，返回写 <"
_ANY = (Special.UNKNOWN, Special.UNAVAILABLE, Special.SKIP, Special.BACK)


class Asker:
    """Puts steps to the buyer; what was typed and could not be saved is offered again."""

    def __init__(self, prompter: Prompter) -> None:
        self.prompter = prompter
        self._typed: dict[str, str] = {}

    def forget(self, step: str) -> None:
        """What was typed for it is saved, or was wrong."""
        self._typed.pop(step, None)

    def changes(self, step: Step, facts: Facts) -> list[Change] | Special:
        """What the answer changes; BACK and STORY come back, raises `ValueProblem` for a slip."""
        if step.kind == "question":
            return self._one(step.id, facts)
        if step.kind == "screen":
            options = answers.screen_options(step, facts)
            ask = facts.knowledge.common.screens[step.id].ask
            ticked = self.prompter.check(ask, options, answers.ticked(step, facts))
        else:
            options = answers.evidence_options(step, facts)
            ask = facts.knowledge.words.phrases["ask_all_evidence"]
            held = [key for key in step.keys if facts.get(key) is True]
            ticked = self.prompter.check(ask, options, held)
        if isinstance(ticked, Special):
            return ticked
        read = answers.from_screen if step.kind == "screen" else answers.from_evidence
        return read(step, ticked, facts)

    def _one(self, key: str, facts: Facts) -> list[Change] | Special:
        found = interview.question(key, facts)
        if found.type == "choices":
            return self._several(key, found.ask, facts)
        if key == SCENARIO_KEY:
            return self._scenario(found.ask, facts)
        options = answers.options_of(key, facts)
        if options:
            default = answers.earlier(key, facts.get(key), facts)
            chosen = self.prompter.choose(found.ask, options, _ANY, default)
        else:
            typed_before = as_typed(key, facts)
            line = self._typed.get(key, typed_before)
            chosen = self.prompter.text(found.ask, line, f"例如 {found.example}；{HINT}")
            if typed_before and chosen == typed_before:
                # Left as it stands; what is shown masked must not become the answer.
                return []
            if found.mask and typed_before and _STARS in str(chosen):
                raise ValueProblem("带星号的是遮住以后的样子，不能当答案；不改就直接回车")
        if chosen is Special.BACK:
            return Special.BACK
        if isinstance(chosen, Special):
            return answers.from_special(key, chosen)
        return (
            answers.from_choice(key, chosen, facts) if options else self._read(key, chosen, facts)
        )

    def _scenario(self, ask: str, facts: Facts) -> list[Change] | Special:
        """The list of problems; whoever finds none there tells it in words of their own."""
        story = Option(Special.STORY.name, Special.STORY.value)
        options = [story, *answers.options_of(SCENARIO_KEY, facts)]
        told = facts.case.state(STORY_KEY) is not State.NEVER
        default = facts.scenario or options[told].value
        chosen = self.prompter.choose(ask, options, (Special.BACK,), default)
        if chosen == story.value:
            return Special.STORY
        if isinstance(chosen, Special):
            return chosen
        return answers.from_choice(SCENARIO_KEY, chosen, facts)

    def _several(self, key: str, ask: str, facts: Facts) -> list[Change] | Special:
        """Of some choices any number."""
        options = [*answers.options_of(key, facts), answers.unknown_option()]
        before = answers.chosen_before(key, facts)
        marked = self.prompter.check(ask, options, before, Special.SKIP.value)
        return marked if isinstance(marked, Special) else answers.from_several(key, marked, facts)

    def _read(self, key: str, typed: str, facts: Facts) -> list[Change]:
        """A typed line or block; of a block the good values are taken and the others named."""
        changes, problems = answers.from_text(key, typed, facts)
        for problem in problems:
            note(problem)
        self._typed[key] = typed
        return changes
