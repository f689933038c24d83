"""Where a text of a Word file stands: off its page, cut by its row, under a drawing.

Word alone knows where lines end; what is told here is sure without: a row of a point,
an indent as wide as the page, two boxes in one place. Measures are points.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from docx.oxml.ns import qn

from delib_gen.audit.letters import ADVANCE
from delib_gen.audit.reasons import (
    CLIPPED,
    NOT_SHOWN,
    OFF_PAGE,
    SQUEEZED,
    UNDER_SHAPE,
    UNDER_TEXT,
)
from delib_gen.formats.docx.looks import Measures, StyleSheet
from delib_gen.formats.docx.sections import Sections, is_out, iter_shared
from delib_gen.formats.docx.shapes import BOX, find_shape, iter_covers, measure
from delib_gen.formats.docx.xml import Element

_LINE, _LOW = 0.9, 0.6
"""Of a letter's size, how high a line is at the least, and the height that cuts it."""
_MULTIPLE = 0.45 * 240
_OVER = 6.0
"""Points that a text may be over an edge of the page."""
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_PPR, _TRPR, _TCPR, _TBLPR = (qn(f"w:{name}Pr") for name in ("p", "tr", "tc", "tbl"))


class Places:
    """Tells what of a document stands where nobody reads it."""

    def __init__(self, document: Element | None, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._sections = Sections(document)
        self._found: dict[tuple[Element, float], str] = {}
        self._shared: set[Element] = set()
        self._covers: list[Element] = []
        if document is not None:
            pages = self._sections.first
            self._shared = set(iter_shared(document))
            self._covers = list(iter_covers(document, pages.wide, pages.high))

    def explain(self, run: Element, size: float) -> str:
        """Why a run cannot be read where it stands; empty where it may be."""
        above = None
        for around in run.iterancestors():
            find = self._rules.get(around.tag)
            if find is not None:
                key = (around, size)
                if key not in self._found:
                    self._found[key] = find(self, around, size)
                if self._found[key]:
                    return self._found[key]
            above = around
        if self._covers and above is not None and above.tag == qn("w:document"):
            inside = set(run.iterancestors())
            if not any(cover in inside for cover in self._covers):
                return UNDER_SHAPE
        return ""

    def _find_room(self, element: Element) -> float:
        """How wide the lines of what stands in an element may be."""
        for around in element.iterancestors(_TC, BOX):
            if around.tag == _TC:
                wide = _measure_cell(around)
            else:
                wide = find_shape(around).wide
            if wide is not None:
                return wide
        return self._sections.find(element).room

    def _check_paragraph(self, paragraph: Element, size: float) -> str:
        if paragraph in self._shared:
            return UNDER_TEXT
        measures = self._sheet.find_measures(paragraph)
        if _is_low(measures, size):
            return CLIPPED
        frame = paragraph.find(f"{_PPR}/{qn('w:framePr')}")
        if frame is not None and frame.get(qn("w:dropCap"), "none") == "none":
            return self._check_frame(paragraph, frame, size)
        return self._check_indents(paragraph, measures, size)

    def _check_frame(self, paragraph: Element, frame: Element, size: float) -> str:
        section = self._sections.find(paragraph)
        if is_out(frame, ("w:x", "w:y"), section):
            return OFF_PAGE
        high, wide = measure(frame.get(qn("w:h"))), measure(frame.get(qn("w:w")))
        exact = frame.get(qn("w:hRule")) == "exact"
        if exact and high is not None and high < _LOW * size:
            return CLIPPED
        return SQUEEZED if wide is not None and 0 < wide < size else ""

    def _check_indents(
        self, paragraph: Element, measures: Measures, size: float
    ) -> str:
        room = self._find_room(paragraph)
        section = self._sections.find(paragraph)
        framed = next(paragraph.iterancestors(_TC, BOX), None) is not None
        before = 0.0 if framed else section.left
        after = 0.0 if framed else section.right
        left, right, first = (
            measure(measures.get(name, "0")) or 0.0
            for name in ("left", "right", "firstLine")
        )
        first -= measure(measures.get("hanging", "0")) or 0.0
        wide = room if framed else section.wide - section.left - section.right
        if min(left, left + first) < -before - _OVER - (size if framed else 0):
            return OFF_PAGE
        if max(left, left + first) > wide + after - size / 2 and (left or first):
            return OFF_PAGE
        lines = len(_read(paragraph)) * ADVANCE * size / max(wide, 1.0)
        if right < -after - _OVER and lines > 1:
            return OFF_PAGE
        return (
            SQUEEZED if room - left - right < size and len(_read(paragraph)) > 1 else ""
        )

    def _check_row(self, row: Element, size: float) -> str:
        held = row.find(_TRPR)
        if held is None:
            return ""
        if held.find(qn("w:del")) is not None:
            return NOT_SHOWN
        high = _read_exact(held)
        if high is None:
            return ""
        if high < _LOW * size:
            return CLIPPED
        for cell in row.iterchildren(_TC):
            wide = _measure_cell(cell)
            if wide and _measure_text(cell, size, wide) > high + size / 2:
                return CLIPPED
        return ""

    def _check_cell(self, cell: Element, size: float) -> str:
        merged = cell.find(f"{_TCPR}/{qn('w:vMerge')}")
        if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
            return NOT_SHOWN
        wide = _measure_cell(cell)
        length = max((len(_read(p)) for p in cell.iterchildren(_P)), default=0)
        if wide is None or length < 2:
            return ""
        fitted = cell.find(f"{_TCPR}/{qn('w:tcFitText')}") is not None
        if wide < 0.8 * size or (fitted and wide < 0.15 * size * length):
            return SQUEEZED
        return ""

    def _check_table(self, table: Element, _: float) -> str:
        if table in self._shared:
            return UNDER_TEXT
        held = table.find(_TBLPR)
        section = self._sections.find(table)
        if held is None:
            return ""
        put = held.find(qn("w:tblpPr"))
        if put is not None and is_out(put, ("w:tblpX", "w:tblpY"), section):
            return OFF_PAGE
        indent = held.find(qn("w:tblInd"))
        shift = 0.0 if indent is None else measure(indent.get(qn("w:w"))) or 0.0
        # Its first column begins there.
        if shift < -section.left - 3 * _OVER or shift > section.wide - section.left:
            return OFF_PAGE
        return ""

    def _check_box(self, box: Element, size: float) -> str:
        if box in self._shared:
            return UNDER_TEXT
        shape = find_shape(box)
        if shape.hidden:
            return NOT_SHOWN
        section = self._sections.find(box)
        if shape.is_off(section.wide, section.high):
            return OFF_PAGE
        if shape.wide is None or shape.high is None:
            return ""
        if min(shape.wide, shape.high) < _LOW * size:
            return CLIPPED
        needed = _measure_text(box, size, shape.wide)
        return CLIPPED if not shape.grows and needed > shape.high + size / 2 else ""

    _rules: dict[str, Callable[[Places, Element, float], str]] = {  # noqa: RUF012
        _P: _check_paragraph,
        _TR: _check_row,
        _TC: _check_cell,
        _TBL: _check_table,
        BOX: _check_box,
    }


def _read(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _is_low(measures: Measures, size: float) -> bool:
    """Whether lines are lower than their letters."""
    line = measure(measures.get("line"))
    if line is None:
        return False
    rule = measures.get("lineRule", "auto")
    if rule == "exact":
        return line < _LOW * size
    return rule == "auto" and 0 < line * 20 < _MULTIPLE


def _read_exact(held: Element) -> float | None:
    """The height of a row that may not grow."""
    height = held.find(qn("w:trHeight"))
    if height is None or height.get(qn("w:hRule")) != "exact":
        return None
    return measure(height.get(qn("w:val")))


def _measure_text(owner: Element, size: float, wide: float) -> float:
    """How high the paragraphs of a cell or a box are at the least."""
    lines = (
        max(1, math.ceil(len(_read(p)) * ADVANCE * size / wide))
        for p in owner.iterchildren(_P)
        if _read(p)
    )
    return sum(lines) * _LINE * size


def _measure_cell(cell: Element) -> float | None:
    """The width of a cell, where it is said in points."""
    said = cell.find(f"{_TCPR}/{qn('w:tcW')}")
    if said is None or said.get(qn("w:type"), "dxa") != "dxa":
        return None
    return measure(said.get(qn("w:w"))) or None
