"""Whether a run can be read on paper: what it looks like, and where it stands."""

from __future__ import annotations

from docx.oxml.ns import qn

from delib_gen.audit.contrast import (
    MIN_ALPHA,
    WHITE,
    Colour,
    blend,
    is_told_apart,
)
from delib_gen.audit.letters import MIN_SIZE, NARROW, TIGHT
from delib_gen.audit.reasons import (
    CLIPPED,
    CROWDED,
    IN_SYMBOLS,
    NOT_SHOWN,
    OFF_PAGE,
    PALE,
    SQUEEZED,
    TINY,
    TRANSPARENT,
    is_of_symbols,
)
from delib_gen.formats.docx.colours import Palette, read_highlight
from delib_gen.formats.docx.looks import OFF, RunLooks, StyleSheet
from delib_gen.formats.docx.places import Places
from delib_gen.formats.docx.shapes import BOX, find_shape, measure
from delib_gen.formats.docx.xml import Element

_VAL = qn("w:val")
_HIDING = (qn("w:vanish"), qn("w:specVanish"), qn("w:webHidden"))
_FILL = "{http://schemas.microsoft.com/office/word/2010/wordml}textFill"
_NO_FILL = "{http://schemas.microsoft.com/office/word/2010/wordml}noFill"
_SOLID = "{http://schemas.microsoft.com/office/word/2010/wordml}solidFill"
_STOP = "{http://schemas.microsoft.com/office/word/2010/wordml}gs"
_P, _TC, _TBL = qn("w:p"), qn("w:tc"), qn("w:tbl")
_USUAL = 10.0
"""The size of letters, where nothing says it."""
_FITTED = 0.15
"""Of their size, how fitted letters may be."""
_RAISED = 200.0
"""Points from its line at which nobody looks for a text."""


class Visibility:
    """Tells which runs of a document show."""

    def __init__(
        self,
        styles: Element | None,
        document: Element | None = None,
        settings: Element | None = None,
        theme: Element | None = None,
        numbering: Element | None = None,
    ) -> None:
        """Look at a file.

        Args:
            styles: its styles.
            document: its text.
            settings: its settings.
            theme: its theme.
            numbering: its lists.
        """
        self._sheet = StyleSheet(styles, numbering)
        self._palette = Palette(theme, settings)
        self._places = Places(document, self._sheet)
        self._codes = _list_codes(document)
        self._paper = self._read_paper(document, settings)

    def explain(self, run: Element) -> str:
        """Why a run cannot be read on paper, in French; empty where it can."""
        paragraph = next(run.iterancestors(_P), None)
        looks = self._sheet.find_run_looks(run, paragraph)
        if any(t in looks and looks[t].get(_VAL, "1") not in OFF for t in _HIDING):
            return NOT_SHOWN
        if run in self._codes:
            return NOT_SHOWN
        size = _read_number(looks, "w:sz", 2 * _USUAL) / 2
        if size < MIN_SIZE:
            return TINY
        return (
            _explain_letters(run, looks, size)
            or self._explain_ink(run, looks)
            or self._explain_level(paragraph, looks)
            or self._places.explain(run, size)
        )

    def _explain_ink(self, run: Element, looks: RunLooks) -> str:
        ink, alpha = self._read_ink(looks)
        if alpha < MIN_ALPHA:
            return TRANSPARENT
        if ink is None:
            return ""
        ground = self._find_ground(run, looks)
        return "" if is_told_apart(blend(ink, alpha, ground), ground) else PALE

    def _read_ink(self, looks: RunLooks) -> tuple[Colour | None, float]:
        """The colour of letters, None where the reader takes one that shows."""
        fill = looks.get(_FILL)
        if fill is not None:
            if fill.find(_NO_FILL) is not None:
                return None, 0.0
            drawn = self._palette.read_drawn(
                next(fill.iter(_SOLID, _STOP), None)  # of a gradient, where it begins
            )
            if drawn is not None:
                return drawn[0], 1.0 - drawn[1] if drawn[1] < 1 else 1.0
        colour = looks.get(qn("w:color"))
        return (None if colour is None else self._palette.read(colour)), 1.0

    def _find_ground(self, run: Element, looks: RunLooks) -> Colour:
        """What is behind a run: the nearest of its grounds that has a colour."""
        light = looks.get(qn("w:highlight"))
        marked = None if light is None else read_highlight(light.get(_VAL, "none"))
        own = marked or self._palette.read_shading(looks.get(qn("w:shd")))
        if own is not None:
            return own
        for around in run.iterancestors(_P, _TC, _TBL, BOX):
            if around.tag == BOX:
                drawn = self._palette.read_drawn(find_shape(around).fill)
                return self._paper if drawn is None else drawn[0]
            ground = self._palette.read_shading(self._find_shading(around))
            if ground is not None:
                return ground
        return self._paper

    def _find_shading(self, around: Element) -> Element | None:
        if around.tag == _P:
            return self._sheet.find_shading(around)
        if around.tag == _TBL:
            return around.find(f"{qn('w:tblPr')}/{qn('w:shd')}")
        own = around.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        return self._sheet.find_cell_looks(around).shading if own is None else own

    def _explain_level(self, paragraph: Element | None, looks: RunLooks) -> str:
        """Whether a run is raised or lowered out of its line."""
        raised = abs(_read_number(looks, "w:position", 0.0)) / 2
        if not raised or paragraph is None:
            return ""
        measures = self._sheet.find_measures(paragraph)
        line = measure(measures.get("line"))
        if measures.get("lineRule") == "exact" and line and raised >= line:
            return CLIPPED
        return OFF_PAGE if raised > _RAISED else ""

    def _read_paper(self, document: Element | None, settings: Element | None) -> Colour:
        shown = settings is not None and (
            settings.find(qn("w:displayBackgroundShape")) is not None
        )
        found = document.find(qn("w:background")) if document is not None else None
        if not shown or found is None:
            return WHITE
        return self._palette.read(found) or WHITE


def _read_number(looks: RunLooks, name: str, usual: float) -> float:
    found = looks.get(qn(name))
    try:
        return usual if found is None else float(found.get(_VAL, "").rstrip("%"))
    except ValueError:
        return usual


def _list_codes(document: Element | None) -> frozenset[Element]:
    """The runs that say what a field is to fetch, and not what it shows."""
    codes: list[Element] = []
    stages: list[str] = []
    for run in () if document is None else document.iter(qn("w:r")):
        for mark in run.iterchildren(qn("w:fldChar")):
            kind = mark.get(qn("w:fldCharType"), "")
            if kind == "begin":
                stages.append(kind)
            elif stages and kind == "separate":
                stages[-1] = kind
            elif stages:
                stages.pop()
        if "begin" in stages:
            codes.append(run)
    return frozenset(codes)


def _explain_letters(run: Element, looks: RunLooks, size: float) -> str:
    face = looks.get(qn("w:rFonts"))
    if face is not None and is_of_symbols(face.get(qn("w:ascii"), "")):
        return IN_SYMBOLS
    if _read_number(looks, "w:w", 100.0) < 100 * NARROW:
        return SQUEEZED
    if _read_number(looks, "w:spacing", 0.0) / 20 <= TIGHT * size:
        return CROWDED
    fitted = _read_number(looks, "w:fitText", 0.0) / 20
    count = sum(len(text.text or "") for text in run.iter(qn("w:t")))
    return SQUEEZED if 0 < fitted < _FITTED * size * count else ""
