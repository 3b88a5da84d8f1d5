"""Help and usage errors in Chinese: the framework's few English words, replaced."""

from __future__ import annotations

import re
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

from refundcli.cli.commands import shell
from refundcli.errors import WrongCallError

_HELP: Final = (
    (r"^Usage: ", "用法："),
    (r"^Arguments:$", "参数："),
    (r"^Options:$", "选项："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"\[required\]", "（必填）"),
    (r"\[default: ([^\]]*)\]", r"（默认 \1）"),
    (r"Show this message and exit\.", "显示这段说明"),
    (r"Install completion for the current shell\.", "为当前终端装上自动补全"),
    (r"Show completion for the current shell[^.]*\.", "显示自动补全的脚本"),
    (r"\{([^\s{}]+)\}", r"\1"),
    (r"\[x>=1\]", ""),
)


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the framework's context type is private
        """The help text."""
        return translated(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - the framework's context type is private
        """The usage line."""
        return translated(super().get_usage(ctx))


class ChineseGroup(TyperGroup):
    """The command tree; an unknown command is answered with the nearest one."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - the framework's context type is private
        """The help text."""
        return translated(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - the framework's context type is private
        """The usage line."""
        return translated(super().get_usage(ctx))

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - private types
        """The options; those about completion speak Chinese."""
        found: list[Any] = super().get_params(ctx)
        speaking = {"--install-completion": shell.install, "--show-completion": shell.show}
        for parameter in found:
            parameter.callback = speaking.get(parameter.opts[0], parameter.callback)
        return found

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - private types
        """Find the command, or raise `WrongCallError` naming the nearest."""
        if args and args[0] not in self.commands:
            import difflib

            close = difflib.get_close_matches(args[0], self.commands, n=1)
            path = ctx.command_path
            hint = f"，是不是 {close[0]}？" if close else f"；用 {path} --help 看看有哪些"
            called = f"{path} {args[0]}".partition(" ")[2]
            raise WrongCallError(f"没有“{_echoed(called)}”这个命令{hint}")
        return super().resolve_command(ctx, args)


def translated(text: str) -> str:
    """Help text with the framework's English words replaced."""
    for pattern, chinese in _HELP:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def usage_error(error: Exception) -> WrongCallError:
    """The framework's usage errors in one Chinese line, told apart by what they carry."""
    names = [kind.__name__ for kind in type(error).__mro__]
    context = getattr(error, "ctx", None)
    usage = f"\n{context.command.get_usage(context)}" if context is not None else ""
    option = getattr(error, "option_name", "")
    message = getattr(error, "message", "")
    if "NoSuchOption" in names:
        possible = getattr(error, "possibilities", None)
        text = f"没有 {option} 这个选项" + (f"，是不是 {min(possible)}？" if possible else "")
        parameters = getattr(getattr(context, "command", None), "params", ())
        if any(str(parameter.metavar).startswith("文件") for parameter in parameters):
            text += "；文件名以 - 开头的，在前面加上 ./"
    elif "MissingParameter" in names:
        text = f"缺少 {_name(error)}"
    elif "BadOptionUsage" in names:
        text = f"{option} 后面要跟一个值" if "requires" in message else f"{option} 的写法不对"
    elif "BadParameter" in names:
        text = f"{_name(error)} 的值不对：{_reason(message)}"
    elif message == "Missing command.":
        known = "、".join(getattr(context.command, "commands", ())) if context is not None else ""
        text = f"要写明做什么：{known}"
    elif extra := re.search(r"unexpected extra argument\S* \((.*)\)", message):
        text = f"多出了参数 {_echoed(extra[1])}"
    else:
        text = "命令的写法不对"
    return WrongCallError(text + usage)


def _echoed(text: str) -> str:
    """What was typed in the wrong place, without the numbers in it."""
    from refundcli.case.text import echoed

    return echoed(text)


def _name(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "一个参数"
    if getattr(parameter, "param_type_name", "") == "option":
        return str(parameter.opts[-1])
    return str(parameter.metavar or parameter.name)


def _reason(message: str) -> str:
    wrong = re.match(r"'?(.*?)'? is not (?:a valid integer|in the range|one of)", message)
    if wrong is None:
        return "请看 --help"
    shown = _echoed(wrong[1])
    if "one of" in message:
        return f"“{shown}”不在可选项里（{message.partition('one of')[2].strip(' .')}）"
    return f"“{shown}”应当是大于 0 的整数"
