"""A cell that the end of a page cuts is one cell for who listens.

The engine tags a table page by page, so that a tall cell is heard in two pieces with
its neighbours between them. The pieces are put together in the first; those of what
is only laid out as a table, such as the halves of a slide, as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

from delib_gen.formats.pdf.structure import adopt, find_element, iter_children

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

_SOURCE = "_delib_gen_cellule"
_REPEATED = ("/THead", "/TFoot")
"""What a page prints again rather than goes on with."""


def mark_cell(box: Box, element: pydyf.Dictionary) -> None:
    """Keep with a cell's structure element what it was made from."""
    laid_out = box.style["display"] == ("table-cell",) and element["S"] == "/Div"
    if laid_out or element["S"] == "/TD":
        setattr(element, _SOURCE, getattr(box, "element", None))


def join_cells(pdf: pydyf.PDF) -> None:
    """Put the pieces of each cell together."""
    cells: dict[object, pydyf.Dictionary] = {}
    for element in list(pdf.objects):
        source = getattr(element, _SOURCE, None)
        if source is None or _is_repeated(pdf, element):
            continue
        first = cells.setdefault(source, element)
        if first is not element:
            adopt(first, list(iter_children(pdf, element)), more=True)
            element["K"] = pydyf.Array()
            _drop_row(pdf, find_element(pdf, element["P"]))


def _is_repeated(pdf: pydyf.PDF, cell: pydyf.Dictionary) -> bool:
    row = find_element(pdf, cell["P"])
    return find_element(pdf, row["P"])["S"] in _REPEATED


def _drop_row(pdf: pydyf.PDF, row: pydyf.Dictionary) -> None:
    """Take a row of which nothing is left from its place.

    The only one that a page has of a table stays, empty: its heads have to be of one.
    """
    body = find_element(pdf, row["P"])
    left = any(cell["K"] for cell in iter_children(pdf, row))
    if not left and len(body["K"]) > 1 and row.reference in body["K"]:
        body["K"].remove(row.reference)
