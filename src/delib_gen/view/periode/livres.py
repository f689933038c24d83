"""The recueil of a period, and its register: the acts whole, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from delib_gen.lang.said import join_texts
from delib_gen.model.build import open_first
from delib_gen.prose.tree import Prose, Tableau
from delib_gen.view.annexe import build_annexe_views
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import EN_COMMUN, Groupe, LigneSignature, View
from delib_gen.view.deliberation import build_deliberation_view
from delib_gen.view.identite import build_identity
from delib_gen.view.papiers.parts import Tete, write_head
from delib_gen.view.papiers.rapports import CouvertureView
from delib_gen.view.periode.context import PeriodContext
from delib_gen.view.periode.tables import name_target, write_line, write_table
from delib_gen.view.personnes import make_attendance
from delib_gen.view.signatures import sign_beside, sign_first
from delib_gen.view.sommaire import Entree, write_contents

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Elu
    from delib_gen.view.base import Meta
    from delib_gen.view.context import ActeContext, SeanceContext

RECUEIL, REGISTRE = "recueil", "registre"
"""What `--only` calls the books, and their files."""
_TABLES = {RECUEIL: ("date", "objet", "nom"), REGISTRE: ("date", "objet")}
_HEADS = ("ordre", "numero", "objet")
_PARTS = (14, 24, 62)
"""The shares of the columns in the width, in hundredths."""


@dataclass(frozen=True, slots=True)
class ClotureView(View):
    """The leaf that closes a sitting in the register, in reading order."""

    genre: ClassVar[str] = "cloture"

    tete: Tete
    tableau: Prose = field(metadata=EN_COMMUN)
    presences: tuple[Groupe, ...]
    signatures: tuple[LigneSignature, ...]


def build_recueil(context: PeriodContext) -> Iterator[View]:
    """The cover, then each act with what is annexed to it."""
    yield _cover(context, RECUEIL)
    for said in context.iter_acts():
        for act in build_deliberation_view(said):
            objet = said.text(said.acte.acte.titre)
            yield replace(act, meta=replace(act.meta, objet=objet))
        for annexe in build_annexe_views(said):
            if annexe.meta.place.startswith("annexe-deliberation"):
                own = replace(annexe.meta, partie_de=name_target(said))
                yield replace(annexe, meta=own)


def build_registre(context: PeriodContext) -> Iterator[View]:
    """The cover, then the acts of each sitting, and the leaf that closes it."""
    cover = _cover(context, REGISTRE)
    folio = str(context.phrase("periode.feuillet"))
    meta = replace(cover.meta, folio=folio, premier=context.feuillet)
    yield replace(cover, meta=meta)
    for rank, seance in enumerate(context.seances):
        head, acts = name_sitting(seance), context.list_acts(rank)
        for ordre, said in enumerate(acts, start=1):
            number = said.phrase("periode.ordre", rang=ordre)
            for act in build_deliberation_view(said):
                yield _on_leaves(replace(act, ordre=number), meta, head)
        if acts:
            yield _on_leaves(_close(seance, rank, acts), meta, head)


def _on_leaves(view: View, cover: Meta, head: str) -> View:
    """A piece of the register, whose leaves are numbered and say the sitting's day."""
    own = replace(view.meta, folio=cover.folio, premier=cover.premier, intitule=head)
    return replace(view, meta=own)


def _cover(context: PeriodContext, livre: str) -> CouvertureView:
    nom = context.phrase(f"periode.{livre}.nom")
    titre = join_texts(" ", (nom, write_dates(context)))
    return CouvertureView(
        context.meta(titre, nom, livre),
        write_period_head(context, context.phrase(f"periode.{livre}.intitule")),
        _leave_to_fill(context) if livre == REGISTRE else "",
    )


def write_dates(context: PeriodContext) -> str:
    """From which day to which."""
    said = context.find_speaker("periode.dates")
    return said.phrase(
        "periode.dates",
        du=said.grammar.format_day(context.du),
        au=said.grammar.format_day(context.au),
    )


