"""`draft --annotate`: beside each sentence what it rests on; and what goes to an attachment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from refundcli.cli.provenance import named, origin
from refundcli.judge.facts import Facts
from tests.cli.command import TODAY, Command
from tests.cli.samples import SETS
from tests.golden import GOLDEN, Golden
from tests.support import KNOWLEDGE
from tests.support import TODAY as DAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.terminal import Terminal

DRAFT: Final = ("draft", "merchant_message", *SETS, *TODAY)
CASES: Final = GOLDEN[::8]


def test_each_sentence_with_its_sources(command: Command) -> None:
    """Line, words, then facts by their names, proof by number, articles by their days."""
    result = command(*DRAFT, "--annotate")
    assert result.code == 0
    rows = [line.split(" ｜ ") for line in result.out.splitlines() if " ｜ " in line]
    sources = {row[1]: row[2] for row in rows}
    assert sources["您好！"] == "套语，不涉及事实"
    bought = next(source for text, source in sources.items() if "购买" in text)
    assert "付款时间 2026-11-01 14:01" in bought
    assert "金额 98.50 元" in bought
    assert "证据：证据1 订单详情页" in bought
    duty = next(source for text, source in sources.items() if "应当退款" in text)
    assert "《民法典》第577条（2021-01-01起施行）" in duty
    asked = next(source for text, source in sources.items() if "原路退回" in text)
    assert "答复期限 2026-11-29" in asked


def test_it_says_what_the_json_says(command: Command) -> None:
    """Sentence by sentence the same facts, proof and rules; together they are the letter."""
    sentences = command(*DRAFT, "--json").data["sentences"]
    rows = [
        line.split(" ｜ ")
        for line in command(*DRAFT, "--annotate").out.splitlines()
        if line.startswith("第")
    ]
    assert [row[1] for row in rows] == [item["text"] for item in sentences]
    for row, item in zip(rows, sentences, strict=True):
        facts = [key for key in item["facts"] if not key.startswith("evidence.")]
        assert ("事实：" in row[2]) is bool(facts)
        assert ("依据：" in row[2]) is bool(item["rules"])
        assert row[2].count("起施行") == len(item["rules"])
        assert ("证据：" in row[2]) is bool(
            item["evidence"] or any(key.startswith("evidence.") for key in item["facts"])
        )
        assert ("套语" in row[2]) is not bool(item["facts"] or item["rules"])


@pytest.mark.parametrize("golden", CASES, ids=lambda golden: golden.name)
def test_every_source_has_a_name_and_a_value(golden: Golden) -> None:
    """Nothing that a letter rests on is told by its key, none by a whole question."""
    facts = Facts(golden.signed, KNOWLEDGE, DAY)
    for letter in golden.letters.values():
        for sentence in letter.document.sentences():
            found = origin(sentence, facts)
            answered = {
                key
                for key in sentence.facts
                if facts.get(key) is not None and not key.startswith("evidence.")
            }
            assert answered <= {told.key for told in found.facts}
            for told in found.facts:
                assert told.label != told.key
                assert "？" not in told.label or told.key.startswith(("has.", "problems."))
            assert all(named(key, facts) for key in sentence.facts)
            assert len(found.rules) == len(sentence.rules)


@pytest.mark.parametrize("columns", [80, 40])
def test_in_a_terminal(terminal: Callable[..., Terminal], columns: int) -> None:
    """Every word can be read in a wide and in a narrow one."""
    shown = terminal(*DRAFT, "--annotate", columns=columns)
    shown.expect_text("希望能协商解决。谢谢，盼复。")
    shown.expect_text("套语，不涉及事实")
    assert shown.leave() == 0


def test_it_is_for_the_screen_alone(command: Command, tmp_path: Path) -> None:
    """What explains the letter to the buyer is not handed in by mistake."""
    for option in (("-o", str(tmp_path / "a.txt")), ("--format", "md")):
        result = command(*DRAFT, "--annotate", *option)
        assert (result.code, result.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_out_goes_into_an_attachment(command: Command) -> None:
    """How to hand in the whole is said on stderr; no letter speaks of an attachment by itself."""
    cut = command(*DRAFT, "--limit", "150")
    assert "--full -o merchant_message.docx" in cut.err
    assert "详见附件" not in cut.out
    whole = command("draft", "refund_request", *SETS, *TODAY, "--full", "--json").data
    assert whole["limit"] is None
    assert whole["omitted"] == []
    assert "--full" not in command(*DRAFT).err
    both = command(*DRAFT, "--full", "--limit", "100")
    assert (both.code, both.out) == (2, "")
