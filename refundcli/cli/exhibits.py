"""Filed proof in words: what an item is, what became of its file, who would take it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from refundcli.case.filed import Found
from refundcli.case.masking import without_numbers
from refundcli.case.model import Case, Evidence
from refundcli.case.originals import sized
from refundcli.judge.attachments import Refused, Takes
from refundcli.knowledge.filing import Attachments
from refundcli.knowledge.load import Knowledge

_JOIN: Final = "、"


class Words:
    """The words for one case: names are masked wherever they are told."""

    def __init__(self, case: Case, knowledge: Knowledge) -> None:
        self.case = case
        self.knowledge = knowledge

    def masked(self, text: str) -> str:
        """A text of the buyer's files as it may be shown."""
        return without_numbers(text, self.case, self.knowledge)

    def name(self, item: Evidence) -> str:
        """The original's name, or what else there is to call it by."""
        kind = self.knowledge.evidence.get(item.kind)
        return self.masked(item.name or item.file or (kind.title if kind else item.kind))

    def title(self, item: Evidence) -> str:
        """What kind of proof it is."""
        kind = self.knowledge.evidence.get(item.kind)
        return kind.title if kind else item.kind

    def what(self, item: Evidence) -> str:
        """图片 png，312 KB; what is not known is left out."""
        known = self.knowledge.files.types.get(item.type or "")
        family = self.knowledge.files.families[known.family].title if known else ""
        told = f"{family} {item.type}" if family else "类型认不出" if item.size else ""
        return "，".join(filter(None, (told, sized(item.size) if item.size else "")))

    def line(self, item: Evidence) -> str:
        """证据3 支付账单详情：支付.png（图片 png，312 KB）."""
        about = f"（{self.what(item)}）" if item.size else ""
        return f"证据{item.number} {self.title(item)}：{self.name(item)}{about}"

    def fate(self, found: Found) -> str:
        """What is to be said of a file that is not as recorded, or cannot be compared."""
        item = found.item
        if item is None:
            return self._stranger(found)
        who = f"证据{item.number}（{self.name(item)}）"
        since = f"在{_day(item.added_at)}登记以后" if item.added_at else "登记以后"
        file = self.masked(found.file)
        return {
            "changed": f"{who}{since}被改动过：现在的内容和当时不一样。",
            "missing": f"{who}的文件不见了：{since}存在 {file}，现在那里没有。",
            "unreadable": f"{who}的文件读不出来：{file}，请看看权限和磁盘。",
            "outside": f"{who}记的位置 {file} 不在案件的文件夹里，没有去看。",
            "no_file": f"{who}还没有文件。",
            "unrecorded": f"{who}的文件在，但没有登记过校验值，看不出有没有变：{file}。",
        }.get(found.status, "")

    def _stranger(self, found: Found) -> str:
        file = self.masked(found.file)
        if found.same_as:
            return f"{file} 没有登记：和 {found.same_as} 是同一份，是多出来的一份，可以移走。"
        return f"{file} 没有登记，不算证据。"

    def mend(self, found: Found, case_name: str) -> str:
        """What to do about it; empty where there is nothing to do."""
        add = f"refundcli evidence add {shlex.quote(case_name)}"
        if found.item is None:
            return "" if found.same_as else f"是证据就加进来：{add} 文件"
        slot = f"--as {found.item.id}"
        return {
            "changed": f"用原来的文件放回去：{add} 原文件（改过的那份会另放一边）；原件别动。",
            "missing": f"用原来的文件放回去：{add} 原文件；原件也没了的，从原手机里再导一份。",
            "no_file": f"有文件就加上：{add} 文件 {slot}",
            "outside": f"把文件加进来：{add} 文件 {slot}",
            "unrecorded": f"登记一次：{add} 文件 {slot}",
        }.get(found.status, "")

    def refusals(self, takes: Sequence[Takes]) -> Iterator[str]:
        """What would not be taken, by whom, and what to do about it."""
        for one in takes:
            if one.limits is None or not (one.refused or one.over):
                continue
            for refused in one.refused:
                yield self._refusal(refused, one.title, one.limits)
            if one.over:
                most = one.limits.most
                yield (
                    f"{one.title}最多收 {most} 份，现在有 {most + one.over} 份："
                    f"挑最要紧的 {most} 份交。"
                )
            if one.limits.doubt:
                yield f"（{one.title}的这些限制{one.limits.doubt}）"

    def _refusal(self, refused: Refused, title: str, limits: Attachments) -> str:
        item = next(item for item in self.case.evidence if item.id == refused.id)
        if refused.why == "type":
            kind = item.type or "类型认不出"
            return f"{title}不收证据{item.number}（{kind}）：{self._other(item)}。"
        most, size = sized(limits.bytes), sized(item.size or 0)
        size = f"{item.size} 字节" if size == most else size
        return f"{title}每份最大 {most}，证据{item.number}有 {size}：{self._smaller(item)}。"

    def open_channels(self, takes: Sequence[Takes]) -> str:
        """Of whom it is not known what they take."""
        titles = dict.fromkeys(one.title for one in takes if one.limits is None)
        return f"没有核实过收什么文件的：{_JOIN.join(titles)}；交给它们的时候，以页面上写的为准。"

    def welcome(self, item: Evidence, takes: Sequence[Takes]) -> str:
        """Who takes this item, as far as that is known."""
        if item.size is None:
            return ""
        told = []
        for one in takes:
            whys = [refused.why for refused in one.refused if refused.id == item.id]
            if one.limits is not None:
                reasons = {"type": "类型", "size": "太大"}
                told.append(
                    f"{one.title}{'不收：' if whys else '可以'}"
                    + _JOIN.join(reasons[why] for why in whys)
                )
        return "；".join(told)

    def _other(self, item: Evidence) -> str:
        known = self.knowledge.files.types.get(item.type or "")
        told = known.instead if known and known.instead else "另存一份 png、jpg 或 pdf"
        return f"{told}，原文件留着"

    def _smaller(self, item: Evidence) -> str:
        files = self.knowledge.files
        known = files.types.get(item.type or "")
        return files.families[known.family].smaller if known else "把副本压缩一下，原文件留着"


def _day(moment: date) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"
