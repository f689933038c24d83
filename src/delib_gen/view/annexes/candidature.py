"""An application file: a page that lists its pieces, then the pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from delib_gen.load.contents import FicheFile, ReadFile
from delib_gen.schema.fiches.candidature import Candidature
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.context import ActeContext
from delib_gen.view.sommaire import Entree, make_entry

_NIVEAU = 0
"""The level of what the pieces of the list are within: they are of the first."""


@dataclass(frozen=True, slots=True)
class CandidatureView(AnnexeView):
    """The first page of an application file.

    Attributes:
        pieces_intitule: what heads the list of its pieces.
        entrees: the pieces, a line each.
    """

    genre: ClassVar[str] = "candidature"

    pieces_intitule: str
    entrees: tuple[Entree, ...]


@annexe_sort("candidature", CandidatureView)
def build_application(
    context: ActeContext, annexe: AnnexeLue[FicheFile[Candidature]]
) -> CandidatureView:
    """The first page: what the file is about, and the list of its pieces."""
    return CandidatureView(
        meta=annexe.meta,
        titre=annexe.titre,
        corps=context.prose(annexe.content.contents.prose("introduction")),
        pieces_intitule=context.phrase("candidature.pieces"),
        entrees=tuple(
            make_entry(part.meta, _NIVEAU) for part in iter_parts(context, annexe)
        ),
    )


def iter_parts(
    context: ActeContext, annexe: AnnexeLue[ReadFile]
) -> Iterator[AnnexeLue[ReadFile]]:
    """The pieces within an annexe, each as an annexe to be put into words.

    They are printed in the file of the annexe, and named by their rank in it.
    """
    content = annexe.content
    if not isinstance(content, FicheFile) or not isinstance(content.fiche, Candidature):
        return
    for index, piece in enumerate(content.fiche.pieces):
        rank = index + 1
        titre = context.phrase(
            "candidature.piece", rang=rank, titre=context.text(piece.titre)
        )
        # Its rank alone at the head of its pages: a longer line would not stand
        # there, and would be taken for the one that ends the list of the pieces.
        meta = context.meta(
            titre,
            titre,
            f"{annexe.meta.fichier}-{rank}",
            intitule=context.phrase("candidature.rappel", rang=rank),
            objet=titre,
        )
        # A page of somebody else's bears no other words of ours: it says all of it.
        estampille = context.phrase(
            "candidature.estampille",
            annexe=annexe.meta.estampille or annexe.meta.intitule,
            rang=rank,
        )
        part_of = annexe.meta.partie_de or annexe.meta.piece
        lue = AnnexeLue(
            replace(meta, partie_de=part_of, estampille=estampille),
            titre,
            content.contents.files["pieces", index, "fichier"],
        )
        yield lue
        yield from iter_parts(context, lue)
