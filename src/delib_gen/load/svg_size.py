"""How large a drawing says it is, and how much it draws once unfolded."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from delib_gen.load.limits import MAX_SVG_NODES, MAX_SVG_SIDE, MAX_SVG_SLIMNESS

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"url\s*\(\s*['\"]?\s*#([^'\")\s]*)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(px|pt|mm|cm|in|pc)?\s*")


def find_size_fault(root: _Element) -> tuple[str, float]:
    """What is wrong with the size of a drawing, if anything; and its proportions."""
    box = root.get("viewBox")
    if box is not None:
        sides = [_read(number) for number in re.split(r"[\s,]+", box.strip())]
        if len(sides) != 4 or None in sides:
            return "son cadre (`viewBox`) n'a pas quatre nombres", 1.0
    else:
        sides = [_read(root.get(side) or "") for side in ("width", "height")]
    width, height = sides[-2:]
    if width is None or height is None or min(width, height) <= 0:
        return "il ne dit pas ses dimensions (`viewBox`)", 1.0
    if max(width, height) > MAX_SVG_SIDE:
        return f"il est démesuré : {width:g} × {height:g}", 1.0
    if max(width, height) > MAX_SVG_SLIMNESS * min(width, height):
        return f"il est trop étroit pour une page : {width:g} × {height:g}", 1.0
    return "", width / height


def _read(text: str) -> float | None:
    """A length, whatever its unit: only their ratio and their order count."""
    match = _LENGTH.fullmatch(text)
    try:
        value = float(match[1]) if match else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def count_drawn(root: _Element) -> int | None:
    """How many elements a drawing unfolds into; None where it holds itself.

    What is named (`use`, a pattern, a mask…) counts at each naming. The count stops
    growing beyond the bound.
    """
    known = {str(e.get("id")): e for e in root.iter() if e.get("id")}
    counts: dict[_Element, int] = {}
    open_: set[_Element] = set()
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        below = [*element, *_list_named(element, known)]
        if closing:
            open_.discard(element)
            total = 1 + sum(counts.get(other, 0) for other in below)
            counts[element] = min(total, MAX_SVG_NODES + 1)
        elif element in open_:
            return None
        elif element not in counts:
            open_.add(element)
            stack.append((element, True))
            for other in below:
                if other in open_:
                    return None
                if other not in counts:
                    stack.append((other, False))
    return counts[root]


def _list_named(element: _Element, known: dict[str, _Element]) -> list[_Element]:
    named: list[str] = []
    for key, value in element.attrib.items():
        if str(key).endswith("href") and str(value).strip().startswith("#"):
            named.append(str(value).strip()[1:])
        named += _REFERENCE.findall(str(value))
    return [known[name] for name in named if name in known]
