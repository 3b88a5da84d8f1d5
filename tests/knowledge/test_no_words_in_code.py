"""Knowledge is data: no sentence of law, no scenario, no question, no legal number in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import refundcli
from tests.support import KNOWLEDGE

PACKAGE: Final = Path(refundcli.__file__).parent
CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
# Files of the inner rooms that may hold Chinese, and why; the others hold none.
ALLOWED: Final = {
    "judge/articles.py": "第, 条, 款, 项: how a number of an article is written",
    "write/layout.py": "the error line for whoever edits a template",
    "write/page.py": "证据 and the brackets of a citation",
    "write/render.py": "证据 and brackets; template errors",
    "write/wording.py": "年月日, 元, 小时, quotation marks: how values are written",
    "write/document.py": "the colon of a table row",
    "write/compose.py": "error lines for the buyer",
    "write/setting.py": "error lines for the buyer",
    "write/fit.py": "the error line that names the excess",
    "knowledge/load.py": "error lines for whoever edits the base",
    "knowledge/check.py": "error lines for whoever edits the base",
    "knowledge/check_bills.py": "error lines for whoever edits the base",
    "knowledge/check_lint.py": "error lines for whoever edits the base",
    "knowledge/check_privacy.py": "error lines for whoever edits the base",
    "knowledge/check_screens.py": "error lines for whoever edits the base",
    "knowledge/check_points.py": "error lines for whoever edits the base",
    "knowledge/check_road.py": "error lines for whoever edits the base",
    "knowledge/check_stories.py": "error lines for whoever edits the base",
    "knowledge/source.py": "error lines for whoever edits the base",
    "knowledge/slip.py": "error lines for whoever edits the base",
    "knowledge/names.py": "error lines for whoever edits the base",
    "write/proof.py": "error lines for whoever edits a template",
}
INNER: Final = [
    path
    for room in ("judge", "knowledge", "write")
    for path in sorted((PACKAGE / room).rglob("*.py"))
]
EVERY: Final = sorted(PACKAGE.rglob("*.py"))


def strings(path: Path) -> Iterator[str]:
    """The string literals of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def name_of(path: Path) -> str:
    """The module's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", INNER, ids=name_of)
def test_inner_rooms_speak_no_chinese(path: Path) -> None:
    """Outside the files named with their reason no string of the inner rooms is Chinese."""
    if name_of(path) not in ALLOWED:
        assert [text for text in strings(path) if CHINESE.search(text)] == []


def test_the_list_of_exceptions_is_not_stale() -> None:
    """Every exception is a file that needs it."""
    needing = {name_of(path) for path in INNER if any(map(CHINESE.search, strings(path)))}
    assert set(ALLOWED) - {"write/document.py"} == needing - {"write/document.py"}


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_module_holds_law_or_questions(path: Path) -> None:
    """No law's name, no article's number, no title, question or reason of the base."""
    told = " ".join(strings(path))
    laws = {KNOWLEDGE.law(stem).short for stem in KNOWLEDGE.law_ids}
    scenarios = [KNOWLEDGE.scenario(name) for name in KNOWLEDGE.scenario_ids]
    titles = {scenario.title for scenario in scenarios}
    asks = {item.ask for item in KNOWLEDGE.every_question.values() if item.ask.endswith("？")}
    whys = {rule.why for scenario in scenarios for rule in scenario.rules}
    assert [text for text in (*laws, *titles, *asks, *whys) if text in told] == []
    assert re.findall(r"第\s*\d+\s*条|24 ?小时内|三倍", told) == []


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_module_names_a_scenario(path: Path) -> None:
    """Code is general: adding a scenario never means an `if` for it."""
    assert set(strings(path)) & set(KNOWLEDGE.scenario_ids) == set()
