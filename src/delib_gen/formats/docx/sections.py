"""The pages of a Word file's sections, and what is put on them at its own place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docx.oxml.ns import qn

from delib_gen.formats.docx.shapes import BOX, find_shape, has_text, measure
from delib_gen.formats.docx.xml import Element

_OVER = 6.0
"""Points that something may be over an edge of its page."""
_P, _TBL = qn("w:p"), qn("w:tbl")
_PPR, _TBLPR = qn("w:pPr"), qn("w:tblPr")
_A4 = (595.0, 842.0)


class Section(NamedTuple):
    """The pages of a section: their size, and their margins."""

    wide: float = _A4[0]
    high: float = _A4[1]
    left: float = 72.0
    right: float = 72.0
    columns: int = 1

    @property
    def room(self) -> float:
        """How wide its lines are."""
        return (self.wide - self.left - self.right) / self.columns


class Sections:
    """The sections of a document, by what stands in them."""

    def __init__(self, document: Element | None) -> None:
        self._sections: dict[Element, Section] = {}
        self.first = Section()
        body = None if document is None else document.find(qn("w:body"))
        waiting: list[Element] = []
        for child in () if body is None else body:
            waiting.append(child)
            held = child if child.tag == qn("w:sectPr") else None
            if child.tag == _P:
                held = child.find(f"{_PPR}/{qn('w:sectPr')}")
            if held is not None:
                section = _read_section(held)
                self.first = self.first if self._sections else section
                self._sections |= dict.fromkeys(waiting, section)
                waiting = []

    def find(self, element: Element) -> Section:
        """The section of an element; the first one's for what is in none."""
        for around in (element, *element.iterancestors()):
            if around in self._sections:
                return self._sections[around]
        return self.first


def is_out(put: Element, names: tuple[str, str], section: Section) -> bool:
    """Whether something is put beyond the sides of its page."""
    across, along = (measure(put.get(qn(name))) or 0.0 for name in names)
    wide, high = section.wide - 3 * _OVER, section.high - _OVER
    return not (-section.left - 3 * _OVER <= across <= wide and -90 <= along <= high)


def _read_section(held: Element) -> Section:
    size, margins = held.find(qn("w:pgSz")), held.find(qn("w:pgMar"))
    columns = held.find(qn("w:cols"))

    def read(owner: Element | None, name: str, usual: float) -> float:
        found = None if owner is None else measure(owner.get(qn(name)))
        return usual if found is None else found

    count = "1" if columns is None else columns.get(qn("w:num"), "1")
    usual = Section()
    return Section(
        read(size, "w:w", usual.wide),
        read(size, "w:h", usual.high),
        read(margins, "w:left", usual.left),
        read(margins, "w:right", usual.right),
        max(1, int(count)) if count.isdigit() else 1,
    )


def iter_shared(document: Element) -> Iterator[Element]:
    """What stands where something else stands: frames, tables and boxes of text."""
    spots: dict[tuple[object, ...], list[list[Element]]] = {}
    last: tuple[object, ...] | None = None
    for element in document.iter(_P, _TBL, BOX):
        spot = _find_spot(element)
        if element.tag == _P and spot == last and spot is not None:
            spots[spot][-1].append(element)  # one frame of several paragraphs
            continue
        last = spot if element.tag == _P else None
        if spot is not None and has_text(element):
            spots.setdefault(spot, []).append([element])
    for groups in spots.values():
        for group in groups if len(groups) > 1 else ():
            yield from group


def _find_spot(element: Element) -> tuple[object, ...] | None:
    """The place on its page that an element is put in; None where it is in the text."""
    if element.tag == BOX:
        shape = find_shape(element)
        put = shape.left is not None and shape.top is not None
        return (shape.left, shape.top) if put else None
    path = (_PPR, "w:framePr") if element.tag == _P else (_TBLPR, "w:tblpPr")
    put = element.find(f"{path[0]}/{qn(path[1])}")
    if put is None:
        return None
    names = ("x", "y") if element.tag == _P else ("tblpX", "tblpY")
    anchors = (
        ("hAnchor", "vAnchor") if element.tag == _P else ("horzAnchor", "vertAnchor")
    )
    if any(put.get(qn(f"w:{name}")) not in ("page", "margin") for name in anchors):
        return None
    return tuple(put.get(qn(f"w:{name}")) for name in (*names, *anchors))
