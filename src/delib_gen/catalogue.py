"""What can be made of a sitting: of each of its acts, and of the whole.

Whatever `render` writes is named here, and nowhere else. A caller may hand the
pipeline another catalogue, with documents of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from delib_gen.produced import FinishingStep, OutputFile
from delib_gen.schema.seance import Stade
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexe import build_annexe_views
from delib_gen.view.annexes.base import AnnexeView
from delib_gen.view.annexes.registry import list_sorts
from delib_gen.view.base import View
from delib_gen.view.context import ActeContext, SeanceContext
from delib_gen.view.deliberation import DeliberationView, build_deliberation_view
from delib_gen.view.extrait import ExtraitView, build_extrait
from delib_gen.view.papiers.classeur import write_classeur
from delib_gen.view.papiers.convocation import ConvocationView, build_convocation
from delib_gen.view.papiers.envois import ENVOIS, build_envois
from delib_gen.view.papiers.feuilles import (
    FeuilleView,
    build_depouillement,
    build_pouvoirs,
    build_presence,
    build_votes,
)
from delib_gen.view.papiers.liste import ListeView, build_liste
from delib_gen.view.papiers.ordre_du_jour import (
    OrdreDuJourView,
    build_ordre_du_jour,
)
from delib_gen.view.papiers.proces_verbal import (
    PUBLIC,
    ProcesVerbalView,
    build_proces_verbal,
    build_public,
)
from delib_gen.view.papiers.rapports import (
    RAPPORTS,
    CouvertureView,
    IntercalaireView,
    add_book_contents,
    build_rapports,
)
from delib_gen.view.papiers.statistiques import (
    StatistiquesView,
    build_statistiques,
)
from delib_gen.view.rapport import RapportView, build_rapport_view
from delib_gen.view.sommaire import SommaireView
from delib_gen.view.versions import has_version

TENUE = frozenset({Stade.SEANCE})
"""The stage of what is made only of a sitting that was held."""
DOSSIER = "dossier"
"""The one document that is made of the others."""
TRANSMISSION = "transmission"
"""What `--only` calls the folder of each act with what is deposited of it."""
_TRANSMITTED = ("deliberation", "annexes")
TOUT = "tout"
"""What `--only` calls all of them."""

Context = TypeVar("Context", bound=SeanceContext, contravariant=True)


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[Context]):
    """A kind of document: a view that templates lay out, in every format.

    Attributes:
        view_type: what its views are; its `genre` names its templates.
        build: makes its views, none where there is nothing to say.
        option: what `--only` calls it, where that is not its `genre`.
        list_sorts: the types of its views, where it has several.
        stades: when it is made: before the sitting, after it, or at both stages.
        gather: for a book, puts its contents among its pieces, which are its views:
            they make one file, which is what the first one says.
        apart: whether, of an act, it is no piece of the dossier, and made if named.
    """

    view_type: type[View]
    build: Callable[[Context], Iterator[View]]
    option: str = ""
    list_sorts: Callable[[], tuple[type[View], ...]] | None = None
    stades: frozenset[Stade] = frozenset(Stade)
    gather: Callable[[Context, Sequence[View]], list[View]] | None = None
    apart: bool = False

    @property
    def name(self) -> str:
        """What `--only` calls it."""
        return self.option or self.view_type.genre

    @property
    def view_types(self) -> tuple[type[View], ...]:
        """The types of its views, each with templates of its own."""
        return self.list_sorts() if self.list_sorts else (self.view_type,)


@dataclass(frozen=True, slots=True)
class Export(Generic[Context]):
    """Data made without a page: no template, no format, its bytes at once.

    Attributes:
        name: what `--only` calls it; its file is named so too.
        suffix: what its file ends in (`csv`).
        write: makes its bytes; None where there is nothing to say.
        stades: when it is made: before the sitting, after it, or at both stages.
    """

    name: str
    suffix: str
    write: Callable[[Context], bytes | None]
    stades: frozenset[Stade] = frozenset(Stade)


@dataclass(frozen=True, slots=True)
class Scope(Generic[Context]):
    """What can be made of one thing: an act, or the sitting."""

    documents: tuple[DocumentKind[Context], ...] = ()
    exports: tuple[Export[Context], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What `--only` calls each of them."""
        documents = (kind.name for kind in self.documents)
        return (*documents, *(export.name for export in self.exports))

    @property
    def pieces(self) -> tuple[DocumentKind[Context], ...]:
        """The documents that a dossier is made of."""
        return tuple(kind for kind in self.documents if not kind.apart)

    @property
    def genres(self) -> frozenset[str]:
        """The documents, by what their views say that they are."""
        return frozenset(
            kind.view_type.genre for kind in self.documents if kind.gather is None
        )

    @property
    def view_types(self) -> tuple[type[View], ...]:
        """The types of all the views, each with templates of its own."""
        return tuple(sort for kind in self.documents for sort in kind.view_types)

    def select(self, names: Iterable[str]) -> Scope[Context]:
        """Those that are named."""
        wanted = frozenset(names)
        return Scope(
            tuple(kind for kind in self.documents if kind.name in wanted),
            tuple(export for export in self.exports if export.name in wanted),
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be made.

    Attributes:
        acte: of each act; its documents, in this order, are those of its dossier.
        seance: of the sitting.
        steps: what is done to each file once it was read back, in order.
    """

    acte: Scope[ActeContext]
    seance: Scope[SeanceContext]
    steps: tuple[FinishingStep, ...]

    def __post_init__(self) -> None:
        """Refuse a name that would stand for two things: a bug of ours."""
        if len(set(self.names)) != len(self.names):
            raise ValueError(f"a name is given twice: {self.names}")

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each thing that can be made."""
        return (*self.acte.names, DOSSIER, *self.seance.names)

    @property
    def words(self) -> tuple[str, ...]:
        """What `--only` takes: the names, folders made of them, and all at once."""
        return (*self.names, TRANSMISSION, TOUT)

    def spell_out(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The names of what is asked for: those of the usual set where nothing is."""
        asked = tuple(asked)
        if TOUT in asked:
            return self.names
        needed = _TRANSMITTED if TRANSMISSION in asked else ()
        return (*asked, *needed) or self.usual

    @property
    def usual(self) -> tuple[str, ...]:
        """What is made where nothing is named: the documents of the acts."""
        return (*(kind.name for kind in self.acte.pieces), DOSSIER)

    @property
    def view_types(self) -> tuple[type[View], ...]:
        """Every type of view that a template may be filled with."""
        types: tuple[type[View], ...] = (
            SommaireView,
            *self.acte.view_types,
            *self.seance.view_types,
        )
        return tuple(dict.fromkeys(types))


def build_views(kinds: Sequence[DocumentKind[Context]], context: Context) -> list[View]:
    """The views of some kinds, in their order.

    Those of a translation say so at their head, whatever their kind, but for one of
    which nothing is translated.
    """
    stade = context.situation.seance.stade
    made = (kind.build(context) for kind in kinds if stade in kind.stades)
    views = [view for built in made for view in built]
    if context.edition == LANGUE_DE_REFERENCE:
        return views
    heading = context.phrase("edition.traduction")
    return [
        replace(view, traduction=heading) if has_version(view) else view
        for view in views
    ]


def make_exports(
    scope: Scope[Context], context: Context, folder: str, acte: str
) -> Iterator[OutputFile]:
    """The exports of a scope, in the language of the context.

    Args:
        scope: what is wanted.
        context: what they are made of.
        folder: where they go.
        acte: the number of the act; empty for the sitting.
    """
    langue, stade = context.langue, context.situation.seance.stade
    for export in scope.exports:
        content = export.write(context) if stade in export.stades else None
        if content is not None:
            filename = f"{export.name}.{langue}.{export.suffix}"
            yield OutputFile(
                folder, filename, content, acte, export.name, langue, export.suffix
            )


CATALOGUE = Catalogue(
    acte=Scope(
        documents=(
            DocumentKind(DeliberationView, build_deliberation_view),
            DocumentKind(RapportView, build_rapport_view),
            DocumentKind(AnnexeView, build_annexe_views, "annexes", list_sorts),
            DocumentKind(ExtraitView, build_extrait, stades=TENUE, apart=True),
        ),
    ),
    seance=Scope(
        documents=(
            DocumentKind(ConvocationView, build_convocation),
            DocumentKind(OrdreDuJourView, build_ordre_du_jour),
            DocumentKind(ListeView, build_envois, ENVOIS),
            DocumentKind(
                CouvertureView,
                build_rapports,
                RAPPORTS,
                lambda: (CouvertureView, IntercalaireView),
                gather=add_book_contents,
            ),
            DocumentKind(FeuilleView, build_presence, "presence"),
            DocumentKind(FeuilleView, build_pouvoirs, "pouvoirs"),
            DocumentKind(FeuilleView, build_votes, "votes"),
            DocumentKind(FeuilleView, build_depouillement, "depouillement"),
            DocumentKind(ListeView, build_liste, stades=TENUE),
            DocumentKind(StatistiquesView, build_statistiques, stades=TENUE),
            DocumentKind(ProcesVerbalView, build_public, PUBLIC, stades=TENUE),
            DocumentKind(ProcesVerbalView, build_proces_verbal, stades=TENUE),
        ),
        exports=(Export("classeur", "xlsx", write_classeur, TENUE),),
    ),
    steps=(),
)
