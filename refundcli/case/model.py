"""A case as the rooms above see it: answers by path, and how each key was answered if at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import cached_property
from itertools import count

import msgspec

_NUMBERED = re.compile(r"E[1-9]\d{0,3}")
CHINA = timezone(timedelta(hours=8))

Value = (
    str | int | bool | Decimal | datetime | date | timedelta | tuple[str, ...] | tuple[date, ...]
)


class State(Enum):
    """How a question stands; only ANSWERED carries a value, the others are unknown to a rule."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    SKIPPED = "skipped"
    NEVER = "never"


class Evidence(msgspec.Struct, frozen=True):
    """One item of proof; `number` is the same in every document and never given again.

    What stands after `note` was recorded when its file was filed; `name` is the original's.
    """

    id: str
    number: int
    kind: str
    file: str | None
    shows: tuple[str, ...] | None
    captured_at: datetime | date | None
    note: str | None
    name: str | None = None
    type: str | None = None
    size: int | None = None
    sha256: str | None = None
    file_time: datetime | date | None = None
    added_at: datetime | date | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that happened since: who did what on which channel, when.

    `document` is the letter that was sent with it, `evidence` what shows it, `corrects` the earlier
    line in whose place it stands; without a `kind` it only takes that line back.
    """

    id: str
    at: datetime | date | None
    by: str | None
    channel: str | None
    kind: str | None
    text: str | None
    amount: Decimal | None
    evidence: tuple[str, ...] = ()
    document: str | None = None
    corrects: str | None = None

    @property
    def day(self) -> date | None:
        """The day on which it happened."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


class Case(msgspec.Struct, frozen=True, dict=True):
    """Everything the buyer told: `answers` maps a path (`order.amount`) to a checked value."""

    answers: Mapping[str, Value]
    unknown: frozenset[str] = frozenset()
    unavailable: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()

    def get(self, key: str) -> Value | None:
        """The answer, or None when there is none."""
        return self.answers.get(key)

    def text(self, key: str) -> str:
        """The answer as text, empty when there is none; for ids and names."""
        value = self.answers.get(key)
        return value if isinstance(value, str) else ""

    def state(self, key: str) -> State:
        """Whether and how the key was answered."""
        if key in self.answers:
            return State.ANSWERED
        return self._unanswered.get(key, State.NEVER)

    @cached_property
    def _unanswered(self) -> Mapping[str, State]:
        """Keys that were put and have no value; of several lists the first one counts."""
        return {
            **dict.fromkeys(self.skipped, State.SKIPPED),
            **dict.fromkeys(self.unavailable, State.UNAVAILABLE),
            **dict.fromkeys(self.unknown, State.UNKNOWN),
        }

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Items by number."""
        numbers = _numbered(self._records("evidence"))
        return tuple(
            Evidence(
                id=name,
                number=number,
                kind=self.text(f"evidence.{name}.kind"),
                file=self.text(f"evidence.{name}.file") or None,
                shows=_texts(self.get(f"evidence.{name}.shows")),
                captured_at=_moment(self.get(f"evidence.{name}.captured_at")),
                note=self.text(f"evidence.{name}.note") or None,
                name=self.text(f"evidence.{name}.name") or None,
                type=self.text(f"evidence.{name}.type") or None,
                size=_count(self.get(f"evidence.{name}.size")),
                sha256=self.text(f"evidence.{name}.sha256") or None,
                file_time=_moment(self.get(f"evidence.{name}.file_time")),
                added_at=_moment(self.get(f"evidence.{name}.added_at")),
            )
            for name, number in sorted(numbers.items(), key=lambda pair: pair[1])
        )

    @cached_property
    def problems(self) -> Mapping[str, str]:
        """How each problem stands that something was said of: persists, resolved or dropped."""
        return {name: self.text(f"problems.{name}.state") for name in self._records("problems")}

    @cached_property
    def log(self) -> tuple[Event, ...]:
        """Every line that was written down, corrected ones too, in the order of writing."""
        return tuple(
            Event(
                id=name,
                at=_moment(self.get(f"events.{name}.at")),
                by=self.text(f"events.{name}.by") or None,
                channel=self.text(f"events.{name}.channel") or None,
                kind=self.text(f"events.{name}.kind") or None,
                text=self.text(f"events.{name}.text") or None,
                amount=_sum(self.get(f"events.{name}.amount")),
                evidence=_texts(self.get(f"events.{name}.evidence")) or (),
                document=self.text(f"events.{name}.document") or None,
                corrects=self.text(f"events.{name}.corrects") or None,
            )
            for name in self._records("events")
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What stands, by time; what was written down in place of another line, where that was."""
        standing = (event for event in self.log if event.id not in self.corrected)
        real = (event for event in standing if event.kind or not event.corrects)
        target_of = {event.id: event.corrects for event in self.log}
        place = {name: number for number, name in enumerate(target_of)}
        for name in target_of:
            place[name] = min(
                place.get(line, place[name]) for line in (name, *chain(name, target_of))
            )
        return by_time(sorted(real, key=lambda event: place[event.id]))

    @cached_property
    def corrected(self) -> frozenset[str]:
        """Lines that another one stands in for or takes back.

        What takes back a correction undoes that alone: the line it corrected stands again. Whoever
        sorts a file by time moves the lines; so the last of a chain is found by what it names.
        """
        target_of = {event.id: event.corrects for event in self.log}
        out: set[str] = set()
        for event in sorted(self.log, key=lambda line: -len(chain(line.id, target_of))):
            target = event.corrects if event.id not in out else None
            while target and target not in out:
                out.add(target)
                target = target_of.get(target) if event.kind else None
        return frozenset(out)

    def _records(self, table: str) -> list[str]:
        prefix = f"{table}."
        names = (key.split(".")[1] for key in self.answers if key.startswith(prefix))
        return list(dict.fromkeys(names))


