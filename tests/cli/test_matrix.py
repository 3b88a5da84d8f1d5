"""What must be proved, as `assess` shows it and as `draft` asks for the rest."""

from __future__ import annotations

from typing import Final

from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS, but

KEYS: Final = {
    "point",
    "title",
    "whose",
    "status",
    "evidence",
    "lacking",
    "unknown",
    "substitute",
    "held_by",
    "records",
}
SHOT: Final = ("--set", "evidence.E2.kind=failure_prompt")


def section(text: str) -> dict[str, list[str]]:
    """The table of the screen: what must be proved, what it rests on, what is lacking."""
    _, _, rest = text.partition("【要证明什么】\n")
    table, _, _ = rest.partition("\n【")
    return {line.split(" ｜ ")[0]: line.split(" ｜ ")[1:] for line in table.splitlines()}


def test_json_names_every_point(command: Command) -> None:
    """Each with what shows it, what would, what would do instead and who else holds it."""
    matrix = command("assess", *SETS, *TODAY, "--json").data["matrix"]
    assert all(set(point) == KEYS for point in matrix)
    points = {point["point"]: point for point in matrix}
    assert points["first_try"]["status"] == "proved"
    assert points["first_try"]["evidence"]
    sold = points["valid_when_sold"]
    assert (sold["whose"], sold["status"]) == ("other", "other_side")
    assert {"merchant", "platform", "issuer"} == set(sold["held_by"])
    assert {"from", "what", "how"} == set(sold["records"][0])
    seller = points["seller"]
    assert set(seller["lacking"][0]) == {"kind", "title", "how", "status", "alone"}


def test_the_screen_says_what_is_still_lacking(command: Command) -> None:
    """One line a point: proved by which item, to be fetched, to be asked of whom."""
    table = section(command("assess", *SETS, *SHOT, *TODAY).out)
    assert table["第一次兑换就失败"][0] == "还没有"
    assert "第一次兑换的录屏" in table["第一次兑换就失败"][1]
    assert table["交付的卡密有效、当时没有被用过"][0] == "由对方证明"
    assert table["交付的卡密有效、当时没有被用过"][1].startswith("请商家提供：")
    assert table["付款的金额和时间"] == ["证据1（只有一部分）", "支付账单详情"]
    filmed = section(command("assess", *SETS, *TODAY).out)
    assert filmed["第一次兑换就失败"][0].startswith("证据")
    lost = ("--set", "has.failure_recording=/")
    gone = section(command("assess", *SETS, *SHOT, *lost, *TODAY).out)["第一次兑换就失败"]
    assert gone[0] == "自己拿不到"
    assert gone[1].startswith("代替：")


def test_a_closed_case_has_no_table(command: Command) -> None:
    """Who redeemed the code himself is not told how to prove the contrary."""
    own = but(facts__redeemed_by="self")
    assert command("assess", *own, *TODAY, "--json").data["matrix"] == []
    assert "要证明什么" not in command("assess", *own, *TODAY).out


def test_advice_stays_out_of_the_letter(command: Command) -> None:
    """Where the buyer asks for a record himself is told on stderr alone."""
    result = command("draft", "records_request", *SETS, *TODAY)
    assert "要自己去查的" in result.err
    assert "要自己去查的" not in result.out
    assert "支付机构应当免费提供" not in result.out
