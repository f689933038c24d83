"""What the layouts of slides ask for: what stands beside what, and how wide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.letters import measure_text
from delib_gen.prose.fitting import (
    BESIDE,
    CARDS_BESIDE,
    DRAWN,
    GUTTER,
    MAX_CARDS,
    are_cards,
    measure_widest,
)
from delib_gen.prose.visuals import pair_visuals

if TYPE_CHECKING:
    from jinja2 import Environment

    from delib_gen.prose.pieces import Chiffres
    from delib_gen.prose.tree import Brins

_AIR = 0.4
"""What is left beside a figure, in its own size."""
_SLACK = 1.1
"""A face near ours may be wider."""
_CARD_SIDES = 1.4
"""What a card leaves on both sides of its text, and beside the next one."""
_GUTTER = 0.02
"""The part of a slide's width that stands between cards and a picture."""
_LARGEST, _SMALLEST = 2.0, 0.4
_BREAKS = re.compile(r"[ \n-]")


def measure_figures(bloc: Chiffres) -> float:
    """How wide the longest of some figures is, in its own size; 0 for cards."""
    if are_cards(bloc):
        return 0.0
    return round(measure_widest(bloc) + _AIR, 2)


def fit_cards(
    bloc: Chiffres, width: float, *, beside: bool = False
) -> tuple[float, float]:
    """How large figures and their names are set on cards, for no word to be cut.

    Args:
        bloc: the figures.
        width: how wide the slide is, in ems of its text.
        beside: whether a picture is beside them.
    """
    abreast = CARDS_BESIDE if beside else MAX_CARDS
    width *= BESIDE - _GUTTER if beside else 1
    room = width / min(len(bloc.chiffres), abreast) - _CARD_SIDES
    words = (w for c in bloc.chiffres for w in _BREAKS.split(strip_runs(c.libelle)))
    widest = max(measure_text(word, bold=True) for word in words)
    return (
        _choose(room / max(measure_widest(bloc) * _SLACK, 1), _LARGEST),
        _choose(room / max(widest * _SLACK, 1), 1.0),
    )


def _choose(size: float, largest: float) -> float:
    return round(max(min(largest, size), _SMALLEST), 2)


def strip_runs(brins: Brins) -> str:
    """The text of runs without their look, for an attribute."""
    return "".join(b.texte for b in brins)


def equip_slides(env: Environment) -> None:
    """Give an environment the filters of slides, and what their styles share out."""
    env.filters.update(
        {
            "volets": pair_visuals,
            "largeur": measure_figures,
            "cartes": fit_cards,
            "texte_nu": strip_runs,
        }
    )
    env.globals["partage"] = {
        "textes": f"{BESIDE:.0%}",
        "visuels": f"{1 - BESIDE:.0%}",
        "dessin": f"{DRAWN:.0%}",
        "entre": f"{GUTTER:g}cm",
    }
