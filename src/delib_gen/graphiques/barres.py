"""Bars, standing or lying: the length of each is its value, from zero."""

from __future__ import annotations

from delib_gen.graphiques.axes import (
    Cadre,
    draw_columns,
    draw_head,
    draw_rows,
    measure_scale,
    stand_frame,
)
from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.echelle import make_scale
from delib_gen.graphiques.encre import LIGNE, TAILLE, Encre, Feuille, measure, wrap
from delib_gen.graphiques.motifs import fill_bar
from delib_gen.graphiques.nombres import format_number

_SHARE, _MOST_SHARE = 0.76, 0.94
"""The part of its slot that a category's bars take; the most, for their values."""
_WIDEST = 72.0
_APART = 3.0
"""What stays free between the values of two bars."""
_BAR = 18.0
_NAMES = 0.36
"""The most of a sheet that the names beside lying bars may take."""


def draw_bars(donnees: Donnees, unite: str, encre: Encre) -> Feuille:
    """Bars that stand on their categories."""
    feuille = Feuille(encre)
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    left, right = measure_scale(scale), feuille.largeur - 4
    slot = (right - left) / max(len(donnees.categories), 1)
    top = draw_head(feuille, unite, donnees) + TAILLE
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
    frame = stand_frame(feuille, donnees, left, right, top)
    if shown and scale.graduations[0] < 0:  # the lowest bar has its value below it
        frame = Cadre(left, top, right, frame.bas - LIGNE)
    draw_rows(feuille, scale, frame)
    zero = frame.bas - scale.place(scale.graduations[0] * 0) * frame.hauteur
    bars = width * len(donnees.series)
    for rank, serie in enumerate(donnees.series):
        for index, value in enumerate(serie.valeurs):
            if value is None:
                continue
            x = left + slot * (index + 0.5) - bars / 2 + rank * width
            y = frame.bas - scale.place(value) * frame.hauteur
            box = (x + 0.5, min(y, zero), width - 1, abs(zero - y))
            fill_bar(feuille, box, rank)
            if shown:
                base = y + TAILLE if value < 0 else y - 4
                feuille.label(x + width / 2, base, format_number(value))
    return feuille


def draw_lying_bars(donnees: Donnees, unite: str, encre: Encre) -> Feuille:
    """Bars that lie beside their categories, as many as there are."""
    feuille = Feuille(encre)
    count = max(len(donnees.series), 1)
    bar = _BAR if count == 1 else _BAR * 0.75
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    widest = max((measure(c) for c in donnees.categories), default=0.0)
    left = min(widest, feuille.largeur * _NAMES) + 8
    names = [wrap(c, left - 8, 3) for c in donnees.categories]
    top = draw_head(feuille, unite, donnees)
    heights = [max(bar * count, LIGNE * len(n)) + 6 for n in names]
    feuille.hauteur = max(top + sum(heights) + LIGNE * 2, 120.0)
    room = max(measure(format_number(v)) for v, _, _ in [*donnees.iter_points(), _ONE])
    frame = Cadre(left, top, feuille.largeur - room - 8, feuille.hauteur - LIGNE * 2)
    draw_columns(feuille, scale, frame)
    zero = left + scale.place(scale.graduations[0] * 0) * frame.largeur
    y = top
    for index, (lines, height) in enumerate(zip(names, heights, strict=True)):
        middle = y + height / 2
        for rank, line in enumerate(lines):
            base = middle + LIGNE * (rank - (len(lines) - 1) / 2) + TAILLE / 3
            feuille.text(left - 8, base, line, "end")
        for rank, serie in enumerate(donnees.series):
            value = serie.valeurs[index]
            if value is None:
                continue
            start = middle + bar * (rank - count / 2)
            x = left + scale.place(value) * frame.largeur
            box = (min(x, zero), start + 0.5, abs(x - zero), bar - 1)
            fill_bar(feuille, box, rank)
            base = start + bar / 2 + TAILLE / 3
            feuille.label(max(x, zero) + 4, base, format_number(value), "start")
        y += height
    return feuille


_ONE = (make_scale(()).graduations[-1], "", "")
