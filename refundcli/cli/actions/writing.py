"""`draft`: one document, unboxed, ready to copy."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

import msgspec

from refundcli import api
from refundcli.case.disk import write_result
from refundcli.cli.diagnostics import note, private
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Inputs, load, open_porch, templates
from refundcli.cli.show import show
from refundcli.errors import WrongCallError
from refundcli.judge.facts import Facts
from refundcli.knowledge.load import Knowledge
from refundcli.write.compose import Letter
from refundcli.write.document import length, to_markdown

PAPER: Final = "docx"
_SUFFIX: Final = ".docx"
_STDOUT: Final = "-"


class Wanted(msgspec.Struct, frozen=True):
    """How the letter is wanted."""

    output: str | None
    form: str | None
    limit: int | None
    to: str | None
    full: bool
    annotate: bool
    confirm: bool
    as_json: bool


def draft(document: str, inputs: Inputs, wanted: Wanted) -> None:
    """Write the document to stdout or a file, with advice for the buyer beside it."""
    form = _form(wanted)
    porch = open_porch(inputs.today)
    case = load(porch, inputs)
    letter = api.draft(
        document,
        case,
        porch.knowledge,
        today=porch.today,
        limit=wanted.limit,
        whole=wanted.full,
        confirmed=wanted.confirm,
        to=wanted.to,
        templates=templates(),
    )
    path = wanted.output if wanted.output not in (None, _STDOUT) else None
    text = to_markdown(letter.document) if form == "md" else letter.text
    if path is not None:
        _keep(Path(path), letter, text, porch.knowledge if form == PAPER else None)
        note(f"已写入 {private(str(path))}")
    if wanted.as_json:
        from refundcli.cli import shapes  # noqa: PLC0415 - text needs none of it

        emit_json(shapes.letter(letter) | ({"path": path} if path else {}))
    elif wanted.annotate:
        from refundcli.cli.provenance import annotated  # noqa: PLC0415 - a bare letter needs none

        show(annotated(letter, Facts(case, porch.knowledge, porch.today)))
    elif path is None:
        emit_text(text)
    tell(letter)
    if letter.omitted:
        note(_attachment(document, inputs))


def _attachment(document: str, inputs: Inputs) -> str:
    """How what had to be left out can be handed in all the same."""
    saved = inputs.case is not None and inputs.case != _STDOUT
    case = f" {shlex.quote(private(str(inputs.case)))}" if saved else ""
    command = f"refundcli draft {document}{case} --full -o {document}{_SUFFIX}"
    laid_over = bool(inputs.sets or inputs.answers)
    rest = "（案件和 --set 这些照原来的写）" if laid_over or not saved else ""
    return (
        f"能传附件的地方，把全文作为附件一起交：{command}{rest}，另存成 PDF 或图片再传；"
        "没有传附件，就不要在信里写“详见附件”。"
    )


def _form(wanted: Wanted) -> str:
    """The format that was asked for, or that the file's name speaks of."""
    output = wanted.output
    if wanted.full and wanted.limit is not None:
        raise WrongCallError("--full 是不限字数，--limit 是限字数，只能写一个")
    if wanted.annotate and (output not in (None, _STDOUT) or wanted.form):
        raise WrongCallError(
            "--annotate 是给自己核对用的，只显示在屏幕上，不能和 -o、--format 一起写"
        )
    if output is not None and not output.strip():
        raise WrongCallError("-o 后面要写文件名，例如 -o 退款.txt")
    named = output is not None and output.lower().endswith(_SUFFIX)
    form = wanted.form or (PAPER if named else "txt")
    if form == PAPER and output in (None, _STDOUT):
        raise WrongCallError("Word 文档不能显示在屏幕上，要用 -o 写明文件名，例如 -o 起诉状.docx")
    if (form == PAPER) != named:
        raise WrongCallError(
            f"{output} 的后缀和格式对不上，打不开：Word 文档的文件名以 {_SUFFIX} 结尾，"
            "纯文本用 .txt，Markdown 用 .md"
        )
    return form


def _keep(path: Path, letter: Letter, text: str, knowledge: Knowledge | None) -> None:
    """Write the file: a Word file with the knowledge that words its furniture, else the text."""
    if knowledge is None:
        write_result(path, text)
        return
    from refundcli.deliver.files import save_paper  # noqa: PLC0415 - text needs none of it

    save_paper(path, letter, knowledge)


def tell(letter: Letter) -> None:
    """Advice beside the letter: what was left out, what is missing, what to confirm."""
    if letter.short_text:
        note(f"可粘贴的短版（{length(letter.short_text)} 字）：\n{letter.short_text}")
    if letter.omitted:
        note(f"为了不超过 {letter.limit} 字，省去了 {len(letter.omitted)} 句。")
    for item in letter.missing:
        note(f"还缺：{item.ask}（{item.key}）——{item.changes}")
    for warning in letter.warnings:
        note(f"注意：{warning}")
    if not letter.confirmed:
        note("请先核对每一句都属实；确认后加 --confirm。")
