"""privacy.toml held against the base: no private answer without a row, no row of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.knowledge.names import Names, lost


def privacy_slips(names: Names) -> Iterator[str]:
    """What is wrong in privacy.toml."""
    privacy, questions = names.knowledge.privacy, names.knowledge.every_question
    for name, row in privacy.values.items():
        place = f"privacy.toml 的 values.{name}"
        yield from lost(f"{place}.keys", row.keys, questions)
        yield from lost(f"{place}.documents", row.documents, names.document_ids)
    yield from lost("privacy.toml 的 purchase", privacy.purchase.whole, questions)
    rows = [key for row in privacy.values.values() for key in row.keys]
    masks = [key for key, question in questions.items() if question.mask]
    yield from lost("有 mask 而 privacy.toml 里没有的：values", masks, rows)
    for key in dict.fromkeys(rows):
        if rows.count(key) > 1 or key in privacy.purchase.whole:
            yield f"privacy.toml：{key} 写了两次"
