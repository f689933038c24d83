"""The contents page of a file that several pieces are put together in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from delib_gen.prose.tree import Prose
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.base import NON_IMPRIME, Meta, Titre, View
from delib_gen.view.context import ActeContext, SeanceContext
from delib_gen.view.en_regard import EnRegardView
from delib_gen.view.identite import build_identity


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
        identite: what the authority is known by.
        intitule: what the file is called.
        titres: the titles of the act that it is about.
        sommaire: what heads the list.
        entrees: the list.
    """

    genre: ClassVar[str] = "sommaire"

    identite: Prose = field(default=(), kw_only=True)
    intitule: str
    titres: tuple[Titre, ...]
    sommaire: str
    entrees: tuple[Entree, ...]


def list_entries(views: Sequence[View]) -> tuple[Entree, ...]:
    """A line for each piece, in their order; a joined file is one like any other."""
    return tuple(make_entry(view.meta, 1) for view in views)


def make_entry(meta: Meta, niveau: int) -> Entree:
    """The line of a piece; what is within another one needs no more than its title.

    Args:
        meta: what the piece says of itself.
        niveau: the level of the line, for a piece that is within no other.
    """
    if meta.partie_de:
        return Entree(meta.objet or meta.signet, "", meta.piece, niveau + 1)
    return Entree(meta.intitule or meta.signet, meta.objet, meta.piece, niveau)


def read_entries(view: View) -> tuple[Entree, ...]:
    """The lines of a page that lists pieces; none for any other."""
    entrees: tuple[Entree, ...] = getattr(view, "entrees", ())
    return entrees


def lists_pieces(view: View) -> bool:
    """Whether a page lists pieces, in one language or in two."""
    if isinstance(view, EnRegardView):
        return any(map(lists_pieces, view.vues))
    return bool(read_entries(view))


def map_entries(view: View, change: Callable[[Entree], Entree]) -> View:
    """A page that lists pieces with each of its lines changed, in each language."""
    if isinstance(view, EnRegardView):
        if not lists_pieces(view):
            return view
        first, second = (map_entries(vue, change) for vue in view.vues)
        return replace(view, vues=(first, second))
    entrees = read_entries(view)
    if not entrees:
        return view
    changed: dict[str, Any] = {"entrees": tuple(map(change, entrees))}
    return replace(view, **changed)


def add_contents(context: ActeContext, views: Sequence[View]) -> list[View]:
    """The pieces of a dossier behind their contents page.

    A piece alone needs none. Two languages side by side have one page, in the
    first of them: its names are those of the bookmarks.
    """
    if len(views) < 2:
        return list(views)
    titre = context.phrase("dossier.titre_document", du=context.name_acte("du"))
    page = write_contents(context, context.name_acte("nom"), titre, views)
    page = replace(
        page,
        identite=build_identity(context),
        titres=context.titles(context.acte.acte.titre, "deliberation"),
        entrees=list_entries(views),
    )
    return [page, *views]


def write_contents(
    context: SeanceContext, nom: str, intitule: str, views: Sequence[View]
) -> SommaireView:
    """The contents page of a file, without its lines.

    Args:
        context: who speaks.
        nom: what the file is called at the head of its pages.
        intitule: its title.
        views: its pieces: of a draft, the page is marked as they are.
    """
    sommaire = context.phrase("dossier.sommaire")
    meta = context.meta(sommaire, sommaire, SommaireView.genre, intitule=nom)
    french = context.edition == LANGUE_DE_REFERENCE
    return SommaireView(
        meta=replace(meta, marque=views[0].meta.marque),
        intitule=intitule,
        titres=(),
        sommaire=sommaire,
        entrees=(),
        traduction="" if french else context.phrase("edition.traduction"),
    )
