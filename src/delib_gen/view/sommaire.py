"""The contents page of a file that several pieces are put together in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.base import NON_IMPRIME, Titre, View
from delib_gen.view.context import ViewContext


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of a contents page.

    Attributes:
        intitule: what the piece is called.
        objet: what it is about, where its name does not say it.
        cible: the anchor at which it begins.
        niveau: 1 for a piece, 2 for what is within it.
        page: the number of its page, where the format knows one: a view has none.
    """

    intitule: str
    objet: str
    cible: str = field(metadata=NON_IMPRIME)
    niveau: int = 1
    page: str = ""


@dataclass(frozen=True, slots=True)
class SommaireView(View):
    """A contents page.

    Attributes:
        intitule: what the file is called.
        titres: the titles of the act that it is about.
        sommaire: what heads the list.
        entrees: the list.
    """

    genre: ClassVar[str] = "sommaire"

    intitule: str
    titres: tuple[Titre, ...]
    sommaire: str
    entrees: tuple[Entree, ...]


def list_entries(views: Sequence[View]) -> tuple[Entree, ...]:
    """A line for each piece, in their order; a joined file is one like any other."""
    return tuple(
        Entree(view.meta.intitule or view.meta.signet, view.meta.objet, view.meta.piece)
        for view in views
    )


def add_contents(context: ViewContext, views: Sequence[View]) -> list[View]:
    """The pieces of a dossier behind their contents page.

    A piece alone needs none. Two languages side by side have one page, in the
    first of them: its names are those of the bookmarks.
    """
    if len(views) < 2:
        return list(views)
    sommaire = context.phrase("dossier.sommaire")
    titre = context.phrase("dossier.titre_document", du=context.name_acte("du"))
    page = SommaireView(
        meta=context.meta(
            sommaire,
            sommaire,
            SommaireView.genre,
            intitule=context.name_acte("nom"),
        ),
        intitule=titre,
        titres=context.titles(context.acte.acte.titre, "deliberation"),
        sommaire=sommaire,
        entrees=list_entries(views),
        traduction=(
            ""
            if context.edition == LANGUE_DE_REFERENCE
            else context.phrase("edition.traduction")
        ),
    )
    return [page, *views]
