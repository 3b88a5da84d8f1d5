"""What may not stand in the files: network code, imports in disguise, places of one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.gates.sources import ROOT, modules

NETWORK: Final = re.compile(
    r"(_?socket|_?ssl|http|urllib\.request|urllib3|requests|httpx|aiohttp|asyncio|ftplib|smtplib"
    r"|imaplib|poplib|telnetlib|xmlrpc|socketserver)(\.|$)"
)
# Written so that the pattern does not find itself.
MACHINE: Final = re.compile(r"/[w]ork/|/[r]oot/|/[h]ome/\w|/[U]sers/\w|[C]:\\Users|/tmp/[v]env")
SHIPPED: Final = ("refundcli", "templates", "tests", ".ci")
TEXT: Final = (".py", ".toml", ".j2", ".md", ".ambr", ".json", ".txt", "")


def imported(tree: ast.AST) -> Iterator[str]:
    """Dotted names of all imports, those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def texts() -> Iterator[Path]:
    """Every text file of the project that is not made by a tool."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT)
    for folder in SHIPPED:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path


def test_no_network_code() -> None:
    found = {
        f"{path.name}: {name}"
        for path in modules()
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if NETWORK.match(name)
    }
    assert found == set()


def test_imports_are_import_statements() -> None:
    """`import_module("…")` would pass by the contracts of import-linter."""
    disguised = re.compile(r"__import__|import_module|runpy|\bexec\(|(?<![.\w])eval\(")
    found = [path.name for path in modules() if disguised.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_places_of_one_machine() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE.search(line)
    }
    assert found == set()
