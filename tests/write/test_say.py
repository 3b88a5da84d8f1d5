"""`say` marks one sentence and remembers what it rests on; nothing is said outside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundcli.errors import KnowledgeError
from refundcli.judge.assess import assess
from refundcli.write.document import (
    Document,
    Heading,
    Paragraph,
    Signatures,
    Table,
    to_markdown,
    to_text,
)
from refundcli.write.page import Page
from refundcli.write.render import render
from refundcli.write.templates import Templates
from tests.support import CARD, facts_of, holding


def page_of(answers: dict[str, object] | None = None) -> Page:
    """A page of a card case."""
    facts = facts_of({**CARD, **(answers or {})})
    return Page(facts, assess(facts).rules, {}, cites=True)


def written(folder: Path, template: str, page: Page, **extra: object) -> Document:
    """One template of the test's own, rendered."""
    (folder / "t.j2").write_text(template, encoding="utf-8")
    return render(Templates(folder), ("t", "标题"), page, extra)


def test_a_sentence_carries_its_facts_and_articles(tmp_path: Path) -> None:
    """Facts read or asked by the condition, articles and evidence stand with the sentence."""
    template = (
        """{% say "a", priority=1, brief=2, when="facts.redeemed_by == 'nobody'" %}"""
        """订单号{{ order.number }}（{{ cite("duty") }}）。{% endsay %}"""
    )
    page = page_of(holding("chat_log", "order_page"))
    (sentence,) = written(tmp_path, template, page).sentences()
    assert set(sentence.facts) == {"facts.redeemed_by", "order.number"}
    assert set(sentence.rules) == {"consumer_law.23.1", "civil_code.577"}
    assert sentence.evidence == ("E2",)
    assert (sentence.id, sentence.priority, sentence.brief) == ("a", 1, 2)
    assert "《消费者权益保护法》第23条第1款和《民法典》第577条" in sentence.text
    assert sentence.text.endswith("（证据2）。")


@pytest.mark.parametrize(
    "template",
    ["{{ order.number }}", "{% if order.number %}x{% endif %}", """{{ cite("duty") }}""",
     """{% say "a" %}{% say "b" %}x{% endsay %}{% endsay %}"""],
)  # fmt: skip
def test_a_fact_outside_a_sentence_is_an_error(tmp_path: Path, template: str) -> None:
    """Whoever writes a template learns at once that a fact there has no provenance."""
    with pytest.raises(RuntimeError, match="say"):
        written(tmp_path, template, page_of())


@pytest.mark.parametrize(
    "template",
    ["随口一句。", '{% say "a" %}x{% endsay %}多出来的', '- 多{% say "a" %}x{% endsay %}'],
)
def test_text_outside_a_sentence_is_refused(tmp_path: Path, template: str) -> None:
    """Around the sentences stands nothing but layout."""
    with pytest.raises(KnowledgeError, match="没有出处"):
        written(tmp_path, template, page_of())


@pytest.mark.parametrize("template", ["{% say %}x{% endsay %}", '{% say "a" %}x', "{{ nothing }}"])
def test_a_broken_template_is_named(tmp_path: Path, template: str) -> None:
    """A slip in a template is an error that names the file."""
    with pytest.raises(KnowledgeError, match=r"t\.j2"):
        written(tmp_path, template, page_of())


def test_a_missing_fact_leaves_the_sentence_out_and_is_reported(tmp_path: Path) -> None:
    """No half sentence, no placeholder: the sentence goes, the gap is kept."""
    template = (
        """{% say "a" %}{{ facts.delivered_at }}到。{% endsay %}{% say "b" %}好。{% endsay %}"""
    )
    page = page_of()
    assert to_text(written(tmp_path, template, page)) == "好。\n"
    assert list(page.gaps) == ["facts.delivered_at"]


def test_a_quiet_sentence_leaves_no_gap(tmp_path: Path) -> None:
    """What is merely nicer to have is not asked for."""
    page = page_of()
    written(tmp_path, """{% say "a", quiet=true %}{{ facts.delivered_at }}{% endsay %}""", page)
    assert not page.gaps


