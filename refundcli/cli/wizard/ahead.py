"""The plan inside a sitting: where a case that goes on is taken up, and the last screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refundcli import api
from refundcli.cli import itinerary
from refundcli.cli.diagnostics import note
from refundcli.cli.show import show

if TYPE_CHECKING:
    from refundcli.cli.wizard.flow import Wizard
    from refundcli.judge.outlook import Plan

# Further ones, and those of a later season, are looked up when they come near.
_NEAREST: Final = 3
_SOON: Final = 100


def taken_up(wizard: Wizard) -> str | None:
    """Show where the matter stands; the document for it, None where there is nothing to write."""
    found = _plan(wizard)
    _show_step(wizard, found)
    return found.now.document


def last_screen(wizard: Wizard) -> None:
    """The sitting ends and the matter goes on: what to do now, and until when."""
    found = _plan(wizard)
    _show_step(wizard, found)
    coming = [date for date in found.deadlines if 0 <= date.days <= _SOON and not date.if_today]
    show(itinerary.deadlines(tuple(coming[:_NEAREST])))
    if wizard.saved is not None:
        note(f"\n全部期限和各个渠道：refundcli next {wizard.saved.id}")
        note(f"有了新情况：refundcli resume {wizard.saved.id}")


def _show_step(wizard: Wizard, found: Plan) -> None:
    """The step, unless it stands on the screen already."""
    if wizard.step_shown != found.now:
        show(itinerary.step(found, wizard.porch.knowledge))
        wizard.step_shown = found.now


def _plan(wizard: Wizard) -> Plan:
    return api.plan(wizard.facts.case, wizard.porch.knowledge, today=wizard.porch.today)
