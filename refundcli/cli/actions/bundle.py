"""`bundle make` and `bundle verify`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refundcli import api
from refundcli.case import filed
from refundcli.case.masking import without_numbers
from refundcli.case.originals import sized
from refundcli.cli.actions.evidence import tidy
from refundcli.cli.actions.log import opened
from refundcli.cli.diagnostics import EXIT_CODES, note
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import is_path, open_porch, templates
from refundcli.deliver.verify import Checked, Problem, verified
from refundcli.errors import InvalidInputError, WrongCallError

if TYPE_CHECKING:
    from refundcli.deliver.bundle import Bundle

_LARGE: Final = 1_000_000
# What takes longer than a person waits without a word.
_LONG: Final = 100_000_000
NOT_AS_MADE: Final = EXIT_CODES[InvalidInputError]


class Wish(msgspec.Struct, frozen=True):
    """How the package is wanted, as it was typed."""

    output: str
    channel: str | None
    today: str | None
    replace: bool
    anyway: bool


def make(case: str, wish: Wish, *, as_json: bool) -> None:
    """Plan the bundle, write it, and say what is in it and what is not."""
    from refundcli.deliver.bundle import Wanted  # noqa: PLC0415 - `verify` needs none of it
    from refundcli.deliver.pack import write  # noqa: PLC0415 - the same

    if wish.output.strip() in ("", "-"):
        raise WrongCallError("-o 后面要写文件名，例如 -o 材料.zip，或者一个文件夹")
    porch = open_porch(wish.today)
    found = opened(porch, case)
    tidy(porch, found)
    found = porch.store.again(found, porch.today)
    base = found.path.parent
    name = "" if is_path(case) else found.id
    wanted = Wanted(base, name, wish.channel, anyway=wish.anyway, templates=templates())
    made = api.bundle(found.case, porch.knowledge, wanted, today=porch.today)
    apart = (found.path, base / filed.FOLDER)
    if _size(made) > _LONG:
        note(f"正在打包，有 {sized(_size(made))}，请等一会儿……")
    digest = write(made, Path(wish.output), replace=wish.replace, apart=apart)

    def cover(text: str) -> str:
        return without_numbers(text, found.case, porch.knowledge)

    if as_json:
        emit_json(_made(made, wish, digest, cover))
    else:
        emit_text(_told(made, wish, digest))
    for line in _beside(made, wish):
        note(cover(line))


def _size(made: Bundle) -> int:
    """Bytes of all that is in it, before it is packed."""
    return sum(one.size for one in made.entries)


def _told(made: Bundle, wish: Wish, digest: str | None) -> str:
    size = f"共 {sized(_size(made))}" if _size(made) >= _LARGE else "不到 1 MB"
    letters, proof = len(made.papers.letters), len(made.shown.exhibits)
    first = f"已写入 {wish.output}：{letters} 份文书、{proof} 份证据，{size}"
    return f"{first}\nSHA-256：{digest}" if digest else first


def _beside(made: Bundle, wish: Wish) -> Iterator[str]:
    """What is not in the bundle, and what to do first."""
    for one in made.papers.unwritten:
        lacks = f"还缺 {'、'.join(one.keys)}" if one.asks else one.why.splitlines()[0]
        yield f"{one.title}没有写进来：{lacks}"
    if wish.channel and not made.papers.letters:
        for shut in made.papers.shut:
            yield f"{shut.title}没有写进来：{shut.why}"
    for gap in made.shown.left_out:
        yield f"证据{gap.item.number}（{gap.title}）没有放进来：{gap.text}"
    limits = made.shown.limits
    if limits is not None:
        yield f"证据按{limits.title}的限制挑过，最多 {limits.most} 份。{limits.doubt}"
    elif wish.channel:
        yield "这个渠道收什么文件没有核实过，证据都放进来了；交的时候以页面上写的为准。"
    yield "先看里面的 00_请先看.txt：哪一份交到哪里、还缺什么，都写在那里；它只给你自己看。"


def _made(
    made: Bundle, wish: Wish, digest: str | None, cover: Callable[[str], str]
) -> dict[str, Any]:
    return {
        "id": made.manifest.case,
        "path": wish.output,
        "for": wish.channel,
        "made_on": made.made_on,
        "sha256": digest,
        "size": _size(made),
        "entries": [
            {"path": one.path, "kind": one.kind, "size": one.size, "sha256": one.sha256}
            for one in made.entries
        ],
        "documents": [letter.kind for letter in made.papers.letters],
        "lacking": [
            {"document": one.id, "title": one.title, "keys": one.keys, "why": cover(one.why)}
            for one in made.papers.unwritten
        ],
        "left_out": [
            {"evidence": gap.item.id, "kind": gap.item.kind, "why": gap.why, "message": gap.text}
            for gap in made.shown.left_out
        ],
    }


def verify(package: str, *, as_json: bool) -> int:
    """Every file of a package against its manifest; the exit code says whether all is as made."""
    found = verified(Path(package))
    if as_json:
        emit_json(_checked(found, package))
    else:
        emit_text("\n".join(_outcome(found)))
    return 0 if found.ok else NOT_AS_MADE


def _outcome(found: Checked) -> Iterator[str]:
    day = found.manifest.made_on
    about = f"{day.year}年{day.month}月{day.day}日打的包，案件 {found.manifest.case}"
    if found.ok:
        yield f"核对了 {found.checked} 个文件，都和打包时一样（{about}）。"
    else:
        count = len(found.problems)
        yield f"核对了 {found.checked} 个文件，有 {count} 处和打包时不一样（{about}）："
        for problem in found.problems:
            yield f"  {_fate(problem)}"
    if found.manifest.left_out:
        items = "、".join(gap.evidence for gap in found.manifest.left_out)
        yield f"打包时就没有放进来的证据：{items}。"
    if found.sha256:
        yield f"整包的 SHA-256：{found.sha256}"
        yield "清单也在包里，改的人可以连它一起改：要紧的时候，再和打包时显示的这一串比一比。"


def _fate(problem: Problem) -> str:
    about = f"（{problem.what}）" if problem.what else ""
    return {
        "changed": f"{problem.path}{about} 被改动过：内容和打包时不一样。",
        "missing": f"{problem.path}{about} 不见了。",
        "unreadable": f"{problem.path}{about} 读不出来，文件坏了。",
        "new": f"{problem.path} 是打包以后放进去的，清单里没有。",
        "link": f"{problem.path} 是链接或者设备，不是文件，没有去看。",
    }[problem.status]


def _checked(found: Checked, package: str) -> dict[str, Any]:
    manifest = found.manifest
    return {
        "ok": found.ok,
        "path": package,
        "schema": manifest.schema,
        "id": manifest.case,
        "made_on": manifest.made_on,
        "for": manifest.channel,
        "sha256": found.sha256,
        "checked": found.checked,
        "problems": [
            {"path": one.path, "status": one.status, "message": _fate(one)}
            for one in found.problems
        ],
        "left_out": [{"evidence": gap.evidence, "why": gap.why} for gap in manifest.left_out],
    }
