"""What charts with axes share: the frame, its marks, the names of series."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, degrees, radians, sin

from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.patterns import fill_bar
from delib_gen.graphiques.scale import Scale
from delib_gen.graphiques.sheet import LINE, SIZE, Sheet, cut, measure, wrap

_GAP = 6.0
_TURNED, _STEEP = 40.0, 65.0
"""How far a name is slanted, in degrees: the more, the nearer the next one is."""
_TIGHT = 20.0
_APART = 12.0
_LONGEST = 120.0
"""How far a slanted name may reach."""
_LINES = 3
_SWATCH = 12.0
_LEAST_HEIGHT = 90.0
"""Of the bars or the lines: under many or long names, the sheet grows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the bars or the lines of a chart stand."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top


def draw_head(sheet: Sheet, unite: str, donnees: Donnees) -> float:
    """The unit, then the names of several series with their patterns.

    Returns:
        How far down they reach.
    """
    y = SIZE
    if unite:
        sheet.text(0, y, cut(unite, sheet.width), "start")
        y += LINE + 2
    if len(donnees.series) < 2:
        return y
    x = 0.0
    for rank, serie in enumerate(donnees.series):
        name = cut(serie.nom, sheet.width - _SWATCH - _GAP)
        width = _SWATCH + _GAP + measure(name)
        if x and x + width > sheet.width:
            x, y = 0.0, y + LINE + 2
        fill_bar(sheet, (x, y - _SWATCH + 2, _SWATCH, _SWATCH), rank)
        sheet.text(x + _SWATCH + _GAP, y, name, "start")
        x += width + 2 * _GAP
    return y + LINE


def stand_frame(
    sheet: Sheet, donnees: Donnees, left: float, right: float, top: float
) -> Frame:
    """The frame between the head of a chart and the names of its categories.

    The names are drawn below it; the sheet grows for what they and the head leave.
    """
    slot = (right - left) / max(len(donnees.categories), 1)
    names = measure_names(donnees, slot)
    sheet.height = max(sheet.height, top + _LEAST_HEIGHT + names)
    frame = Frame(left, top, right, sheet.height - names)
    draw_names(sheet, donnees, frame, slot)
    return frame


def draw_rows(sheet: Sheet, scale: Scale, frame: Frame) -> None:
    """The marks of an axis that stands, with a line across for each."""
    for value in scale.marks:
        y = frame.bottom - scale.place(value) * frame.height
        _rule(sheet, frame.left, y, frame.right, y, zero=value == 0)
        name = format_number(value)
        sheet.text(frame.left - _GAP, y + SIZE / 3, name, "end")


def draw_columns(sheet: Sheet, scale: Scale, frame: Frame) -> None:
    """The marks of an axis that lies, as far as their names do not touch."""
    reach = -_GAP
    for value in scale.marks:
        x = frame.left + scale.place(value) * frame.width
        _rule(sheet, x, frame.top, x, frame.bottom, zero=value == 0)
        name = format_number(value)
        if x - measure(name) / 2 > reach:
            sheet.text(x, frame.bottom + LINE, name)
            reach = x + measure(name) / 2 + _GAP


def _rule(
    sheet: Sheet, x1: float, y1: float, x2: float, y2: float, *, zero: bool
) -> None:
    color = sheet.ink.text if zero else sheet.ink.rule
    width = 1.2 if zero else 0.7
    sheet.line(x1, y1, x2, y2, stroke=f"#{color}", stroke_width=width)


def measure_scale(scale: Scale) -> float:
    """How much room the names of a standing axis want."""
    return max(measure(format_number(v)) for v in scale.marks) + _GAP


def measure_names(donnees: Donnees, slot: float) -> float:
    """How much room the names of categories want below a chart."""
    if not donnees.categories:
        return _GAP
    if fit_below(donnees, slot):
        lines = max(len(wrap(c, slot - 2, _LINES)) for c in donnees.categories)
        return lines * LINE + _GAP
    longest = max(measure(cut(c, _LONGEST)) for c in donnees.categories)
    return longest * sin(_slant(slot)) + LINE + _GAP


def _slant(slot: float) -> float:
    """How far the names of categories are slanted, in radians."""
    return radians(_STEEP if slot < _TIGHT else _TURNED)


def fit_below(donnees: Donnees, slot: float) -> bool:
    """Whether the names of categories fit below theirs, upright and whole."""
    return all(
        " ".join(wrap(c, slot - 2, _LINES)) == " ".join(w for w in c.split(" ") if w)
        for c in donnees.categories
    )


def draw_names(sheet: Sheet, donnees: Donnees, frame: Frame, slot: float) -> None:
    """The names of categories below a chart, slanted where they are long."""
    upright, angle = fit_below(donnees, slot), _slant(slot)
    # Names that would touch are left out: they all stand in the table.
    every = 1 if upright else ceil(_APART / (slot * sin(angle)))
    for rank, category in enumerate(donnees.categories):
        x = frame.left + (rank + 0.5) * slot
        if upright:
            for line, text in enumerate(wrap(category, slot - 2, _LINES)):
                sheet.text(x, frame.bottom + LINE * (line + 1), text)
        elif rank % every == 0:
            # A slanted name ends below its bar and begins at its left, where its
            # letters lean on: the first ones have less room before the edge.
            room = (x - SIZE * sin(angle)) / cos(angle)
            text = cut(category, min(_LONGEST, room))
            sheet.text(x + 3, frame.bottom + LINE, text, "end", turn=-degrees(angle))
