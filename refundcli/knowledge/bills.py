"""The shape of bills.toml: payment exports by their columns, and how each service words things."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from typing import Literal

from refundcli.knowledge.schema import Shape, Source

Field = Literal[
    "time",
    "paid",
    "payee",
    "account",
    "product",
    "kind",
    "direction",
    "amount",
    "refunded",
    "method",
    "status",
    "number",
    "merchant_number",
    "note",
]
"""`paid` is the moment of payment where the export tells it apart from that of the order."""

Status = Literal[
    "paid",
    "refunded",
    "partly_refunded",
    "closed",
    "unclear",
    "refund",
    "received",
    "neutral",
]


class Service(Shape, frozen=True, kw_only=True):
    """How one payment service words its rows; what a pattern reads has had its brackets halved."""

    title: str
    payment: str
    """The value of `order.payment`."""
    compatible: tuple[str, ...] = ()
    """Values of `order.payment` that say nothing else."""
    transfers: str
    """Kinds of transaction by which money goes to a person."""
    transfer: str
    """The value of `order.payment` for them."""
    either: str = ""
    """Kinds by which a person is paid as well as a shop: nothing is proposed for them."""
    paid: tuple[str, ...]
    closed: tuple[str, ...] = ()
    """Money may have moved before: not where nothing was paid with."""
    unpaid: tuple[str, ...] = ()
    refund: tuple[str, ...] = ()
    """The row itself is a refund."""
    refund_kind: str = ""
    """So is one of money coming in under such a kind of transaction; names the `payee`."""
    refund_number: str = ""
    """In the number of a refund the `number` of its payment."""
    refund_product: str = ""
    """In the product of a refund the `product` that was paid for."""
    refunded_all: tuple[str, ...] = ()
    refunded_part: str = ""
    """A status that tells of a part, with its `amount`."""


class Layout(Shape, frozen=True, kw_only=True):
    """One layout: which column holds what. Names are compared without blanks, brackets halved."""

    service: str
    title: str
    source: Source
    columns: dict[Field, str]
    optional: dict[Field, str]
    """Read where it is there; without it nothing is refused."""
    ends: bool = False
    """Lines of dashes follow the rows: without them the file is not whole."""


class Foreign(Shape, frozen=True, kw_only=True):
    """An export of somebody else's, told by columns that only it has."""

    title: str
    columns: tuple[str, ...]


class Impostor(Shape, frozen=True, kw_only=True):
    """A file of another type, whatever its name says, told by its first bytes (hexadecimal)."""

    starts: str
    holds: str = ""
    """Bytes that must stand in it besides."""
    told: str


class Standing(Shape, frozen=True, kw_only=True):
    """What is said of a row; `why` it cannot be the payment, empty where it can."""

    title: str
    why: str = ""
    listed: bool = True


class Bills(Shape, frozen=True, kw_only=True):
    """bills.toml."""

    most_mb: int
    most_unpacked_mb: int
    most_cells: int
    """Between the first and the last of a worksheet."""
    header_within: int
    """The header stands in one of so many first lines."""
    alike_minutes: int
    """Two payments of one sum to one payee within so many minutes are pointed out."""
    clock_minutes: int
    """A time that the buyer told may differ by so much from the bill's."""
    day_slack: int
    """A refund told of this many days away is still the bill's."""
    money_out: tuple[str, ...]
    money_in: tuple[str, ...]
    money_still: tuple[str, ...]
    common: tuple[str, ...]
    """What many names have: it makes none like another."""
    nothing: tuple[str, ...]
    """What stands in a cell that says nothing."""
    returned: tuple[str, ...]
    """Keys under which the buyer may have told already what came back."""
    services: dict[str, Service]
    layouts: tuple[Layout, ...]
    foreign: tuple[Foreign, ...] = ()
    impostors: tuple[Impostor, ...] = ()
    statuses: dict[Status, Standing]
