"""How reading a text grows with its length, as multiples of reading a quarter of it.

    python -m tests.bench.length

Four times the text should take about four times as long, whatever it is made of.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Final

from refundcli.api import check, classify
from refundcli.knowledge.load import Knowledge

KNOWLEDGE: Final = Knowledge()
TODAY: Final = date(2026, 11, 22)
PIECES: Final = (
    *("a", "1-", "“", "《", "《民法典》第577条", "a@", "骗子", "不", "请", "1元，", "1月1日，"),
    *("客服说“不退，", "买家：没到账\n客服：等\n", "付了99元一直没收到卡密，"),
)
SHORT: Final = 4_000
TIMES: Final = 3


def seconds(read: Callable[[str], object], text: str) -> float:
    """The fastest of some readings."""
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        read(text)
        taken.append(time.perf_counter() - begin)
    return min(taken)


def main() -> None:
    """Print a line for each piece."""
    readers: dict[str, Callable[[str], object]] = {
        "classify": lambda text: classify(text, KNOWLEDGE, today=TODAY),
        "check": lambda text: check(text, KNOWLEDGE, today=TODAY, document="merchant_message"),
    }
    for name, read in readers.items():
        read("付了钱")
        for piece in PIECES:
            short, long = (
                seconds(read, piece * (length // len(piece))) for length in (SHORT, 4 * SHORT)
            )
            print(f"{name:9} {piece[:8]!r:24} {long / short:5.1f} x  {long * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
