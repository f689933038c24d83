"""How much room there is on a page where prose goes."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn

from delib_gen.formats.docx.xml import Element

_TWIPS = 1440 / 2.54
_CELL_MARGINS = 216
"""Twentieths of a point that Word leaves free in a cell, both sides together."""


@dataclass(frozen=True, slots=True)
class Room:
    """The size of a column of text, in centimetres; by default, that of a letter.

    Attributes:
        width: how wide it is.
        height: how high.
        scale: the size of type in its tables and figures, over that on a whole page.
    """

    width: float = 16.0
    height: float = 24.0
    scale: float = 1.0


def measure_room(paragraph: Element) -> Room:
    """The room around a paragraph: what its section and its cell leave."""
    section = _find_section(paragraph)
    width, height = _measure_page(section)
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is not None:
        said = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if said is not None and said.get(qn("w:type")) == "dxa":
            width = min(width, _read(said, "w:w", 0) - _CELL_MARGINS)
    return Room(width / _TWIPS, height / _TWIPS)


def _find_section(paragraph: Element) -> Element | None:
    """The section that a paragraph is in: the first to end after it."""
    block = paragraph
    while block.getparent() is not None and block.getparent().tag != qn("w:body"):
        block = block.getparent()
    for following in (block, *block.itersiblings()):
        section = next(following.iter(qn("w:sectPr")), None)
        if section is not None:
            return section
    return None


def _measure_page(section: Element | None) -> tuple[float, float]:
    size = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    if section is None or size is None or margins is None:
        return Room().width * _TWIPS, Room().height * _TWIPS
    sides = {s: _read(margins, f"w:{s}", 0) for s in ("left", "right", "gutter")}
    width: float = _read(size, "w:w", 0) - sum(sides.values())
    columns = section.find(qn("w:cols"))
    if columns is not None:
        count = max(_read(columns, "w:num", 1), 1)
        width = (width - (count - 1) * _read(columns, "w:space", 720)) / count
    # A negative margin means that a header may not push the text down.
    ends = abs(_read(margins, "w:top", 0)) + abs(_read(margins, "w:bottom", 0))
    return width, _read(size, "w:h", 0) - ends


def _read(element: Element, name: str, default: int) -> int:
    return round(float(element.get(qn(name), default)))
