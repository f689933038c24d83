"""The figures of a period: those of a sitting, added up over its sittings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.bilan import add_up
from delib_gen.view.papiers.statistiques import StatistiquesView, list_volets
from delib_gen.view.periode.livres import name_sitting, write_dates, write_period_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.view.base import View
    from delib_gen.view.periode.context import PeriodContext


def build_period_statistics(context: PeriodContext) -> Iterator[StatistiquesView]:
    """The figures of the sittings of a period, added up."""
    bilan = add_up(context.releves)
    seances = [
        (name_sitting(seance), add_up((releve,)))
        for seance, releve in zip(context.seances, context.releves, strict=True)
    ]
    if bilan.actes:
        genre = StatistiquesView.genre
        nom = context.phrase("papier.statistiques.nom_de_periode")
        titre = join_texts(" ", (nom, write_dates(context)))
        yield StatistiquesView(
            context.meta(titre, nom, genre),
            write_period_head(context, context.phrase("papier.statistiques.intitule")),
            tuple(list_volets(context, bilan, seances)),
        )


def keep_alone(_context: PeriodContext, views: Sequence[View]) -> list[View]:
    """A page that needs no contents."""
    return list(views)
