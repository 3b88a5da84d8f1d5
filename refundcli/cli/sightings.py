"""What was seen in a picture, in words: values with their doubts, what is lacking, what to do."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from refundcli.case.file import storable
from refundcli.case.masking import Cover
from refundcli.case.model import Case, Evidence, Value
from refundcli.cli.screens import Block, Rows, Text, Title, in_words
from refundcli.intake.screenshot.against import Standing, concerns, standing
from refundcli.intake.screenshot.found import Found, Reading
from refundcli.knowledge.load import Knowledge

_JOIN: Final = "、"
_STOP: Final = "；"


class Seen(msgspec.Struct, frozen=True):
    """One value beside what the case says of it."""

    found: Found
    standing: Standing

    @property
    def offered(self) -> bool:
        """Whether the buyer is asked to take it over."""
        return not self.found.secret and self.standing in ("new", "finer", "other")

    @property
    def plain(self) -> bool:
        """Whether it may stand in an example to be copied: nothing speaks against it."""
        return self.offered and self.found.sure and not self.found.lead and self.standing != "other"


class Words:
    """The words for one picture and one case."""

    def __init__(self, reading: Reading, case: Case, knowledge: Knowledge) -> None:
        self.reading, self.case, self.knowledge = reading, case, knowledge
        self.seen = [Seen(one, standing(one, case, knowledge)) for one in reading.found]

    def blocks(self) -> Iterator[Block]:
        """The whole picture."""
        yield Title(self.title())
        rows = tuple((self.name(one), self.shown(one), self.about(one)) for one in self.seen)
        if rows:
            yield Rows(("项目", "图上写的", "说明"), rows)
        yield from map(Text, self.advice())

    def title(self) -> str:
        """Which screen it is, or that nobody knows."""
        reading, screens = self.reading, self.knowledge.screens.screens
        kind = self.knowledge.evidence[reading.kind].title if reading.kind else ""
        if reading.screen is None:
            told = f"按“{kind}”看" if kind else "认不出是哪一种截图"
            return f"{told}；要指明种类用 --kind"
        return f"看起来是{screens[reading.screen].title}（证据种类：{kind}）"

    def name(self, one: Seen) -> str:
        """What the value is called."""
        return one.found.title or self._label(one.found.key)

    def shown(self, one: Seen) -> str:
        """The value as the buyer reads it."""
        found = one.found
        if found.value is None or isinstance(found.value, str):
            return self.choice(found) or found.text
        return in_words(found.value, self.knowledge.words)

    def choice(self, found: Found) -> str:
        """The label of a choice; empty for what is none."""
        question = self.knowledge.question(found.key)
        labels = {choice.value: choice.label for choice in question.choices} if question else {}
        return labels.get(str(found.value), "")

    def about(self, one: Seen) -> str:
        """Doubts with the place to look at, what the case says, what to know."""
        found = one.found
        parts = []
        if found.secret:
            parts.append("图里有完整的卡密：没有记下；发给别人前把中间几位遮住")
        if found.doubts:
            why = [self.doubt(name, found) for name in found.doubts]
            parts.append(f"拿不准：{_STOP.join(why)}。请对照图核对{self.place(found)}")
        parts.append(self.compared(one))
        parts.append(found.note)
        return _STOP.join(filter(None, (part.rstrip("。") for part in parts)))

    def doubt(self, name: str, found: Found) -> str:
        """Why it is not certain."""
        told = self.knowledge.screens.doubts[name]
        return f"{told}（{found.told}）" if name == "format" and found.told else told

    def place(self, found: Found) -> str:
        """How far down the picture, so that the buyer finds it."""
        if found.box is None or not self.reading.height:
            return ""
        middle = (found.box[1] + found.box[3]) / 2
        return f"（在图上从上往下约 {round(100 * middle / self.reading.height)}% 的地方）"

    def compared(self, one: Seen) -> str:
        """What the case says of it."""
        before = self.case.get(one.found.key)
        if before is None or one.found.secret:
            return ""
        told = self.told(one.found.key, before)
        return {
            "same": "和案件里的一样",
            "finer": f"案件里是 {told}，图上更完整",
            "other": f"和案件里的不一样：案件里是 {told}",
        }.get(one.standing, "")

    def told(self, key: str, value: Value) -> str:
        """An answer of the case, private ones masked."""
        question = self.knowledge.question(key)
        labels = {choice.value: choice.label for choice in question.choices} if question else {}
        if str(value) in labels:
            return labels[str(value)]
        shown = Cover(self.case, self.knowledge).value(key, value)
        return in_words(shown, self.knowledge.words)

    def advice(self) -> Iterator[str]:
        """What contradicts the case, what is wrong with the picture, what is lacking, what else."""
        yield from self.contradictions()
        yield from self._troubles()
        yield from self._lacks()
        yield from self.reading.notices

    def contradictions(self) -> Iterator[str]:
        """Line by line what the picture says otherwise than the case."""
        for one in self.seen:
            before = self.case.get(one.found.key)
            if one.standing == "other" and before is not None:
                told = self.told(one.found.key, before)
                yield (
                    f"和案件对不上：{self.name(one)}，图上是 {self.shown(one)}，案件里是 {told}；"
                    "先核对是不是同一笔。"
                )

    def _lacks(self) -> Iterator[str]:
        reading = self.reading
        how = self.knowledge.evidence[reading.kind].how if reading.kind else ""
        by_why: dict[str, list[str]] = {}
        for lack in reading.lacks:
            by_why.setdefault(lack.why, []).append(lack.name)
        if "absent" in by_why:
            yield f"这张图看不到{_JOIN.join(by_why['absent'])}，请补截一张（{how}）。"
        if "unread" in by_why:
            yield f"没有认出{_JOIN.join(by_why['unread'])}：图上有就不用管，没有请补截一张。"
        if "own_eyes" in by_why:
            yield f"程序看不出来、请自己核对的：{_JOIN.join(by_why['own_eyes'])}。"

    def _troubles(self) -> Iterator[str]:
        edges = self.knowledge.screens.edges
        cut = [edges[name] for name in self.reading.troubles if name in edges]
        told = {
            "empty": "一个字也没有认出来：请确认选对了图，用手机里的原图，不要翻拍。",
            "small": "图太小，数字容易看错：请用手机里的原图，不要用聊天里转发压缩过的。",
            "blurred": "图不清楚，数字容易看错：请重新截一张，不要翻拍屏幕。",
        }
        yield from (told[name] for name in self.reading.troubles if name in told)
        if cut:
            yield f"图的{_JOIN.join(cut)}切到了字，可能没有截全。"

    def settings(self, case: str, item: Evidence | None) -> Iterator[str]:
        """How to take over by hand what nobody was asked about."""
        sure = [one for one in self.seen if one.plain]
        pairs = [f"{one.found.key}={self.typed(one.found)}" for one in sure]
        shows = self.shows([one.found.key for one in sure])
        if item is not None and shows:
            pairs.append(f"evidence.{item.id}.shows={','.join(shows)}")
        if pairs:
            call = " ".join(shlex.quote(part) for part in ("refundcli", "set", case, *pairs))
            yield f"没有改动案件。逐项核对过、都对的，可以这样记下：\n  {call}"
        rest = [one for one in self.seen if one.offered and not one.plain]
        for one in rest:
            example = f"{one.found.key}={self.typed(one.found) or '…'}"
            yield f"先核对再决定：refundcli set {shlex.quote(case)} {shlex.quote(example)}"

    def typed(self, found: Found) -> str:
        """The value as `set` takes it."""
        if found.value is None:
            return ""
        value = storable(found.value)
        return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

    def asks(self, key: str) -> bool:
        """Whether the case has a use for such an answer."""
        return concerns(key, self.case, self.knowledge)

    def shows(self, agreed: Collection[str]) -> tuple[str, ...]:
        """The keys that the picture shows: by nature of its kind and as agreed to.

        What it was seen to lack is left away, and what it says otherwise than the case: it would
        be cited as proof of what it denies.
        """
        reading = self.reading
        if reading.kind is None:
            return ()
        asked = self.knowledge.screens.demands.get(reading.kind, ())
        absent = {lack.name for lack in reading.lacks if lack.why == "absent"}
        lost = {key for demand in asked if demand.name in absent for key in demand.keys}
        lost |= {one.found.key for one in self.seen if one.standing == "other"}
        held = (one.found.key for one in self.seen if one.standing == "same")
        own = (*self.knowledge.evidence[reading.kind].shows, *held)
        known = (key for key in own if key not in lost)
        return tuple(dict.fromkeys((*known, *agreed)))

    def record(self, number: int, keys: Sequence[str]) -> str:
        """What would be put down of an item, to be agreed to: of what the case tells."""
        named = {one.found.key: self.name(one) for one in self.seen}
        told = [named.get(key) or self._label(key) for key in keys if key in self.case.answers]
        return f"记下证据{number}看得到：{_JOIN.join(dict.fromkeys(told))}？" if told else ""

    def _label(self, key: str) -> str:
        question = self.knowledge.question(key)
        return question.labels[0] if question and question.labels else key
