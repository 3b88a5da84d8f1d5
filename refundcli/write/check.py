"""Any text, whoever wrote it, held against the same rules as a draft; nothing is changed in it."""

from __future__ import annotations

from collections.abc import Iterator

from refundcli.write.checking.against import Against
from refundcli.write.checking.citations import citations, register_of
from refundcli.write.checking.habits import habits
from refundcli.write.checking.laws import Bench
from refundcli.write.checking.needs import missing, private, too_long
from refundcli.write.checking.problem import Problem, settled
from refundcli.write.checking.reader import Reader
from refundcli.write.checking.setting import Setting


def check(text: str, setting: Setting) -> tuple[Problem, ...]:
    """Every problem with its place, in the order of the text; what is missing comes last."""
    return settled(_problems(Reader(text, setting.knowledge), setting))


def _problems(reader: Reader, setting: Setting) -> Iterator[Problem]:
    cited = tuple(citations(reader, register_of(setting.knowledge)))
    bench = Bench(reader, setting)
    for one in cited:
        yield from bench.problems(one)
    yield from habits(reader, setting, cited)
    yield from private(reader, setting)
    yield from too_long(reader, setting)
    yield from missing(reader, setting)
    if setting.facts is not None:
        yield from Against(reader, setting, setting.facts).problems()
