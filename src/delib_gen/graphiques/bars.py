"""Bars, standing or lying: the length of each is its value, from zero."""

from __future__ import annotations

from delib_gen.graphiques.axes import (
    Frame,
    draw_columns,
    draw_head,
    draw_rows,
    measure_scale,
    stand_frame,
)
from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.patterns import fill_bar
from delib_gen.graphiques.scale import make_scale
from delib_gen.graphiques.sheet import LINE, SIZE, Sheet, measure, wrap

_SHARE, _MOST_SHARE = 0.76, 0.94
"""The part of its slot that a category's bars take; the most, for their values."""
_WIDEST = 72.0
_APART = 3.0
"""What stays free between the values of two bars."""
_BAR = 18.0
_THICK = 0.75
"""The part of its row that a lying bar takes."""
_NAMES = 0.36
"""The most of a sheet that the names beside lying bars may take."""


def draw_bars(sheet: Sheet, donnees: Donnees, unite: str) -> None:
    """Bars that stand on their categories."""
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    left, right = measure_scale(scale), sheet.width - 4
    slot = (right - left) / max(len(donnees.categories), 1)
    top = draw_head(sheet, unite, donnees) + SIZE
    count = max(len(donnees.series), 1)
    named = (format_number(v) for v, _, _ in donnees.iter_points())
    wanted = max(map(measure, named), default=0.0) + _APART
    width = min(slot * _SHARE / count, _WIDEST)
    shown = wanted <= min(width + 4 + _APART, slot)
    if count > 1:
        # Values stand side by side, each on a ground that would hide part of its
        # neighbour: none leaves its own bar, which may grow for that.
        shown = wanted <= slot * _MOST_SHARE / count
        width = max(width, wanted) if shown else width
    frame = stand_frame(sheet, donnees, left, right, top)
    if shown and scale.marks[0] < 0:  # the lowest bar has its value below it
        frame = Frame(left, top, right, frame.bottom - LINE)
    draw_rows(sheet, scale, frame)
    zero = frame.bottom - scale.place(scale.marks[0] * 0) * frame.height
    bars = width * len(donnees.series)
    for rank, serie in enumerate(donnees.series):
        for index, value in enumerate(serie.valeurs):
            if value is None:
                continue
            x = left + slot * (index + 0.5) - bars / 2 + rank * width
            y = frame.bottom - scale.place(value) * frame.height
            box = (x + 0.5, min(y, zero), width - 1, abs(zero - y))
            fill_bar(sheet, box, rank)
            if shown:
                base = y + SIZE if value < 0 else y - 4
                sheet.label(x + width / 2, base, format_number(value))


def draw_lying_bars(sheet: Sheet, donnees: Donnees, unite: str) -> None:
    """Bars that lie beside their categories, as many as there are."""
    count = max(len(donnees.series), 1)
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    widest = max((measure(c) for c in donnees.categories), default=0.0)
    left = min(widest, sheet.width * _NAMES) + 8
    names = [wrap(c, left - 8, 3) for c in donnees.categories]
    top = draw_head(sheet, unite, donnees)
    # The room that is left makes the bars thicker, never their texts larger.
    rows = max(len(names), 1)
    free = (sheet.height - top - LINE * 2) / rows * _THICK / count
    bar = min(max(free, _BAR if count == 1 else _BAR * 0.75), _BAR * 2)
    heights = [max(bar * count / _THICK, LINE * len(n) + 6) for n in names]
    sheet.height = max(top + sum(heights) + LINE * 2, 120.0)
    room = max(measure(format_number(v)) for v, _, _ in [*donnees.iter_points(), _ONE])
    frame = Frame(left, top, sheet.width - room - 8, sheet.height - LINE * 2)
    draw_columns(sheet, scale, frame)
    zero = left + scale.place(scale.marks[0] * 0) * frame.width
    y = top
    for index, (lines, height) in enumerate(zip(names, heights, strict=True)):
        middle = y + height / 2
        for rank, line in enumerate(lines):
            base = middle + LINE * (rank - (len(lines) - 1) / 2) + SIZE / 3
            sheet.text(left - 8, base, line, "end")
        for rank, serie in enumerate(donnees.series):
            value = serie.valeurs[index]
            if value is None:
                continue
            start = middle + bar * (rank - count / 2)
            x = left + scale.place(value) * frame.width
            box = (min(x, zero), start + 0.5, abs(x - zero), bar - 1)
            fill_bar(sheet, box, rank)
            base = start + bar / 2 + SIZE / 3
            sheet.label(max(x, zero) + 4, base, format_number(value), "start")
        y += height


_ONE = (make_scale(()).marks[-1], "", "")