def write_period_head(context: PeriodContext, intitule: str) -> Tete:
    """What heads a paper of the period: whose it is, what it is, and its days."""
    return Tete(
        build_identity(context),
        context.noms_autorite.couverture,
        context.noms_organe.couverture,
        intitule,
        write_dates(context),
    )


def _leave_to_fill(context: PeriodContext) -> str:
    """Who numbered the leaves and how many they are: it is written by hand."""
    said = context.find_speaker("periode.cote")
    return said.phrase("periode.cote", blanc=said.phrase("mention.blanc"))


def name_sitting(context: SeanceContext) -> str:
    """A sitting by its days."""
    said = context.find_speaker_of_days("periode.seance", context.jours)
    days = said.grammar.format_days(said.jours)
    return said.phrase_of_days("periode.seance", said.jours, date=days)


def _close(
    seance: SeanceContext, rank: int, acts: Sequence[ActeContext]
) -> ClotureView:
    context = replace(seance, groupe=f"seance-{rank + 1}-")
    nom = context.phrase("papier.cloture.nom")
    tableau = Tableau(
        (),
        ("gauche",) * len(_HEADS),
        tuple(spell(context.phrase(f"periode.cloture.{head}")) for head in _HEADS),
        tuple(
            (
                spell(str(ordre)),
                spell(said.line(said.acte.numero)),
                spell(said.text(said.acte.acte.titre)),
            )
            for ordre, said in enumerate(acts, start=1)
        ),
        parts=_PARTS,
    )
    situation = seance.situation
    return ClotureView(
        context.meta(nom, nom, ClotureView.genre),
        write_head(seance, ClotureView.genre),
        (tableau,),
        _list_present(seance, acts),
        (
            sign_first(seance, situation.president, situation.seance.president),
            *sign_beside(seance, situation.secretaires),
        ),
    )


def _list_present(
    seance: SeanceContext, acts: Sequence[ActeContext]
) -> tuple[Groupe, ...]:
    """The members who were there, at the opening or at one of the acts."""
    opening = seance.turn_to(open_first(seance.situation))
    present: dict[Elu, None] = {}
    for said in (opening, *acts):
        present |= dict.fromkeys(said.acte.presence.presents)
    if not present:
        return ()
    elus, end = list(present), seance.charte.ponctuation.fin_presents
    heading = seance.agree("deliberation.presents", elus)
    return (make_attendance(opening, heading, elus, end),)


def add_tables(context: PeriodContext, views: Sequence[View]) -> list[View]:
    """A book with its contents behind the cover, and its tables at the end."""
    cover, *pieces = views
    livre, titre = cover.meta.fichier, cover.meta.titre_document
    page = write_contents(context, context.noms_autorite.nom, titre, views)
    meta = replace(page.meta, folio=cover.meta.folio, premier=cover.meta.premier)
    page = replace(page, meta=meta, entrees=tuple(_list_acts(context, views)))
    tables = [write_table(context, table, meta) for table in _TABLES[livre]]
    filled = [table for table in tables if table.entrees]
    return [cover, page, *pieces, *filled]


def _list_acts(context: PeriodContext, views: Sequence[View]) -> Iterator[Entree]:
    """The acts below the name of their sitting, then the leaf that closes it."""
    closing = {v.meta.piece: v.meta for v in views if v.meta.place == "cloture"}
    for rank, seance in enumerate(context.seances):
        acts = context.list_acts(rank)
        if acts:
            yield Entree(name_sitting(seance), "", name_target(acts[0]))
        for said in acts:
            yield Entree(write_line(said), "", name_target(said), 2)
        meta: Meta | None = closing.get(f"seance-{rank + 1}-cloture")
        if meta is not None:
            yield Entree(meta.signet, "", meta.piece, 2)
