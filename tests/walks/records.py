"""What a case holds beside the answers to prompts: events, problems, wishes, a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Final

from refundcli.case.edit import Change
from refundcli.case.model import State
from tests.support import KNOWLEDGE
from tests.walks.buyer import CODE, Buyer

PAID: Final = Decimal("98.50")
# What comes back of a price.
PARTS: Final = tuple(map(Decimal, ("0.001", "0.1", "0.5", "0.8", "0.95", "1")))
LEAST: Final = Decimal("0.01")
# Who does what on which channel.
HAPPENINGS: Final = (
    ("buyer", "merchant", "asked"),
    ("buyer", "merchant", "reminded"),
    ("merchant", "merchant", "replied"),
    ("merchant", "merchant", "refused"),
    ("merchant", "merchant", "refused"),
    ("merchant", "merchant", "stalled"),
    ("merchant", "merchant", "promised"),
    *[("merchant", "merchant", "refunded")] * 4,
    ("buyer", "platform", "applied"),
    ("platform", "platform", "platform_opened"),
    ("platform", "platform", "platform_decided"),
    ("platform", "platform", "refused"),
    ("platform", "platform", "stalled"),
    ("buyer", "market_12315", "filed"),
    ("authority", "market_12315", "accepted"),
    ("authority", "market_12315", "rejected"),
    ("authority", "consumer_association", "mediation_ended"),
    ("buyer", "police", "filed"),
    ("buyer", "market_12315", "withdrawn"),
)
ODDS_OF_CORRECTING: Final = 0.15
ODDS_OF_TAKING_BACK: Final = 0.4
ODDS_OF_A_LETTER: Final = 0.5
ODDS_OF_PROOF: Final = 0.3
STORIES: Final = (
    "买了东西，一直没有解决",
    "其实我已经兑换过了，想说没用过",
    "随便编个理由能退就行",
    "不退钱我就曝光",
    "我是代退款的",
    "朋友说可能是黑卡",
)
# Keys that no prompt puts: only a file or `--set` holds them.
ASIDE: Final = (
    "order.ordered_at",
    "order.card_code",
    "order.merchant_payment_number",
    "order.quantity",
    "order.affected",
    "merchant.phone",
    "merchant.representative",
    "platform.name",
    "platform.legal_name",
    "platform.address",
    "platform.credit_code",
    "platform.phone",
    "facts.seller_knew",
    "facts.contacted_on",
    "facts.returned",
    "demand.kind",
    "demand.amount",
    "demand.reply_by",
    "buyer.id_number",
    "buyer.agent.id_number",
)
UNPROMPTED: Final = tuple(
    key
    for name in KNOWLEDGE.scenario_ids
    for key, question in KNOWLEDGE.questions_of([name]).items()
    if question.when == "false"
)


def known_before(buyer: Buyer) -> Iterator[Iterator[Change]]:
    """Order, other side and person as a file may hold them; of each one answer or another."""
    for key, question in KNOWLEDGE.common.questions.items():
        told = question.group in ("order", "party", "buyer") and buyer.chance(0.8)
        if told or key == "order.goods":
            yield (Change(key, typed) for typed in buyer.typed(key, question))


def told_beside(buyer: Buyer) -> list[Change]:
    """Some of all this, drawn anew for each walk."""
    parts: tuple[tuple[float, Callable[[Buyer], Iterator[Change]]], ...] = (
        (0.4, events),
        (0.2, _problems),
        (0.1, _story),
        (0.5, _aside),
        (0.2, _proof),
    )
    return [change for odds, part in parts if buyer.chance(odds) for change in part(buyer)]


def events(buyer: Buyer, first: int = 1, paid: Decimal = PAID) -> Iterator[Change]:
    """What happened since, as `log` records it."""
    refusals = [text for item in KNOWLEDGE.refusals.values() for text in item.examples]
    for number in range(first, first + buyer.rng.randint(1, 4)):
        by, channel, kind = buyer.rng.choice(HAPPENINGS)
        days = buyer.rng.choice((0, 0, 1, 3, 8, 17, 40))
        record: dict[str, object] = {"by": by, "channel": channel, "kind": kind}
        if buyer.chance(0.9):
            record["at"] = f"{max(buyer.paid, buyer.today - timedelta(days=days))}"
        if kind == "refunded":
            part = paid * buyer.rng.choice(PARTS)
            record["amount"] = f"{max(part, LEAST).quantize(LEAST)}"
        elif by != "buyer":
            record["text"] = buyer.rng.choice(
                (*refusals, "明天给您处理。", f"卡密{CODE}已经用过了")
            )
        # An event is told whole: half of one says something else.
        yield Change(f"events.e{number}", _beside(record, number, first))


def _beside(record: dict[str, object], number: int, first: int) -> dict[str, object]:
    """Letter, proof, which earlier line it stands for; at times it only takes that line back.

    Drawn from the line itself, so that the rest of a walk does not hang on it.
    """
    rng = Random(f"{number}{record}")  # noqa: S311 - reproducible, not secret
    if rng.random() < ODDS_OF_CORRECTING and number > first:
        record |= {"corrects": f"e{rng.randrange(first, number)}"}
        if rng.random() < ODDS_OF_TAKING_BACK:
            return {name: record[name] for name in ("at", "corrects") if name in record}
    letters = KNOWLEDGE.road.log[str(record["kind"])].documents
    own = [name for name in letters if _goes_to(name) in (record["channel"], "any")]
    if own and rng.random() < ODDS_OF_A_LETTER:
        record |= {"document": rng.choice(own)}
    if rng.random() < ODDS_OF_PROOF:
        record |= {"evidence": rng.sample(("E1", "E2", "E3", "X1"), rng.choice((1, 1, 2)))}
    return record


def _goes_to(document: str) -> str:
    return KNOWLEDGE.documents.documents[document].channel


def _problems(buyer: Buyer) -> Iterator[Change]:
    names = buyer.rng.sample(KNOWLEDGE.scenario_ids, buyer.rng.choice((1, 1, 1, 2)))
    yield Change("also", names)
    if buyer.chance(0.05):
        yield Change("scenario", buyer.rng.choice(KNOWLEDGE.scenario_ids))


def _story(buyer: Buyer) -> Iterator[Change]:
    yield Change("story", buyer.rng.choice(STORIES))


def _aside(buyer: Buyer) -> Iterator[Change]:
    for key in (*ASIDE, *UNPROMPTED):
        if buyer.chance(0.15):
            question = KNOWLEDGE.question(key)
            assert question is not None, key
            yield Change(key, next(buyer.typed(key, question)))


def _proof(buyer: Buyer) -> Iterator[Change]:
    """Proof with a day, with what it shows, or known not to be had."""
    kinds = buyer.rng.sample(list(KNOWLEDGE.evidence), 3)
    yield Change(f"has.{kinds[0]}", state=State.UNAVAILABLE)
    yield Change("evidence.X1", {"kind": kinds[1], "captured_at": f"{buyer.today}"})
    yield Change("evidence.X2", {"kind": kinds[2], "shows": ["order.number", "order.amount"]})
