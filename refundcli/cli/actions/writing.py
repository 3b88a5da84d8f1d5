"""`draft`: one document, unboxed, ready to copy."""

from __future__ import annotations

from pathlib import Path

import msgspec

from refundcli import api
from refundcli.case.disk import write_result
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Inputs, load, open_porch, templates
from refundcli.errors import WrongCallError
from refundcli.write.compose import Letter
from refundcli.write.document import to_markdown


class Wanted(msgspec.Struct, frozen=True):
    """How the letter is wanted."""

    output: str | None
    form: str
    limit: int | None
    to: str | None
    confirm: bool
    as_json: bool


def draft(document: str, inputs: Inputs, wanted: Wanted) -> None:
    """Write the document to stdout or a file, with advice for the buyer beside it."""
    if wanted.output is not None and not wanted.output.strip():
        raise WrongCallError("-o 后面要写文件名，例如 -o 退款.txt")
    porch = open_porch(inputs.today)
    case = load(porch, inputs)
    letter = api.draft(
        document,
        case,
        porch.knowledge,
        today=porch.today,
        limit=wanted.limit,
        confirmed=wanted.confirm,
        to=wanted.to,
        templates=templates(),
    )
    text = to_markdown(letter.document) if wanted.form == "md" else letter.text
    to_file = wanted.output is not None and wanted.output != "-"
    if to_file:
        write_result(Path(str(wanted.output)), text)
        note(f"已写入 {wanted.output}")
    if wanted.as_json:
        from refundcli.cli import shapes  # noqa: PLC0415 - text needs none of it

        emit_json(shapes.letter(letter))
    elif not to_file:
        emit_text(text)
    tell(letter)


def tell(letter: Letter) -> None:
    """Advice beside the letter: what was left out, what is missing, what to confirm."""
    if letter.short_text:
        note(f"可粘贴的短版（{len(letter.short_text)} 字）：\n{letter.short_text}")
    if letter.omitted:
        note(f"为了不超过 {letter.limit} 字，省去了 {len(letter.omitted)} 句。")
    for item in letter.missing:
        note(f"还缺：{item.ask}（{item.key}）——{item.changes}")
    for warning in letter.warnings:
        note(f"注意：{warning}")
    if not letter.confirmed:
        note("请先核对每一句都属实；确认后加 --confirm。")
