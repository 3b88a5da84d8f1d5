"""Recognition by rapidocr on this machine: the only module that knows it.

The models come inside its package and are named by their files, so that nothing is ever fetched.
Long pictures are read in pieces that overlap: time and memory grow with a piece, not a picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

import msgspec

from refundcli.errors import InvalidInputError
from refundcli.intake.screenshot.page import Line, Page
from refundcli.intake.screenshot.picture import clearness, cut_edges, open_picture

# A phone's screen is looked over at this width; letters are then recognised in full size.
_WIDTH: Final = 736
_WIDEST: Final = 1600
_PIECE: Final = 736 * 1600
_OVERLAP: Final = 120
_UPRIGHT: Final = 1.2
_LONG_LINE: Final = 4.0
_STRAIGHT: Final = 0.3
# What is not taken for text: so few letters, so little likely.
_FEW: Final = 2
_UNLIKELY: Final = 0.75
# Further readings of a line: smaller, and with more room around it.
_AGAIN: Final = ((0.8, 0.08), (0.65, 0.0))

Corners = list[tuple[float, float]]
Tell = Callable[[int, int], None]


def installed() -> bool:
    """Whether the extra `ocr` is there."""
    from importlib.util import find_spec  # noqa: PLC0415 - asked by one command

    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "PIL"))


class Engine:
    """The models, loaded once; and the picture that is being read."""

    def __init__(self) -> None:
        self._read = _models()
        self._places: dict[Line, Corners] = {}
        self._picture: Any = None

    def look(self, path: Path, tell: Tell) -> Page:
        """All lines of a picture; `tell` is called before each piece with its number and all."""
        self._picture = picture = open_picture(path)
        corners = [*self._detected(tell)]
        angle = _slant(corners)
        self._places = {}
        for place in corners:
            line = self._line(place, angle)
            if not _noise(line):
                self._places[line] = place
        lines = sorted(self._places, key=lambda line: (line.top, line.left))
        return Page(picture.width, picture.height, tuple(lines), cut_edges(picture))

    def again(self, page: Page, wanted: Iterable[Line]) -> Page:
        """The page with the wanted lines read again, smaller and with more room."""
        chosen = set(wanted)
        lines = (self._read_again(line) if line in chosen else line for line in page.lines)
        return msgspec.structs.replace(page, lines=tuple(lines))

    def _read_again(self, line: Line) -> Line:
        readings = []
        for size, room in _AGAIN:
            crop = _crop(self._picture, self._places[line], room)
            small = (max(8, round(crop.width * size)), max(8, round(crop.height * size)))
            readings.append(self._text(crop.resize(small, _smooth()))[0])
        return msgspec.structs.replace(line, again=tuple(readings))

    def _detected(self, tell: Tell) -> Iterator[Corners]:
        """The corners of each line, in the picture's own measure."""
        import numpy as np  # noqa: PLC0415 - comes with the extra alone

        picture = self._picture
        scale = _scale(picture.width, picture.height)
        pieces = [*_pieces(picture.width, picture.height, scale)]
        for number, (top, bottom, first, last) in enumerate(pieces, start=1):
            tell(number, len(pieces))
            piece = picture.crop((0, top, picture.width, bottom))
            size = (max(1, round(piece.width * scale)), max(1, round(piece.height * scale)))
            found = self._read(
                np.asarray(piece.resize(size, _smooth())),
                use_det=True,
                use_cls=False,
                use_rec=False,
            )
            for box in () if found.boxes is None else found.boxes:
                place = [(float(x) / scale, float(y) / scale + top) for x, y in box]
                if first <= sum(y for _, y in place) / 4 < last:
                    yield place

    def _line(self, place: Corners, angle: float) -> Line:
        crop = _crop(self._picture, place, 0.0)
        text, score = self._text(crop)
        turned = [_turned(corner, angle, self._picture.size) for corner in place]
        tall = (turned[3][1] - turned[0][1] + turned[2][1] - turned[1][1]) / 2
        middle = sum(y for _, y in turned) / 4
        left, right = min(x for x, _ in turned), max(x for x, _ in turned)
        return Line(
            text=text.strip(),
            left=left,
            top=middle - tall / 2,
            right=right,
            bottom=middle + tall / 2,
            score=score,
            clear=clearness(crop),
        )

    def _text(self, crop: Any) -> tuple[str, float]:  # noqa: ANN401 - a picture
        import numpy as np  # noqa: PLC0415 - as above

        found = self._read(np.asarray(crop), use_det=False, use_cls=False, use_rec=True)
        texts = getattr(found, "txts", None)
        return (str(texts[0]), float(found.scores[0])) if texts else ("", 0.0)


