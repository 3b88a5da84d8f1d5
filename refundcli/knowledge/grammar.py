"""The little language of conditions, parsed: `facts.a == 'x' and not (has.b or n in [1, 2])`.

Syntax is borrowed from Python and read with `ast`, then reduced to six frozen nodes; whatever is
not one of them (a call, arithmetic, an index) is refused when the knowledge is loaded. Nothing is
ever evaluated here: `judge.logic` gives the nodes their three values.
"""

from __future__ import annotations

import ast
from functools import lru_cache

import msgspec

Literal = str | int | bool
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
}


class Key(msgspec.Struct, frozen=True):
    """A case key such as `facts.error_kind`."""

    name: str


class Const(msgspec.Struct, frozen=True):
    """A literal, or a tuple of literals on the right of `in`."""

    value: Literal | tuple[Literal, ...]


class Compare(msgspec.Struct, frozen=True):
    """`left op right`; a bare key stands for `key == true`."""

    left: Key | Const
    op: str
    right: Key | Const


class Not(msgspec.Struct, frozen=True):
    """Negation; of unknown it is unknown."""

    part: Condition


class And(msgspec.Struct, frozen=True):
    """True when all parts are, false when one is."""

    parts: tuple[Condition, ...]


class Or(msgspec.Struct, frozen=True):
    """True when one part is, false when all are."""

    parts: tuple[Condition, ...]


Condition = Compare | Not | And | Or | Const


class ConditionError(ValueError):
    """The text is not a condition of this language."""


@lru_cache(maxsize=1024)
def parse(text: str) -> Condition:
    """Read a condition; raises `ConditionError` with the offending part."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ConditionError(text) from error
    return _condition(tree)


def keys(condition: Condition) -> frozenset[str]:
    """Every case key that the condition names."""
    match condition:
        case Compare(left, _, right):
            return frozenset(side.name for side in (left, right) if isinstance(side, Key))
        case Not(part):
            return keys(part)
        case And(parts) | Or(parts):
            return frozenset().union(*map(keys, parts))
        case Const():
            return frozenset()


def literals(condition: Condition) -> tuple[tuple[str, Literal], ...]:
    """Pairs of key and literal it is compared with, so that a check can refuse unknown choices."""
    match condition:
        case Compare(Key(name), _, Const(value)) | Compare(Const(value), _, Key(name)):
            return tuple((name, item) for item in (value if isinstance(value, tuple) else (value,)))
        case Not(part):
            return literals(part)
        case And(parts) | Or(parts):
            return tuple(pair for part in parts for pair in literals(part))
        case _:
            return ()


def _condition(node: ast.expr) -> Condition:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return And(tuple(map(_condition, values)))
        case ast.BoolOp(op=ast.Or(), values=values):
            return Or(tuple(map(_condition, values)))
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return Not(_condition(part))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return Compare(_operand(left), _COMPARISONS[type(op)], _operand(right))
        case ast.Name() | ast.Attribute() | ast.Constant():
            operand = _operand(node)
            return (
                operand if isinstance(operand, Const) else Compare(operand, "==", Const(value=True))
            )
    raise ConditionError(ast.unparse(node))


def _operand(node: ast.expr) -> Key | Const:
    match node:
        case ast.Name(id="true"):
            return Const(value=True)
        case ast.Name(id="false"):
            return Const(value=False)
        case ast.Name() | ast.Attribute():
            return Key(_dotted(node))
        case ast.Constant(value=str() | int() as value):
            return Const(value)
        case ast.List(elts=items):
            return Const(tuple(_literal(item) for item in items))
    raise ConditionError(ast.unparse(node))


def _dotted(node: ast.expr) -> str:
    """`facts.a`, and nothing but names between the dots."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=inner, attr=name):
            return f"{_dotted(inner)}.{name}"
    raise ConditionError(ast.unparse(node))


def _literal(node: ast.expr) -> Literal:
    match node:
        case ast.Constant(value=str() | int() as value):
            return value
    raise ConditionError(ast.unparse(node))
