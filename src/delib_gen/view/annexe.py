"""The annexes: whatever is annexed to the deliberation or to the rapport."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from delib_gen.schema.acte import Destination
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.candidature import iter_parts
from delib_gen.view.annexes.registry import build_sort
from delib_gen.view.base import read_joined
from delib_gen.view.context import ActeContext


def build_annexe_views(context: ActeContext) -> Iterator[AnnexeView]:
    """The annexes of an act: those of the deliberation, then those of the rapport."""
    acte, files = context.acte, context.acte.lu.contents.files
    ranks = dict.fromkeys(Destination, 0)
    order = list(Destination)
    annexes = sorted(enumerate(acte.acte.annexes), key=lambda a: order.index(a[1].de))
    for index, annexe in annexes:
        ranks[annexe.de] += 1
        rank, titre = ranks[annexe.de], context.text(annexe.titre)
        meta = context.meta(
            context.phrase(
                "annexe.titre_document",
                rang=rank,
                piece=_name_piece(context, annexe.de),
                titre=titre,
            ),
            context.phrase("annexe.signet", rang=rank, titre=titre),
            f"{AnnexeView.genre}-{annexe.de.value}-{rank}",
            intitule=_name_annexe(context, annexe.de, rank),
            objet=titre,
        )
        lue = AnnexeLue(meta, titre, files["annexes", index, "fichier"])
        view = build_sort(context, lue)
        if context.charte.annexes_rattachees and not read_joined(view):
            view = replace(view, rattachement=_attach(context, annexe.de, rank))
        yield view
        for part in iter_parts(context, lue):
            yield build_sort(context, part)


def _name_annexe(context: ActeContext, destination: Destination, rank: int) -> str:
    """What an annexe is called in the dossier: `Annexe 1 au rapport n° …`."""
    said = context.find_speaker("annexe.rappel")
    rapport = said.acte.acte.rapport
    if destination is Destination.RAPPORT and rapport is not None:
        piece = said.number(said.phrase("rapport.au"), rapport.numero)
    else:
        piece = said.name_acte("au")
    return said.phrase("annexe.rappel", rang=rank, au=piece)


def _attach(context: ActeContext, destination: Destination, rank: int) -> str:
    """What heads an annexe: `Annexe 1 à la délibération n° … du …`."""
    said = context.find_speaker("annexe.rattachement")
    return said.phrase(
        "annexe.rattachement",
        rappel=_name_annexe(context, destination, rank),
        date=said.grammar.format_day(said.jour),
    )


def _name_piece(context: ActeContext, destination: Destination) -> str:
    """What an annexe is annexed to, in words."""
    rapport = context.acte.acte.rapport
    if destination is Destination.RAPPORT and rapport is not None:
        return context.number(context.phrase("rapport.cite"), rapport.numero)
    return context.name_acte("cite")
