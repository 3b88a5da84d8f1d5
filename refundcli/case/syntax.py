"""What is wrong with the TOML of a case file, in Chinese: the parser's messages translated."""

from __future__ import annotations

import re

_PROBLEMS = (
    ("Cannot overwrite a value", "同一个键写了两次，请留一个"),
    ("Cannot declare", "同一个表头写了两次，请并成一个"),
    ("Expected '=' after a key", "键后面缺少等号"),
    ("Unclosed array", "列表缺少右方括号"),
    ("Unterminated string", "文字缺少右引号"),
    ("Illegal character", "文字里有不允许的字符，或缺少右引号"),
    ("Invalid value", '值写得不对：文字要加引号，例如 number = "0012"'),
    (
        "Expected newline or end of document",
        '值写得不对：文字和以 0 开头的号码要加引号，例如 number = "0012"',
    ),
    ("Invalid date", "不是真实存在的日期，请核对"),
    ("Invalid statement", "这一行不是 键 = 值"),
)


def toml_problem(message: str) -> str:
    """Where and what, from the parser's English message."""
    place = re.search(r"at line (\d+), column (\d+)", message)
    where = f"第 {place[1]} 行第 {place[2]} 列，" if place else "文件末尾，"
    for start, chinese in _PROBLEMS:
        if message.startswith(start):
            return where + chinese
    return where + "不是合格的 TOML，请检查引号、等号和方括号"
