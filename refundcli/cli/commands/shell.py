"""`--install-completion`, `--show-completion`: the framework does the work in our words."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

from refundcli.errors import InvalidInputError

_UNSUPPORTED = "认不出这个终端，或者它还不能自动补全；支持 bash、zsh、fish 和 PowerShell"


def install(context: Any, _: object, value: object) -> object:  # noqa: ANN401 - the framework's type is private
    """Install completion for the shell, and say where."""
    if not value or context.resilient_parsing:
        return value
    import typer
    from typer._completion_shared import install as install_for

    shell = value if isinstance(value, str) else None
    name, path = _quiet(lambda: install_for(shell=shell))
    typer.echo(f"已为 {name} 装上自动补全：{path}\n重新打开终端后生效。")
    raise typer.Exit


def show(context: Any, parameter: Any, value: object) -> object:  # noqa: ANN401 - private types
    """Print the completion script."""
    if not value or context.resilient_parsing:
        return value
    import typer
    from typer.completion import show_callback

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        _quiet(lambda: show_callback(context, parameter, value), printed)
    typer.echo(printed.getvalue(), nl=False)
    raise typer.Exit


def _quiet(work: Callable[[], Any], printed: io.StringIO | None = None) -> Any:  # noqa: ANN401 - whatever it returns
    """Do the framework's work without its English lines; what it refuses is a Chinese error."""
    import typer

    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed or said), contextlib.redirect_stderr(said):
            return work()
    except typer.Exit as refused:
        raise InvalidInputError(_UNSUPPORTED) from refused
