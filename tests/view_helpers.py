"""One act's views, as tests ask for them."""

from __future__ import annotations

from delib_gen import catalogue
from delib_gen.model.situation import ActeEnSeance
from delib_gen.schema.charte import Charte
from delib_gen.view.base import View
from delib_gen.view.context import ActeContext, make_seance_context


def make_acte_context(acte: ActeEnSeance, langue: str, charte: Charte) -> ActeContext:
    """The context of an act's views in a language."""
    return make_seance_context(acte.situation, langue, charte).turn_to(acte)


def build_views(context: ActeContext) -> list[View]:
    """The views of an act, in the order of the dossier."""
    return catalogue.build_views(catalogue.CATALOGUE.acte.pieces, context)
