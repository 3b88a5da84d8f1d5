"""The `computed.*` keys: what follows from the answers and the events by arithmetic alone.

Each is declared in questions.toml with the keys it comes from, so that a sentence that reads one
names the buyer's own answers; numbers that the law sets stand there too, as `params`. A key has no
value while an input is missing: unknown is not false.
"""

from __future__ import annotations

from collections.abc import Mapping

from refundcli.judge.computed import (
    balance,
    charges,
    contact,
    first_days,
    losses,
    party,
    period,
    promise,
    refunds,
    renewal,
    shortfall,
    sums,
)
from refundcli.judge.computed.view import Compute

COMPUTE: Mapping[str, Compute] = {
    **promise.KEYS,
    **contact.KEYS,
    **sums.KEYS,
    **party.KEYS,
    **losses.KEYS,
    **period.KEYS,
    **shortfall.KEYS,
    **charges.KEYS,
    **first_days.KEYS,
    **renewal.KEYS,
    **refunds.KEYS,
    **balance.KEYS,
}
