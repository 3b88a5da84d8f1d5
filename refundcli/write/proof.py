"""Templates held against the base: each reads, and names keys that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refundcli.errors import KnowledgeError
from refundcli.knowledge.load import Knowledge
from refundcli.knowledge.names import Names, lost
from refundcli.write.section import SECTIONS
from refundcli.write.templates import Templates

_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WHEN: Final = re.compile(r"\bwhen=\"([^\"]*)\"")
_TEXT: Final = re.compile(r"\"[^\"]*\"|'[^']*'")


def template_slips(templates: Templates, knowledge: Knowledge) -> Iterator[str]:
    """Each template that is broken, each key it names that no question has."""
    base = Names(knowledge)
    for path in sorted(templates.folder.rglob("*.j2")):
        yield from _of_one(path.relative_to(templates.folder).as_posix(), templates, base)


def _of_one(name: str, templates: Templates, base: Names) -> Iterator[str]:
    from refundcli.write.render import check_syntax  # noqa: PLC0415 - loads the engine

    try:
        check_syntax(templates, name)
    except KnowledgeError as error:
        yield error.message
        return
    source = _COMMENT.sub("", (templates.folder / name).read_text(encoding="utf-8"))
    key = re.compile(rf"(?<![\w.])(?:{'|'.join(SECTIONS)})(?:\.[a-z_]+)+")
    for tag in _TAG.findall(source):
        yield from lost(f"模板 {name}", key.findall(_TEXT.sub("", tag)), base.every)
        for condition in _WHEN.findall(tag):
            yield from base.when(f"模板 {name} 的 when", condition, base.every)
