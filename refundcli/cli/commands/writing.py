"""`draft`: one document, unboxed, ready to copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from refundcli import api
from refundcli.case.store import write_atomic
from refundcli.cli import shapes
from refundcli.cli.commands.options import Answers, Case, Document, Json, Sets, Today
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import load, open_porch
from refundcli.errors import WrongCallError
from refundcli.write.compose import Letter
from refundcli.write.document import to_markdown

Output = Annotated[str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")]
Format = Annotated[Literal["txt", "md"], typer.Option("--format", metavar="txt|md", help="纯文本或 Markdown")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="字数", help="字数上限", min=1)]
To = Annotated[str | None, typer.Option("--to", metavar="收件人", help="merchant 或 platform")]
Confirm = Annotated[bool, typer.Option("--confirm", help="确认所写事实属实")]


def draft(  # noqa: PLR0913 - the options of the contract
    document: Document, case: Case = None, answers: Answers = None, sets: Sets = None,
    output: Output = None, form: Format = "txt", limit: Limit = None, to: To = None, today: Today = None,
    *, confirm: Confirm = False, as_json: Json = False,
) -> None:
    """写出一份文书。"""
    porch = open_porch(today)
    found = load(porch, case, answers, sets or ())
    letter = api.draft(document, found, porch.knowledge, today=porch.today, limit=limit, confirmed=confirm)
    _check_recipient(letter, to)
    text = to_markdown(letter.document) if form == "md" else letter.text
    if output is not None and output != "-":
        write_atomic(Path(output), text)
        note(f"已写入 {output}")
    if as_json:
        emit_json(shapes.letter(letter))
    elif output in (None, "-"):
        emit_text(text)
    tell(letter)


def tell(letter: Letter) -> None:
    """Advice for the buyer beside the letter: what was left out, what is missing, what to confirm."""
    if letter.short_text:
        note(f"可粘贴的短版（{len(letter.short_text)} 字）：\n{letter.short_text}")
    if letter.omitted:
        note(f"为了不超过 {letter.limit} 字，省去了 {len(letter.omitted)} 句。")
    for item in letter.missing:
        note(f"还缺：{item.ask}（{item.key}）——{item.changes}")
    if not letter.confirmed:
        note("请先核对每一句都属实；确认后加 --confirm。")


def _check_recipient(letter: Letter, to: str | None) -> None:
    if to is not None and to != letter.channel:
        raise WrongCallError(f"{letter.kind} 是发给 {letter.channel} 的，不能用 --to {to}")
