"""What the layouts of slides ask for: what stands beside what, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.marks import unmark
from delib_gen.prose.ajustement import are_cards, count_signs
from delib_gen.prose.volets import pair_visuals

if TYPE_CHECKING:
    from jinja2 import Environment

    from delib_gen.prose.pieces import Chiffres
    from delib_gen.prose.tree import Brins

_DIGIT, _AIR = 0.6, 0.4
"""The width of a bold digit, and what is left beside the last, in its own size."""


def measure_figures(bloc: Chiffres) -> float:
    """How wide the longest of some figures is, in its own size; 0 for cards."""
    if are_cards(bloc):
        return 0.0
    return round(max(count_signs(c.valeur) for c in bloc.chiffres) * _DIGIT + _AIR, 2)


def strip_runs(brins: Brins) -> str:
    """The text of runs without their look, for an attribute."""
    return unmark("".join(b.texte for b in brins))


def equip_slides(env: Environment) -> None:
    """Give an environment the filters of slides."""
    env.filters.update(
        {"volets": pair_visuals, "largeur": measure_figures, "texte_nu": strip_runs}
    )
