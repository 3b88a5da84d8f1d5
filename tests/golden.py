"""Reads tests/cases/<scenario>/*.toml: a case, and what must come of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from refundcli import api
from refundcli.case.file import to_case
from refundcli.case.model import Case
from refundcli.errors import DocumentClosedError, MissingFactsError
from refundcli.judge.findings import Assessment
from refundcli.write.compose import Letter
from tests.support import IDENTITY, KNOWLEDGE, PARTICULARS, TODAY, document_of

FOLDER: Final = Path(__file__).parent / "cases"


@dataclass(frozen=True, eq=False)
class Golden:
    """One file: the answers, and the expectations a lawyer wrote."""

    name: str
    folder: str
    answers: dict[str, Any]
    expect: dict[str, Any]

    @cached_property
    def case(self) -> Case:
        """The checked case."""
        return to_case(self.answers, KNOWLEDGE, TODAY, self.name)

    @cached_property
    def signed(self) -> Case:
        """The same case with an invented sender and payment, which the further letters need."""
        identity = document_of({**IDENTITY, **PARTICULARS})
        merged = {**self.answers}
        for table, fields in identity.items():
            merged[table] = {**fields, **merged.get(table, {})}
        return to_case(merged, KNOWLEDGE, TODAY, self.name)

    def assess(self) -> Assessment:
        """The judgement of the case."""
        return api.assess(self.case, KNOWLEDGE, today=TODAY)

    @cached_property
    def letters(self) -> dict[str, Letter]:
        """Every document that is open and can come into being, written once for all the tests."""
        kinds = KNOWLEDGE.documents.documents
        written = {name: self.write(name) for name in kinds}
        return {name: letter for name, letter in written.items() if letter is not None}

    def letter(self, document: str) -> Letter | None:
        """The document, or None where it is closed or cannot come into being."""
        return self.letters.get(document)

    def write(self, document: str) -> Letter | None:
        """Write the document anew."""
        try:
            return api.draft(document, self.signed, KNOWLEDGE, today=TODAY)
        except (DocumentClosedError, MissingFactsError):
            return None


def load() -> list[Golden]:
    """Every golden case, by folder and name."""
    found = []
    for path in sorted(FOLDER.glob("*/*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        name = f"{path.parent.name}/{path.stem}"
        found.append(Golden(name, path.parent.name, data["case"], data["expect"]))
    return found


GOLDEN: Final = load()
