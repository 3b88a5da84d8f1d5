"""An invented buyer: what such a person might tick, choose or type at each prompt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from refundcli.knowledge.schema import Question

# An ordinary day twice, then days on which something may turn: a year's end, a leap day.
TODAYS: Final = tuple(
    date.fromisoformat(day)
    for day in ("2026-11-22", "2026-11-22", "2026-04-14", "2026-12-31", "2028-02-29")
)
PAID_DAYS_AGO: Final = (0, 1, 2, 5, 12, 16, 21, 21, 21, 40, 40, 100, 400, 1095, 1096, 1500)
DAYS_LATER: Final = (0, 0, 0, 1, 1, 2, 3, 4, 7, 10, 20, 60)
CODE: Final = "DEMO-1234-5678-WXYZ"
ID_NUMBER: Final = "000000199001010000"
PHONE: Final = "13800000000"
MARKUP: Final = "{{ 7 * 7 }}[b]演示[/b]"
LONG: Final = "演示：" + "写得很长的一段话，" * 12 + "说完了"
# Words as people leave them: marks at the end, quotation marks, markup, what must not be shown.
TEXTS: Final = (
    "演示内容甲",
    "演示内容乙",
    "系统提示：该内容已被使用。",
    "“请联系上游处理”",
    "他说“马上处理”，后来没有消息！",
    "付款后24小时内到账；超时赔付",
    MARKUP,
    f"卡密{CODE}无法使用",
    "演示\u202e文字\x1b[31m带控制符",
    "第一行\n第二行",
)
NAMES: Final = {
    "order.number": ("TEST0000000001", "DEMO-2026-01", "1234"),
    "order.product": ("演示商品甲", "“演示”游戏点券1000点", "演示会员·年卡（12个月）"),
    "order.platform": ("演示平台", "演示店铺"),
    "merchant.name": ("演示店铺", "演示店铺（专营）"),
    "merchant.legal_name": ("示例省演示科技有限公司",),
    "merchant.credit_code": ("91000000MA00000000",),
    "platform.credit_code": ("91000000MA00000001",),
    "merchant.representative": ("测试丙",),
    "platform.legal_name": ("示例省演示平台有限公司",),
    "buyer.name": ("测试甲",),
    "buyer.gender": ("女", "男"),
    "buyer.ethnicity": ("汉族",),
    "buyer.occupation": ("职员",),
    "buyer.postcode": ("000000",),
    "buyer.id_number": (ID_NUMBER,),
    "buyer.agent.id_number": ("000000199001010001",),
    "buyer.agent.name": ("测试乙",),
    "buyer.guardian.name": ("测试丁",),
    "buyer.guardian.relation": ("母亲", "父亲"),
    "order.card_code": (CODE,),
    "order.payment_number": ("TEST4200000001",),
    "order.merchant_payment_number": ("TEST2026000001",),
    "facts.court": ("示例省示例市示例区人民法院",),
}
AMOUNTS: Final = ("98.50", "98.50", "9.9", "300", "1,200.00", "20000", "120000")
SAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "money": ("0.01", "5", "30.00", "98.50", "800"),
    "number": ("1", "2", "3", "10", "12", "30"),
    "duration": ("立即", "10分钟", "2小时", "72小时", "30天"),
    "phone": (PHONE,),
}
# An answer that contradicts another one is refused, and another one is given.
TRIES: Final = 6
SETS_TRIED: Final = 20


class Buyer:
    """Habits are drawn once, so that the answers of one walk fit together."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        # What was thought of later is drawn apart, so that the walks stay what they were.
        self.aside = Random(str(rng.getstate()))  # noqa: S311 - reproducible, not secret
        self.today = rng.choice(TODAYS)
        self.paid = self.today - timedelta(days=rng.choice(PAID_DAYS_AGO))
        self.unsure = rng.choice((0.0, 0.02, 0.05, 0.3))
        self.keeps = rng.choice((0.1, 0.5, 0.9, 1.0))
        self.ticks = rng.choice((0.0, 0.02, 0.05, 0.1, 0.3))
        self.wordy = rng.random() < 0.05

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.rng.random() < probability

    def typed(self, key: str, question: Question) -> Iterator[str]:
        """Valid answers as they are typed, one after the other; of a list each choice once."""
        values = [choice.value for choice in question.choices]
        if question.type == "choice":
            yield from self.rng.sample(values, len(values))
        elif question.type == "yesno":
            yield from self.rng.sample(("是", "否"), 2)
        else:
            tries = SETS_TRIED if question.type == "choices" else TRIES
            yield from (self._one(key, question, values) for _ in range(tries))

    def block(self, questions: Mapping[str, Question]) -> str:
        """A page of the order pasted as it stands: what each line is, a colon, what it says."""
        labelled = [key for key, question in questions.items() if question.labels]
        lines = (
            f"{questions[key].labels[0]}：{next(self.typed(key, questions[key]))}".replace(
                "\n", " "
            )
            for key in self.rng.sample(labelled, min(len(labelled), 6))
        )
        return "\n".join(lines)

    def _one(self, key: str, question: Question, values: list[str]) -> str:
        if question.type == "choices":
            return ",".join(self.rng.sample(values, min(len(values), self.rng.randint(1, 3))))
        if question.type in ("time", "date", "dates"):
            return self._moment(key, question)
        if question.type in SAMPLES:
            return self.rng.choice(AMOUNTS if key == "order.amount" else SAMPLES[question.type])
        return self._text(key)

    def _text(self, key: str) -> str:
        if key in NAMES:
            return self.rng.choice(NAMES[key])
        if key.startswith(("buyer.", "merchant.", "platform.")):
            return "示例省示例市示例路1号"
        return LONG if self.wordy and self.chance(0.3) else self.rng.choice(TEXTS)

    def _moment(self, key: str, question: Question) -> str:
        """Around the purchase, or around today; a clock time is not always remembered."""
        if key == "buyer.birth":
            return "1990-01-01"
        if question.type == "dates":
            return "、".join(self._day(question) for _ in range(self.rng.randint(1, 3)))
        day = f"{self.paid}" if key == "order.paid_at" else self._day(question)
        clock = f" {self.rng.choice(('00:00', '09:00', '14:05', '14:30', '23:59'))}"
        return day + (clock if question.type == "time" and self.chance(0.8) else "")

    def _day(self, question: Question) -> str:
        if question.tense == "future":
            return f"{self.today + timedelta(days=self.rng.choice((0, 1, 7, 30)))}"
        after = timedelta(days=self.rng.choice(DAYS_LATER))
        found = self.today - after if self.chance(0.4) else self.paid + after
        return f"{found if question.tense != 'past' else min(found, self.today)}"
