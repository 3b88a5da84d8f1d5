"""How articles of one law stand in a row."""

from __future__ import annotations

import pytest

from refundcli.write.wording import joined


@pytest.mark.parametrize(
    ("articles", "row"),
    [
        (["第582条"], "第582条"),
        (["第26条第2款", "第26条第3款"], "第26条第2款、第3款"),
        (
            ["第563条第1款第3项", "第563条第1款第4项", "第565条第1款"],
            "第563条第1款第3项、第4项、第565条第1款",
        ),
        (["第48条第1款第8项", "第56条第1款第8项"], "第48条第1款第8项、第56条第1款第8项"),
        (["第577条", "第577条第1款"], "第577条、第577条第1款"),
    ],
)
def test_what_the_article_before_named_is_not_named_again(articles: list[str], row: str) -> None:
    """A paragraph of the same article follows by itself; where the depth differs, all is named."""
    assert joined(articles) == row
