"""Which kind of proof a file is, asked on a terminal."""

from __future__ import annotations

from typing import Final

from refundcli.case.evidence import OTHER, waiting
from refundcli.case.masking import without_numbers
from refundcli.case.model import Case
from refundcli.cli.wizard.prompts import Option, Prompter, Special, TerminalPrompter
from refundcli.knowledge.load import Knowledge

_SLOT: Final = "slot:"


def choose(
    name: str, case: Case, knowledge: Knowledge, prompter: Prompter | None = None
) -> dict[str, str]:
    """The kind, or the item that waits for this file: what was ticked already comes first."""
    kinds = knowledge.evidence
    options = [
        Option(f"{_SLOT}{item.id}", f"证据{item.number} {kinds[item.kind].title}（还没有文件）")
        for item in waiting(case)
    ]
    options += [Option(key, f"{kind.title}：{kind.must_show}") for key, kind in kinds.items()]
    shown = without_numbers(name, case, knowledge)
    ask = f"{shown} 是哪一种证据？选中的，上面要真的看得到冒号后面写的内容"
    chosen = (prompter or TerminalPrompter()).choose(ask, options, (Special.SKIP,), "")
    if isinstance(chosen, Special):
        return {"kind": OTHER}
    if chosen.startswith(_SLOT):
        return {"slot": chosen.removeprefix(_SLOT)}
    return {"kind": chosen}
