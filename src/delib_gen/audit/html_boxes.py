"""Where a box of a page stands: off the screen, cut, or laid over what others say."""

from __future__ import annotations

import math
from typing import Any

from delib_gen.audit.contrast import MIN_ALPHA
from delib_gen.audit.css import Style
from delib_gen.audit.css_values import length, split
from delib_gen.audit.html_looks import Looks, read_paint
from delib_gen.audit.html_transforms import FUNCTION
from delib_gen.audit.letters import ADVANCE
from delib_gen.audit.reasons import (
    BLURRED,
    CLIPPED,
    NOT_SHOWN,
    OFF_PAGE,
    TRANSPARENT,
)

Element = Any
"""An lxml element: that library has no types."""
LAID_OVER = ("absolute", "fixed")
_FAR, _WIDE = -200.0, 1280.0
"""Points of a screen: what is so far on the left, above or on the right is not read."""
_DEEP = 9999.0
"""How far below nobody looks for more."""
_BLUR = 0.25
"""Of a letter's size."""


def find_box_reason(style: Style, looks: Looks) -> str:
    """Why nothing that an element has in it can be read; empty where it may be.

    Args:
        style: the values of the element.
        looks: what it looks like.
    """
    if (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or style.get("content", "").startswith("url(")
    ):
        return NOT_SHOWN
    if _is_off(style, looks):
        return OFF_PAGE
    if _is_clipped(style, looks):
        return CLIPPED
    if _is_masked(style):
        return TRANSPARENT
    for name, inside in FUNCTION.findall(style.get("filter", "")):
        if name == "blur" and (_measure(inside, looks) or 0) > _BLUR * looks.size:
            return BLURRED
        if name == "contrast" and inside.strip("0.% ") == "":
            return BLURRED
    return ""


def _is_masked(style: Style) -> bool:
    """Whether a mask lets nothing of an element through."""
    for name, inside in FUNCTION.findall(style.get("mask", "")):
        stops = [
            read_paint(split(stop)[0]) for stop in inside.split(",") if stop.strip()
        ]
        paints = [paint for paint in stops if paint is not None]
        if name.endswith("gradient") and paints:
            return all(alpha < MIN_ALPHA for _, alpha in paints)
    return False


def _measure(value: str, looks: Looks, whole: float = math.nan) -> float | None:
    return length(value, looks.size, looks.medium, whole) if value else None


def _is_off(style: Style, looks: Looks) -> bool:
    wide, high = float(looks.medium.width), float(looks.medium.height)
    shifts: list[tuple[str, float, float]] = []
    if style.get("position", "static") not in ("static", "sticky"):
        fixed = style["position"] == "fixed"
        far = wide if fixed else _WIDE
        shifts += [
            (style.get("left", ""), wide, far),
            (style.get("top", ""), high, high if fixed else _DEEP),
        ]
        for side, whole in (("right", wide), ("bottom", high)):
            # So far from the other side that the box begins before the screen does.
            far_out = _measure(style.get(side, ""), looks, whole)
            if far_out is not None and far_out >= whole:
                return True
            shifts.append((style.get(side, ""), whole, math.inf))
    # What overflows the column of the text on the left stands beside it first.
    beside = max(0.0, wide - looks.room) / 2 if looks.room < wide else 0.0
    for name in ("margin-left", "text-indent"):
        found = _measure(style.get(name, ""), looks, min(looks.room, wide))
        far = 0.9 * min(looks.room, wide) if name == "text-indent" else _WIDE
        if found is not None and (found + beside <= _FAR or found >= far):
            return True
    shifts.append((style.get("margin-top", ""), wide, math.inf))
    calls = FUNCTION.findall(style.get("transform", ""))
    calls.append(("translate", ",".join(split(style.get("translate", "")))))
    for name, inside in calls:
        if not name.startswith("translate"):
            continue
        parts = [part.strip() for part in inside.split(",")]
        if name == "translatey":
            parts.insert(0, "0")
        for part, whole in zip(parts[:2], (wide, high), strict=False):
            if part.endswith("%"):  # of its own size: so far aside alone is out
                share = _measure(part, looks, 100.0) or 0.0
                if abs(share) >= (100 if whole == wide and part == parts[0] else 900):
                    return True
            else:
                shifts.append((part, whole, _WIDE))
    for value, whole, far in shifts:
        found = _measure(value, looks, whole)
        if found is not None and (found <= _FAR or found >= far):
            return True
    return False


