"""Every article of the law base, cited or not: its number, its words, its dates."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Final

import pytest

from refundcli.knowledge.schema import Article
from tests.support import KNOWLEDGE

# The last article of each law that was checked; of an excerpt or a part, the last one read.
LAST: Final = {
    "advertising_law": 74,
    "anti_fraud_law": 50,
    "civil_code": 1260,
    "civil_procedure_interpretation": 550,
    "civil_procedure_law": 269,
    "complaint_measures": 46,
    "complaint_measures_2020": 40,
    "consumer_law": 63,
    "consumer_rules": 53,
    "contract_interpretation": 69,
    "contract_supervision_measures": 23,
    "criminal_law": 312,
    "ecommerce_law": 89,
    "evidence_rules": 100,
    "fee_measures": 56,
    "fraud_interpretation": 11,
    "general_interpretation": 39,
    "limitation_rules": 21,
    "minors_online_regulation": 60,
    "online_consumer_interpretation": 20,
    "online_litigation_rules": 39,
    "online_trading_measures": 56,
    "payment_regulation": 60,
    "penalty_measures": 22,
    "penalty_procedure": 20,
    "platform_rules_measures": 47,
    "prepaid_interpretation": 27,
    "price_rules": 27,
    "public_security_law": 144,
    "sales_interpretation": 33,
    "seven_day_measures": 38,
    "telecom_appeal_measures": 14,
    "telecom_regulation": 80,
    "unfair_competition_law": 41,
}
# Those of which only a part was read.
PARTS: Final = (
    "civil_procedure_law",
    "criminal_law",
    "penalty_procedure",
    "telecom_appeal_measures",
)
# Advice may rest on these; a letter never names a crime, so no rule may cite them.
BACKGROUND: Final = ("criminal_law", "fraud_interpretation")
ENTRIES: Final = [
    (f"{stem}.{number}", article)
    for stem in KNOWLEDGE.law_ids
    for number, article in KNOWLEDGE.law(stem).articles.items()
]


def number_of(article: Article) -> tuple[int, int, int]:
    """Article, paragraph and item, 0 where not named."""
    return article.article, article.paragraph, article.item


@pytest.mark.parametrize("pair", ENTRIES, ids=[name for name, _ in ENTRIES])
def test_an_article_is_what_its_id_says(pair: tuple[str, Article]) -> None:
    """The id is the number that a letter writes, and the law has such an article."""
    name, article = pair
    stem, _, number = name.partition(".")
    assert number == ".".join(str(part) for part in number_of(article) if part)
    assert 0 < article.article <= LAST.get(stem, article.article)
    assert article.paragraph >= 0
    assert article.item >= 0


@pytest.mark.parametrize("pair", ENTRIES, ids=[name for name, _ in ENTRIES])
def test_an_article_speaks_in_whole_sentences(pair: tuple[str, Article]) -> None:
    """What the buyer reads ends where it ends, is Chinese, and says when it does not help."""
    for text in filter(None, (pair[1].gist, pair[1].not_for, pair[1].doubt)):
        assert text == text.strip()
        assert text.endswith(("。", "。）", "”。"))
        assert not set(text) & set(",;:()?!\n\t")
    assert pair[1].gist
    assert pair[1].not_for


@pytest.mark.parametrize("stem", KNOWLEDGE.law_ids)
def test_a_law_stands_in_order(stem: str) -> None:
    """Articles go upwards, each number once, the whole before its parts."""
    numbers = [number_of(article) for article in KNOWLEDGE.law(stem).articles.values()]
    assert all(first < second for first, second in pairwise(numbers))


@pytest.mark.parametrize("stem", KNOWLEDGE.law_ids)
def test_a_law_is_looked_at_again_in_time(stem: str) -> None:
    """In force before it was checked, and checked again within a year."""
    law = KNOWLEDGE.law(stem)
    assert law.in_force_from <= law.verified_on
    assert law.recheck_by - law.verified_on <= timedelta(days=366)
    assert law.doubt == "" or law.doubt.endswith("。")


def test_names_tell_laws_apart() -> None:
    """No two laws look the same in a letter."""
    laws = [KNOWLEDGE.law(stem) for stem in KNOWLEDGE.law_ids]
    assert len({law.title for law in laws}) == len(laws)
    assert len({law.short for law in laws}) == len(laws)
    aliases = [name for law in laws for name in law.aliases]
    assert len({*aliases}) == len(aliases)
    assert {*aliases} & {name for law in laws for name in (law.title, law.short)} == set()


@pytest.mark.parametrize("stem", KNOWLEDGE.law_ids)
def test_a_law_ends_with_its_last_article(stem: str) -> None:
    """As it was checked; of what was read in part the law itself says where it ends, or nothing."""
    last, read = KNOWLEDGE.law(stem).last, LAST[stem]
    assert last >= read if stem in PARTS and last else last == (0 if stem in PARTS else read)


def test_a_successor_follows_at_once() -> None:
    """Between the old complaint procedure and the new one lies neither a gap nor an overlap."""
    old, new = KNOWLEDGE.law("complaint_measures_2020"), KNOWLEDGE.law("complaint_measures")
    assert old.in_force_to == new.in_force_from - timedelta(days=1)
    assert new.in_force_to is None


def test_criminal_law_stays_in_the_background() -> None:
    """No rule cites what only advice may rest on."""
    rules = [
        rule for name in KNOWLEDGE.scenario_ids for rule in KNOWLEDGE.scenario(name).rules
    ] + list(KNOWLEDGE.channels.gates)
    cited = {name for rule in rules for ids in rule.basis.values() for name in ids}
    assert [name for name in sorted(cited) if name.startswith(BACKGROUND)] == []
