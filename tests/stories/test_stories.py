"""Narratives as people write them are read as a careful reader reads them."""

from __future__ import annotations

import re
from typing import Final

import pytest

from refundcli.judge.classify import OUT, classify
from refundcli.judge.texts.narrative import Reader
from refundcli.judge.texts.stated import Statements, statements
from refundcli.knowledge.schema import Told
from tests.stories import teach
from tests.stories.measure import score
from tests.stories.narratives import EITHER, held_out, taught
from tests.support import KNOWLEDGE, TODAY

READER: Final = Reader(KNOWLEDGE)
STORIES: Final = KNOWLEDGE.stories
TOLD: Final[dict[str, Told]] = {**READER.told, **STORIES.signs}
# Of the narratives that were written before anything here.
FIRST: Final = 0.9
ACCEPTABLE: Final = 0.93
AMONG_THREE: Final = 0.97
OUT_OF_SCOPE: Final = 0.9
LEFT_OPEN: Final = 0.88


def test_narratives_that_nobody_had_seen() -> None:
    """The scenario in front, among three, out of scope, left open."""
    found = score(held_out(), KNOWLEDGE)
    assert found.first >= FIRST
    assert found.acceptable >= ACCEPTABLE
    assert found.among_three >= AMONG_THREE
    assert found.out >= OUT_OF_SCOPE
    assert found.left_open >= LEFT_OPEN


def test_they_are_in_nothing_that_was_taught() -> None:
    """Neither a line that the weights come from nor an example."""
    known = {one.text for one in taught()}
    for told in TOLD.values():
        known |= {*told.examples, *told.others}
    assert len(known) > 5000
    assert {one["text"] for one in held_out()} & known == set()


def test_the_weights_are_those_of_the_lines() -> None:
    """After a line or a pattern has changed, they are made anew."""
    assert KNOWLEDGE.taught.taught_by == teach.fingerprint(KNOWLEDGE)


def test_every_line_names_what_there_is() -> None:
    """Scenarios and nothing else."""
    names = {*KNOWLEDGE.scenario_ids, OUT}
    for one in taught():
        assert {*one.scenario.split(EITHER), *one.also} <= names, one.text


def test_every_scenario_is_taught_and_told() -> None:
    """None is left to its title."""
    assert {*KNOWLEDGE.taught.bias} == {*KNOWLEDGE.scenario_ids, OUT}
    assert {*KNOWLEDGE.scenario_ids} <= {*READER.told}


@pytest.mark.parametrize("name", TOLD)
def test_a_sign_is_found_where_it_is(name: str) -> None:
    """In its examples and not in what comes near; each of its patterns in one of them."""
    told = TOLD[name]
    for text in told.examples:
        assert list(READER.narrative(text).places(told)), text
    for text in told.others:
        narrative = READER.narrative(text)
        assert not [span for span in narrative.places(told) if narrative.counts(span)], text
    for source in told.says:
        alone = Told(says=(source,), examples=told.examples, others=())
        found = [text for text in told.examples if list(READER.narrative(text).places(alone))]
        assert found, source


@pytest.mark.parametrize("place", range(len(STORIES.named)))
def test_what_is_named(place: int) -> None:
    """A choice is read in its examples and in nothing that comes near."""
    named = STORIES.named[place]
    for text in named.examples:
        assert read(text).get(named.key) == named.value, text
    for text in named.others:
        assert read(text).get(named.key) != named.value, text


@pytest.mark.parametrize("place", range(len(STORIES.quoted)))
def test_what_is_quoted(place: int) -> None:
    """A number or a name is read as it is written."""
    quoted = STORIES.quoted[place]
    for text, value in quoted.examples.items():
        assert read(text).get(quoted.key) == value, text
    for text in quoted.others:
        assert quoted.key not in read(text), text


def read(text: str) -> dict[str, str]:
    """What is stated, by key."""
    return {one.key: one.value for one in told(text).facts}


