"""A chart, drawn as what it is asked to be."""

from __future__ import annotations

from collections.abc import Callable

from delib_gen.graphiques.bars import draw_bars, draw_lying_bars
from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.lines import draw_lines
from delib_gen.graphiques.parts import draw_parts
from delib_gen.graphiques.sheet import HEIGHT, WIDTH, Ink, Sheet

_WAYS: dict[str, Callable[[Sheet, Donnees, str], None]] = {
    "barres": draw_bars,
    "barres-horizontales": draw_lying_bars,
    "courbe": draw_lines,
    "secteurs": draw_parts,
}


def draw_chart(
    kind: str,
    donnees: Donnees,
    unite: str,
    ink: Ink,
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> str:
    """A chart as SVG: the same numbers give the same bytes.

    Args:
        kind: `barres`, `barres-horizontales`, `courbe` or `secteurs`.
        donnees: its numbers.
        unite: what they count; may be empty.
        ink: what it is drawn with.
        size: the width of the sheet and its height, against which texts are 12 high;
            a chart that needs more height takes it.
    """
    sheet = Sheet(ink, *size)
    _WAYS[kind](sheet, donnees, unite)
    return sheet.write()