def chain(name: str, target_of: Mapping[str, str | None]) -> list[str]:
    """What a line corrects, what that one corrects, and so on; in a circle each once."""
    found: list[str] = []
    target = target_of.get(name)
    while target and target not in found:
        found.append(target)
        target = target_of.get(target)
    return found


def by_time(events: Iterable[Event]) -> tuple[Event, ...]:
    """Lines as things happened; those without a time last.

    Of one day a line without a clock comes behind those that were written down before it: who asked
    at ten, and says later that the shop refused that day, does not say that it refused first.
    """
    latest: dict[date | None, datetime] = {}
    placed: list[tuple[datetime, Event]] = []
    for event in events:
        moment = sort_key(event.at)
        if not isinstance(event.at, datetime):
            moment = max(moment, latest.get(event.day, moment))
        latest[event.day] = max(moment, latest.get(event.day, moment))
        placed.append((moment, event))
    return tuple(event for _, event in sorted(placed, key=lambda pair: pair[0]))


def sort_key(moment: datetime | date | None) -> datetime:
    """A total order of days and moments: a bare day counts from its first minute."""
    if isinstance(moment, datetime):
        return moment
    if moment is None:
        return datetime.max.replace(tzinfo=CHINA)
    return datetime(moment.year, moment.month, moment.day, tzinfo=CHINA)


def _numbered(names: list[str]) -> dict[str, int]:
    """E3 is number 3, whatever was taken out before it; other names take what is left, in order."""
    own = {name: int(name[1:]) for name in names if _NUMBERED.fullmatch(name)}
    left = (number for number in count(1) if number not in own.values())
    return {name: own.get(name) or next(left) for name in names}


def _texts(value: Value | None) -> tuple[str, ...] | None:
    return tuple(str(item) for item in value) if isinstance(value, tuple) else None


def _moment(value: Value | None) -> datetime | date | None:
    return value if isinstance(value, date) else None


def _count(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None


def _sum(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