@pytest.mark.parametrize(("key", "said"), [("used", True), ("expired", False), ("?", False)])
def test_a_condition_must_certainly_hold(tmp_path: Path, key: str, said: bool) -> None:
    """False and unknown both leave the sentence out; unknown is reported."""
    page = page_of({"facts.error_kind": key})
    document = written(
        tmp_path, """{% say "a", when="facts.error_kind == 'used'" %}是。{% endsay %}""", page
    )
    assert bool(document.sentences()) is said
    assert ("facts.error_kind" in page.gaps) is (key == "?")


def test_of_two_wordings_the_first_that_can_be_written_stands(tmp_path: Path) -> None:
    """A plainer wording follows the fuller one; never both."""
    template = (
        """{% say "a" %}{{ facts.delivered_at }}收到。{% endsay %}"""
        """{% say "a" %}收到了{{ order.product }}。{% endsay %}{% say "a" %}又一句。{% endsay %}"""
    )
    assert to_text(written(tmp_path, template, page_of())) == "收到了演示商品甲。\n"


def test_no_article_no_sentence(tmp_path: Path) -> None:
    """A sentence that cites a role nobody carries is left out."""
    template = """{% say "a" %}依据{{ cite("nobody") }}。{% endsay %}"""
    assert written(tmp_path, template, page_of()).sentences() == ()


def test_layout(tmp_path: Path) -> None:
    """Blank lines, `# `, `- ` and `| ` are all there is; an emptied section loses its heading."""
    template = """# 一
{% say "a" %}甲。{% endsay %}
{% say "b" %}乙。{% endsay %}

# 空
{% say "gone" %}{{ facts.delivered_at }}{% endsay %}

# 二
- {% say "c" %}丙。{% endsay %}
- {% say "d" %}丁。{% endsay %}

|| 号 | 名 | 注
| {% say "e" %}1{{ cell }}名{{ cell }}注{% endsay %}
"""
    document = written(tmp_path, template, page_of())
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Heading, Paragraph, Heading, Paragraph, Paragraph, Table]
    assert to_text(document) == "一\n甲。乙。\n\n二\n1. 丙。\n2. 丁。\n1　名\n　　注：注\n"


def test_places_on_paper(tmp_path: Path) -> None:
    """`< ` and `> ` place a paragraph, `#` ends a section, `_ ` is for paper alone."""
    template = """< {% say "to" %}收件人：{% endsay %}

# 一
{% say "a" %}甲。{% endsay %}

# 空
{% say "gone" %}{{ facts.delivered_at }}{% endsay %}
#

{% say "b" %}乙。{% endsay %}

> {% say "c" %}丙{% endsay %}
> {% say "gone" %}{{ facts.delivered_at }}{% endsay %}
_ 签名： | 日期：
"""
    document = written(tmp_path, template, page_of())
    assert [block.place for block in document.blocks if isinstance(block, Paragraph)] == [
        *("margin", "body", "body", "end"),
    ]
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["一", ""]
    assert document.blocks[-1] == Signatures(("签名：", "日期："))
    assert to_text(document) == "收件人：\n\n一\n甲。\n\n乙。\n丙\n"
    assert to_markdown(document) == "# 标题\n\n收件人：\n\n## 一\n\n甲。\n\n乙。\n\n丙\n"


def test_room_to_sign_is_no_section(tmp_path: Path) -> None:
    """A section that is empty but for room to sign has no heading; what is left stands."""
    template = '# 空\n{% say "gone" %}{{ facts.delivered_at }}{% endsay %}\n\n_ 签名：\n'
    assert written(tmp_path, template, page_of()).blocks == (Signatures(("签名：",)),)


@pytest.mark.parametrize(
    "typed",
    [
        "{{7*7}}",
        "#",
        "< 边",
        "> 末",
        "_ 签名",
        "{% raw %}",
        "# 标题",
        "- 项",
        "| 格 | 格",
        "“引号”",
        "\ue000" + "0\ue001",
        "甲\n\n乙",
    ],
)
def test_what_the_buyer_typed_is_never_layout(tmp_path: Path, typed: str) -> None:
    """An answer that looks like a template or like layout stays inside its sentence, unexecuted."""
    page = page_of({"order.product": typed})
    document = written(tmp_path, """{% say "a" %}{{ order.product }}{% endsay %}""", page)
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert len(block.sentences) == 1
    assert "49" not in block.sentences[0].text
    assert "\n" not in block.sentences[0].text
