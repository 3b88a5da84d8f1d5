"""How the letter reads so far: after each group of answers, what they have added to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from refundcli.cli.diagnostics import note
from refundcli.cli.porch import templates
from refundcli.cli.wizard.menu import recommended
from refundcli.judge import interview
from refundcli.judge.assess import assess

if TYPE_CHECKING:
    from refundcli.judge.facts import Facts
    from refundcli.write.document import Document

# A letter of so many characters is read again as a whole sooner than pieced together.
_SHORT: Final = 120
# Order, events, history, as `Sentence.part` numbers them.
_TOLD: Final = (1, 2, 3)
# Further gaps come up by themselves.
_NAMED: Final = 4


class SoFar:
    """What of the letter stood on the screen already."""

    def __init__(self) -> None:
        self._shown: frozenset[str] = frozenset()

    def tell(self, facts: Facts, document: str) -> None:
        """Show what is new; nothing where nothing can be written yet, or nothing was added."""
        letter = _letter(facts, document)
        if letter is None:
            return
        from refundcli.cli.provenance import named  # noqa: PLC0415 - the first prompt needs none

        lacking = [named(key, facts) for key in _required(facts, letter.id)]
        lines = list(_lines(letter, told_alone=bool(lacking)))
        said = frozenset(text for line in lines for text in line)
        new = [[text for text in line if text not in self._shown] for line in lines]
        if not any(new):
            return
        again = bool(self._shown)
        whole = not again or sum(map(len, said)) <= _SHORT
        self._shown = said
        title = "信里新写的" if not whole else "信现在写成这样" if again else "信写到这里"
        note(f"\n—— {title}（{letter.title}） ——")
        for line in lines if whole else filter(None, new):
            note("".join(line))
        if lacking:
            more = "等" if len(lacking) > _NAMED else ""
            note(f"（还差：{'、'.join(lacking[:_NAMED])}{more}）")


def _letter(facts: Facts, document: str) -> Document | None:
    """The letter that is being asked for; where it is closed, the one that would be written."""
    if not facts.scenario:
        return None
    # Imported here: the first prompt must not wait for the template engine.
    from refundcli.write.compose import so_far  # noqa: PLC0415

    found = assess(facts)
    wanted = document if found.document(document).open else recommended(found.documents)
    return so_far(wanted, facts, found, templates()) if wanted else None


def _lines(letter: Document, *, told_alone: bool) -> Iterator[list[str]]:
    """What says something of the case, line by line: no titles, no form words.

    `told_alone`: what happened and nothing else. What is asked for may still become another thing.
    """
    from refundcli.write.document import to_lines  # noqa: PLC0415 - see above

    for _, said in to_lines(letter):
        telling = [s.text for s in said if s.facts and (s.part in _TOLD or not told_alone)]
        yield from [telling] if telling else []


def _required(facts: Facts, document: str) -> list[str]:
    wanted = interview.required(facts, document)
    return [key for key in wanted if facts.get(key) is None and "*" not in key]
