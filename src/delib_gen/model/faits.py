"""What was held, taken from a sitting as data for other software."""

from __future__ import annotations

from collections import Counter
from sys import intern
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus
from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.model.feuilles import list_typed
from delib_gen.model.groupes import find_group
from delib_gen.model.issue import flatten, name_issue
from delib_gen.model.scrutins import list_printed, names_voters
from delib_gen.schema.seance import Stade
from delib_gen.tenue import (
    ActeTenu,
    ElectionInscrite,
    MandatTenu,
    MembreTenu,
    Pouvoir,
    PresenceTenue,
    Releve,
    ScrutinInscrit,
    Tenue,
    TourInscrit,
    Voix,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu


def describe_releve(situation: Situation) -> Releve:
    """What a sitting comes to."""
    return Releve(
        list_membres(situation),
        tuple(
            ActeTenu(name_issue(acte), acte.jour.isoformat(), describe_tenue(acte))
            for acte in situation.actes
        ),
    )


def list_membres(situation: Situation) -> tuple[MembreTenu, ...]:
    """The members of whom an act says where they were."""
    known = {e for acte in situation.actes if acte.delibere for e in acte.presence.tous}
    rest = sort_elus(known.difference(typed := list_typed(situation.feuille)))
    ranks: dict[Elu, int] = {}
    seen: Counter[str] = Counter()
    for elu in situation.autorite.membres:
        ranks[elu] = seen[elu.nom_complet]
        seen[elu.nom_complet] += 1
    return tuple(
        _describe_membre(situation, elu, ranks[elu])
        for elu in dict.fromkeys((*(elu for elu in typed if elu in known), *rest))
    )


def _describe_membre(situation: Situation, elu: Elu, homonyme: int) -> MembreTenu:
    organe, jour = situation.code_organe, situation.jour
    return MembreTenu(
        elu.prenom,
        elu.nom,
        elu.tri or "",
        elu.place(organe, jour).rang or 0,
        homonyme,
        tuple(
            MandatTenu(
                *(day.isoformat() if day else "" for day in (m.depuis, m.jusque))
            )
            for m in elu.mandats
            if m.organe == organe
        ),
    )


def describe_tenue(acte: ActeEnSeance) -> Tenue | None:
    """An act as the sitting held it; None where it was not put to one."""
    if acte.situation.seance.stade is not Stade.SEANCE or not acte.delibere:
        return None
    presence = acte.presence
    return Tenue(
        preside=_say(acte.president),
        presence=PresenceTenue(
            presents=_name(presence.presents),
            pouvoirs=tuple(
                Pouvoir(giver.nom_complet, holder.nom_complet)
                for giver, holder in presence.representes.items()
            ),
            absents=_name(presence.absents),
            excuses=_name(presence.excuses),
            retires=_name(presence.retires),
            quorum=acte.quorum.requis,
            comptes=acte.quorum.compte,
            groupes=_list_groups(acte),
        ),
        scrutins=tuple(_describe_ballot(acte, held) for held in acte.scrutins_imprimes),
        elections=tuple(map(_describe_election, acte.elections)),
        mode=acte.resultat.mode.value if acte.resultat else "",
    )


def _list_groups(acte: ActeEnSeance) -> dict[str, tuple[str, ...]]:
    """The members by the groups that they are in."""
    groups: dict[str, list[Elu]] = {}
    for elu in acte.presence.tous:
        if group := find_group(acte, elu):
            groups.setdefault(group, []).append(elu)
    return {group: _name(sort_elus(groups[group])) for group in sorted(groups)}


def _describe_ballot(acte: ActeEnSeance, scrutin: ScrutinTenu) -> ScrutinInscrit:
    decompte, partie = scrutin.decompte, scrutin.partie
    names = list_printed(acte, scrutin)
    return ScrutinInscrit(
        objet=flatten(partie.objet.reference) if partie else "",
        scrutin=scrutin.vote.scrutin.value,
        chiffres={name: decompte.count(name) for name in (*SENS, *BULLETINS)},
        noms={sens: _name(elus) for sens, elus in names.items()},
        issue="adopte" if scrutin.resultat.adopte else "rejete",
        nominatif=names_voters(acte, scrutin),
    )


def _describe_election(election: ElectionTenue) -> ElectionInscrite:
    return ElectionInscrite(
        poste=flatten(election.saisie.poste.reference),
        secret=election.secret,
        tours=tuple(
            TourInscrit(
                tour.exprimes,
                tour.blancs,
                tour.nuls,
                tuple(Voix(_say(c.mention), c.voix) for c in tour.candidats),
            )
            for tour in election.tours
        ),
        elus=tuple(map(_say, election.elus)),
    )


def _say(mention: Mention) -> str:
    """A member by the full name, anybody else as typed."""
    return mention.elu.nom_complet if mention.elu else mention.texte


def _name(elus: Iterable[Elu]) -> tuple[str, ...]:
    # A name is there once, be it of a hundred acts.
    return tuple(intern(elu.nom_complet) for elu in elus)
