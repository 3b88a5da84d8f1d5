"""A picture file opened with care: what it is, how large, and which edges run through letters.

Pillow comes with the extra `ocr`; nothing here is loaded without it.
"""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Any, Final

from refundcli.errors import InvalidInputError

# Three bytes a pixel are held in memory: this much is a screenshot of thirty screens.
MOST_PIXELS: Final = 64_000_000
LEAST_SIDE: Final = 100
_MOVING: Final = ("GIF", "PNG", "WEBP")
# How deep the outermost band is, and from how much difference something stands on its ground.
_DEPTH: Final = 2
_STANDS_OUT: Final = 25
# So many changes along it are letters, not a frame or the edge of a bubble.
_LETTERS: Final = 12


def open_picture(path: Path) -> Any:  # noqa: ANN401 - Pillow is not there in every installation
    """The picture upright, in three colours; raises with a Chinese line on anything else."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - comes with the extra alone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as found:
                _check(path, found)
                return _on_white(ImageOps.exif_transpose(found))
    except _broken() as error:
        raise InvalidInputError(
            f"打不开图片 {path.name}：文件不完整或已损坏，请从手机里重新导出原图"
        ) from error


def _broken() -> tuple[type[Exception], ...]:
    """What Pillow raises on a file that is not whole."""
    from PIL import Image  # noqa: PLC0415 - as above

    return (OSError, EOFError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError)


def _check(path: Path, found: Any) -> None:  # noqa: ANN401 - as above
    width, height = found.size
    # A phone's JPEG may hold further pictures, such as a small one: the first is the picture.
    if found.format in _MOVING and getattr(found, "n_frames", 1) > 1:
        raise InvalidInputError(f"{path.name} 是动图，请停在看得清的那一刻截一张静止的图再读")
    if width * height > MOST_PIXELS:
        raise InvalidInputError(
            f"{path.name} 太大（{width}×{height}），最多读 {MOST_PIXELS // 10_000} 万像素；"
            "请分成几张截图"
        )
    if min(width, height) < LEAST_SIDE:
        raise InvalidInputError(
            f"{path.name} 只有 {width}×{height}，字看不清；请用手机里的原图，不要用缩略图"
        )


def _on_white(found: Any) -> Any:  # noqa: ANN401 - as above
    """Without transparency: letters would stand on black otherwise."""
    from PIL import Image  # noqa: PLC0415 - as above

    if found.mode in ("RGBA", "LA", "PA") or "transparency" in found.info:
        clear = found.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return found.convert("RGB")


def cut_edges(picture: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """The edges along which letters are cut through."""
    width, height = picture.size
    bands = {
        "top": (0, 0, width, _DEPTH),
        "bottom": (0, height - _DEPTH, width, height),
        "left": (0, 0, _DEPTH, height),
        "right": (width - _DEPTH, 0, width, height),
    }
    return tuple(name for name, band in bands.items() if _changes(picture.crop(band)) >= _LETTERS)


def _changes(band: Any) -> int:  # noqa: ANN401 - as above
    import numpy as np  # noqa: PLC0415 - comes with the extra alone

    grey = np.asarray(band.convert("L"), dtype=np.int16)
    apart = np.abs(grey - np.median(grey)).max(axis=0 if grey.shape[0] == _DEPTH else 1)
    there = apart > _STANDS_OUT
    return int(np.count_nonzero(there[1:] != there[:-1]))


def clearness(crop: Any) -> float:  # noqa: ANN401 - as above
    """How many times the sharpest edge of a line fits into its height."""
    import numpy as np  # noqa: PLC0415 - as above

    grey = np.asarray(crop.convert("L"), dtype=np.float32)
    low, high = np.percentile(grey, (2, 98))
    steps = np.abs(np.diff(grey, axis=1))
    steepest = float(np.percentile(steps, 99)) if steps.size else 0.0
    return float(grey.shape[0] * steepest / (high - low)) if high > low else 0.0
