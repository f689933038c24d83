"""What a run and a paragraph look like: their own properties over those of styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docx.oxml.ns import qn

from delib_gen.formats.docx.styles import find_default_style
from delib_gen.formats.docx.xml import Element

_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")
_VAL, _STYLE, _SHADING = qn("w:val"), qn("w:style"), qn("w:shd")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ROW, _TC = qn("w:tr"), qn("w:tc")
_OF_RUNS = frozenset(
    qn(f"w:{name}")
    for name in (
        "vanish", "specVanish", "webHidden", "sz", "color", "shd", "highlight", "w",
        "spacing", "fitText", "position", "rFonts",
    )
) | {f"{_W14}textFill"}  # fmt: skip
_SAME = {"start": "left", "end": "right"}
_INSTEAD = {"hanging": "firstLine", "firstLine": "hanging"}
_PARTS = (
    ("band1Horz", "oddHBand"), ("band2Horz", "evenHBand"),
    ("firstCol", "firstColumn"), ("lastCol", "lastColumn"),
    ("firstRow", "firstRow"), ("lastRow", "lastRow"),
)  # fmt: skip
"""The parts of a table that its style may treat apart, the last one wins."""
_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100,
    "noHBand": 0x200,
}  # fmt: skip
OFF = ("0", "false", "off", "none")

RunLooks = dict[str, Element]
"""The properties of a run that matter, by their tags."""
Measures = dict[str, str]
"""Indents and spaces, by the names of their attributes."""


class CellLooks(NamedTuple):
    """What the style of a table gives to one of its cells."""

    run: RunLooks
    shading: Element | None


class StyleSheet:
    """The styles of a file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._levels = _list_levels(numbering)
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._runs: dict[str | None, RunLooks] = {None: {}}
        self._measures: dict[str | None, Measures] = {None: {}}
        self._common: RunLooks = {}
        self._cells: dict[Element, CellLooks] = {}
        self._odd: dict[Element, bool] = {}
        self._tables: dict[Element, Element | None] = {}
        if styles is None:
            return
        self._default = find_default_style(styles)
        for style in styles.findall(_STYLE):
            self._styles[style.get(qn("w:styleId"))] = style
        common = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
        self._common = {} if common is None else dict(_read_run(common))
        base = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}")
        self._measures[None] = {} if base is None else _read_measures(base, {})

    def find_run_looks(self, run: Element, paragraph: Element | None) -> RunLooks:
        """The properties of a run, whoever gives them."""
        looks = dict(self._common)
        cell = next(run.iterancestors(qn("w:tc")), None)
        if cell is not None:
            looks |= self.find_cell_looks(cell).run
        looks |= self._resolve_run(self._find_style(paragraph))
        own = run.find(_RUN)
        if own is not None:
            named = own.find(qn("w:rStyle"))
            looks |= self._resolve_run(None if named is None else named.get(_VAL))
            looks |= dict(_read_run(run))
        return looks

    def find_measures(self, paragraph: Element) -> Measures:
        """The indents and spaces of a paragraph."""
        inherited = self._resolve_measures(self._find_style(paragraph))
        level = self._levels.get(_read_number(paragraph))
        if level is not None:
            inherited = _read_measures(level, inherited)
        return _read_measures(paragraph, inherited)

    def find_shading(self, paragraph: Element) -> Element | None:
        """The shading of a paragraph, or the nearest of its styles."""
        found = paragraph.find(f"{_PARAGRAPH}/{_SHADING}")
        for style in self._iter_styles(self._find_style(paragraph)):
            if found is None:
                found = style.find(f"{_PARAGRAPH}/{_SHADING}")
        return found

    def find_cell_looks(self, cell: Element) -> CellLooks:
        """What the style of its table gives to a cell."""
        if cell not in self._cells:
            self._cells[cell] = self._read_cell(cell)
        return self._cells[cell]

    def _read_cell(self, cell: Element) -> CellLooks:
        table = next(cell.iterancestors(qn("w:tbl")), None)
        own = None if table is None else self._find_own(table)
        named = None if own is None else own.find(qn("w:tblStyle"))
        run: RunLooks = {}
        shading = None
        if own is None or named is None:
            return CellLooks(run, None)
        parts = _list_parts(own, cell, odd=self._is_odd(cell.getparent()))
        for style in reversed(list(self._iter_styles(named.get(_VAL)))):
            special = {
                s.get(qn("w:type")): s for s in style.findall(qn("w:tblStylePr"))
            }
            for owner in (style, *(special[name] for name in parts if name in special)):
                run |= dict(_read_run(owner))
                found = owner.find(f"{_CELL}/{_SHADING}")
                shading = shading if found is None else found
        return CellLooks(run, shading)

    def _find_own(self, table: Element) -> Element | None:
        """The properties of a table: looked for once, it may have thousands of rows."""
        if table not in self._tables:
            self._tables[table] = table.find(qn("w:tblPr"))
        return self._tables[table]

    def _is_odd(self, row: Element) -> bool:
        """Whether a row is the first of its table, the third, and so on."""
        if row not in self._odd:  # all at once, as above
            rows = row.getparent().iterchildren(_ROW)
            self._odd |= {other: rank % 2 == 0 for rank, other in enumerate(rows)}
        return self._odd[row]

    def _find_style(self, paragraph: Element | None) -> str | None:
        path = f"{_PARAGRAPH}/{qn('w:pStyle')}"
        named = None if paragraph is None else paragraph.find(path)
        return self._default if named is None else named.get(_VAL)

    def _iter_styles(self, name: str | None) -> Iterator[Element]:
        """A style, then what it is based on; one based on itself ends."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            based = self._styles[name].find(qn("w:basedOn"))
            name = None if based is None else based.get(_VAL)

    def _resolve_run(self, name: str | None) -> RunLooks:
        if name not in self._runs:
            looks: RunLooks = {}
            for style in reversed(list(self._iter_styles(name))):
                looks |= dict(_read_run(style))
            self._runs[name] = looks
        return self._runs[name]

    def _resolve_measures(self, name: str | None) -> Measures:
        if name not in self._measures:
            measures = self._measures[None]
            for style in reversed(list(self._iter_styles(name))):
                measures = _read_measures(style, measures)
            self._measures[name] = measures
        return self._measures[name]


def _list_levels(numbering: Element | None) -> dict[tuple[str, str], Element]:
    """The levels of lists, by their lists' numbers and their own."""
    if numbering is None:
        return {}
    models = {
        model.get(qn("w:abstractNumId")): model
        for model in numbering.findall(qn("w:abstractNum"))
    }
    return {
        (number.get(qn("w:numId")), level.get(qn("w:ilvl"))): level
        for number in numbering.findall(qn("w:num"))
        for model in [number.find(qn("w:abstractNumId"))]
        if model is not None and model.get(_VAL) in models
        for level in (
            *models[model.get(_VAL)].findall(qn("w:lvl")),
            *number.iter(qn("w:lvl")),
        )
    }


