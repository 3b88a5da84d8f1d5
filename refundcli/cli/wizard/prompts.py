"""How a person is asked: the only room that knows questionary.

A prompt returns what was answered and decides nothing. `<` goes back at every prompt, `?` is
不知道, `/` is 没有或拿不到, an empty line is 以后再说. Marks are `[x]` and `[ ]`: dots are of
ambiguous width in Chinese fonts.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, Protocol, TypeVar

import msgspec
import questionary
from prompt_toolkit.application import application
from prompt_toolkit.input.typeahead import clear_typeahead, get_typeahead, store_typeahead
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import get_cwidth
from questionary.prompts import common

# A terminal that does not say where its cursor is would be warned of in English.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
vars(common).update(INDICATOR_SELECTED="[x]", INDICATOR_UNSELECTED="[ ]")
# A list makes three applications, and each would bind its hundreds of keys anew.
vars(application).update(load_key_bindings=cache(load_key_bindings))
_MARGIN = 8

T = TypeVar("T")

# What a list without a tick says, where silence is an answer.
NOTHING: Final = "都没有"


class Special(Enum):
    """Answers that are not a value."""

    BACK = "< 返回上一题"
    UNKNOWN = "不知道"
    UNAVAILABLE = "没有，或拿不到"
    SKIP = "以后再说"
    STORY = "说不清是哪一种：用自己的话说说发生了什么"


class Option(msgspec.Struct, frozen=True):
    """One line of a list: the id that comes back, and what is read."""

    value: str
    label: str


Answer = str | Special
TYPED = {
    "<": Special.BACK,
    "＜": Special.BACK,
    "?": Special.UNKNOWN,
    "？": Special.UNKNOWN,
    "/": Special.UNAVAILABLE,
    "／": Special.UNAVAILABLE,
    "": Special.SKIP,
}


class Prompter(Protocol):
    """What the flow needs of a terminal; a test answers in its place."""

    def text(self, ask: str, default: str, hint: str) -> Answer:
        """One line of text."""

    def choose(
        self,
        ask: str,
        options: Sequence[Option],
        specials: Sequence[Special],
        default: str | Special,
    ) -> Answer:
        """One of a list."""

    def check(
        self, ask: str, options: Sequence[Option], ticked: Sequence[str], nothing: str = NOTHING
    ) -> list[str] | Special:
        """Any number of a list; BACK is the only special. `nothing` is what no tick at all says."""


class TerminalPrompter:
    """questionary on a real terminal; Ctrl-C comes out as KeyboardInterrupt."""

    def text(self, ask: str, default: str, hint: str) -> Answer:
        """A line of text; a paste may bring several lines."""
        lines = f"{_folded(ask, '  ')}\n  {_folded(f'({hint})', '  ')}\n "
        prompt = questionary.text(lines, default=default, qmark="?")
        typed = f"{prompt.unsafe_ask()}{_rest_of_paste(prompt.application.input)}"
        # With an earlier answer standing in the line, `<` is typed behind it.
        going_back = default and typed in (f"{default}<", f"{default}＜")
        return Special.BACK if going_back else TYPED.get(typed.strip(), typed)

    def choose(
        self,
        ask: str,
        options: Sequence[Option],
        specials: Sequence[Special],
        default: str | Special,
    ) -> Answer:
        """Arrow keys and Enter."""
        choices = [
            questionary.Choice(_folded(option.label), value=option.value) for option in options
        ]
        choices += [questionary.Choice(special.value, value=special) for special in specials]
        chosen = next((choice for choice in choices if choice.value == default), None)
        prompt = questionary.select(
            _folded(ask, "  "),
            choices,
            default=chosen,
            qmark="?",
            pointer=">",
            use_jk_keys=False,
            instruction="(上下键选择，回车确定)",
            erase_when_done=True,
        )
        answered = _with_back(prompt, str)
        labels = {option.value: option.label for option in options}
        # The library would cut a label of several lines: written again in full.
        shown = answered.value if isinstance(answered, Special) else labels[answered]
        questionary.print(f"? {ask} {shown}")
        return answered

    def check(
        self, ask: str, options: Sequence[Option], ticked: Sequence[str], nothing: str = NOTHING
    ) -> list[str] | Special:
        """Space ticks, Enter confirms."""
        choices = [
            questionary.Choice(
                _folded(option.label), value=option.value, checked=option.value in ticked
            )
            for option in options
        ]
        prompt = questionary.checkbox(
            _folded(ask, "  "),
            choices,
            qmark="?",
            pointer=">",
            use_jk_keys=False,
            instruction="(空格勾选，回车确定，< 返回)",
            erase_when_done=True,
        )
        ticks = _with_back(prompt, list[str])
        # The library would say "done (2 selections)": written again in the buyer's language.
        labels = [
            option.label.partition("：")[0]
            for option in options
            if not isinstance(ticks, Special) and option.value in ticks
        ]
        questionary.print(f"? {ask} {'、'.join(labels) or nothing}")
        return ticks


def _with_back(prompt: questionary.Question, kind: type[T]) -> T | Special:
    del kind  # says what the list returns, which the library does not
    bindings: Any = prompt.application.key_bindings

    @bindings.add("<", eager=True)  # type: ignore[untyped-decorator,unused-ignore]
    def _(event: Any) -> None:  # noqa: ANN401 - prompt_toolkit's event
        event.app.exit(result=Special.BACK)

    @bindings.add("c-d", eager=True)  # type: ignore[untyped-decorator,unused-ignore]
    def _(event: Any) -> None:  # noqa: ANN401 - prompt_toolkit's event
        event.app.exit(exception=EOFError)

    # What was typed before the list could be read does not choose from it.
    clear_typeahead(prompt.application.input)
    answered: T | Special = prompt.unsafe_ask()
    if answered is Special.BACK:
        # Whoever types `<` and Enter means one step back, not back and forth.
        clear_typeahead(prompt.application.input)
    return answered


def _rest_of_paste(source: Any) -> str:  # noqa: ANN401 - prompt_toolkit's input
    """Further lines of a block, which a plain terminal sends as if they were typed."""
    keys = get_typeahead(source)
    breaks = (Keys.ControlM, Keys.ControlJ)
    text = "".join(
        "\n" if key.key in breaks else key.key
        for key in keys
        if len(key.key) == 1 or key.key in breaks
    )
    if ":" in text or "：" in text:
        return f"\n{text}"
    store_typeahead(source, keys)
    return ""


def _folded(text: str, indent: str = "      ") -> str:
    """Break a line at the terminal's width, wide characters counted as two."""
    width = max(shutil.get_terminal_size().columns - _MARGIN, 20)
    lines, used = [""], 0
    for character in text:
        used += get_cwidth(character)
        if used > width:
            lines.append("")
            used = get_cwidth(character)
        lines[-1] += character
    return f"\n{indent}".join(lines)
