"""No room grows beyond what can be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.gates.sources import ROOT, modules

MODULE_LINES: Final = 300
FUNCTION_LINES: Final = 40


def module_sizes() -> Iterator[tuple[int, str]]:
    for path in modules():
        yield len(path.read_text(encoding="utf-8").splitlines()), place(path)


def function_sizes() -> Iterator[tuple[int, str]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield node.end_lineno - node.lineno + 1, f"{place(path)}:{node.lineno} {node.name}"


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(("what", "most"), [("module", MODULE_LINES), ("function", FUNCTION_LINES)])
def test_largest_room(what: str, most: int, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = sorted(module_sizes() if what == "module" else function_sizes(), reverse=True)
    with capsys.disabled():
        print(f"\nlargest {what}: {sizes[0][0]} of {most} lines, {sizes[0][1]}")  # noqa: T201 - the house goal is to be seen
    assert [size for size in sizes if size[0] > most] == []
