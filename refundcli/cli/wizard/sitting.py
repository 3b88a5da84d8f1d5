"""One sitting from the first question to the letters, and what happens when it is left."""

from __future__ import annotations

from typing import Final

from refundcli.cli.diagnostics import INTERRUPTED, note
from refundcli.cli.porch import Porch, saved
from refundcli.cli.wizard.flow import Wizard
from refundcli.cli.wizard.prompts import Option, Prompter, TerminalPrompter
from refundcli.judge import advice
from refundcli.judge.interview import FIRST_DOCUMENT

# What the answers show when the matter is over.
_ENDED: Final = ("computed.settled", "computed.over")


def run(wizard: Wizard) -> None:
    """Ask, review, write; leaving is always safe."""
    note("每答一题就保存一次；随时可以按 Ctrl-C 离开，用 refundcli resume 接着填。")
    try:
        if wizard.saved is not None:
            from refundcli.cli.wizard.news import News  # noqa: PLC0415 - a new case has none

            News(wizard).catch_up()
        over, goes_on = False, wizard.review(FIRST_DOCUMENT)
        if goes_on:
            from refundcli.cli.wizard.letters import Letters  # noqa: PLC0415 - not before the review

            over = Letters(wizard).run()
        if over or any(wizard.facts.get(key) for key in _ENDED):
            _farewell(wizard)
        elif goes_on:
            from refundcli.cli.wizard.ahead import last_screen  # noqa: PLC0415 - not before the end

            last_screen(wizard)
    except (KeyboardInterrupt, EOFError):
        left = f"已保存。接着填：refundcli resume {wizard.saved.id}" if wizard.saved else ""
        note(left or "还没有回答，什么都没有保存。")
        raise SystemExit(INTERRUPTED) from None


def _farewell(wizard: Wizard) -> None:
    """The matter is settled, or the buyer has had enough: how to avoid the next loss."""
    facts = wizard.facts
    note("\n—— 下次少吃亏 ——")
    for line in advice.beside(advice.END, facts, facts.get):
        note(line)


def choose_and_run(porch: Porch, prompter: Prompter | None = None) -> None:
    """Bare `refundcli`: offer what is saved, or start anew."""
    prompter = prompter or TerminalPrompter()
    ids = porch.store.ids()
    chosen: object = "new"
    if ids:
        options = [
            Option("new", "开始一个新案件"),
            *(Option(name, f"接着填 {name}") for name in ids[:5]),
        ]
        try:
            chosen = prompter.choose("有保存过的案件，接着填还是重新开始？", options, (), ids[0])
        except (KeyboardInterrupt, EOFError):
            raise SystemExit(INTERRUPTED) from None
    found = saved(porch, str(chosen)) if chosen != "new" else None
    run(Wizard(porch, found, prompter=prompter))
