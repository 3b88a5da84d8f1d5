"""bills.toml held against the rest of the base, and its patterns against what they must name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, get_args

from refundcli.knowledge.bills import Service, Status
from refundcli.knowledge.names import Names, lost

# What each pattern must find by name.
_GROUPS: Final = {
    "transfers": (),
    "either": (),
    "refund_kind": ("payee",),
    "refund_number": ("number",),
    "refund_product": ("product",),
    "refunded_part": ("amount",),
}


def bill_slips(names: Names) -> Iterator[str]:
    """What is wrong in bills.toml."""
    bills = names.knowledge.bills
    questions = names.knowledge.every_question
    payments = [choice.value for choice in questions["order.payment"].choices]
    for name, service in bills.services.items():
        place = f"bills.toml 的 services.{name}"
        named = (service.payment, service.transfer, *service.compatible)
        yield from lost(f"{place} payment", named, payments)
        yield from _patterns(place, service)
    for number, layout in enumerate(bills.layouts, start=1):
        place = f"bills.toml 的 layouts 第 {number} 个"
        yield from lost(f"{place} service", [layout.service], bills.services)
    yield from lost("bills.toml 的 returned", bills.returned, questions)
    yield from lost("bills.toml 的 statuses", get_args(Status), bills.statuses)


def _patterns(place: str, service: Service) -> Iterator[str]:
    for field, groups in _GROUPS.items():
        text = getattr(service, field)
        try:
            found = re.compile(text).groupindex
        except re.error as error:
            yield f"{place}.{field}：不是合格的式样：{error}"
        else:
            yield from lost(f"{place}.{field}", groups if text else (), found)
