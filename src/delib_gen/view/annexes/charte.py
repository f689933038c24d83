"""A charter or a convention: its articles, and the places where parties sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from delib_gen.prose.pieces import Signataire, Signatures
from delib_gen.prose.tree import Brin
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.runs import make_lines, make_runs
from delib_gen.view.context import ActeContext

if TYPE_CHECKING:
    from delib_gen.load.contents import FicheFile
    from delib_gen.schema.fiches.charte import Cosignataire, FicheCharte

_NAME = Brin("", gras=True)
_BY_HAND = Brin("", italique=True)


@dataclass(frozen=True, slots=True)
class CharteView(AnnexeView):
    """A charter, with a layout of its own."""

    genre: ClassVar[str] = "charte"


@annexe_sort("charte", CharteView)
@annexe_sort("convention", CharteView)
def build_charte(
    context: ActeContext, annexe: AnnexeLue[FicheFile[FicheCharte]]
) -> AnnexeView:
    """The preamble and the articles, then who signs."""
    fiche, contents = annexe.content.fiche, annexe.content.contents
    corps = [
        *context.prose(contents.prose("preambule")),
        *context.prose(contents.prose("texte")),
    ]
    places = tuple(_read_place(context, party) for party in fiche.signataires)
    fait = make_runs(context, fiche.fait) if fiche.fait else ()
    if fait or places:
        corps.append(Signatures(fait, places))
    return CharteView(meta=annexe.meta, titre=annexe.titre, corps=tuple(corps))


def _read_place(context: ActeContext, party: Cosignataire) -> Signataire:
    """Who signs: name, quality, and what is to be written by hand."""
    return Signataire(
        (
            *make_lines(context, party.nom, _NAME),
            *make_lines(context, party.qualite),
            *make_lines(context, party.mention, _BY_HAND),
        )
    )
