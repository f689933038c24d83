"""The page of debates: what the minutes say of an act, or of the sitting itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.schema.seance import Stade
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.context import make_seance_context
from delib_gen.view.papiers.proces_verbal import build_proces_verbal

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.charte import Charte
    from delib_gen.view.base import View

ACTE, SEANCE = "debats", "debats-seance"
"""The names by which pages ask for the debates of an act, and of the sitting."""
_DEBATS = "debats"


def list_debates(acte: ActeEnSeance, piece: str) -> list[tuple[str, str]]:
    """The debates as a piece that may be looked at; an act's where some are typed.

    Args:
        acte: an act of the sitting.
        piece: `ACTE` or `SEANCE`.
    """
    held = acte.situation.seance.stade is Stade.SEANCE
    said = piece == SEANCE or acte.acte.debats is not None
    return [(piece, "Débats, au procès-verbal")] if said and held else []


def build_debates(acte: ActeEnSeance, charte: Charte, piece: str) -> list[View]:
    """The minutes without their lists, with one act alone or with none.

    Args:
        acte: an act of the sitting.
        charte: what pages look like.
        piece: `ACTE` or `SEANCE`.
    """
    situation = acte.situation
    context = make_seance_context(situation, LANGUE_DE_REFERENCE, charte)
    rank = next(n for n, each in enumerate(situation.actes) if each is acte)
    views: list[View] = []
    for whole in build_proces_verbal(context):
        short = replace(whole, presences=(), pouvoirs=(), absences=(), assistants=())
        points = (whole.points[rank],) if piece == ACTE else ()
        said = whole.debats if piece == SEANCE else ()
        views.append(replace(short, rubriques=(), points=points, debats=said))
    return views


def list_debate_texts(
    situation: Situation, acte: ActeEnSeance, piece: str
) -> list[tuple[YamlPath, str]]:
    """What was typed of debates, each with the field that it stands in."""
    holder, depth = (situation, 0) if piece == SEANCE else (acte, len(acte.path))
    return [
        (passage.path, passage.text)
        for passage in holder.passages
        if passage.path[depth] == _DEBATS
    ]
