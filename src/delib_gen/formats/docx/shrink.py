"""Tables and pictures made for a page, in a column of half its width."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.oxml.ns import qn

from delib_gen.formats.docx.columns import fit_widths
from delib_gen.formats.docx.xml import Element, get_run_properties, make, put

SizeFinder = Callable[[Element], int]
_W = qn("w:w")
_TWIP = 635
"""What drawings are measured in: so many to the twentieth of a point."""
_MARGINS = 216
"""Twentieths of a point that a cell of the columns leaves free on its sides."""
_PART = 0.78
"""What a column needs of its width when its type is made smaller."""
_TEXT = 24
_SIZE = 15
"""Half points of the type in a table that was made narrower."""
_LINED = ("tblStyle", "tblBorders")
"""What a table of data has, and one that only sets its cells side by side has not."""


def fit_tables(element: Element, width: int, find_size: SizeFinder) -> None:
    """Make the tables of a block narrower, and their type smaller.

    Args:
        element: the block.
        width: that of the column, in twentieths of a point.
        find_size: tells the size of the type of a paragraph, in half points.
    """
    for table in [element] if element.tag == qn("w:tbl") else []:
        properties, grid = table.find(qn("w:tblPr")), table.find(qn("w:tblGrid"))
        columns = () if grid is None else grid.findall(qn("w:gridCol"))
        total = sum(int(column.get(_W, 0)) for column in columns)
        indent = None if properties is None else properties.find(qn("w:tblInd"))
        left = 0 if indent is None else int(indent.get(_W, 0))
        free = width - _MARGINS - min(left, width // 4)
        if total <= free:
            continue
        if indent is not None:
            indent.set(_W, str(min(left, width // 4)))
        wished = [int(column.get(_W, 0)) * _PART for column in columns]
        sizes = [int(size) for size in fit_widths(wished, free)]
        _set_widths(table, columns, sizes)
        _shrink_type(table, free / total, find_size)


def _set_widths(
    table: Element, columns: Sequence[Element], sizes: Sequence[int]
) -> None:
    for column, size in zip(columns, sizes, strict=True):
        column.set(_W, str(size))
    for whole in table.iter(qn("w:tblW")):
        whole.set(_W, str(sum(sizes)))
        whole.set(qn("w:type"), "dxa")
    for row in table.findall(qn("w:tr")):
        cells = row.findall(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcW')}")
        for cell, size in zip(cells, sizes, strict=False):
            cell.set(_W, str(size))


def _shrink_type(table: Element, part: float, find_size: SizeFinder) -> None:
    """Make the type smaller: that of cells, and any that is larger than the text."""
    properties = table.find(qn("w:tblPr"))
    lined = any(properties.find(qn(f"w:{tag}")) is not None for tag in _LINED)
    for paragraph in table.iter(qn("w:p")):
        common = find_size(paragraph)
        for run in paragraph.iter(qn("w:r")):
            said = get_run_properties(run).find(qn("w:sz"))
            size = common if said is None else int(said.get(qn("w:val")))
            wanted = min(size, _SIZE) if lined else max(round(size * part), _SIZE)
            if lined or size > _TEXT:
                for tag in ("sz", "szCs"):
                    put(get_run_properties(run), make(tag, val=wanted))


def fit_pictures(element: Element, width: int) -> None:
    """Make the pictures of a block smaller that are wider than a column."""
    for inline in element.iter(qn("wp:inline")):
        extent = inline.find(qn("wp:extent"))
        wide = int(extent.get("cx"))
        free = (width - _MARGINS) * _TWIP
        if wide <= free:
            continue
        for size in (extent, *inline.iter(qn("a:ext"))):
            if size.get("cx") is not None:  # an extension has the same name
                for side in ("cx", "cy"):
                    size.set(side, str(int(size.get(side)) * free // wide))
