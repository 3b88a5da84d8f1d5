"""A problem, a law, a refusal and a document that nobody has: as files, and nothing else."""

from __future__ import annotations

from typing import Final

SCENARIO: Final = """
family = "delivery"
title = "演示帽子是歪的"
hint = "只在演示里有的问题"
ask = ["facts.hat_tilt", "facts.hat_seen"]
event = ["facts.hat_tilt"]
[questions."facts.hat_tilt"]
ask = "演示帽子歪向哪边？"
type = "choice"
group = "problem"
example = "left"
choices = [
  { value = "left", label = "左边", word = "左侧" },
  { value = "straight", label = "不歪" },
]
[questions."facts.hat_seen"]
ask = "演示帽子是哪天发现歪的？"
type = "date"
group = "problem"
tense = "past"
example = "2026-11-03"
[[rules]]
id = "crooked_hat.crooked"
when = "facts.hat_tilt == 'left'"
responsible = "merchant"
strength = "fair"
stance = "claim"
why = "演示帽子应当是正的。"
[[rules.remedies]]
kind = "refund"
amount = "computed.refund_amount"
working = "实付 {order.amount} 元"
basis = ["duty"]
[rules.basis]
duty = ["hat_law.1"]
[[rules]]
id = "crooked_hat.default"
when = "true"
responsible = "unclear"
strength = "weak"
stance = "clarify"
why = "先问清楚演示帽子歪不歪。"
remedies = [{ kind = "records" }]
[[evidence]]
kind = "order_page"
need = "required"
"""
SENTENCES: Final = """{% import "parts/common.j2" as common with context %}
{% macro again() %}换一顶正的演示帽子{% endmacro %}
{% macro records() %}演示帽子的检验记录{% endmacro %}
{% macro event() %}
{% say "hat.tilt", priority=1, brief=20 %}
演示帽子歪向{{ facts.hat_tilt | label("facts.hat_tilt") }}。{% endsay %}
{% endmacro %}
{% macro argument() %}
{% say "hat.duty", priority=2, brief=40 %}
帽子应当是正的（{{ cite("duty") }}）。{% endsay %}
{% endmacro %}
{% macro goodwill() %}{{ event() }}{% endmacro %}
{% macro goodwill_ask() %}{{ common.small_favour() }}{% endmacro %}
"""
LAW: Final = """
title = "演示帽子法"
short = "演示帽子法"
in_force_from = 2020-01-01
verified_on = 2026-11-22
recheck_by = 2027-11-22
source = { title = "演示出处", url = "https://example.invalid/hat" }
[articles."1"]
article = 1
gist = "卖出的演示帽子应当是正的。"
not_for = "本来就是歪的帽子。"
governs = "purchase"
"""
REFUSAL: Final = """
[refusals.by_design]
title = "演示帽子就是这样设计的"
says = ['帽子就是这样设计']
examples = ["亲，帽子就是这样设计的"]
others = ["帽子可以退"]
right = "有的帽子设计成歪的。"
wrong = "页面写的是正的。"
ask_for = ["product_page"]
next = "把商品页截图发给对方。"
next_document = "merchant_rebuttal"
when = "stance == 'claim'"
[refusals.by_design.basis]
counter = ["hat_law.1"]
"""
COUNTER: Final = """{% macro counter() %}
{% say "by_design.counter", priority=2 %}
商品页没有说帽子是歪的（{{ cite("by_design.counter") }}）。{% endsay %}
{% endmacro %}
{% macro ask() %}{% endmacro %}
"""
DOCUMENT: Final = """
[documents.hat_letter]
title = "演示帽子函"
channel = "merchant"
to = "演示收件人"
limit = 300
open_for = ["claim", "clarify"]
requires = ["order.number", "order.product", "merchant.name"]
demands = false
[documents.hat_letter.basis]
hats = ["hat_law.1"]
"""
LETTER: Final = """{% set me = "我" %}{% set seller = "贵店" %}{% set audience = "merchant" %}
{% import "parts/common.j2" as common with context %}
{% say "order", priority=0, plain=true %}演示函：订单号{{ order.number }}。{% endsay %}
{{ common.events() }}
{% say "hats", priority=3, plain=true %}帽子的事由{{ cite("hats") }}规定。{% endsay %}
"""
FILES: Final = {
    "knowledge/scenarios/crooked_hat.toml": SCENARIO,
    "knowledge/laws/hat_law.toml": LAW,
    "templates/scenarios/crooked_hat.j2": SENTENCES,
    "templates/refusals/by_design.j2": COUNTER,
    "templates/hat_letter.j2": LETTER,
}
ENTRIES: Final = {
    "knowledge/refusals.toml": REFUSAL,
    "knowledge/documents.toml": DOCUMENT,
}
