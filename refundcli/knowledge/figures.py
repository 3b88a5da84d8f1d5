"""The shape of figures.toml: how numbers, sums and days are written."""

# No annotations as text: each would have to be compiled before a file can be checked against it.
from refundcli.knowledge.schema import Shape


class SumWords(Shape, frozen=True, kw_only=True):
    """Sums of yuan: regular expressions with a group `number`.

    `low`, `about` and `around` say that it is not exact; `tenths`, or `tenth`, and `hundredths`
    come to it.
    """

    yuan: tuple[str, ...]
    """With a sign or a unit."""
    bare: tuple[str, ...]
    """Without, known by the words before them."""
    abroad: str
    """What every sum of another currency has in it."""
    foreign: dict[str, tuple[str, ...]]
    """Sums of another currency, by its code (ISO 4217, or what it is traded as)."""


class DayWords(Shape, frozen=True, kw_only=True):
    """Days of the calendar, regular expressions with groups `month`, `day`, `year` or `ago`."""

    dates: tuple[str, ...]
    slashed: tuple[str, ...]
    clock: str
    """A clock time behind a day: groups `hour`, `minute`, `second`."""
    years: dict[str, int]
    """What `ago` may be -> years before this one."""
    relative: dict[str, int]
    """A word -> days before today."""


class Figures(Shape, frozen=True, kw_only=True):
    """figures.toml."""

    signs: dict[str, int]
    """What a sign in a numeral is worth."""
    words: dict[str, str]
    """Names for groups of words; `<name>` in any pattern here."""
    sums: SumWords
    days: DayWords