def _read_number(owner: Element) -> tuple[str, str]:
    """The list that a paragraph is in by itself, and its level there."""
    held = owner.find(f"{_PARAGRAPH}/{qn('w:numPr')}")
    if held is None:
        return "", ""
    number, level = held.find(qn("w:numId")), held.find(qn("w:ilvl"))
    return (
        "" if number is None else number.get(_VAL, ""),
        "0" if level is None else level.get(_VAL, "0"),
    )


def _read_run(owner: Element) -> Iterator[tuple[str, Element]]:
    properties = owner.find(_RUN)
    for found in () if properties is None else properties:
        if found.tag in _OF_RUNS:
            yield found.tag, found


def _read_measures(owner: Element, inherited: Mapping[str, str]) -> Measures:
    """Indents and spaces: each attribute is inherited by itself."""
    properties = owner.find(_PARAGRAPH)
    measures = dict(inherited)
    for tag in () if properties is None else ("w:ind", "w:spacing"):
        found = properties.find(qn(tag))
        for key, value in () if found is None else found.attrib.items():
            name = key.rpartition("}")[2]
            measures[_SAME.get(name, name)] = value
            measures.pop(_INSTEAD.get(name, ""), None)
    return measures


def _list_parts(own: Element, cell: Element, *, odd: bool) -> list[str]:
    """The parts of a table that a cell is in, and that its table looks at."""
    look = own.find(qn("w:tblLook"))
    row = cell.getparent()
    banded = not _looks_at(look, "noHBand")
    inside = {
        "firstRow": next(row.itersiblings(_ROW, preceding=True), None) is None,
        "lastRow": next(row.itersiblings(_ROW), None) is None,
        "firstColumn": next(cell.itersiblings(_TC, preceding=True), None) is None,
        "lastColumn": next(cell.itersiblings(_TC), None) is None,
        "oddHBand": banded and odd,
        "evenHBand": banded and not odd,
    }
    return [
        part
        for part, where in _PARTS
        if inside[where] and (where.endswith("Band") or _looks_at(look, where))
    ]


def _looks_at(look: Element | None, part: str) -> bool:
    if look is None:
        return False
    said = look.get(qn(f"w:{part}"))
    if said is not None:
        return said not in OFF
    try:
        return bool(int(look.get(_VAL, "0"), 16) & _BITS[part])
    except ValueError:
        return False