def _is_clipped(style: Style, looks: Looks) -> bool:
    """Whether an edge of its own leaves nothing of an element."""
    least = looks.size / 2
    if _hides(style):
        for name in ("width", "height", "max-width", "max-height"):
            size = _measure(style.get(name, ""), looks)
            if size is not None and size < least:
                return True
    for name, inside in FUNCTION.findall(style.get("clip", "")):
        sides = [_measure(part, looks) for part in inside.replace(",", " ").split()]
        if name == "rect" and len(sides) == 4 and None not in sides:
            top, right, bottom, left = (side or 0.0 for side in sides)
            if style.get("position") in LAID_OVER and (
                right - left < least or bottom - top < least
            ):
                return True
    shapes = FUNCTION.findall(style.get("clip-path", ""))
    return any(_is_nothing(name, inside, looks) for name, inside in shapes)


def _is_nothing(name: str, inside: str, looks: Looks) -> bool:
    """Whether a shape that an element is cut to leaves nothing of it."""
    parts = inside.replace(",", " ").split(" round ")[0].split()
    found = [_measure(part, looks, 100.0) for part in parts]
    numbers = [number for number in found if number is not None]
    if name == "inset" and numbers:
        top, right, bottom, left = _repeat(numbers)
        most = 80 if all(part.endswith(("%", "0")) for part in parts) else 500
        return top + bottom >= most or left + right >= most
    if name in ("rect", "xywh") and len(numbers) == len(parts) == 4:
        return not any(numbers)
    if name in ("circle", "ellipse") and found[:1] != [None]:
        return bool(numbers) and numbers[0] < 5
    if name == "polygon" and len(numbers) == len(parts) > 1:
        xs, ys = numbers[0::2], numbers[1::2]
        return max(xs) - min(xs) < 5 or max(ys) - min(ys) < 5
    return False


def _repeat(values: list[float]) -> list[float]:
    """Four sides of one to four values."""
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    return [top, right, bottom, values[3] if len(values) > 3 else right]


def _hides(style: Style) -> bool:
    return any(word in style.get("overflow", "") for word in ("hidden", "clip"))


def is_cut(style: Style, looks: Looks, element: Element) -> bool:
    """Whether a text surely has more lines than its box shows, or a longer one."""
    if not _hides(style):
        return False
    text = " ".join(element.text_content().split())
    if style.get("white-space") in ("nowrap", "pre"):
        wide = min(looks.room, looks.medium.width)
        return len(text) * ADVANCE * looks.size > wide * 1.05
    lines = math.ceil(looks.count_lines(text))
    clamp = style.get("-webkit-line-clamp", "")
    if clamp.isdigit() and lines > int(clamp):
        return True
    heights = (_measure(style.get(n, ""), looks) for n in ("height", "max-height"))
    least = min((height for height in heights if height is not None), default=math.inf)
    return lines * looks.size * max(looks.line, 0.9) > least + looks.size * 0.3


def covers_all(style: Style, looks: Looks) -> bool:
    """Whether an element is laid over all that its container says."""
    if style.get("position") not in LAID_OVER or style.get("z-index", "0")[:1] == "-":
        return False
    paint = read_paint(style.get("background-color", ""))
    solid = "url(" in style.get("background-image", "")
    if not solid and (paint is None or paint[1] * looks.opacity < 1 - MIN_ALPHA):
        return False
    wide, high = float(looks.medium.width), float(looks.medium.height)
    return _spans(
        style, looks, ("left", "right", "width"), wide, 0.8 * wide
    ) and _spans(style, looks, ("top", "bottom", "height"), high, 250.0)


def _spans(
    style: Style, looks: Looks, names: tuple[str, str, str], whole: float, least: float
) -> bool:
    near, far, size = (_measure(style.get(name, ""), looks, whole) for name in names)
    if near is not None and far is not None and size is None:
        return near + far < whole / 2
    return size is not None and size >= least and (near or far or 0) < whole / 2
