"""The real recognition on pictures that were drawn for it; only where the extra is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
Image = pytest.importorskip("PIL.Image")

from refundcli.errors import InvalidInputError  # noqa: E402 - after the skips
from refundcli.intake.screenshot.engine import Engine, installed  # noqa: E402 - after the skips
from refundcli.intake.screenshot.picture import MOST_PIXELS, open_picture  # noqa: E402 - as above
from refundcli.intake.screenshot.reading import read  # noqa: E402 - after the skips
from tests.support import KNOWLEDGE, TODAY  # noqa: E402 - after the skips

PICTURES: Final = Path(__file__).parent / "pictures"
PAYMENT: Final = "4200001234202611011234567890"
# The runtime's own modules are not written for warnings as errors.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The models, loaded once."""
    return Engine()


def quiet(*_: int) -> None:
    """Nobody is told how far it is."""


def seen(engine: Engine, path: Path) -> dict[str, Any]:
    """Values by key after the second reading; a doubtful one is None."""
    page = engine.look(path, quiet)
    first = read(page, KNOWLEDGE, TODAY)
    page = engine.again(page, [line for one in first.found for line in one.lines])
    found = read(page, KNOWLEDGE, TODAY).found
    return {one.key: (str(one.value) if one.sure else None) for one in found}


def changed(path: Path, name: str, change: Callable[[Any], Any]) -> Path:
    """The picture after something was done to it."""
    target = path / name
    with Image.open(PICTURES / "wechat_bill_wrapped.png") as found:
        change(found.convert("RGB")).save(target)
    return target


def test_the_extra_is_seen() -> None:
    assert installed()


def test_a_bill_is_read(engine: Engine) -> None:
    """The number over two lines is whole."""
    found = seen(engine, PICTURES / "wechat_bill_wrapped.png")
    assert found["order.payment_number"] == PAYMENT
    assert found["order.merchant_payment_number"] == "10001073012026110112345678901234"
    assert found["order.amount"] == "98.50"
    assert found["order.paid_at"] == "2026-11-01 14:01:07+08:00"


def test_values_under_their_labels_are_read(engine: Engine) -> None:
    found = seen(engine, PICTURES / "order_above.png")
    assert found["order.number"] == "XN20261101140112345678"
    assert found["merchant.name"] == "演示点卡铺"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("dark.png", lambda one: one.point(lambda light: 255 - light)),
        ("turned.png", lambda one: one.rotate(2, expand=True, fillcolor="white")),
        ("poor.jpg", lambda one: one.resize((400, one.height * 400 // one.width))),
    ],
)
def test_what_was_done_to_a_picture_makes_nothing_wrong(
    name: str, change: Callable[[Any], Any], engine: Engine, tmp_path: Path
) -> None:
    """Dark, turned, small: right, or doubted."""
    found = seen(engine, changed(tmp_path, name, change))
    assert found["order.payment_number"] in (PAYMENT, None)
    assert found["order.amount"] in ("98.50", None)


def test_a_long_picture_is_read_in_pieces(engine: Engine, tmp_path: Path) -> None:
    """What stands far down is read once, with its place in the whole picture."""

    def longer(one: Any) -> Any:  # noqa: ANN401 - a picture
        whole = Image.new("RGB", (one.width, one.height * 4), "white")
        whole.paste(one, (0, one.height * 5 // 2))
        return whole

    path = changed(tmp_path, "long.png", longer)
    pieces: list[tuple[int, int]] = []
    page = engine.look(path, lambda number, every: pieces.append((number, every)))
    assert len(pieces) == pieces[-1][1] > 1
    found = read(page, KNOWLEDGE, TODAY)
    number = next(one for one in found.found if one.key == "order.payment_number")
    assert number.text == PAYMENT
    assert number.box is not None
    assert number.box[1] > page.height / 2
    assert len([line for line in page.lines if "交易单号" in line.text]) == 1


def test_an_edge_that_cuts_letters_is_seen(engine: Engine, tmp_path: Path) -> None:
    page = engine.look(
        changed(tmp_path, "cut.png", lambda one: one.crop((0, 0, one.width, 401))),
        quiet,
    )
    assert page.cut == ("bottom",)
    whole = engine.look(PICTURES / "wechat_bill_wrapped.png", quiet)
    assert whole.cut == ()


def test_pictures_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    """Broken, moving, too large, too small: each a line of its own, nothing decoded."""
    broken = tmp_path / "broken.png"
    broken.write_bytes((PICTURES / "card.png").read_bytes()[:3000])
    moving = tmp_path / "moving.gif"
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("white", "black")]
    frames[0].save(moving, save_all=True, append_images=frames[1:])
    large = tmp_path / "large.png"
    Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)).save(large)
    small = tmp_path / "small.png"
    Image.new("L", (50, 50)).save(small)
    for path, told in ((broken, "损坏"), (moving, "动图"), (large, "太大"), (small, "50×50")):
        with pytest.raises(InvalidInputError, match=told):
            open_picture(path)


def test_nothing_is_fetched_and_nothing_said(tmp_path: Path) -> None:
    """The models are those of the package: no connection is opened, no log line is printed."""
    script = (
        "import socket\n"
        "def refuse(*_): raise SystemExit('a connection')\n"
        "socket.socket.connect = refuse\n"
        "socket.create_connection = refuse\n"
        "from pathlib import Path\n"
        "from refundcli.intake.screenshot.engine import Engine\n"
        f"page = Engine().look(Path({str(PICTURES / 'card.png')!r}), lambda a, b: None)\n"
        "print(len(page.lines))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 5
