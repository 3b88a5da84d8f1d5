"""Saved cases: `new`, `resume`, `show`, `set`."""

from __future__ import annotations

import sys

from refundcli import api
from refundcli.case.edit import Change, parse_set
from refundcli.case.keys import LISTS, is_removable, unknown_key
from refundcli.case.log import VOID, rewritten
from refundcli.case.model import Case
from refundcli.case.store import Saved
from refundcli.cli.diagnostics import note
from refundcli.cli.lines import blocks as log_blocks
from refundcli.cli.output import emit_json, emit_text
from refundcli.cli.porch import Inputs, Porch, load, open_porch, saved, scripted
from refundcli.cli.screens import case as case_blocks
from refundcli.cli.show import show as show_blocks
from refundcli.errors import InvalidInputError, MissingFactsError, WrongCallError
from refundcli.judge import interview
from refundcli.judge.facts import Facts
from refundcli.judge.missing import ask_of, told


def new(inputs: Inputs, case_id: str | None, *, as_json: bool) -> None:
    """A new case: by the wizard, or from a file and `--set`."""
    porch = open_porch(inputs.today)
    if inputs.answers is None and not inputs.sets:
        start(porch, case_id)
        return
    document = scripted(porch, inputs)
    name = case_id or str(document.get("id") or porch.store.new_id(porch.today))
    path = porch.store.create(name, document)
    facts = Facts(saved(porch, name).case, porch.knowledge, porch.today)
    missing = _missing(facts)
    if as_json:
        emit_json({"id": name, "path": str(path), "missing": missing})
    else:
        emit_text(f"已保存案件 {name}：{path}")
        for item in missing:
            note(f"还缺：{item['ask']}（{item['key']}）")


def resume(case: str | None, today: str | None) -> None:
    """Go on with a saved case, the newest if none is named."""
    porch = open_porch(today)
    ids = porch.store.ids()
    if case is None and not ids:
        raise InvalidInputError("还没有保存过案件，用 refundcli new 新建一个")
    found = saved(porch, case or ids[0])
    require_terminal(found.id, Facts(found.case, porch.knowledge, porch.today))
    _sit(porch, found)


def show(inputs: Inputs, *, as_json: bool) -> None:
    """One case, grouped by question."""
    porch = open_porch(inputs.today)
    found = load(porch, inputs)
    if as_json:
        from refundcli.cli import shapes  # noqa: PLC0415 - the wizard needs none of it

        emit_json(shapes.case(found, porch.knowledge))
    else:
        facts = Facts(found, porch.knowledge, porch.today)
        show_blocks([*case_blocks(found, facts), *log_blocks(found, porch.knowledge)])


def edit(
    case: str, pairs: list[str], unset: list[str], today: str | None, *, as_json: bool
) -> None:
    """Change answers of a saved case; what is really different afterwards is counted."""
    porch = open_porch(today)
    changes = [parse_set(pair) for pair in pairs]
    changes += [Change(key) for key in unset]
    if not changes:
        raise WrongCallError("要写明改哪一项，例如 refundcli set 案件编号 order.amount=98.50")
    _check_unset(porch, unset)
    before = saved(porch, case)
    _refuse_rewriting(before, changes, porch)
    _tell_absent(before.case, unset)
    after = porch.store.edit(before, changes, porch.today).case
    keys = dict.fromkeys(change.key for change in changes)
    changed = [key for key in keys if _standing(before.case, key) != _standing(after, key)]
    if as_json:
        emit_json({"id": before.id, "changed": changed})
    else:
        note(f"已保存 {len(changed)} 处改动" if changed else "没有改动：和原来的一样")


def _check_unset(porch: Porch, unset: list[str]) -> None:
    for key in unset:
        if not is_removable(porch.knowledge, key):
            raise unknown_key(porch.knowledge, key)


def _refuse_rewriting(before: Saved, changes: list[Change], porch: Porch) -> None:
    """What was logged stays: a correction is a line of its own."""
    for change in changes:
        line = rewritten(before.case, porch.knowledge, change)
        if line is not None:
            raise InvalidInputError(
                f"{line.id} 已经记下，不改写；要更正请另记一条："
                f"refundcli log {before.id} {line.kind or VOID} --corrects {line.id}",
                keys=(change.key,),
            )


def _tell_absent(found: Case, unset: list[str]) -> None:
    for key in unset:
        if _standing(found, key) == _standing(Case({}), key):
            note(f"{key}：没有这一项，不用删")


def _standing(found: Case, key: str) -> tuple[object, ...]:
    """All that the case says under a key, be it an answer, a state, a record or a list of keys."""
    answers = {name: found.get(name) for name in found.answers if f"{name}.".startswith(f"{key}.")}
    return answers, found.state(key), getattr(found, key) if key in LISTS else None


def start(porch: Porch, case_id: str | None = None) -> None:
    """Begin the wizard on a new case."""
    require_terminal(
        None,
        Facts(api.read_case("", porch.knowledge, today=porch.today), porch.knowledge, porch.today),
    )
    _sit(porch, None, case_id)


def _sit(porch: Porch, found: Saved | None, case_id: str | None = None) -> None:
    from refundcli.cli.wizard.flow import Wizard  # noqa: PLC0415 - prompts are for a terminal only
    from refundcli.cli.wizard.sitting import run  # noqa: PLC0415 - prompts are for a terminal only

    run(Wizard(porch, found, case_id))


def require_terminal(case_id: str | None, facts: Facts) -> None:
    """Prompts need a terminal on both sides; without one the keys to pass instead are named."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return
    keys = _open_keys(facts)
    command = f"refundcli set {case_id} 键=值" if case_id else "refundcli new --set 键=值"
    lines = "\n".join(told(key, facts, among=keys) for key in keys)
    lines = lines.replace("    --set ", "    ") if case_id else lines
    raise MissingFactsError(
        f"这里不是终端，没法提问；请用 {command} 给出：\n{lines}", keys=tuple(keys)
    )


def _open_keys(facts: Facts) -> list[str]:
    """What the wizard would still ask before the first document, in its order."""
    steps = interview.steps(facts, interview.FIRST_DOCUMENT)
    return [key for step in steps if not step.done for key in step.keys]


def _missing(facts: Facts) -> list[dict[str, str]]:
    keys = (key for key in _open_keys(facts) if facts.get(key) is None)
    return [{"key": key, "ask": ask_of(key, facts)} for key in keys]


def begin() -> None:
    """Bare `refundcli` on a terminal: go on with an unfinished case, or start a new one."""
    from refundcli.cli.wizard.sitting import choose_and_run  # noqa: PLC0415 - for a terminal only

    choose_and_run(open_porch())