def told(text: str) -> Statements:
    """All that is stated."""
    return statements(READER.narrative(text), KNOWLEDGE, TODAY)


def test_sums_as_they_are_written() -> None:
    """In digits and in words, of yuan and of nothing else."""
    for text, value in STORIES.sums.examples.items():
        assert [f"{one.amount:f}" for one in told(text).amounts] == [value]
    for text in STORIES.sums.others:
        assert told(text).amounts == (), text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("我付了1千5百元", "1500"),
        ("花了3万2", "32000"),
        ("付了2万5千元", "25000"),
        ("付了5千", "5000"),
        ("付了5百块", "500"),
        ("花了99块9", "99.9"),
        ("花了99块3天没到", "99"),
        ("付了5元5角", "5.5"),
        ("花了一块五", "1.5"),
        ("付了一亿两千万元", "120000000"),
        ("付了3.2万元", "32000"),
        ("花了一万二", "12000"),
        ("付了两百五", "250"),
        ("付了三四百元", None),
        ("付了100~200元", None),
        ("付了三百多块", None),
        ("大概花了100块", None),
        ("付了100元左右", None),
        ("付了几十块", None),
        ("充了200话费一直没到账", "200"),
        ("充了30一直没到账", "30"),
        ("交了9800会员费", "9800"),
        ("订单QX-5504-318，75元，支付宝付的", "75"),
        ("付了1,299元", "1299"),
        ("付了6,480钻石", None),
        ("付了6480钻石", None),
        ("付了100韩元", None),
        ("付了100欧元", None),
        ("付了100元宝", None),
        ("付了25美元", None),
        ("付了$25", None),
        ("我没付99元", None),
        ("如果付了99元", None),
        ("商家说付了50元", None),
        ("付了50元，又付了60元", None),
    ],
)
def test_what_was_paid(text: str, amount: str | None) -> None:
    """Read whole; what is about, denied, supposed or told by others is not proposed."""
    assert read(text).get("order.amount") == amount


SUMS_ABROAD: Final = (
    ("充值了12美元，订单丢失", "12", "USD"),
    ("买了19刀的永久会员", "19", "USD"),
    ("paid US$ 4.99 每月", "4.99", "USD"),
    ("付了30u", "30", "USDT"),
    ("刷了NT$ 500", "500", "TWD"),
    ("付了88新台币", "88", "TWD"),
    ("交了20欧。", "20", "EUR"),
    ("花了9.9英镑", "9.9", "GBP"),
    ("充了100 港纸", "100", "HKD"),
    ("一共3000円", "3000", "JPY"),
    ("付了5000韩元", "5000", "KRW"),
    ("扣了15 U", "15", "USDT"),
    ("付了99元", "99", "CNY"),
)


@pytest.mark.parametrize(("text", "amount", "currency"), SUMS_ABROAD)
def test_another_currency_is_told_as_such(text: str, amount: str, currency: str) -> None:
    """It is listed with its code, and never proposed as yuan."""
    found = told(text)
    assert [(f"{one.amount:f}", one.currency) for one in found.amounts] == [(amount, currency)]
    assert ("order.amount" in read(text)) is (currency == "CNY")


def test_every_currency_is_tried() -> None:
    """What is looked for first, `abroad`, must not leave one out."""
    tried = {currency for _, _, currency in SUMS_ABROAD}
    assert tried >= set(KNOWLEDGE.figures.sums.foreign)


def test_a_day_is_named_once() -> None:
    """大前天 is not 前天 too."""
    assert [one.at.isoformat() for one in told("大前天买的").dates] == ["2026-11-19"]


@pytest.mark.parametrize(
    ("piece", "sums_there", "days_there"),
    [("1元，", 5000, 0), ("1月1日，", 0, 4000), ("昨天，", 0, 5000), ("1", 0, 0)],
)
def test_a_long_text_is_read_to_its_end(piece: str, sums_there: int, days_there: int) -> None:
    """Thousands of sums and days: `python -m tests.bench.length` tells how long that takes."""
    found = classify(piece * 5000, KNOWLEDGE, TODAY)
    assert len(found.amounts) == sums_there
    assert len(found.dates) == days_there


