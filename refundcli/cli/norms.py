"""How an article is named to a person, and between which days it holds."""

from __future__ import annotations

from typing import Final

from refundcli.judge.articles import label
from refundcli.knowledge.schema import Article, Law

GOVERNING: Final = {
    "purchase": "付款那天",
    "charge": "扣款那天",
    "conduct": "对方答复或处理那天",
    "filing": "提交投诉那天",
}


def named(law: Law, article: Article) -> str:
    """《民法典》第577条."""
    return f"《{law.short}》{label(article)}"


def in_force(law: Law) -> str:
    """From when, and until when where it has ended."""
    return f"{law.in_force_from}起施行" + (f"，{law.in_force_to}止" if law.in_force_to else "")