def _models() -> Any:  # noqa: ANN401 - rapidocr is not there in every installation
    import rapidocr  # noqa: PLC0415 - heavy, and an extra

    folder = Path(rapidocr.__file__).parent / "models"
    looks = sorted(folder.glob("*det*.onnx"))
    reads = sorted(folder.glob("*rec*.onnx"))
    if not looks or not reads:
        raise InvalidInputError(
            "识别文字的模型不在，请重新安装：pip install --force-reinstall rapidocr"
        )
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": 100_000,
            "Global.text_score": 0.0,
            "Det.limit_side_len": 320,
            "Det.model_path": str(looks[-1]),
            "Rec.model_path": str(reads[-1]),
        }
    )


def _smooth() -> Any:  # noqa: ANN401 - a constant of Pillow
    from PIL import Image  # noqa: PLC0415 - comes with the extra alone

    return Image.Resampling.LANCZOS


def _noise(line: Line) -> bool:
    """An arrow, a picture of a person or nothing at all, taken for a letter or two."""
    return not line.text or (len(line.text) <= _FEW and line.score < _UNLIKELY)


def _scale(width: int, height: int) -> float:
    """How much smaller the picture is looked over: a desktop's letters are small already."""
    if height > _UPRIGHT * width:
        return _WIDTH / width
    return min(1.0, _WIDEST / width)


def _pieces(width: int, height: int, scale: float) -> Iterator[tuple[int, int, float, float]]:
    """Top and bottom of each piece, and from where to where its lines are its own."""
    tall = max(int(_PIECE / (width * scale) / scale), 1)
    overlap = min(int(_OVERLAP / scale), tall // 2)
    tops = [0]
    while tops[-1] + tall < height:
        tops.append(tops[-1] + tall - overlap)
    for place, top in enumerate(tops):
        bottom = min(top + tall, height)
        first = top + overlap / 2 if place else -math.inf
        last = bottom - overlap / 2 if bottom < height else math.inf
        yield top, bottom, first, last


def _slant(corners: list[Corners]) -> float:
    """By how much the long lines are turned, in radians; nothing where they are straight."""
    angles = [
        math.atan2(b[1] - a[1], b[0] - a[0])
        for a, b, _, d in corners
        if math.dist(a, b) > _LONG_LINE * max(math.dist(a, d), 1.0)
    ]
    angle = median(angles) if angles else 0.0
    return angle if abs(math.degrees(angle)) > _STRAIGHT else 0.0


def _turned(
    corner: tuple[float, float], angle: float, size: tuple[int, int]
) -> tuple[float, float]:
    """The corner as it would stand if the picture were straight."""
    x, y = corner[0] - size[0] / 2, corner[1] - size[1] / 2
    cos, sin = math.cos(-angle), math.sin(-angle)
    return x * cos - y * sin + size[0] / 2, x * sin + y * cos + size[1] / 2


def _crop(picture: Any, place: Corners, room: float) -> Any:  # noqa: ANN401 - pictures
    """The line alone, upright, with some room around it in heights of the line."""
    from PIL import Image  # noqa: PLC0415 - as above

    a, b, c, d = place
    wide = max(round(max(math.dist(a, b), math.dist(d, c))), 1)
    tall = max(round(max(math.dist(a, d), math.dist(b, c))), 1)
    more = room * tall
    quad = (
        *(a[0] - more, a[1] - more),
        *(d[0] - more, d[1] + more),
        *(c[0] + more, c[1] + more),
        *(b[0] + more, b[1] - more),
    )
    size = (wide + round(2 * more), tall + round(2 * more))
    return picture.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
