"""Templates to documents: the only room that knows jinja2.

A template reads like the letter it makes. `{% say "id", priority=3 %}…{% endsay %}` marks one
sentence; what stands around the sentences is layout (`refundcli.write.layout`). Of two sentences
with one id the first that can be written is used, so a plainer second wording follows the fuller
first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2 import __version__ as jinja_version
from jinja2.ext import Extension

from refundcli.errors import KnowledgeError
from refundcli.judge.findings import CitedArticle
from refundcli.knowledge.slip import nearest
from refundcli.write import wording
from refundcli.write.document import CELL, Document
from refundcli.write.layout import BREAK, MARK, laid_out
from refundcli.write.page import LeftOutError, Page
from refundcli.write.section import SECTIONS, Section
from refundcli.write.templates import Templates

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from jinja2.parser import Parser
    from jinja2.runtime import Context


class SayExtension(Extension):
    """`{% say "id", priority=…, brief=…, when="…" %} one sentence {% endsay %}`.

    A quiet one leaves no gap, a plain one cites no evidence.
    """

    tags = {"say"}  # noqa: RUF012 - jinja2 declares it as an instance variable

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Make a document's blank lines explicit: those a macro leaves must not end a paragraph."""
        del filename
        return (
            source
            if name is None or "/" in name
            else re.sub(r"\n[ \t]*(?=\n)", f"\n{BREAK}", source)
        )

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the block into a call that is told the sentence's id and options."""
        line = next(parser.stream).lineno
        args: list[nodes.Expr] = [nodes.ContextReference(), parser.parse_expression()]
        options: list[nodes.Keyword] = []
        while parser.stream.skip_if("comma"):
            name = parser.stream.expect("name").value
            parser.stream.expect("assign")
            options.append(nodes.Keyword(name, parser.parse_expression()))
        body = parser.parse_statements(("name:endsay",), drop_needle=True)
        call = self.call_method("_say", args, options)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _say(  # noqa: PLR0913 - the options of one tag
        self,
        context: Context,
        sentence_id: str,
        *,
        caller: Callable[[], str],
        priority: int = 5,
        brief: int | None = None,
        when: str = "true",
        quiet: bool = False,
        plain: bool = False,
    ) -> str:
        page: Page = context["page"]
        if not page.begin(sentence_id, when, quiet=quiet, origin=_problem(context)):
            return ""
        try:
            written = "".join(line.strip() for line in caller().splitlines())
            text: str | None = wording.tidied(written)
        except LeftOutError:
            text = None
        said = page.end(sentence_id, text, priority, brief, plain=plain)
        return MARK.format(list(page.sentences).index(sentence_id)) if said else ""


def render(
    templates: Templates, document: tuple[str, str], page: Page, extra: Mapping[str, object]
) -> Document:
    """Render one document, named by its id and title."""
    template = f"{document[0]}.j2"
    sections = {name: Section(page, name) for name in SECTIONS}
    try:
        text = (
            _environment(templates)
            .get_template(template)
            .render({**sections, **extra, "page": page})
        )
    except TemplateError as error:
        raise _broken(template, error, templates) from error
    sentences = tuple(page.sentences.values())
    return Document(document[0], document[1], laid_out(text, sentences, template))


def check_syntax(templates: Templates, template: str) -> None:
    """Read a template without writing anything; raises where it is broken."""
    source = (templates.folder / template).read_text(encoding="utf-8")
    try:
        _environment(templates).parse(source, template)
    except TemplateError as error:
        raise _broken(template, error, templates) from error


def _broken(template: str, error: TemplateError, templates: Templates) -> KnowledgeError:
    """What is wrong with which template, in which line where that is known."""
    if isinstance(error, TemplateNotFound):
        there = _environment(templates).list_templates()
        return KnowledgeError(
            f"模板 {template}：没有 {error.name}{nearest(str(error.name), there)}"
        )
    if isinstance(error, TemplateSyntaxError):
        template = f"{error.name or template} 第 {error.lineno} 行"
    return KnowledgeError(f"模板 {template}有误：{error.message}")


@lru_cache(maxsize=4)
def _environment(templates: Templates) -> Environment:
    environment = Environment(  # noqa: S701 - plain text: escaping would put &#34; into a letter
        loader=FileSystemLoader(str(templates.folder), encoding="utf-8"),
        undefined=StrictUndefined,
        extensions=[SayExtension],
        finalize=wording.written,
        auto_reload=False,
        bytecode_cache=_Compiled(templates.cache) if templates.cache else None,
    )
    environment.filters.update(
        short=_short,
        days=_days,
        label=_label,
        counted=wording.counted,
        quoted=wording.quoted,
        masked=wording.masked,
    )
    environment.globals.update(
        cite=_cite, carries=_carries, listed=_listed, times=_times, cell=CELL
    )
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in the buyer's own folder: compiling takes longer than all the rest."""

    def __init__(self, folder: Path) -> None:
        # What this module makes of a `say` block is part of the compiled form.
        stamp = f"{jinja_version}-{Path(__file__).stat().st_mtime_ns:x}"
        super().__init__(str(folder), f"{stamp}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it if it can be kept: a full disk must not stop a letter."""
        with suppress(OSError):
            Path(self.directory).mkdir(mode=0o700, parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@pass_context
def _short(context: Context, value: date) -> str:
    """Without the year where it is the year of the purchase, which the letter has named."""
    page: Page = context["page"]
    return wording.short(value, page.value("order.paid_at"))


@pass_context
def _days(context: Context, values: tuple[date, ...]) -> str:
    return "、".join(_short(context, value) for value in values)


@pass_context
def _times(context: Context, key: str) -> str:
    """两次, where it is known that it was more than once; else nothing."""
    page: Page = context["page"]
    known = page.value(key)
    often = isinstance(known, int) and known > 1
    return f"{wording.counted(page.read(key))}次" if often else ""


@pass_context
def _label(context: Context, value: str, key: str) -> str:
    """The word a letter writes for the choice of a key."""
    page: Page = context["page"]
    questions = page.facts.knowledge.questions_of(page.facts.scenarios)
    return next(
        (choice.word or choice.label for choice in questions[key].choices if choice.value == value),
        value,
    )


@pass_context
def _cite(context: Context, *roles: str) -> str:
    """《消费者权益保护法》第48条和《民法典》第577条、第582条.

    In a problem's own template these are the articles of its own rule, so that two problems in one
    letter each argue with theirs.
    """
    page: Page = context["page"]
    laws: dict[str, list[CitedArticle]] = {}
    for article in page.cite(*roles, origin=_problem(context)):
        laws.setdefault(article.short, []).append(article)
    named = [
        f"《{short}》{wording.joined(article.article for article in found)}"
        for short, found in laws.items()
    ]
    return "和".join(["、".join(named[:-1]), named[-1]]) if named[:-1] else named[0]


@pass_context
def _carries(context: Context, role: str) -> bool:
    """Whether this problem (or, outside a problem's template, the letter) has such an article."""
    page: Page = context["page"]
    return page.carries(role, _problem(context))


def _problem(context: Context) -> str:
    """The problem whose template is speaking; empty elsewhere."""
    folder, _, name = str(context.name).partition("/")
    return name.removesuffix(".j2") if folder == "scenarios" else ""


@pass_context
def _listed(context: Context, *items: dict[str, object]) -> str:
    """证据1, or 证据1、3, noted as facts of the row."""
    page: Page = context["page"]
    return f"证据{'、'.join(str(found['number']) for found in page.attach([*items]))}"
