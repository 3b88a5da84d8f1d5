"""What a picture was found to say; nothing of it is a fact before the buyer confirms it."""

from __future__ import annotations

import msgspec

from refundcli.case.model import Value
from refundcli.intake.screenshot.page import Line


class Found(msgspec.Struct, frozen=True):
    """One value: the key it would answer, and why it may be wrong."""

    key: str
    text: str
    """As it stands in the picture, without buttons; a card code masked."""
    value: Value | None
    """As the case would hold it; None for what is no valid answer, or is not to be saved."""
    doubts: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    note: str = ""
    told: str = ""
    """What it should look like, where it does not."""
    title: str = ""
    secret: bool = False
    """A card code: told to be there, never taken over."""
    lead: bool = False
    loose: bool = False
    """Only a hint at the answer; worded otherwise elsewhere: see screens.toml."""

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against it; it is confirmed by the buyer all the same."""
        return not self.doubts and self.value is not None

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """Left, top, right, bottom of its place; None for what the screen says as a whole."""
        if not self.lines:
            return None
        return (
            round(min(line.left for line in self.lines)),
            round(min(line.top for line in self.lines)),
            round(max(line.right for line in self.lines)),
            round(max(line.bottom for line in self.lines)),
        )


class Lack(msgspec.Struct, frozen=True):
    """Something a picture of its kind must show and this one was not seen to show."""

    name: str
    why: str
    """absent; unread, where it often stands without a label; own_eyes, where no machine can tell"""


class Reading(msgspec.Struct, frozen=True):
    """Everything that was made out of one picture."""

    screen: str | None
    """The layout by which it is known; None where it is not."""
    kind: str | None
    found: tuple[Found, ...] = ()
    lacks: tuple[Lack, ...] = ()
    notices: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    """What is wrong with the picture: empty, small, blurred, or an edge that cuts letters."""
    moments: tuple[str, ...] = ()
    """Every time that is written in it."""
    height: int = 0
    """Of the picture, in its own measure."""
