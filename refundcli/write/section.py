"""The facts of a case as a template names them: `order.paid_at`, `buyer.guardian.name`."""

from __future__ import annotations

from refundcli.case.model import Value
from refundcli.write.page import Page

_TABLES = ("buyer.agent", "buyer.guardian")
SECTIONS = ("buyer", "order", "merchant", "platform", "facts", "demand", "computed")


class Section:
    """`order`, `facts` …: attribute access reads a fact into the sentence."""

    def __init__(self, page: Page, name: str) -> None:
        self._page = page
        self._name = name

    def __getattr__(self, field: str) -> Value | Section:
        """Read the fact of this name, or go into the table of this name."""
        key = f"{self._name}.{field}"
        return Section(self._page, key) if key in _TABLES else self._page.read(key)
