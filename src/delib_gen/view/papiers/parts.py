"""What the papers of a sitting share: their head, and the points of the agenda."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.lang.typography import NBSP
from delib_gen.prose.tree import Prose
from delib_gen.view.base import Meta
from delib_gen.view.identite import build_identity
from delib_gen.view.papiers.convoques import write_when
from delib_gen.view.preambule import head_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.view.context import ActeContext, SeanceContext


@dataclass(frozen=True, slots=True)
class Tete:
    """What heads a paper: whose it is, what it is, of which sitting, when and where."""

    identite: Prose = ()
    collectivite: str = ""
    organe: str = ""
    intitule: str = ""
    reunion: str = ""
    quand: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An act on the agenda.

    Attributes:
        rang: its rank, as it is printed.
        titre: its title.
        details: on which rapport, by whom, after which commissions: a line each.
    """

    rang: str
    titre: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubrique:
    """Points that follow each other and are of one theme; it may have no name."""

    intitule: str
    points: tuple[Point, ...]


def write_head(context: SeanceContext, papier: str) -> Tete:
    """The head of a paper.

    Args:
        context: the sitting.
        papier: what `--only` calls the paper; its phrases bear that name.
    """
    return Tete(
        build_identity(context, of_act=True),
        context.noms_autorite.couverture,
        context.noms_organe.couverture,
        context.phrase(f"papier.{papier}.intitule"),
        head_meeting(context),
        write_when(context),
    )


def write_meta(
    context: SeanceContext, papier: str, *, of_acts: bool = False, sheets: int = 1
) -> Meta:
    """What the file says of itself: a paper is no draft, nor marked as one.

    Args:
        context: the sitting.
        papier: what `--only` calls the paper; its phrases bear that name.
        of_acts: whether it tells what was decided: it is as provisional as an act that
            has no number yet.
        sheets: how many there are in it, each of which goes its own way.
    """
    said = context.find_speaker_of_days("papier.titre_document", context.jours)
    titre = said.phrase_of_days(
        "papier.titre_document",
        context.jours,
        nom=said.phrase(f"papier.{papier}.nom"),
        date=said.grammar.format_days(context.jours),
    )
    nom = context.phrase(f"papier.{papier}.nom")
    marque = ""
    if of_acts and any(acte.provisoire for acte in context.situation.actes):
        marque = str(context.phrase("provisoire.marque"))
        titre = context.phrase("provisoire.titre_document", titre=titre)
    return replace(
        context.meta(titre, nom, papier),
        titre_document=titre.replace(NBSP, " "),
        marque=marque,
        feuillets=sheets > 1,
    )


def list_points(context: SeanceContext) -> tuple[Rubrique, ...]:
    """The points of the agenda in their order, under their themes."""
    rubriques: list[Rubrique] = []
    for rang, acte in enumerate(context.situation.actes, start=1):
        said, theme = context.turn_to(acte), acte.acte.theme
        intitule = context.text(theme) if theme else ""
        point = Point(
            context.phrase("papier.rang", rang=rang),
            said.text(acte.acte.titre),
            tuple(list_details(said)),
        )
        if rubriques and rubriques[-1].intitule == intitule:
            last = rubriques.pop()
            rubriques.append(replace(last, points=(*last.points, point)))
        else:
            rubriques.append(Rubrique(intitule, (point,)))
    return tuple(rubriques)


def list_details(context: ActeContext) -> Iterator[str]:
    """On which rapport an act is taken, who moved it, which commissions were heard."""
    acte = context.acte.acte
    said = context.find_speaker("papier.rapport")
    noms, rapport = said.noms_rapporteur, acte.rapport
    name = said.number(said.phrase("rapport.nom"), rapport.numero if rapport else None)
    if noms is not None:
        yield said.phrase("papier.rapport", rapport=name, du=noms.du)
    elif rapport is not None and rapport.numero:
        yield name
    auteurs = [context.name(mention) for mention in context.acte.auteurs]
    if auteurs:
        said = context.find_speaker("papier.auteurs")
        yield said.phrase(
            "papier.auteurs",
            nature=said.name_nature("nom"),
            auteurs=said.grammar.join(auteurs),
        )
    for avis in acte.avis:
        yield context.phrase("papier.avis", commission=context.text(avis))