@pytest.mark.parametrize(
    ("text", "paid_at"),
    [
        ("2026年11月1日下的单", "2026-11-01"),
        ("11月1号买的", "2026-11-01"),
        ("12月30日付的款", "2025-12-30"),
        ("付款时间：2026-06-24 09:21:53", "2026-06-24T09:21:53+08:00"),
        ("昨天买的", "2026-11-21"),
        ("29/7付款", "2026-07-29"),
        ("2026-11-03 15:30:20付款", "2026-11-03T15:30:20+08:00"),
        ("2026/11/3 10:05付款", "2026-11-03T10:05:00+08:00"),
        ("付款时间：2026-11-03 15:30", "2026-11-03T15:30:00+08:00"),
        ("11月3日付款，付款时间：2026-11-03 15:30", "2026-11-03T15:30:00+08:00"),
        ("去年12月3日付款", "2025-12-03"),
        ("今年11月3日付款", "2026-11-03"),
        ("十一月三号付款", "2026-11-03"),
        ("二〇二六年十一月三日付款", "2026-11-03"),
        ("12/31付款", "2025-12-31"),
        ("11/1付款", "2026-11-01"),
        ("前年12月3日付款", "2024-12-03"),
        ("今天查账发现从前年开始每年扣我263", None),
        ("前天买的", "2026-11-20"),
        ("大前天买的", "2026-11-19"),
        ("11月1日前买的", None),
        ("11月1日下单，11月3日付款", None),
        ("我没在11月3日付款", None),
        ("如果11月3日付款", None),
        ("商家说11月3日付款", None),
        ("2月30日买的", None),
        ("三月九十亿日买的", None),
        ("11月1日申请退款", None),
        ("客服说11月1日前到账", None),
    ],
)
def test_the_day_of_the_purchase(text: str, paid_at: str | None) -> None:
    """A day that has been, named in the clause that tells of the purchase."""
    assert read(text).get("order.paid_at") == paid_at


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("没有充错号，充了三天话费还是没到账，客服说是我充错了", "not_delivered"),
        ("客服非说我的卡密是我自己用掉的，可我兑换时就提示已被使用", "card_invalid"),
        ("買了張點卡，兌換一直失敗，說序號無效", "card_invalid"),
        ("卡蜜兑换提示已使用", "card_invalid"),
        ("冲话费一直没到帐", "not_delivered"),
        ("充完钻石号被封了", "account_banned"),
        ("老板卷款跑路了，网站都打不开", "runaway"),
    ],
)
def test_words_as_people_write_them(text: str, scenario: str) -> None:
    """Denied, quoted, in traditional characters, mistyped, in slang."""
    found = classify(text, KNOWLEDGE, TODAY)
    assert found.decided
    assert found.candidates[0].scenario == scenario
    assert found.candidates[0].reasons


def test_reasons_are_words_of_the_text() -> None:
    """Nothing is said to have been said that was not."""
    for one in held_out():
        for candidate in classify(one["text"], KNOWLEDGE, TODAY).candidates:
            for words in candidate.reasons:
                assert words in one["text"]


def test_a_text_that_says_too_little_is_asked_for_more() -> None:
    """No scenario is made of nothing."""
    for text in ("", "？？？", "在吗", "退款", "😀", "123456"):
        found = classify(text, KNOWLEDGE, TODAY)
        assert not found.decided, text
        assert found.question


def test_no_pattern_counts_without_an_end() -> None:
    """A long text takes no longer than its length."""
    for told in TOLD.values():
        for source in told.says:
            assert not re.search(r"(?<!\\)[*+]", source.replace("[＊*]", "")), source
