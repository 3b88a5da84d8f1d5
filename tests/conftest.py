"""What every room's tests share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from refundcli.knowledge.load import Knowledge
from tests.support import KNOWLEDGE, TODAY

settings.register_profile(
    "refundcli", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("refundcli")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The whole base, read once."""
    return KNOWLEDGE


@pytest.fixture
def today() -> date:
    """The day on which the invented cases are judged."""
    return TODAY
