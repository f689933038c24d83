"""How large a drawing says it is, and how much it draws once unfolded."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.load.limits import (
    MAX_SVG_NODES,
    MAX_SVG_POINTS,
    MAX_SVG_SIDE,
    MAX_SVG_SLIMNESS,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"url\s*\(\s*['\"]?\s*#([^'\")\s]*)", re.IGNORECASE)
_NUMBER = re.compile(r"\d*\.?\d+")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_KIND = re.compile(r"[.#]?[A-Za-z_][\w-]*")
_LENGTH = re.compile(r"\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(px|pt|mm|cm|in|pc)?\s*")


class Drawn(NamedTuple):
    """How much a drawing unfolds into."""

    elements: int
    points: int


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


def count_drawn(root: _Element) -> Drawn | None:
    """What a drawing unfolds into; None where it holds itself.

    What is named (`use`, a pattern, a mask…) counts at each naming, a marker at each
    point of the lines below. The counts stop growing beyond the bounds.
    """
    list_named = _Names(root).list_named
    counts: dict[_Element, Drawn] = {}
    open_: set[_Element] = set()
    # An element comes back, with what it names, once all that is below it is counted.
    stack: list[tuple[_Element, list[_Element] | None]] = [(root, None)]
    while stack:
        element, named = stack.pop()
        if named is not None:
            open_.discard(element)
            below = [*element, *named]
            markers = [counts[o] for o in named if _is_marker(o)]
            others = [counts[o] for o in below if not (_is_marker(o) and o in named)]
            elements = 1 + sum(other.elements for other in others)
            points = _count_points(element) + sum(other.points for other in others)
            elements += points * sum(marker.elements for marker in markers)
            points += points * sum(marker.points for marker in markers)
            counts[element] = Drawn(
                min(elements, MAX_SVG_NODES + 1), min(points, MAX_SVG_POINTS + 1)
            )
        elif element in open_:
            return None
        elif element not in counts:
            open_.add(element)
            named = list_named(element)
            stack.append((element, named))
            for other in (*element, *named):
                if other in open_:
                    return None
                if other not in counts:
                    stack.append((other, None))
    return counts[root]


def _count_points(element: _Element) -> int:
    """The points of an element's own line; the signs of its own text."""
    line = element.get("d") or element.get("points") or ""
    text = (element.text or "") + (element.tail or "")
    return sum(1 for _ in _NUMBER.finditer(line)) // 2 + len(text.strip()) + 1


def _is_marker(element: _Element) -> bool:
    return str(element.tag).endswith("}marker")


class _Names:
    """What the elements of a drawing name, in their attributes and by its styles."""

    def __init__(self, root: _Element) -> None:
        self._known = {str(e.get("id")): e for e in root.iter() if e.get("id")}
        self._by_rule: dict[str, list[str]] = {}
        for style in root.iter("{*}style"):
            for selectors, block in _RULE.findall("".join(style.itertext())):
                named = _REFERENCE.findall(block)
                for selector in selectors.split(",") if named else ():
                    # Its last part says what it is for; one that is of no plain kind
                    # may be for any element.
                    kind = _KIND.match((selector.split() or [""])[-1])
                    key = kind[0] if kind else ""
                    self._by_rule.setdefault(key, []).extend(named)

    def list_named(self, element: _Element) -> list[_Element]:
        """The elements that one names."""
        named: list[str] = []
        for key, value in element.attrib.items():
            if str(key).endswith("href") and str(value).strip().startswith("#"):
                named.append(str(value).strip()[1:])
            named += _REFERENCE.findall(str(value))
        if self._by_rule:
            keys = [f".{name}" for name in str(element.get("class") or "").split()]
            tag = str(element.tag).rpartition("}")[2]
            for key in (*keys, f"#{element.get('id')}", tag, ""):
                named += self._by_rule.get(key, ())
        return [self._known[name] for name in named if name in self._known]
