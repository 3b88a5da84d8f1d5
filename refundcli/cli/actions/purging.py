"""`purge`: a case off the disk, after one question."""

from __future__ import annotations

import sys
from pathlib import Path

from refundcli.case.originals import sized
from refundcli.case.purge import Contents, contents
from refundcli.case.purge import purge as removed
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Porch, is_path, open_porch, saved
from refundcli.errors import MissingFactsError, RefundError, WrongCallError

_LEFT = "原来的文件、发出去的和存到别处的都不动；删掉的文件在备份里可能还有。"


def purge(case: str, *, yes: bool, as_json: bool) -> None:
    """Show what would go, ask once, remove it, and say what is gone."""
    if case == "-" or is_path(case):
        raise WrongCallError(
            f"purge 只删保存过的案件，要写案件编号；{case} 是自己的文件，不要了请自己删"
        )
    porch = open_porch()
    folder = _folder(porch, case)
    answers = _answers(porch, case)
    told = f"{_told(contents(folder), answers)}（{folder}）"
    if not yes and not _agreed(case, told, as_json=as_json):
        note("没有删，案件还在。")
        return
    found = removed(folder)
    if as_json:
        emit_json({"id": case, "path": str(folder), "removed": _shape(found, answers)})
    else:
        emit_text(f"已删除案件 {case}：{_told(found, answers)}。{_LEFT}")


def _folder(porch: Porch, case: str) -> Path:
    """The folder, also of a case whose file is broken or was removed already."""
    folder = porch.store.folder(case)
    if not folder.is_symlink() and not folder.is_dir():
        porch.store.read(case, porch.today)  # says what there is instead
    return folder


def _answers(porch: Porch, case: str) -> int | None:
    """How many answers it holds; None where its file cannot be read."""
    try:
        return len(saved(porch, case).case.answers)
    except RefundError:
        return None


def _agreed(case: str, told: str, *, as_json: bool) -> bool:
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise MissingFactsError(
            f"要删的是 {told}。这里没法再问一次，确定要删请加 --yes：refundcli purge {case} --yes"
        )
    from refundcli.cli.wizard.prompts import Option, TerminalPrompter  # noqa: PLC0415 - for a terminal only

    note(f"要删的是 {told}。\n{_LEFT}删了找不回来。")
    options = [Option("keep", "不删"), Option("purge", "删掉")]
    chosen = TerminalPrompter().choose("真的要删吗？", options, (), "keep")
    return chosen == "purge"


def _told(found: Contents, answers: int | None) -> str:
    parts = [f"案件文件（{answers} 项回答）" if answers is not None else "案件文件（读不出来）"]
    parts = parts if found.case else []
    parts += [f"{found.letters} 份写好的文书"] if found.letters else []
    size = f"（共 {sized(found.evidence_bytes)}）"
    parts += [f"{found.evidence} 份证据的副本{size}"] if found.evidence else []
    parts += [f"{found.links} 个链接（指向的文件不动）"] if found.links else []
    parts += [f"{found.other} 个别的文件"] if found.other else []
    return "、".join(parts) or "空的文件夹"


def _shape(found: Contents, answers: int | None) -> dict[str, object]:
    return {
        "answers": answers,
        "letters": found.letters,
        "evidence": found.evidence,
        "evidence_bytes": found.evidence_bytes,
        "links": found.links,
        "other": found.other,
    }
