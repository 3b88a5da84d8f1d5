"""A picture on its way from a file to a reading: which file, whether it is one, what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from refundcli.case.disk import on_disk, reason
from refundcli.case.filed import place_of
from refundcli.case.model import Evidence
from refundcli.case.originals import HEAD, look, sized
from refundcli.case.store import Saved
from refundcli.case.text import ValueProblem, shorten
from refundcli.cli.diagnostics import note
from refundcli.cli.porch import Porch
from refundcli.errors import InvalidInputError
from refundcli.intake.content import type_of
from refundcli.intake.screenshot.found import Reading
from refundcli.intake.screenshot.reading import read

PICTURES: Final = ("png", "jpg", "webp", "bmp", "gif", "tif")
_LONGEST: Final = 80
# No screenshot is larger; nothing is read into memory before this is known.
_MOST: Final = 100_000_000
_INSTEAD: Final = {
    "pdf": "这是 PDF，请打开它，把要紧的一页截成图片再读",
    "heic": "这是 HEIC 照片，这里打不开，请在手机上另存（或导出）成 JPG 再读",
    "avif": "这是 AVIF 图片，这里打不开，请另存成 PNG 或 JPG 再读",
}


class Picture(msgspec.Struct, frozen=True):
    """What is to be read, and the item of the case that it is, if it is one."""

    path: Path
    item: Evidence | None = None


def chosen(file: str, found: Saved | None) -> Picture:
    """The picture that was named: by the number of an item of the case, or by its path."""
    items = found.case.evidence if found else ()
    item = next((item for item in items if item.id == file), None)
    if item is None or found is None:
        return Picture(Path(file))
    if item.file is None:
        add = f"refundcli evidence add {found.id} 文件 --as {item.id}"
        raise InvalidInputError(f"证据{item.number}还没有文件；先加上：{add}")
    place = place_of(found.path.parent, item.file)
    if place is None:
        raise InvalidInputError(f"证据{item.number}记的文件不在案件的文件夹里，没有去看")
    return Picture(place, item)


def check(picture: Picture, porch: Porch) -> None:
    """That it is a picture which can be opened; raises with what to do instead."""
    name = shorten(picture.item.id if picture.item else str(picture.path), _LONGEST)
    try:
        original = look(picture.path)
    except ValueProblem as problem:
        raise InvalidInputError(f"{name}：{problem}") from problem
    if original.size > _MOST:
        raise InvalidInputError(f"{name} 有 {sized(original.size)}，不像是截图；请只留要紧的一屏")
    try:
        with on_disk(picture.path).open("rb") as stream:
            kind = type_of(stream.read(HEAD), porch.knowledge.files)
    except OSError as error:
        raise InvalidInputError(f"读不到 {name}：{reason(error)}") from error
    if kind in PICTURES:
        return
    known = porch.knowledge.files.types.get(kind)
    family = porch.knowledge.files.families[known.family].title if known else ""
    told = (
        f"这是{family}，读不了，请把要紧的画面截成图片再读"
        if family
        else "不是图片，或者文件已损坏"
    )
    raise InvalidInputError(f"{name}：{_INSTEAD.get(kind, told)}")


def read_picture(picture: Picture, porch: Porch, kind: str | None) -> Reading:
    """Recognise and read; what takes long is told beforehand."""
    from refundcli.intake.screenshot.engine import Engine  # noqa: PLC0415 - an extra, and heavy

    note("正在读图：先装载模型，只在这台电脑上识别，不联网……")
    engine = Engine()
    page = engine.look(on_disk(picture.path), _progress)
    first = read(page, porch.knowledge, porch.today, kind)
    wanted = [line for one in first.found if not one.secret for line in one.lines]
    if wanted:
        note("再读一遍读到的数字……")
        page = engine.again(page, wanted)
    reading = read(page, porch.knowledge, porch.today, kind)
    own = picture.item.kind if picture.item else None
    if reading.kind is None and own in porch.knowledge.screens.demands:
        reading = read(page, porch.knowledge, porch.today, own)
    return reading


def _progress(number: int, every: int) -> None:
    note(f"正在识别文字（{number}/{every}）……" if every > 1 else "正在识别文字……")
