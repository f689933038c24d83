"""A chart, drawn as what it is asked to be."""

from __future__ import annotations

from collections.abc import Callable

from delib_gen.graphiques.barres import draw_bars, draw_lying_bars
from delib_gen.graphiques.courbe import draw_lines
from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.encre import Encre, Feuille
from delib_gen.graphiques.secteurs import draw_parts

_WAYS: dict[str, Callable[[Donnees, str, Encre], Feuille]] = {
    "barres": draw_bars,
    "barres-horizontales": draw_lying_bars,
    "courbe": draw_lines,
    "secteurs": draw_parts,
}


def draw_chart(kind: str, donnees: Donnees, unite: str, encre: Encre) -> str:
    """A chart as SVG: the same numbers give the same bytes.

    Args:
        kind: `barres`, `barres-horizontales`, `courbe` or `secteurs`.
        donnees: its numbers.
        unite: what they count; may be empty.
        encre: what it is drawn with.
    """
    return _WAYS[kind](donnees, unite, encre).write()
