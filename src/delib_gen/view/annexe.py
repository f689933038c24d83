"""The annexes: prose of one's own, or somebody else's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from delib_gen.load.pieces import PieceKind
from delib_gen.prose.tree import Prose
from delib_gen.schema.acte import Destination
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.base import View
from delib_gen.view.context import ViewContext
from delib_gen.view.registry import document_kind


@dataclass(frozen=True, slots=True)
class AnnexeView(View):
    """An annexe.

    Attributes:
        titre: its title.
        corps: its text; empty for a file that is joined as it is.
        renvoi: for a joined file, the sentence that names it, in the formats
            that cannot carry it.
        joint: for a joined PDF, its bytes; not a text, so never printed.
    """

    genre: ClassVar[str] = "annexe"

    titre: str
    corps: Prose
    renvoi: str
    joint: bytes


@document_kind(AnnexeView, rank=30, option="annexes")
def build_annexe_views(context: ViewContext) -> Iterator[AnnexeView]:
    """The annexes of an act: those of the deliberation, then those of the rapport."""
    acte, pieces = context.acte, context.acte.lu.pieces
    ranks = dict.fromkeys(Destination, 0)
    order = list(Destination)
    annexes = sorted(enumerate(acte.acte.annexes), key=lambda a: order.index(a[1].de))
    for index, annexe in annexes:
        ranks[annexe.de] += 1
        rank, titre = ranks[annexe.de], context.text(annexe.titre)
        piece = pieces[(*acte.path, "annexes", index, "fichier")]
        joined = piece.kind is PieceKind.PDF
        text = "" if joined else piece.text
        prose = context.set_prose(text, LANGUE_DE_REFERENCE)
        yield AnnexeView(
            meta=context.meta(
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
            ),
            titre=titre,
            corps=prose,
            renvoi=(
                context.phrase("annexe.piece_jointe", fichier=annexe.fichier)
                if joined
                else ""
            ),
            joint=piece.file.content if joined else b"",
        )


def _name_annexe(context: ViewContext, destination: Destination, rank: int) -> str:
    """What an annexe is called in the dossier: `Annexe 1 au rapport n° …`."""
    said = context.find_speaker("annexe.rappel")
    rapport = said.acte.acte.rapport
    if destination is Destination.RAPPORT and rapport is not None:
        piece = said.number(said.phrase("rapport.au"), rapport.numero)
    else:
        piece = said.name_acte("au")
    return said.phrase("annexe.rappel", rang=rank, au=piece)


def _name_piece(context: ViewContext, destination: Destination) -> str:
    """What an annexe is annexed to, in words."""
    rapport = context.acte.acte.rapport
    if destination is Destination.RAPPORT and rapport is not None:
        return context.number(context.phrase("rapport.cite"), rapport.numero)
    return context.name_acte("cite")
