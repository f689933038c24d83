"""The minutes of a sitting: who was there, what was decided, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from delib_gen.lang.proteges import protect
from delib_gen.lang.said import join_texts
from delib_gen.model.build import open_first
from delib_gen.model.huis_clos import is_kept_apart, list_protected
from delib_gen.prose.tree import Prose
from delib_gen.view.base import (
    BlocScrutin,
    Groupe,
    LigneArticle,
    LignePouvoir,
    LigneSignature,
    View,
)
from delib_gen.view.context import ActeContext, SeanceContext
from delib_gen.view.deliberation import list_articles
from delib_gen.view.mouvements import list_mouvements
from delib_gen.view.papiers.envois import write_sendings
from delib_gen.view.papiers.issues import list_voices, write_issue
from delib_gen.view.papiers.occulte import Occultation
from delib_gen.view.papiers.parts import (
    Rubrique,
    Tete,
    list_details,
    list_points,
    write_head,
    write_meta,
)
from delib_gen.view.preambule import is_chaired_apart, write_preamble
from delib_gen.view.presence import (
    head_powers,
    list_absents,
    list_assistants,
    list_powers,
    list_presents,
    say_counts,
    write_secretaries,
)
from delib_gen.view.scrutin import enacts, write_outcome, write_scrutins
from delib_gen.view.signatures import sign_beside, sign_first

if TYPE_CHECKING:
    from delib_gen.model.huis_clos import HuisClosTenu

PUBLIC = "pv-public"
"""What `--only` calls the edition that is published where the other one is not."""


@dataclass(frozen=True, slots=True)
class PointExamine:
    """An act as the sitting dealt with it, in reading order.

    Attributes:
        titre: its rank and its title.
        acte: what it is, and its number.
        huis_clos: that it was examined behind closed doors, and by which vote.
        reserve: that debates stand in the other edition alone.
        issue: what became of it, where it was not put to the vote.
    """

    titre: str
    acte: str
    details: tuple[str, ...]
    presidence: str
    mouvements: tuple[str, ...]
    huis_clos: str
    debats: Prose
    reserve: str
    issue: str
    formule: str
    scrutins: tuple[BlocScrutin, ...]
    suite: str
    articles: tuple[LigneArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcesVerbalView(View):
    """The parts of the minutes, in reading order.

    Attributes:
        edition: which of the two editions this is, where there are two.
        huis_clos: that the sitting was held behind closed doors, and by which vote.
        reserve: that debates stand in the other edition alone.
    """

    genre: ClassVar[str] = "pv"

    tete: Tete
    edition: str
    preambule: str
    visioconference: str
    envois: str
    presences: tuple[Groupe, ...]
    pouvoirs_intitule: str
    pouvoirs: tuple[LignePouvoir, ...]
    absences: tuple[Groupe, ...]
    assistants: tuple[Groupe, ...]
    secretaires: str
    comptes: str
    quorum: str
    ordre_intitule: str
    rubriques: tuple[Rubrique, ...]
    huis_clos: str
    debats: Prose
    reserve: str
    points: tuple[PointExamine, ...]
    horaires: tuple[str, ...]
    arrete: str
    signatures: tuple[LigneSignature, ...]


def build_proces_verbal(context: SeanceContext) -> Iterator[ProcesVerbalView]:
    """The minutes of a sitting that was held; none where it has no act."""
    situation = context.situation
    if not situation.actes:
        return
    opening, genre = (
        context.turn_to(open_first(situation)),
        ProcesVerbalView.genre,
    )
    yield ProcesVerbalView(
        meta=write_meta(context, genre, of_acts=True),
        tete=write_head(context, genre),
        edition=_name_edition(context),
        preambule=write_preamble(opening),
        visioconference=_write_remote(context),
        envois=write_sendings(context),
        presences=list_presents(opening),
        pouvoirs_intitule=head_powers(opening),
        pouvoirs=list_powers(opening),
        absences=list_absents(opening),
        assistants=list_assistants(opening),
        secretaires=write_secretaries(opening),
        comptes=say_counts(opening, "comptes_sans_vote"),
        quorum=_write_quorum(opening),
        ordre_intitule=context.phrase("papier.ordre-du-jour.intitule"),
        rubriques=list_points(context),
        huis_clos=_write_closed(context, situation.huis_clos),
        debats=context.prose(situation.lue.contents.prose("debats")),
        reserve="",
        points=tuple(
            _write_point(context.turn_to(acte), rang)
            for rang, acte in enumerate(situation.actes, start=1)
        ),
        horaires=tuple(_list_hours(context)),
        arrete=_write_adoption(context),
        signatures=(
            sign_first(context, situation.president, situation.seance.president),
            *sign_beside(context, situation.secretaires),
        ),
    )


def _write_remote(context: SeanceContext) -> str:
    """That the sitting was held in several places, where it was."""
    remote = context.situation.seance.visioconference
    return context.phrase("papier.pv.visioconference") if remote else ""


def _name_edition(context: SeanceContext) -> str:
    """That this edition is not the public one, where there are two."""
    kept = is_kept_apart(context.situation)
    return context.phrase("papier.pv.complete") if kept else ""


def build_public(context: SeanceContext) -> Iterator[ProcesVerbalView]:
    """The edition that is published; none where the minutes are published whole."""
    situation = context.situation
    if not is_kept_apart(situation):
        return
    members = situation.names.annuaire(situation.jour).membres
    names = protect(list_protected(situation), {elu.nom for elu in members})
    hidden = Occultation(names, context.phrase("papier.pv-public.nom_protege"))
    for view in build_proces_verbal(context):
        public = replace(
            view,
            meta=write_meta(context, PUBLIC, of_acts=True),
            edition=context.phrase("papier.pv-public.edition"),
            points=tuple(
                _leave_out(context, point, acte.huis_clos or situation.huis_clos)
                for point, acte in zip(view.points, situation.actes, strict=True)
            ),
        )
        yield hidden.hide(_leave_out(context, public, situation.huis_clos))


_Part = TypeVar("_Part", PointExamine, ProcesVerbalView)


def _leave_out(
    context: SeanceContext, part: _Part, closed: HuisClosTenu | None
) -> _Part:
    """A part of the minutes without what was said behind closed doors."""
    if closed is None or not part.debats:
        return part
    reserve = context.phrase("papier.pv-public.reserve")
    return replace(part, debats=(), reserve=reserve)


def _write_closed(context: SeanceContext, closed: HuisClosTenu | None) -> str:
    if closed is None:
        return ""
    saisi = closed.saisi
    given = {sens: getattr(saisi, sens) for sens in ("pour", "contre", "abstention")}
    key = "majorite" if saisi.contre or saisi.abstention else "unanimite"
    said = context.find_speaker(f"papier.pv.huis_clos.{key}")
    return said.phrase(
        f"papier.pv.huis_clos.{key}",
        demandeurs=said.grammar.join([said.name(m) for m in closed.demandeurs]),
        organe=said.noms_organe.sujet,
        voix=join_texts(", ", list_voices(said, given)),
    )


def _write_quorum(context: ActeContext) -> str:
    quorum = context.acte.quorum
    counted = "representes" if quorum.pouvoirs_comptes else "presents"
    key = counted if quorum.requis else "sans"
    return context.phrase(
        f"papier.pv.quorum.{key}", requis=quorum.requis, compte=quorum.compte
    )


def _list_hours(context: SeanceContext) -> Iterator[str]:
    """When the sitting was suspended and resumed, and when it closed."""
    seance = context.situation.seance
    for pause in seance.suspensions:
        key = "suspension" if pause.motif is None else "suspension_motif"
        yield context.phrase(
            f"papier.pv.{key}",
            de=pause.de,
            a=pause.a,
            motif=context.text(pause.motif) if pause.motif else "",
        )
    if seance.cloture is not None:
        yield context.phrase("papier.pv.cloture", heure=seance.cloture)


def _write_adoption(context: SeanceContext) -> str:
    """When the minutes were adopted, or a blank for it."""
    said, day = (
        context.find_speaker("papier.pv.arrete"),
        context.situation.seance.arrete_le,
    )
    blank = said.phrase("mention.blanc")
    return said.phrase(
        "papier.pv.arrete", date=said.grammar.format_day(day) if day else blank
    )


def _write_point(context: ActeContext, rang: int) -> PointExamine:
    acte = context.acte
    point = PointExamine(
        titre=context.phrase(
            "papier.pv.point", rang=rang, titre=context.text(acte.acte.titre)
        ),
        acte=context.name_acte("nom") if acte.numero else "",
        presidence=_write_chair(context),
        mouvements=(),
        details=tuple(list_details(context)),
        huis_clos=_write_closed(context, acte.huis_clos),
        debats=context.prose(acte.lu.contents.prose("debats")),
        reserve="",
        issue="",
        formule="",
        scrutins=(),
        suite="",
        articles=(),
    )
    if not acte.delibere:
        return replace(point, issue=write_issue(context))
    return replace(
        point,
        mouvements=list_mouvements(context),
        formule=context.phrase("deliberation.formule"),
        scrutins=write_scrutins(context),
        suite=write_outcome(context),
        articles=list_articles(context) if enacts(acte) else (),
    )


def _write_chair(context: ActeContext) -> str:
    """Who chairs an act in the place of who chairs the sitting, unless that is told."""
    elu = context.acte.president.elu
    usual = context.situation.president.elu
    if elu is None or elu is usual or is_chaired_apart(context.acte):
        return ""
    return context.phrase(
        "papier.pv.presidence",
        president=context.full_name(elu),
        qualite=context.office(elu, context.presidence),
    )
