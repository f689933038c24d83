"""Values of a page's style: lengths in points of a screen, and parts."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_UNITS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "rem": 16.0,
}  # fmt: skip
_NUMBER = re.compile(r"(\d*\.?\d+(?:e[+-]?\d+)?)(%|[a-z]+)?", re.IGNORECASE)
_SUMS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_CALLS: Mapping[str, Callable[..., float]] = {
    "calc": lambda value: value,
    "min": min,
    "max": max,
    "clamp": lambda low, value, high: max(low, min(value, high)),
}


class Medium(NamedTuple):
    """What a page is read on.

    Attributes:
        width: of the screen, in its points.
        height: of the screen.
        dark: whether the reader asks for dark colours.
    """

    width: int
    height: int
    dark: bool = False


def split(value: str) -> list[str]:
    """The parts of a value; what stands in parentheses is one."""
    parts, depth = [""], 0
    for sign in value:
        depth += (sign == "(") - (sign == ")")
        if sign == " " and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part]


def length(
    value: str, em: float, medium: Medium, whole: float = math.nan
) -> float | None:
    """A length in points of a screen; None where it is no length.

    Args:
        value: the text.
        em: the size of letters.
        medium: whose width and height some units have.
        whole: what a percentage is of.
    """
    units = _UNITS | {
        "em": em, "ex": em / 2, "ch": em / 2, "%": whole / 100, "": 1.0,
        "vw": medium.width / 100, "vh": medium.height / 100,
        "vmin": min(medium[:2]) / 100, "vmax": max(medium[:2]) / 100,
    }  # fmt: skip

    def put(found: re.Match[str]) -> str:
        unit = (found[2] or "").lower()
        return repr(float(found[1]) * units[unit]) if unit in units else "_"

    text = _NUMBER.sub(put, value).replace("nan", "_")
    try:
        number = _reckon(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, TypeError, RecursionError):
        return None
    return number if math.isfinite(number) else None


def _reckon(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float()):
            return float(str(node.value))
        case ast.UnaryOp(op=ast.USub()):
            return -_reckon(node.operand)
        case ast.UnaryOp(op=ast.UAdd()):
            return _reckon(node.operand)
        case ast.BinOp() if type(node.op) in _SUMS:
            return _SUMS[type(node.op)](_reckon(node.left), _reckon(node.right))
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            return float(_CALLS[name](*map(_reckon, node.args)))
    raise ValueError
