"""What an authority is known by, at the head of its covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.prose.pieces import Embleme, Emblemes
from delib_gen.prose.tree import Brin, Image
from delib_gen.schema.identite import BlocRepublique
from delib_gen.view.annexes.runs import spell

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brins, Prose
    from delib_gen.schema.identite import Embleme as EmblemeSaisi
    from delib_gen.view.context import SeanceContext

_APART = 1.0
"""What is left beside a picture, in centimetres."""


def build_identity(context: SeanceContext, *, of_act: bool = False) -> Prose:
    """The pictures and lines that head a page; no block where there are none.

    Args:
        context: the sitting.
        of_act: whether it is an act that they would head.
    """
    identite = context.autorite.identite
    if identite is None or (of_act and not identite.actes):
        return ()
    block = identite.republique or BlocRepublique()
    lines = tuple(
        spell(context.text(line), Brin("", gras=not rank))
        for rank, line in enumerate(block.lignes)
    )
    parts: tuple[tuple[tuple[str, ...], EmblemeSaisi | None, tuple[Brins, ...]], ...]
    parts = (
        (("republique", "image"), block.image, lines),
        (("blason",), identite.blason, ()),
        (("logo",), identite.logo, ()),
    )
    shown = [part for part in parts if part[1] or part[2]]
    mesures = context.charte.mesures
    room = (mesures.largeur - 2 * mesures.marge) / len(shown) - _APART
    emblemes = tuple(
        Embleme(_show(context, place, embleme, room) if embleme else None, below)
        for place, embleme, below in shown
    )
    accent = context.charte.diapositives.accent
    return (Emblemes(emblemes, accent if identite.filet else ""),)


def _show(
    context: SeanceContext, place: tuple[str, ...], embleme: EmblemeSaisi, room: float
) -> Image:
    """A picture as high as it is wished, or as wide as there is room."""
    read = context.situation.reference.emblemes["identite", *place, "fichier"]
    return Image(
        read.contenu,
        read.sorte,
        str(context.text(embleme.alternative)),
        largeur=min(embleme.hauteur * read.allongement, room),
    )
