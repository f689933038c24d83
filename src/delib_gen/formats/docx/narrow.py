"""A frame made for a page, narrowed for columns of half its width."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element, make, put

CELL_MARGINS = 216
"""Twentieths of a point that Word leaves free in a cell, both sides together."""
_VAL, _W = qn("w:val"), qn("w:w")
_SIZES = (qn("w:tblW"), qn("w:gridCol"), qn("w:tcW"))
_MARGIN = 964
_SIZE = 20
"""Twentieths of a point of the margins, 1.7 cm; half points of the type."""
COLUMN_SIZE = _SIZE / 144 * 2.54
"""The size of the type in columns, in centimetres."""
_LARGEST = 40
"""Half points of the largest title that a column has."""
_WIDTH = 9070
_FAR = 3
"""What stands in by more than one part in so many of its column has no place in it."""
_WIDE = 480
"""Twentieths of a point: a larger space is made half as large, no less than this."""
_TWIP = 635
"""What drawings are measured in: so many to the twentieth of a point."""


def narrow_frame(frame: Document) -> int:
    """Make the margins of a frame smaller, its type, and the room that styles take.

    Returns:
        The width that is left, in twips.
    """
    body, known = frame.element.body, frame.styles.element
    width = _narrow_margins(body)
    for root in (known, body):
        for properties in root.iter(qn("w:pPr")):
            _narrow_paragraphs(properties, width // 2)
    default = find_default_style(known)
    for style in known.findall(qn("w:style")):
        if style.get(qn("w:styleId")) == default:
            looks = style.find(qn("w:rPr"))
            looks = put(style, make("rPr")) if looks is None else looks
            for tag in ("sz", "szCs"):
                put(looks, make(tag, val=_SIZE))
        for size in style.iter(qn("w:sz")):
            size.set(_VAL, str(min(int(size.get(_VAL)), _LARGEST)))
    return width


def _narrow_margins(body: Element) -> int:
    width = _WIDTH
    for section in body.iter(qn("w:sectPr")):
        margins, size = section.find(qn("w:pgMar")), section.find(qn("w:pgSz"))
        if margins is None or size is None:
            continue
        for side in ("w:left", "w:right"):
            margins.set(qn(side), str(min(int(margins.get(qn(side))), _MARGIN)))
        used = sum(int(margins.get(qn(side))) for side in ("w:left", "w:right"))
        width = int(size.get(qn("w:w"))) - used
    return width


def _narrow_paragraphs(properties: Element, column: int) -> None:
    """Leave no line stretched, none far in, and no wide space between paragraphs."""
    justified, spacing, indent = (
        properties.find(qn(f"w:{tag}")) for tag in ("jc", "spacing", "ind")
    )
    if justified is not None and justified.get(_VAL) == "both":
        justified.set(_VAL, "left")
    for side in ("w:before", "w:after") if spacing is not None else ():
        space = spacing.get(qn(side), "")
        if space.isdigit() and int(space) > _WIDE:
            spacing.set(qn(side), str(max(int(space) // 2, _WIDE)))
    if indent is not None and indent.get(qn("w:hanging")) is None:
        left = indent.get(qn("w:left"), indent.get(qn("w:start"), ""))
        if left.isdigit() and int(left) > column // _FAR:
            put(properties, make("ind", left=0, right=0))


def fit_block(block: Element, width: int) -> None:
    """Fit what a frame itself has into a cell: its tables, its pictures.

    Args:
        block: a block of the frame.
        width: that of the column, in twips.
    """
    free = width - CELL_MARGINS
    for section in list(block.iter(qn("w:sectPr"))):
        section.getparent().remove(section)  # a cell is in one section
    columns = block.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    total = sum(int(column.get(_W, 0)) for column in columns)
    for size in block.iter(*_SIZES) if total > free else ():
        if size.get(qn("w:type"), "dxa") == "dxa" and size.get(_W) is not None:
            size.set(_W, str(int(size.get(_W)) * free // total))
    for inline in block.iter(qn("wp:inline")):
        extent = inline.find(qn("wp:extent"))
        wide = int(extent.get("cx"))
        for size in (extent, *inline.iter(qn("a:ext"))):
            # An extension has the same name as the size of a picture.
            if size.get("cx") is not None and wide > free * _TWIP:
                for side in ("cx", "cy"):
                    size.set(side, str(int(size.get(side)) * free * _TWIP // wide))
