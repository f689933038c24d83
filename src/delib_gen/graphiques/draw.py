"""A chart, drawn as what it is asked to be."""

from __future__ import annotations

from collections.abc import Callable

from delib_gen.graphiques.bars import draw_bars, draw_lying_bars
from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.lines import draw_lines
from delib_gen.graphiques.parts import draw_parts
from delib_gen.graphiques.sheet import Ink, Sheet

_WAYS: dict[str, Callable[[Donnees, str, Ink], Sheet]] = {
    "barres": draw_bars,
    "barres-horizontales": draw_lying_bars,
    "courbe": draw_lines,
    "secteurs": draw_parts,
}


def draw_chart(kind: str, donnees: Donnees, unite: str, ink: Ink) -> str:
    """A chart as SVG: the same numbers give the same bytes.

    Args:
        kind: `barres`, `barres-horizontales`, `courbe` or `secteurs`.
        donnees: its numbers.
        unite: what they count; may be empty.
        ink: what it is drawn with.
    """
    return _WAYS[kind](donnees, unite, ink).write()
