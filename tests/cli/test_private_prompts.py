"""What a prompt offers again: private answers covered, everything else whole so that it stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from refundcli.case.text import ValueProblem
from refundcli.cli.screens import answer
from refundcli.cli.wizard.asking import Asker
from refundcli.cli.wizard.prompts import Answer
from refundcli.judge.interview import Step
from tests.cli.fake import FakePrompter
from tests.support import CARD, facts_of

STRANGER = "15000000023"
FACTS = facts_of(
    {
        **CARD,
        "order.card_code": "TESTCODE00001111",
        "facts.error_text": f"请联系{STRANGER}",
    }
)


class Offered(FakePrompter):
    """Keeps what was offered, and types something of its own."""

    def __init__(self, typed: str) -> None:
        super().__init__({})
        self.typed = typed
        self.offered: Sequence[str] = ()

    def text(self, ask: str, default: str, hint: str) -> Answer:
        """Notes the line that stands there."""
        del ask, hint
        self.offered = (*self.offered, default)
        return self.typed or default


def ask(key: str, prompter: Offered) -> object:
    """One question put."""
    return Asker(prompter).changes(
        Step(id=key, kind="question", keys=(key,), group="", done=True), FACTS
    )


def test_words_with_a_number_in_them_are_offered_whole() -> None:
    """The review covers the number; the prompt must not put a cover into the answer."""
    prompter = Offered("")
    assert ask("facts.error_text", prompter) == []
    assert prompter.offered == (f"请联系{STRANGER}",)
    assert STRANGER not in answer("facts.error_text", FACTS)


def test_a_cover_is_no_answer() -> None:
    """Whoever mends a letter of what is shown covered is told; the code itself stays."""
    prompter = Offered("TEST****1112")
    with pytest.raises(ValueProblem, match="遮住"):
        ask("order.card_code", prompter)
    assert prompter.offered == ("TEST****1111",)
