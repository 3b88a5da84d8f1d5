"""Times in messages and in captured rules: read where they are certain, and nowhere else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundcli.case.model import CHINA
from refundcli.judge.clauses import terms
from refundcli.judge.promised import promised_until
from refundcli.judge.texts.spans import plain, spans
from tests.support import KNOWLEDGE

BASE: Final = KNOWLEDGE.deadlines
SAID: Final = datetime(2026, 6, 11, 15, 0, tzinfo=CHINA)  # a Thursday


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("三天内退", "2026-06-14"),
        ("48小时内给您处理", "2026-06-13"),
        ("48h内处理", "2026-06-13"),
        ("７２小时内退款", "2026-06-14"),
        ("1-3个工作日到账", "2026-06-16"),
        ("1～3天退款", "2026-06-14"),
        ("两三天就给你退", "2026-06-14"),
        ("十五天内", "2026-06-26"),
        ("二十四小时内回复", "2026-06-12"),
        ("一个星期内处理", "2026-06-18"),
        ("一个月内退", "2026-07-11"),
        ("半小时内回复", "2026-06-11"),
        ("明天", "2026-06-12"),
        ("明天上午给您退", "2026-06-12"),
        ("今天之内", "2026-06-11"),
        ("最晚后天", "2026-06-13"),
        ("大后天退", "2026-06-14"),
        ("6月20日前退", "2026-06-20"),
        ("20号之前退款", "2026-06-20"),
        ("5号之前退款", "2026-07-05"),
        ("不超过5个工作日", "2026-06-18"),
        ("等我24小时", "2026-06-12"),
        ("收到，三天内给您退", "2026-06-14"),
        ("今天给您提交退款，1-3个工作日到账", "2026-06-16"),
        ("6月11日的订单三天内处理", "2026-06-14"),
    ],
)
def test_a_promised_time_is_read(text: str, due: str) -> None:
    """In figures or words, of a range the last value, of several times the latest."""
    assert str(promised_until(text, SAID, BASE)) == due


@pytest.mark.parametrize(
    "text",
    [
        "马上给您处理",
        "3天左右到账",
        "预计1-3个工作日到账",
        "尽量三天内给您退",
        "审核通过后3个工作日内退款",
        "收到退货48小时内退款",
        "您先撤诉，撤诉后三天内退",
        "我们24小时内审核，审核后1-3个工作日到账",
        "三天内退不了",
        "给您补一张30天的会员",
        "支持7天无理由",
        "24小时在线客服为您服务",
        "您明天再来问问",
        "这两天给您退",
        "一个半小时内",
        "1.5小时内处理",
        "第一天就给您退",
        "您退款3天了还没到吗",
        "3月1日的订单会退",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    """A guess, a time that hangs on something else, a length that is the goods themselves."""
    assert promised_until(text, SAID, BASE) is None


def test_hours_from_a_day_without_a_clock_end_on_the_last_day_they_may() -> None:
    """Nobody is told to be late before that is certain; the buyer's own time ends early instead."""
    assert promised_until("2小时内给您退", date(2026, 6, 11), BASE) == date(2026, 6, 12)
    (span,) = spans("2小时", BASE.spans)
    assert span.ends(date(2026, 6, 11), early=True) == (date(2026, 6, 11), False)
    assert span.ends(SAID, early=True) == (date(2026, 6, 11), False)


READ: Final = [
    ("商家应在买家提交退款申请后24小时内处理，逾期平台退款。", ["merchant applied 24小时"]),
    (
        "买家申请退款后，卖家须在48小时内响应；平台介入后，3个工作日内给出处理结果",
        ["merchant applied 48小时", "platform opened 3个工作日"],
    ),
    ("平台将在受理投诉之日起七个工作日内作出处理决定", ["platform opened 七个工作日"]),
    ("平台客服将在您提交申请后的24小时内回复", ["platform applied 24小时"]),
    ("提交申请后24小时内商家未处理的，买家可申请平台介入", ["merchant applied 24小时"]),
    ("售后申请提交后，商家应在2个工作日内处理", ["merchant applied 2个工作日"]),
    ("卖家应在买家付款后30分钟内发货", ["merchant paid 30分钟"]),
    ("付款后24小时内发货", ["merchant paid 24小时"]),
    ("确认收货后7天内可申请平台介入", ["buyer received 7天"]),
    ("售后期限为发货后48小时", ["buyer sent 48小时"]),
    ("买家应在收货后24小时内反馈，逾期不予处理", ["buyer received 24小时"]),
    ("收到卡密24小时内如有问题请联系客服", ["buyer received 24小时"]),
    ("平台介入后，买家需在48小时内举证", ["buyer opened 48小时"]),
    ("申请平台介入后，商家须在24小时内举证，之后平台尽快处理", ["merchant opened 24小时"]),
    # From something that is not on record, for nobody in particular, or not firmly.
    ("审核通过后1-3个工作日到账", []),
    ("商家收到退货后48小时内退款", []),
    ("自提交申请之日起3个工作日内", []),
    ("买家付款后申请退款的，商家须在24小时内处理", []),
    ("一般在提交申请后24小时内由商家处理", []),
    ("买家付款后提交申请后，商家须在24小时内处理", []),
    ("商家须在24小时内处理", []),
    ("平台3到5个工作日给结果，商家24到48小时处理", []),
    ("商家提交申请后3天上下处理", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), READ)
def test_a_rule_is_read_for_length_start_and_who_is_bound(text: str, found: list[str]) -> None:
    """All three must be certain: otherwise the rule sets no deadline."""
    starts = {
        "on.platform.applied": "applied",
        "on.platform.platform_opened": "opened",
        "order.paid_at": "paid",
    }
    told = []
    for term in terms(text, BASE.clauses, BASE.spans):
        place = BASE.clauses.anchors.index(term.anchor)
        name = starts.get(term.anchor.starts[0]) or ("", "", "", "received", "sent")[place]
        told.append(f"{term.party} {name} {term.span.words}")
    assert told == found


SIGNS: Final = "一二三十两半0123456789-到至个小时天日月号工作周内后前退。，申请付款平台商家"


@given(st.text(alphabet=SIGNS, max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is written, a time that is read lies within its text and on or after its day."""
    for span in spans(plain(text), BASE.spans):
        assert plain(text)[span.start : span.end] == span.words
        assert span.length > 0
    until = promised_until(text, SAID, BASE)
    assert until is None or until >= SAID.date()
    list(terms(text, BASE.clauses, BASE.spans))
