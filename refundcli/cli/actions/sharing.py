"""`show --for-sharing`: a case as it may be shown to a stranger who helps."""

from __future__ import annotations

from refundcli.case.sharing import Shared, shared
from refundcli.cli.diagnostics import note
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Inputs, load, open_porch

_LAST = (
    "商家和商品的名字、日期和金额都还在；自己写的话里可能还有认得出人的内容，发出去以前请看一遍。"
)


def show(inputs: Inputs, *, as_json: bool) -> None:
    """The case file without identity; what was covered stands on top, with `--json` on stderr."""
    import tomlkit  # noqa: PLC0415 - only this view of a case is a file

    porch = open_porch(inputs.today)
    found = shared(load(porch, inputs), porch.knowledge)
    if as_json:
        emit_json(found.document)
        note(f"{_told(found)}\n{_LAST}")
    else:
        emit_text(f"# {_told(found)}\n# {_LAST}\n{tomlkit.dumps(found.document)}")


def _told(found: Shared) -> str:
    parts = (
        f"去掉了：{'、'.join(found.left_out)}" if found.left_out else "",
        f"遮住了：{'、'.join(found.covered)}" if found.covered else "",
    )
    return f"不含身份的案件。{'；'.join(filter(None, parts)) or '没有要去掉的'}。"
