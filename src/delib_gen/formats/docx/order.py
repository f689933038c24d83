"""In which order a page of Word shows what is set apart from the text.

A frame or a box stands where it is put, and not where it is written; Word alone knows
how far that is from the text around it. The cells of a table from right to left are
surely seen the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.oxml.ns import qn

from delib_gen.audit.orders import Order
from delib_gen.formats.docx.looks import OFF
from delib_gen.formats.docx.shapes import measure
from delib_gen.formats.docx.xml import Element

_FRAME = f"{qn('w:pPr')}/{qn('w:framePr')}"
_FLOATING = f"{qn('w:tblPr')}/{qn('w:tblpPr')}"
_TURNED = f"{qn('w:tblPr')}/{qn('w:bidiVisual')}"
_ANCHOR, _ALONG = qn("wp:anchor"), qn("wp:positionV")
_P, _ROW, _CELL, _BOX = map(qn, ("w:p", "w:tr", "w:tc", "w:txbxContent"))
_EMU = 12700
_NEAR, _FAR = ("text", "paragraph", "line"), ("page", "margin", "topMargin")
"""From what a place is measured: from where a text is written, or from its page."""
_LINE = 18.0
"""Points of a shift that brings a text to another line."""
_PAST = 1.5
"""Of two paragraphs, how far one goes that is shifted, so that it passes the next."""


def find_orders(document: Element) -> Iterator[Order]:
    """The orders in which a document shows its text, where not as it is written."""
    sure = Order(sure=True)
    for mark in document.iter(qn("w:bidiVisual")):
        table = mark.getparent().getparent()
        if table.find(_TURNED) is not mark or mark.get(qn("w:val"), "1") in OFF:
            continue
        for row in table.iterchildren(_ROW):
            cells = reversed(row.findall(_CELL))
            sure.parts[row] = [
                next(cells) if child.tag == _CELL else child for child in row
            ]
    if sure.parts:
        yield sure
    moved = {**sure.parts, **_move(document)}
    if moved != sure.parts:
        yield Order(sure=False, parts=moved)


def _move(document: Element) -> dict[Element, list[Element]]:
    """The children of what holds elements that are set apart, as these may stand."""
    puts = dict(_iter_puts(document))
    moved: dict[Element, list[Element]] = {}
    for owner in dict.fromkeys(element.getparent() for element in puts):
        order: list[tuple[float, Element]] = []
        rank = 0
        # What is put in the same place is one frame.
        for put, children in groupby(owner, puts.get):
            frame = list(children)
            shift = 0.0
            if put is not None and put.near:
                shift = _PAST if put.along > 0 else -_PAST
            far = shift + (len(frame) - 1 if shift > 0 else 0)
            order += ((rank + far + n / 1000, child) for n, child in enumerate(frame))
            rank += len(frame)
        shown = [child for _, child in sorted(order, key=lambda one: one[0])]
        # What is put somewhere on the page is seen from its top to its foot.
        apart = [c for c in shown if c in puts and not puts[c].near]
        ranked = iter(sorted(apart, key=lambda child: puts[child].along))
        shown = [next(ranked) if child in apart else child for child in shown]
        if shown != list(owner):
            moved[owner] = shown
    return moved


@dataclass(frozen=True, slots=True)
class _Put:
    """Where a text that is set apart is put.

    Attributes:
        along: how far down, in points.
        near: whether that is from where it is written, and not from the page's top.
        key: all that is said of its place.
    """

    along: float
    near: bool
    key: tuple[str, ...] = ()


def _iter_puts(document: Element) -> Iterator[tuple[Element, _Put]]:
    """The elements that are shown elsewhere than where they are written."""
    for mark in document.iter(qn("w:framePr"), qn("w:tblpPr")):
        owner = mark.getparent().getparent()
        dropped = mark.get(qn("w:dropCap"), "none") != "none"
        if dropped or mark not in (owner.find(_FRAME), owner.find(_FLOATING)):
            continue
        names = ("y", "vAnchor") if owner.tag == _P else ("tblpY", "vertAnchor")
        along, of = (mark.get(qn(f"w:{name}")) for name in names)
        put = _read(measure(along), of or "page", tuple(mark.values()))
        if put is not None:
            yield owner, put
    for anchor in document.iter(_ANCHOR):
        place = anchor.find(_ALONG)
        owner = next(anchor.iterancestors(_P), None)
        if place is None or owner is None or next(anchor.iter(_BOX), None) is None:
            continue
        offset = place.findtext(qn("wp:posOffset"), "").strip()
        points = float(offset) / _EMU if offset.lstrip("-").isdigit() else None
        put = _read(points, place.get("relativeFrom", ""), (offset,))
        if put is not None:
            yield owner, put


def _read(along: float | None, of: str, key: tuple[str, ...]) -> _Put | None:
    if along is None or of not in (*_NEAR, *_FAR):
        return None
    near = of in _NEAR
    return None if near and abs(along) < _LINE else _Put(along, near, key)
