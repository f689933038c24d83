"""The boxes of text and the drawings that a Word file lays over its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from delib_gen.formats.docx.xml import Element

BOX = qn("w:txbxContent")
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_ANCHOR, _INLINE = qn("wp:anchor"), qn("wp:inline")
_VML_SHAPES = tuple(f"{_VML}{name}" for name in ("shape", "rect", "roundrect"))
_SOLID = qn("a:solidFill")
_EMU = 12700.0
_UNITS = {
    "pt": 1.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "px": 0.75,
    "pc": 12.0,
}
_MARGIN, _FAR = 72.0, 842.0
"""A usual margin, and from where a text is on another page."""
_WIDE, _HIGH = 0.5, 0.4
"""Of a page, what a drawing covers that leaves nothing of it to read."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A box, in points; what is not said is None."""

    wide: float | None = None
    high: float | None = None
    left: float | None = None
    top: float | None = None
    hidden: bool = False
    grows: bool = False
    fill: Element | None = None

    def is_off(self, wide: float, high: float) -> bool:
        """Whether it is beyond the sides of a page of some size."""
        across = (self.left, self.wide or 0.0, wide)
        along = (self.top, self.high or 0.0, high)
        return any(
            start is not None and not 6 - size <= start <= most - 6
            for start, size, most in (across, along)
        )


def measure(text: str | None) -> float | None:
    """A measure of Word's in points: twentieths of one, or with its unit."""
    if not text:
        return None
    for unit, factor in _UNITS.items():
        if text.endswith(unit):
            return _read_number(text.removesuffix(unit), factor)
    return _read_number(text, 1 / 20)


def _read_number(text: str | None, factor: float) -> float | None:
    try:
        return float(text or "") * factor
    except ValueError:
        return None


def find_shape(box: Element) -> Shape:
    """The box that a text stands in."""
    shape = next(box.iterancestors(f"{_WPS}wsp", *_VML_SHAPES), None)
    if shape is None:
        return Shape()
    return _read_vml(shape) if shape.tag in _VML_SHAPES else _read_drawing(shape)


def _read_drawing(shape: Element) -> Shape:
    """The size and the place of a drawing: of the anchor or the line it stands in."""
    around = next(shape.iterancestors(_ANCHOR, _INLINE), None)
    if around is None:
        return Shape()
    named = around.find(qn("wp:docPr"))
    wide, high = _read_size(around)
    body, look = shape.find(f"{_WPS}bodyPr"), shape.find(f"{_WPS}spPr")
    return Shape(
        wide,
        high,
        _read_position(around, "wp:positionH"),
        _read_position(around, "wp:positionV"),
        named is not None and named.get("hidden") in ("1", "true"),
        body is not None and body.find(qn("a:spAutoFit")) is not None,
        None if look is None else look.find(_SOLID),
    )


def _read_size(around: Element) -> tuple[float | None, float | None]:
    """How wide and how high what an anchor or a line holds is said to be."""
    extent = around.find(qn("wp:extent"))
    if extent is None:
        return None, None
    wide, high = (_read_number(extent.get(side), 1 / _EMU) for side in ("cx", "cy"))
    return wide, high


def _read_position(anchor: Element, name: str) -> float | None:
    """How far from a side of the page, or nearly; None where the text decides."""
    put = anchor.find(qn(name))
    offset = None if put is None else put.find(qn("wp:posOffset"))
    found = None if offset is None else _read_number(offset.text, 1 / _EMU)
    around = "" if put is None else put.get("relativeFrom", "")
    if found is None or around == "page":
        return found
    if around in ("paragraph", "line"):
        return found if abs(found) > _FAR else None
    return found + _MARGIN


def _read_vml(shape: Element) -> Shape:
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    style = {name.strip(): value.strip() for name, _, value in pairs}

    def read(name: str) -> float | None:
        value = style.get(name)
        return 0.0 if value == "0" else measure(value) if value else None

    put = style.get("position") == "absolute"
    return Shape(
        read("width"),
        read("height"),
        read("margin-left") if put else None,
        (read("margin-top") or 0.0) if put else None,
        style.get("visibility") == "hidden" or style.get("display") == "none",
        "mso-fit-shape-to-text" in style,
    )


def iter_covers(document: Element, wide: float, high: float) -> Iterator[Element]:
    """The drawings before the text that cover the most of a page."""
    for anchor in document.iter(_ANCHOR):
        if anchor.get("behindDoc", "0") in ("1", "true"):
            continue
        filled = anchor.find(f".//{_WPS}spPr/{_SOLID}") is not None
        picture = next(anchor.iter(qn("pic:pic")), None) is not None
        laid = anchor.find(qn("wp:wrapNone")) is not None
        if not laid or not (filled or picture):
            continue
        across, along = (size or 0.0 for size in _read_size(anchor))
        if across > _WIDE * wide and along > _HIGH * high:
            yield anchor


def has_text(element: Element) -> bool:
    """Whether something has text."""
    return any((text.text or "").strip() for text in element.iter(qn("w:t")))
