"""Word's tables: a grid of columns, rows that stay whole, cells of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from delib_gen.formats.docx.columns import PADDING
from delib_gen.formats.docx.numbering import twips
from delib_gen.formats.docx.xml import Element, get_properties, make, put

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
SHORT = 8
"""Rows up to which a table is kept on one page."""
_THIN = 4
"""Eighths of a point of the lines of a table."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a table looks like.

    Attributes:
        style: its style; none where the document has none that suits.
        lines: whether lines are drawn where there is no style for that.
        left: how far it stands in, in centimetres.
        title: what it is about, for who does not see it.
        headed: whether its first row is a head.
        closed: whether its last row adds up.
    """

    style: str | None = None
    lines: bool = False
    left: float = 0.0
    title: str = ""
    headed: bool = False
    closed: bool = False


def make_table(widths: Sequence[float], rows: Iterable[Element], look: Look) -> Element:
    """A table of columns of set widths, in centimetres."""
    sizes = [twips(width) for width in widths]
    properties = make("tblPr")
    if look.style is not None:
        properties.append(make("tblStyle", val=look.style))
    properties.append(make("tblW", w=sum(sizes), type="dxa"))
    properties.append(make("tblInd", w=twips(look.left), type="dxa"))
    if look.lines and look.style is None:
        edges = (make(e, val="single", sz=_THIN, space=0, color="auto") for e in _EDGES)
        properties.append(make("tblBorders", *edges))
    properties.append(make("tblLayout", type="fixed"))
    sides = (make(side, w=twips(PADDING), type="dxa") for side in ("left", "right"))
    properties.append(make("tblCellMar", *sides))
    switches = {
        "firstRow": look.headed, "lastRow": look.closed, "firstColumn": False,
        "lastColumn": False, "noHBand": True, "noVBand": True,
    }  # fmt: skip
    properties.append(
        make("tblLook", val=_write_switches(switches), **_number(switches))
    )
    if look.title:
        properties.append(make("tblCaption", val=look.title))
    grid = make("tblGrid", *(make("gridCol", w=size) for size in sizes))
    return make("tbl", properties, grid, *rows)


def make_row(
    cells: Sequence[Sequence[Element]],
    widths: Sequence[float],
    *,
    head: bool = False,
    height: float = 0.0,
    whole: bool = True,
    low: bool = False,
) -> Element:
    """A row of cells.

    Args:
        cells: the paragraphs of each.
        widths: those of the columns, in centimetres.
        head: whether it is repeated on each page.
        height: how high it is at the least, in centimetres.
        whole: whether no page end cuts it.
        low: whether its texts stand at its foot.
    """
    row = make("tr", make("trPr", *([make("cantSplit")] if whole else [])))
    if height:
        row[0].append(make("trHeight", val=twips(height), hRule="atLeast"))
    if head:
        row[0].append(make("tblHeader"))
    for paragraphs, width in zip(cells, widths, strict=True):
        size = make("tcW", w=twips(width), type="dxa")
        foot = [make("vAlign", val="bottom")] if low else []
        row.append(make("tc", make("tcPr", size, *foot), *(paragraphs or [make("p")])))
    return row


def keep_together(rows: Iterable[Element]) -> None:
    """Keep rows on the page of what follows them."""
    for row in rows:
        for paragraph in row.iter(make("p").tag):
            put(get_properties(paragraph), make("keepNext"))


def make_side_by_side(
    cells: Sequence[Sequence[Element]],
    abreast: int,
    width: float,
    left: float,
    height: float = 0.0,
) -> Element:
    """A table without lines that only sets its cells side by side, on one page.

    Args:
        cells: the paragraphs of each.
        abreast: how many stand on a row.
        width: that of the whole, in centimetres.
        left: how far it stands in.
        height: how high a row is at the least.
    """
    widths = [width / abreast] * abreast
    full = [*cells, *([[]] * (-len(cells) % abreast))]
    rows = [
        make_row(full[start : start + abreast], widths, height=height)
        for start in range(0, len(full), abreast)
    ]
    keep_together(rows[:-1])
    return make_table(widths, rows, Look(left=left))


_BITS = {
    "firstRow": 0x0020, "lastRow": 0x0040, "firstColumn": 0x0080,
    "lastColumn": 0x0100, "noHBand": 0x0200, "noVBand": 0x0400,
}  # fmt: skip


def _write_switches(switches: dict[str, bool]) -> str:
    """The parts of a style that a table takes, as Word wrote them before 2010."""
    return f"{sum(_BITS[name] for name, on in switches.items() if on):04X}"


def _number(switches: dict[str, bool]) -> dict[str, int]:
    return {name: int(on) for name, on in switches.items()}
