"""Whole interviews for every scenario, by a piece of each question; all data invented."""

from __future__ import annotations

from typing import Final

Replies = dict[str, object]

ORDER: Final[Replies] = {
    "下面有符合": [],
    "订单号是多少": "TEST0000000001",
    "商品名称": "演示商品甲",
    "一共付了多少": "98.50",
    "什么时候付的款": "2026-11-01 14:01",
    "卖家（店铺）叫": "演示店铺",
    "手里有哪些证据": ["has.order_page", "has.payment_record"],
    "以上是否属实": "yes",
    "信里写的都属实": "yes",
    "接下来": "done",
}
PROMISE: Final[Replies] = {
    "有没有说多久到账": "24h",
    "承诺的是多久到账": "24h",
    "承诺的原话": "付款后24小时内到账",
    "赔多少钱": "10",
}
CARD: Final[Replies] = {
    **ORDER,
    "遇到的是哪种": "card_invalid",
    "页面说的是哪一种": "used",
    "提示的原话": "该卡密已被使用",
    "第一次兑换": "2026-11-01 14:05",
    "在看到这个提示之前": "nobody",
}
NOT_DELIVERED: Final[Replies] = {
    **ORDER,
    **PROMISE,
    "遇到的是哪种": "not_delivered",
    "买的是哪一类": "top_up",
    "现在是什么情况": "nothing",
    "最近一次查看": "2026-11-03 12:00",
}
DELAYED: Final[Replies] = {
    **ORDER,
    **PROMISE,
    "遇到的是哪种": "delayed",
    "买的是哪一类": "top_up",
    "实际是什么时候到账": "2026-11-03 12:00",
    "因为晚到多花了钱": "/",
    "到了以后你用了吗": "used",
}
WRONG_TARGET: Final[Replies] = {
    **ORDER,
    "遇到的是哪种": "wrong_target",
    "买的是哪一类": "top_up",
    "请打开订单核对": "me",
    "本来要充（发）给哪个": "13800000021",
    "实际充（发）到了哪个": "13800000012",
    "现在充（发）出去了吗": "not_sent",
    "最近一次查看": "2026-11-03 12:00",
}
PROMISE_BROKEN: Final[Replies] = {
    **ORDER,
    **PROMISE,
    "遇到的是哪种": "promise_broken",
    "买的是哪一类": "top_up",
    "最后怎么样了": "late",
    "实际是什么时候到账": "2026-11-03 12:00",
}
UNREACHABLE: Final[Replies] = {
    **CARD,
    "下面有符合": ["facts.no_reply"],
    "哪几天联系过": "2026-11-02、2026-11-05",
    "许多商家开店": "marketplace",
    "找过平台客服吗": "told_self",
    "在哪个平台": "演示平台",
}
IDENTITY: Final[Replies] = {
    "在哪个平台": "演示平台",
    "登记的名称": "演示公司",
    "商家的地址": "示例省示例市示例路1号",
    "你的姓名": "测试甲",
    "你的电话": "13800000000",
    "你的通讯地址": "示例省示例市示例路2号",
}
FIRST_LETTERS: Final = {
    "card_invalid": (CARD, "merchant_message"),
    "not_delivered": (NOT_DELIVERED, "merchant_message"),
    "delayed": (DELAYED, "merchant_message"),
    "wrong_target": (WRONG_TARGET, "goodwill_request"),
    "promise_broken": (PROMISE_BROKEN, "merchant_message"),
    "unreachable": (UNREACHABLE, "merchant_message"),
}
