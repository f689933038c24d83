"""The book that is sent before a sitting: its rapports, or a note on each matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from delib_gen.lang.said import join_texts
from delib_gen.prose.tree import Prose
from delib_gen.schema.droit import ObjetDelai
from delib_gen.view.annexe import build_annexe_views
from delib_gen.view.base import View
from delib_gen.view.context import SeanceContext
from delib_gen.view.identite import build_identity
from delib_gen.view.papiers.parts import Tete, list_details, write_head, write_meta
from delib_gen.view.rapport import build_rapport_view
from delib_gen.view.sommaire import Entree, write_contents

if TYPE_CHECKING:
    from delib_gen.view.context import ActeContext

RAPPORTS = "rapports"
"""What `--only` calls it, and its file."""
_NOTE = "note"
"""What its phrases are called, where the law asks for a note on each act."""


@dataclass(frozen=True, slots=True)
class CouvertureView(View):
    """The cover of a book."""

    genre: ClassVar[str] = "couverture"

    tete: Tete
    session: str


@dataclass(frozen=True, slots=True)
class IntercalaireView(View):
    """What stands before the papers of an act in a book.

    Attributes:
        intitule: its rank on the agenda, and its title.
        theme: empty for none.
        details: on which rapport, by whom, after which commissions: a line each.
        mention: that nothing follows; empty where something does.
        expose: what the act itself sets out, where no rapport does.
    """

    genre: ClassVar[str] = "intercalaire"

    intitule: str
    theme: str
    details: tuple[str, ...]
    mention: str
    expose: Prose


def build_rapports(context: SeanceContext) -> Iterator[View]:
    """The pieces of the book; none where no act has a rapport nor sets anything out.

    Each act has its divider, so that the book goes as the agenda does.
    """
    acts = context.situation.actes
    if not any(acte.acte.rapport or acte.acte.expose for acte in acts):
        return
    papier, session = name_book(context), context.situation.seance.session
    # What an act alone is marked with, as long as it has no number, is not of the book.
    marque = context.meta("", "", RAPPORTS).marque
    cover = write_meta(context, papier)
    yield CouvertureView(
        replace(cover, fichier=RAPPORTS, piece=RAPPORTS, marque=marque),
        replace(write_head(context, papier), identite=build_identity(context)),
        context.text(session) if session else "",
    )
    for rang, acte in enumerate(acts, start=1):
        said = replace(context.turn_to(acte), groupe=f"acte-{rang}-")
        divider = _divide(said, rang)
        pieces = [*build_rapport_view(said), *_list_annexes(said)]
        if not (pieces or divider.expose):
            mention = said.phrase("papier.rapports.sans")
            divider = replace(divider, mention=mention)
        yield replace(divider, meta=replace(divider.meta, marque=marque))
        for piece in pieces:
            within = replace(piece.meta, partie_de=divider.meta.piece, marque=marque)
            yield replace(piece, meta=within)


def name_book(context: SeanceContext) -> str:
    """What its phrases are called: the law of some organs asks for a note."""
    regles = context.situation.organe.regles
    delai = regles.find_delai(ObjetDelai.CONVOCATION, context.situation.jour)
    return _NOTE if delai is not None and delai.note_de_synthese else RAPPORTS


def _divide(context: ActeContext, rank: int) -> IntercalaireView:
    acte = context.acte.acte
    rang, titre = context.phrase("papier.rang", rang=rank), context.text(acte.titre)
    nom = join_texts(" ", (rang, titre))
    return IntercalaireView(
        context.meta(
            nom,
            nom,
            IntercalaireView.genre,
            intitule=context.phrase("papier.affaire", rang=rank),
        ),
        nom,
        context.text(acte.theme) if acte.theme else "",
        tuple(list_details(context)),
        "",
        ()
        if acte.rapport
        else context.prose(context.acte.lu.contents.prose("expose", "texte")),
    )


def _list_annexes(context: ActeContext) -> Iterator[View]:
    """The annexes of an act: those of its rapport first, then what is to be decided."""
    yield from sorted(build_annexe_views(context), key=_is_of_act)


def _is_of_act(view: View) -> bool:
    return not view.meta.place.startswith("annexe-rapport")


def add_book_contents(context: SeanceContext, views: Sequence[View]) -> list[View]:
    """The pieces of the book with their contents after the cover."""
    cover, *pieces = views
    nom = context.phrase(f"papier.{name_book(context)}.nom")
    page = write_contents(context, nom, cover.meta.titre_document, views)
    return [cover, replace(page, entrees=tuple(map(_list, pieces))), *pieces]


def _list(view: View) -> Entree:
    meta = view.meta
    return Entree(meta.signet, "", meta.piece, 2 if meta.partie_de else 1)
