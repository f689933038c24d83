"""In which order a screen shows the parts of an element, where a style moves some.

Nothing is laid out. What a flexible box or a grid does with its items is sure; how far
an item goes that is shifted, drawn back or lifted out of the text is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from delib_gen.audit.css import Style
from delib_gen.audit.css_values import length, split
from delib_gen.audit.html_boxes import LAID_OVER
from delib_gen.audit.html_looks import Looks
from delib_gen.audit.html_transforms import FUNCTION
from delib_gen.audit.orders import Part

Element = Any
"""An lxml element: that library has no types."""
_GROUPS = {"table-header-group": -1.0, "table-footer-group": 1.0}
"""Parts of a table that stand above or below the others wherever they are written."""
_LINE = 1.5
"""Of the size of letters, the shift that brings a text to another line."""
_PAST = 1.5
"""Of two parts, how far one goes that is shifted, so that it passes the next one."""


def iter_parts(element: Element) -> Iterator[Part]:
    """The texts and the elements in an element, as they are written."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def move_items(
    element: Element, style: Style, styles: Mapping[Element, Style]
) -> list[Part] | None:
    """The parts of an element as its box sets them; None where that is as written."""
    display = style.get("display", "")
    keys: dict[Element, tuple[float, ...]] = {}
    if "grid" in display:
        keys = _place_on_grid(style, element, styles)
    for child in element if not keys else ():
        own = styles.get(child, {})
        if "flex" in display or "grid" in display:
            keys[child] = (_read_number(own.get("order", "")),)
        elif (group := own.get("display", "")) in _GROUPS:
            keys[child] = (_GROUPS[group],)
    flow = f"{style.get('flex-direction', '')} {style.get('flex-flow', '')}"
    turned = "flex" in display and "-reverse" in flow
    if "flex" in display and "column" not in flow and style.get("direction") == "rtl":
        turned = not turned
    if not turned and not any(any(key) for key in keys.values()):
        return None
    parts = list(iter_parts(element))
    # A text that is no element's is an item too, where no order is asked.
    none = (0.0,) * max(map(len, keys.values()), default=1)
    moved = sorted(
        parts, key=lambda p: none if isinstance(p, str) else keys.get(p, none)
    )
    return moved[::-1] if turned else moved


def _place_on_grid(
    style: Style, element: Element, styles: Mapping[Element, Style]
) -> dict[Element, tuple[float, ...]]:
    """The row and the column of each item that is put somewhere."""
    lines = [line.split() for line in style.get("grid-template-areas", "").split('"')]
    named: dict[str, tuple[float, float]] = {}
    for place, names in enumerate(line for line in lines if line):
        for rank, name in enumerate(names):
            named.setdefault(name, (place + 1.0, rank + 1.0))
    keys: dict[Element, tuple[float, ...]] = {}
    for rank, child in enumerate(element):
        own = styles.get(child, {})
        area = [part.strip() for part in own.get("grid-area", "").split("/")]
        if area[0] in named:
            keys[child] = named[area[0]]
            continue
        area += [""] * (2 - len(area))
        row = own.get("grid-row-start") or own.get("grid-row") or area[0]
        column = own.get("grid-column-start") or own.get("grid-column") or area[1]
        # What nothing is said of comes where it is written.
        keys[child] = (
            _read_number(row.split("/")[0])
            or (0.0 if _is_number(column) else rank + 1.0),
            _read_number(column.split("/")[0]),
        )
    placed = any(
        name.startswith(("grid-row", "grid-column", "grid-area"))
        for child in keys
        for name in styles.get(child, {})
    )
    return keys if placed else {}


def shift_items(
    element: Element, styles: Mapping[Element, Style], looks: Looks
) -> list[Part] | None:
    """The parts of an element as shifts may set them; None where there are none."""
    shifts = {
        child: shift
        for child in element
        if child in styles and (shift := _find_shift(styles[child], looks))
    }
    if not shifts:
        return None
    parts = list(iter_parts(element))
    ranks = {child: rank for rank, child in enumerate(element)}
    count, rank, keyed = len(ranks), -1.0, list[tuple[float, Part]]()
    for part in parts:
        if isinstance(part, str):
            keyed.append((rank + 0.1, part))
            continue
        rank = float(ranks[part])
        shift = shifts.get(part, 0.0)
        far = _PAST if abs(shift) == 1 else count
        keyed.append((rank + (far if shift > 0 else -far if shift < 0 else 0.0), part))
    return [part for _, part in sorted(keyed, key=lambda one: one[0])]


def find_spot(style: Style) -> tuple[str, ...]:
    """Where an element is put, whatever is there already; nothing where in the flow."""
    if style.get("position") in LAID_OVER:
        return tuple(style.get(side, "") for side in ("top", "left", "right", "bottom"))
    area = style.get("grid-area", "")
    return (area,) if area and area != "auto" else ()


def _find_shift(style: Style, looks: Looks) -> float:
    """Whether an item goes up (below 0) or down, past the next one (1) or all (2)."""
    position = style.get("position", "static")
    if position in LAID_OVER:
        if style.get("bottom", "auto") != "auto":
            return 2.0
        return -2.0 if style.get("top", "auto") != "auto" else 0.0
    far = _measure(style.get("margin-top", ""), looks)
    far = min(far, 0.0)
    if position == "relative":
        top, bottom = style.get("top", "auto"), style.get("bottom", "auto")
        far += _measure(top, looks) if top != "auto" else -_measure(bottom, looks)
    for name, inside in FUNCTION.findall(style.get("transform", "")):
        values = inside.split(",")
        if name == "translatey" or (name == "translate" and len(values) > 1):
            far += _measure(values[-1].strip(), looks)
    along = split(style.get("translate", ""))
    far += _measure(along[1], looks) if len(along) > 1 else 0.0
    if abs(far) < _LINE * looks.size:
        return 0.0
    return 1.0 if far > 0 else -1.0


def _measure(value: str, looks: Looks) -> float:
    found = length(value, looks.size, looks.medium, looks.size) if value else None
    return found or 0.0


def _read_number(value: str) -> float:
    return float(value) if _is_number(value) else 0.0


def _is_number(value: str) -> bool:
    return value.strip().lstrip("+-").isdigit()
