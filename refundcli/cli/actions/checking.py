"""`check`: a text from a file or a pipe, and what is wrong with it; the text is left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from refundcli import api
from refundcli.case.disk import read_text
from refundcli.case.file import MAX_BYTES
from refundcli.case.masking import Cover
from refundcli.case.model import Case
from refundcli.case.text import shorten
from refundcli.cli.actions.log import words_from_stdin
from refundcli.cli.diagnostics import FAULTY, note
from refundcli.cli.output import emit_json
from refundcli.cli.porch import Inputs, load, open_porch
from refundcli.cli.screens import Block, Text
from refundcli.cli.show import show
from refundcli.errors import InvalidInputError, WrongCallError
from refundcli.write.checking.problem import Problem

_STDIN: Final = "-"
_WORDS: Final = 60
_SEVERITY: Final = {"error": "错误", "warning": "注意", "hint": "提示"}


class Wanted(msgspec.Struct, frozen=True):
    """What the call says, as it was typed."""

    file: str | None
    document: str | None
    case: str | None
    limit: int | None


def check(wanted: Wanted, today: str | None, *, as_json: bool) -> None:
    """Tell every problem; ends with an exit code of its own where one of them is an error."""
    porch = open_porch(today)
    text = _text(wanted)
    case = None if wanted.case is None else load(porch, Inputs(wanted.case, today=today))
    found = api.check(
        text,
        porch.knowledge,
        today=porch.today,
        document=wanted.document or "",
        limit=wanted.limit,
        case=case,
    )
    cover = Cover(case or Case({}), porch.knowledge)
    told = [_covered(problem, cover) for problem in found]
    if as_json:
        emit_json({"document": wanted.document, "problems": [_shape(one) for one in told]})
    else:
        _tell(told)
    if any(problem.severity == "error" for problem in told):
        raise SystemExit(FAULTY)


def _text(wanted: Wanted) -> str:
    """The words of the file, else those of standard input, where the case does not come from it."""
    file = wanted.file if wanted.file != _STDIN else None
    piped = None if file is not None or wanted.case == _STDIN else words_from_stdin()
    text = read_text(Path(file)) if file is not None else piped
    if text is None:
        raise WrongCallError(
            "要写明查哪个文件，例如 refundcli check 投诉.txt --document complaint_12315；"
            "也可以从标准输入给"
        )
    if not text.strip():
        raise InvalidInputError(f"{file} 里没有文字")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InvalidInputError("文字太长，超过 16 MB")
    return text


def _covered(problem: Problem, cover: Cover) -> Problem:
    """The problem without anybody's numbers."""
    words = {field: cover.words(getattr(problem, field)) for field in ("text", "why", "fix")}
    return msgspec.structs.replace(problem, **words)


def _shape(problem: Problem) -> dict[str, Any]:
    """One of the problems of `check --json`."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "line": problem.line,
        "text": problem.text,
        "why": problem.why,
        "fix": problem.fix,
    }


def _tell(problems: list[Problem]) -> None:
    blocks: list[Block] = [Text(line) for problem in problems for line in _lines(problem)]
    show(blocks or [Text("没有发现问题。")])
    if problems:
        found = [problem.severity for problem in problems]
        counts = (f"{word} {found.count(one)}" for one, word in _SEVERITY.items() if one in found)
        note(f"共 {len(problems)} 处：{'，'.join(counts)}。属实的内容不要为了通过检查而删改。")


def _lines(problem: Problem) -> tuple[str, str]:
    place = f"第{problem.line}行“{shorten(problem.text, _WORDS)}”" if problem.text else "全文"
    return f"{_SEVERITY[problem.severity]}｜{place}：{problem.why}", f"　　改法：{problem.fix}"
