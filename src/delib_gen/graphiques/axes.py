"""What charts with axes share: the frame, its marks, the names of series."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, degrees, radians, sin

from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.echelle import Echelle
from delib_gen.graphiques.encre import LIGNE, TAILLE, Feuille, measure, shorten, wrap
from delib_gen.graphiques.motifs import fill_bar
from delib_gen.graphiques.nombres import format_number

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
class Cadre:
    """Where the bars or the lines of a chart stand."""

    gauche: float
    haut: float
    droite: float
    bas: float

    @property
    def largeur(self) -> float:
        """Its width."""
        return self.droite - self.gauche

    @property
    def hauteur(self) -> float:
        """Its height."""
        return self.bas - self.haut


def draw_head(feuille: Feuille, unite: str, donnees: Donnees) -> float:
    """The unit, then the names of several series with their patterns.

    Returns:
        How far down they reach.
    """
    y = TAILLE
    if unite:
        feuille.text(0, y, shorten(unite, feuille.largeur), "start")
        y += LIGNE + 2
    if len(donnees.series) < 2:
        return y
    x = 0.0
    for rank, serie in enumerate(donnees.series):
        name = shorten(serie.nom, feuille.largeur - _SWATCH - _GAP)
        width = _SWATCH + _GAP + measure(name)
        if x and x + width > feuille.largeur:
            x, y = 0.0, y + LIGNE + 2
        fill_bar(feuille, (x, y - _SWATCH + 2, _SWATCH, _SWATCH), rank)
        feuille.text(x + _SWATCH + _GAP, y, name, "start")
        x += width + 2 * _GAP
    return y + LIGNE


def stand_frame(
    feuille: Feuille, donnees: Donnees, left: float, right: float, top: float
) -> Cadre:
    """The frame between the head of a chart and the names of its categories.

    The names are drawn below it; the sheet grows for what they and the head leave.
    """
    slot = (right - left) / max(len(donnees.categories), 1)
    names = measure_names(donnees, slot)
    feuille.hauteur = max(feuille.hauteur, top + _LEAST_HEIGHT + names)
    frame = Cadre(left, top, right, feuille.hauteur - names)
    draw_names(feuille, donnees, frame, slot)
    return frame


def draw_rows(feuille: Feuille, echelle: Echelle, cadre: Cadre) -> None:
    """The marks of an axis that stands, with a line across for each."""
    for value in echelle.graduations:
        y = cadre.bas - echelle.place(value) * cadre.hauteur
        _rule(feuille, cadre.gauche, y, cadre.droite, y, zero=value == 0)
        name = format_number(value)
        feuille.text(cadre.gauche - _GAP, y + TAILLE / 3, name, "end")


def draw_columns(feuille: Feuille, echelle: Echelle, cadre: Cadre) -> None:
    """The marks of an axis that lies, as far as their names do not touch."""
    reach = -_GAP
    for value in echelle.graduations:
        x = cadre.gauche + echelle.place(value) * cadre.largeur
        _rule(feuille, x, cadre.haut, x, cadre.bas, zero=value == 0)
        name = format_number(value)
        if x - measure(name) / 2 > reach:
            feuille.text(x, cadre.bas + LIGNE, name)
            reach = x + measure(name) / 2 + _GAP


def _rule(
    feuille: Feuille, x1: float, y1: float, x2: float, y2: float, *, zero: bool
) -> None:
    color = feuille.encre.texte if zero else feuille.encre.filet
    width = 1.2 if zero else 0.7
    feuille.line(x1, y1, x2, y2, stroke=f"#{color}", stroke_width=width)


def measure_scale(echelle: Echelle) -> float:
    """How much room the names of a standing axis want."""
    return max(measure(format_number(v)) for v in echelle.graduations) + _GAP


def measure_names(donnees: Donnees, slot: float) -> float:
    """How much room the names of categories want below a chart."""
    if not donnees.categories:
        return _GAP
    if fit_below(donnees, slot):
        lines = max(len(wrap(c, slot - 2, _LINES)) for c in donnees.categories)
        return lines * LIGNE + _GAP
    longest = max(measure(shorten(c, _LONGEST)) for c in donnees.categories)
    return longest * sin(_slant(slot)) + LIGNE + _GAP


def _slant(slot: float) -> float:
    """How far the names of categories are slanted, in radians."""
    return radians(_STEEP if slot < _TIGHT else _TURNED)


def fit_below(donnees: Donnees, slot: float) -> bool:
    """Whether the names of categories fit below theirs, upright and whole."""
    return all(
        " ".join(wrap(c, slot - 2, _LINES)) == " ".join(w for w in c.split(" ") if w)
        for c in donnees.categories
    )


def draw_names(feuille: Feuille, donnees: Donnees, cadre: Cadre, slot: float) -> None:
    """The names of categories below a chart, slanted where they are long."""
    upright, angle = fit_below(donnees, slot), _slant(slot)
    # Names that would touch are left out: they all stand in the table.
    every = 1 if upright else ceil(_APART / (slot * sin(angle)))
    for rank, category in enumerate(donnees.categories):
        x = cadre.gauche + (rank + 0.5) * slot
        if upright:
            for line, text in enumerate(wrap(category, slot - 2, _LINES)):
                feuille.text(x, cadre.bas + LIGNE * (line + 1), text)
        elif rank % every == 0:
            # A slanted name ends below its bar and begins at its left, where its
            # letters lean on: the first ones have less room before the edge.
            room = (x - TAILLE * sin(angle)) / cos(angle)
            text = shorten(category, min(_LONGEST, room))
            feuille.text(x + 3, cadre.bas + LIGNE, text, "end", turn=-degrees(angle))
