"""What can be made of a sitting: of each of its acts, and of the whole.

Whatever `render` writes is named here, and nowhere else. A caller may hand the
pipeline another catalogue, with documents of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from delib_gen.kinds import Context, DocumentKind, Export, Scope
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
from delib_gen.view.periode.context import PeriodContext
from delib_gen.view.periode.livres import (
    RECUEIL,
    REGISTRE,
    ClotureView,
    add_tables,
    build_recueil,
    build_registre,
)
from delib_gen.view.periode.statistiques import (
    build_period_statistics,
    keep_alone,
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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be made.

    Attributes:
        acte: of each act; its documents, in this order, are those of its dossier.
        seance: of the sitting.
        periode: of several sittings, those of a period.
        steps: what is done to each file once it was read back, in order.
    """

    acte: Scope[ActeContext]
    seance: Scope[SeanceContext]
    steps: tuple[FinishingStep, ...]
    periode: Scope[PeriodContext] = field(default_factory=Scope)

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
            *self.periode.view_types,
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
    periode=Scope(
        documents=(
            DocumentKind(
                CouvertureView,
                build_recueil,
                RECUEIL,
                lambda: (CouvertureView,),
                gather=add_tables,
            ),
            DocumentKind(
                CouvertureView,
                build_registre,
                REGISTRE,
                lambda: (CouvertureView, ClotureView),
                gather=add_tables,
            ),
            DocumentKind(
                StatistiquesView,
                build_period_statistics,
                gather=keep_alone,
            ),
        ),
    ),
)
