"""What transforms make of upright letters: how large, how narrow, how leaning."""

from __future__ import annotations

import math
import re

from delib_gen.audit.css import Style
from delib_gen.audit.css_values import split
from delib_gen.audit.letters import Linear

FUNCTION = re.compile(r"([a-z0-9-]+)\(((?:[^()]|\([^()]*\))*)\)")


def transform(style: Style, linear: Linear) -> Linear:
    """What the transforms of an element make of letters that are so already."""
    calls = FUNCTION.findall(style.get("transform", ""))
    if "scale" in style:
        calls.append(("scale", ",".join(split(style["scale"]))))
    if "zoom" in style:
        calls.append(("scale", style["zoom"]))
    if "rotate" in style:
        calls.append(("rotate", style["rotate"]))
    for name, inside in calls:
        numbers = [_read_number(part) for part in inside.split(",")]
        if None not in numbers:
            linear = _multiply(_make_linear(name, [n or 0.0 for n in numbers]), linear)
    return linear


def _read_number(text: str) -> float | None:
    """A number, a percentage as a part, an angle in radians."""
    text = text.strip()
    for unit, factor in (
        ("grad", math.pi / 200), ("rad", 1.0), ("deg", math.pi / 180),
        ("turn", 2 * math.pi), ("%", 0.01), ("", 1.0),
    ):  # fmt: skip
        if text.endswith(unit):
            try:
                return float(text.removesuffix(unit)) * factor
            except ValueError:
                return None
    return None


def _make_linear(name: str, numbers: list[float]) -> Linear:
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else numbers[0]
    cos, sin = math.cos(first), math.sin(first)
    match name:
        case "matrix":
            if len(numbers) == 6:
                return (first, second, numbers[2], numbers[3])
        case "scale" | "scale3d":
            return (first, 0.0, 0.0, second)
        case "scalex":
            return (first, 0.0, 0.0, 1.0)
        case "scaley":
            return (1.0, 0.0, 0.0, first)
        case "rotate" | "rotatez":
            return (cos, sin, -sin, cos)
        case "rotatex":
            return (1.0, 0.0, 0.0, cos)
        case "rotatey":
            return (cos, 0.0, 0.0, 1.0)
        case "skew" | "skewx" | "skewy":
            other = math.tan(second) if len(numbers) > 1 else 0.0
            if name == "skewy":
                return (1.0, math.tan(first), 0.0, 1.0)
            return (1.0, other, math.tan(first), 1.0)
    return _PLAIN


_PLAIN: Linear = (1.0, 0.0, 0.0, 1.0)


def _multiply(inner: Linear, outer: Linear) -> Linear:
    a, b, c, d = inner
    e, f, g, h = outer
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)
